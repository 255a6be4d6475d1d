"""A member of the team with valid keys who means the others no good, or whose laptop is in other hands."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from casefile.crypto.signing import SigningKey
from casefile.domain.kinds import AddedField
from casefile.domain.terms import shipped_lists, term_list
from casefile.domain.values import Text
from casefile.errors import CasefileError, Refused
from casefile.handover import card as cards
from casefile.handover import forms
from casefile.handover.card import SignedCard
from casefile.handover.proofs import ORIGIN
from casefile.i18n import LANGUAGES, Catalogue
from casefile.journal import purging
from casefile.journal.entry import Entry, FieldChange, Operation
from casefile.usecases import contacts, edit, identity, syncing
from casefile.usecases.arrival import Arrival
from casefile.usecases.session import Session
from tests.usecases.exchanging import send, team
from tests.usecases.forging import change, entry, forged
from tests.usecases.teaming import trusting


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Iterator[list[Session]]:
    """Борис, who is hostile, Carol, to whom he sends, and Dana, whom both know. All are one team."""
    found = team(tmp_path_factory.mktemp("team"), ("Борис", "Carol", "Dana"), passphrase)
    for each in found:
        trusting(each)
    yield found
    for each in found:
        each.lock()


_POSITIONS = iter(range(1000, 100_000))


def written(hostile: Session, *changes: FieldChange, **other: Any) -> Entry:
    return entry(hostile, next(_POSITIONS), *changes, **other)


def looked_at(people: list[Session], tmp_path: Path, *entries: Entry) -> Arrival:
    return syncing.preview(people[1], forged(people[0], tmp_path / f"{secrets.token_hex(8)}.age", *entries))


def refusal(people: list[Session], tmp_path: Path, *entries: Entry) -> str:
    with pytest.raises(CasefileError) as refused:
        looked_at(people, tmp_path, *entries)
    for language in LANGUAGES:
        assert Catalogue(language).error(refused.value).endswith(".")
    return refused.value.key


NO_TIMES = (
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "2031-01-01\u202e00:00:00+00:00",
    "2031-W01-1T00:00:00Z",
    "2031-01-01T00:00:00",
    "2031-01-01T00:00:00+00:00:01.5",
    "２０３１-01-01T00:00:00Z",
)


@pytest.mark.threat(25)
def test_a_time_that_no_page_could_show_is_none(people: list[Session], tmp_path: Path) -> None:
    """Of the first day of all times Python knows no local time: the history of the case ended in a fault for good."""
    for each in NO_TIMES:
        with pytest.raises(ValueError):
            forms.moment(each)
    one = written(people[0], change("birth", "2000"), time=NO_TIMES[0])
    assert refusal(people, tmp_path, one) == "handover.content_unreadable"
    assert forms.moment("2031-01-01T00:00:00.123456+05:00")


@pytest.mark.threat(25)
@pytest.mark.parametrize("path", ["legs", "event"])
def test_a_value_that_is_deeper_than_any_is_refused_when_it_comes(
    people: list[Session], tmp_path: Path, path: str
) -> None:
    """One that is just bearable here would be unbearable where it is read with less of the stack left, after it was kept."""
    value: Any = []
    for _ in range(60):
        value = {"deeper": [value]}
    one = written(people[0], change(path, {"event": "seen", "more": value}), kind="spider")
    two = replace(one, operation=Operation.CUSTODY)
    for each in (one, two):
        assert refusal(people, tmp_path, each) == "handover.content_unreadable"


@pytest.mark.threat(16)
@pytest.mark.parametrize("changed", [{"kind": "k" * 3000}, {"kind": ""}])
def test_names_of_kinds_and_fields_are_short(people: list[Session], tmp_path: Path, changed: dict[str, Any]) -> None:
    assert refusal(people, tmp_path, written(people[0], change("x", 1), **changed)) == "handover.content_unreadable"
    long = written(people[0], change("p" * 3000, 1))
    assert refusal(people, tmp_path, long) == "handover.content_unreadable"


@pytest.mark.threat(17)
def test_names_of_authors_hold_nothing_unseen() -> None:
    assert forms.called("Da\u202ena\n\x1b[2J  Oidan") == "Da na [2J Oidan"


@pytest.mark.threat(18)
def test_what_a_member_says_that_another_wrote_waits_for_a_person(people: list[Session], tmp_path: Path) -> None:
    """With their own signature it would come by itself; by the word of someone else it may be made up."""
    hostile, _, dana = people
    made_up = written(hostile, change("birth", "2000"), device=dana.database.device, author=dana.author.id)
    arrival = looked_at(people, tmp_path, made_up)
    assert arrival.is_hearsay and not arrival.is_harmless
    assert looked_at(people, tmp_path, written(hostile, change("birth", "2000"))).is_harmless


@pytest.mark.threat(18)
def test_what_changes_the_program_for_all_waits_for_a_person(people: list[Session], tmp_path: Path) -> None:
    """A list's word said anew gives every record another meaning, and a template fills in what nobody chose."""
    hostile, target, _ = people
    name = next(iter(sorted(shipped_lists())))
    shipped = term_list(name).terms[0].code
    word = [{"language": "en", "text": "the opposite"}]

    def term(code: str) -> Entry:
        return written(hostile, change("list", name), change("code", code), change("label", word), kind="term")

    assert not looked_at(people, tmp_path, term(shipped)).is_harmless
    assert looked_at(people, tmp_path, term("invented_" + secrets.token_hex(4))).is_harmless
    template = written(hostile, change("kind", "case"), kind="template", record="0" * 32)
    arrival = looked_at(people, tmp_path, template)
    assert [each.id for each in arrival.redefined] == ["0" * 32] and not arrival.is_harmless
    field = AddedField(kind="case", shape="line", label=Text.of("Court number", "en"))
    edit.save(hostile, [field])
    came = syncing.receive(target, send(hostile, target, tmp_path / "field.age"))
    assert came.arrival.redefined
    edit.save(hostile, [replace(field, label=Text.of("Consent", "en"))])
    assert not syncing.preview(target, send(hostile, target, tmp_path / "again.age")).is_harmless


@pytest.mark.threat(18)
def test_nobody_takes_the_name_of_a_colleagues_device(people: list[Session]) -> None:
    """A member's own card, which their known key vouches for, would let them sign for the log of someone else."""
    hostile, target, dana = people
    mine, key = identity.card(hostile), SigningKey.generate()
    name = ORIGIN + dana.database.device
    said = SignedCard(
        "Борис", mine.recipient, key.public.encode(name), dana.database.device, "2031-01-01", (), (mine.signing_key,)
    )
    signers = [(name, key), (identity.signer_name(hostile), identity.signing_key(hostile))]
    card = contacts.read_card(cards.sign(said, signers).decode())
    before = contacts.known(target)
    with pytest.raises(Refused, match="card_other_device") as refused:
        contacts.add(target, card, "Борис")
    assert all("Dana" in Catalogue(language).error(refused.value) for language in LANGUAGES)
    assert contacts.known(target) == before


@pytest.mark.threat(16)
def test_a_long_chain_of_changes_costs_no_square_of_its_length() -> None:
    """Who had seen what, kept for each of forty thousand changes, were eight hundred million places."""
    chain, seen, record = [], (), secrets.token_hex(16)
    own = "f" * 32
    for number in range(40_000):
        operation = Operation.PURGE if number == 20_000 else Operation.CHANGE
        device = own if operation is Operation.PURGE else "1" * 32
        one = Entry(
            device, "2" * 32, number, 1, "2031-01-01T00:00:00Z", "person", record, operation,
            (FieldChange("birth", None if operation is Operation.PURGE else str(number), bytes(32), seen),),
        )  # fmt: skip
        chain.append(one)
        seen = (one.id,)
    begun = time.monotonic()
    doomed = [each.position for each, _ in purging.condemned(chain, [own])]
    assert doomed == list(range(20_000)), (
        "what came before the purge goes, what saw it stays, whatever the counters say"
    )
    assert time.monotonic() - begun < 20
