"""Handing cases over: one encrypted, signed, read-only file for each recipient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from casefile.crypto.age import X25519Recipient
from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Evidence
from casefile.domain.redaction import AUDIENCES, Place, Replacement, Withheld
from casefile.errors import Refused
from casefile.handover import addressing, papers, parts, statement, writing
from casefile.handover.addressing import Addressee
from casefile.handover.passes import Share
from casefile.handover.writing import Written
from casefile.progress import SILENT, Progress
from casefile.usecases import checkpoints, contacts, letters, outgoing, summary
from casefile.usecases.outgoing import Outgoing
from casefile.usecases.session import Session
from casefile.vault import durable

_LOGGED_LATER = ".ready"

__all__ = [
    "AUDIENCES",
    "HandedOver",
    "Preview",
    "To",
    "make",
    "places",
    "preview",
    "secret_file",
    "to",
    "to_passphrase",
]


@dataclass(frozen=True, slots=True)
class To:
    """One recipient: `name` for our own records, `addressee` for the file."""

    name: str
    addressee: Addressee

    @property
    def weak(self) -> bool:
        """Whether someone who keeps the file may open it once there are large quantum computers."""
        return isinstance(self.addressee.recipient, X25519Recipient)


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go out.

    Attributes:
        cases: as they will be read.
        records: kind → how many go.
        files, missing: evidence whose file goes, and does not.
        fields, proven: how many fields go, and how many of them stand untouched and can be proven against the journal.
        size: of each file, about, in bytes, the summaries not counted.
        replaced, withheld: people under a pseudonym; what stays behind and why.
        blocked: places that a person must settle first; `make` refuses until then.
        changed: (record id, journal path) of every value of a record that goes and is not what the vault holds.
    """

    cases: tuple[CaseFile, ...]
    records: Mapping[str, int]
    files: tuple[Evidence, ...]
    missing: tuple[Evidence, ...]
    fields: int
    proven: int
    size: int
    replaced: tuple[Replacement, ...]
    withheld: tuple[Withheld, ...]
    blocked: tuple[Place, ...]
    changed: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The files that were made, one a recipient in their order, and the paper beside them that says how to open them."""

    bundles: tuple[Written, ...]
    how_to_open: Path


def to(session: Session, words: str) -> To:
    """The recipient that words name: an ``age1…`` recipient, a contact's name or id, or a file that holds a card or a recipient.

    Raises:
        NotFound, Refused: none of these; BadKey: looks like a recipient and is none.
    """
    if words.startswith("age1"):
        addressee = addressing.to_recipient(words)
        return To(_name_of(session, addressee.label), addressee)
    path = Path(words)
    if path.is_file():
        card = contacts.read_card(path.read_text("utf-8", "replace"))
        return To(card.name or _name_of(session, card.recipient), addressing.to_recipient(card.recipient))
    contact = contacts.find(session, words)
    return To(contact.name or "", addressing.to_recipient(contact.recipient or ""))


def to_passphrase(passphrase: str) -> To:
    """Whoever knows a passphrase."""
    return To(statement.PASSPHRASE, addressing.to_passphrase(passphrase))


def preview(
    session: Session, references: Sequence[str], audience: str, language: str = "en", progress: Progress = SILENT
) -> Preview:
    """What `make` would send. Nothing is written.

    Raises:
        NotFound, Refused: as `make`.
    """
    found = outgoing.gather(session, references, audience, language, progress)
    records: dict[str, int] = {}
    for kind, number in _counted(found):
        records[kind] = records.get(kind, 0) + number
    described = {each.id: each for each in found.disclosure.evidence}
    return Preview(
        found.disclosure.cases,
        records,
        tuple(described[each.record] for each in found.disclosure.files),
        found.missing,
        found.fields,
        found.proven,
        writing.padded_size(outgoing.payload(session, found, ())),
        found.redacted.replaced,
        found.redacted.withheld,
        found.blocked,
        found.redacted.changed,
    )


def make(
    session: Session,
    references: Sequence[str],
    recipients: Sequence[To],
    destination: Path,
    audience: str = "lawyer",
    language: str = "en",
    progress: Progress = SILENT,
    part_size: int | None = None,
) -> HandedOver:
    """Write one file for each recipient and log the handover in the custody of each file and case.

    Args:
        references: of the cases, or their ids.
        destination: the file; with several recipients ``NAME-1.age``, ``NAME-2.age``, in their order.
        progress: bytes of payload, over all recipients.
        part_size: see `writing.write`; each recipient's file is cut by itself.

    Raises:
        NotFound, Refused: no such case, something that the audience may not read cannot be taken out, something at the destination, or the disk
            is full.
        VerificationFailed: a file of the vault was altered outside Casefile.
        Cancelled; no bundle is left behind by any of them.
    """
    session.require_writable()  # what is handed over is logged and numbered
    if not recipients or not references:
        raise Refused("handover.nobody" if references else "handover.nothing")
    ready = outgoing.gather(session, references, audience, language, progress)
    _require_settled(ready)
    checkpoints.sign(session.database, session.local)
    payload = outgoing.payload(session, ready, _summaries(session, ready, progress))
    final = places(destination, len(recipients))
    size = sum(each.size for each in payload)
    written: list[Written] = []
    staged = [place.with_name(place.name + _LOGGED_LATER) for place in final]
    for place in final:
        writing.check_place(place)
    with _removed_on_failure([*final, *staged, destination.with_name(papers.HOW_TO_OPEN)]):
        for turn, (each, place) in enumerate(zip(recipients, staged, strict=True)):
            share = Share(turn * size, len(recipients) * size, progress)
            letter = letters.letter(session, statement.DISCLOSURE, each.addressee, ready.checkpoint)
            written.append(writing.write(place, letter, payload, share, part_size))
        how_to_open = writing.write_how_to_open(destination.parent)
        _log(session, ready, tuple(zip(recipients, written, strict=True)), audience)
        # Logged before it has its name: a kill in between leaves a line too many, never a bundle that nobody knows of.
        bundles = tuple(writing.rename(each, place) for each, place in zip(written, final, strict=True))
    return HandedOver(bundles, how_to_open)


def _summaries(session: Session, ready: Outgoing, progress: Progress) -> list[bytes]:
    found = []
    for account in outgoing.accounts(ready):
        progress.check()
        found.append(summary.render(session, account, ready.disclosure.language))
    return found


def _require_settled(ready: Outgoing) -> None:
    if ready.blocked:
        first = ready.blocked[0]
        raise Refused(f"handover.blocked.{first.reason}", n=len(ready.blocked), record=first.record, path=first.path)


def _log(session: Session, ready: Outgoing, made: Sequence[tuple[To, Written]], audience: str) -> None:
    with session.database.writing() as unit:
        for each, written in made:
            event = {
                "event": "handed_over",
                "to": each.name,
                "recipient": addressing.noted(each.addressee.label),
                "bundle": written.bundle_id,
                "manifest": written.manifest,
                "audience": audience,
            }
            for case in ready.disclosure.cases:
                unit.custody(case.case.id, event, "case")
            for file in ready.disclosure.files:
                unit.custody(file.record, {**event, "sha256": file.sha256})


def _counted(found: Outgoing) -> Iterator[tuple[str, int]]:
    seen: set[str] = set()
    for case in found.disclosure.cases:
        for kind, records in case.by_kind().items():
            fresh = {each.id for each in records} - seen
            seen |= fresh
            yield kind, len(fresh)


def _name_of(session: Session, recipient: str) -> str:
    return next((each.name or "" for each in contacts.known(session) if each.recipient == recipient), "")


def places(destination: Path, number: int) -> list[Path]:
    """The files of `number` recipients: `destination`, or ``NAME-1.age``, ``NAME-2.age`` beside it."""
    if number == 1:
        return [destination]
    return [destination.with_name(f"{destination.stem}-{n}{destination.suffix}") for n in range(1, number + 1)]


@contextmanager
def secret_file(path: Path, secret: str) -> Iterator[None]:
    """A new file for this person alone that holds `secret`; it stays if what is done meanwhile ends well.

    Raises:
        Refused: something is there already, or the disk is full.
    """
    if path.exists():
        raise Refused("handover.destination_exists", name=path.name)
    with _removed_on_failure([path]):
        durable.replace(path, secret.encode("utf-8") + b"\n")
        yield


@contextmanager
def _removed_on_failure(places: Sequence[Path]) -> Iterator[None]:
    """Files that come into being together or not at all; what stood there before stays."""
    new = [place for place in places if not place.exists() and not parts.parts_of(place)]
    try:
        yield
    except BaseException:
        for place in new:
            with suppress(OSError):  # a stick that was pulled: the first fault is the one to tell
                for each in (place, *parts.parts_of(place).values()):
                    each.unlink(missing_ok=True)
        raise
