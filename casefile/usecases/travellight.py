"""Travelling light, whole: a case is handed to a colleague, their receipt comes, and only then it goes from this vault; from them it comes back.

A case is *held* by a contact when their receipts confirm every entry that this vault has of it, with all values, and every file of its
evidence. Word of handing over is not counted: each bundle adds some.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from casefile.domain.kinds import Contact, Evidence
from casefile.errors import Refused
from casefile.handover import addressing
from casefile.journal.entry import Entry, Operation
from casefile.journal.log import entries_of_all
from casefile.records.database import Connection
from casefile.records.unit import Changes
from casefile.usecases import cases, confirmed, contacts, purge
from casefile.usecases.confirmed import NOTHING, Confirmed
from casefile.usecases.purge import Removal
from casefile.usecases.session import Session

_PASSING = ("handed_over", "received")
"""What custody says of a handover itself: each adds some, so that nobody ever confirms the last."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What one contact lacks of a case, as far as their receipts say: `entries` and `files`. `sent` is when (ISO 8601) the last bundle went to
    them that is not answered yet, empty where none waits."""

    contact: Contact
    entries: int
    files: int
    sent: str

    @property
    def has_all(self) -> bool:
        """Whether they confirmed all of it."""
        return not self.entries and not self.files


@dataclass(frozen=True, slots=True)
class Standing:
    """Who holds a case besides this vault.

    Attributes:
        plan: what `remove` would take.
        entries, files: how many there are to be held.
        holders: the contacts who were sent anything of it, those who hold most first.
    """

    plan: Removal
    entries: int
    files: int
    holders: tuple[Holder, ...]

    @property
    def keepers(self) -> tuple[Holder, ...]:
        """Those who hold all of it."""
        return tuple(each for each in self.holders if each.has_all)


def standing(session: Session, reference: str) -> Standing:
    """Who holds a case. Nothing is changed.

    Args:
        reference: of the case, or its id.

    Raises:
        NotFound, Refused: no such case, or an ambiguous reference.
    """
    plan = purge.removal(session, cases.find(session, reference).id)
    with session.database.reading() as connection:
        needed = _needed(connection, plan)
        files = _files(session, connection, plan)
        found = [_holder(session, connection, each, needed, files) for each in contacts.known(session)]
    holders = [each for each in found if each is not None]
    holders.sort(key=lambda each: (each.entries + each.files, each.contact.name or ""))
    return Standing(plan, len(needed), len(files), tuple(holders))


def remove(session: Session, reference: str) -> Changes:
    """Take a case that a colleague holds out of this vault, history included. See `purge.remove_case`.

    Raises:
        NotFound, Refused: no such case; or no contact's receipts confirm all of it, and nothing is removed.
    """
    found = standing(session, reference)
    require_held(found)
    return purge.remove_case(session, found.plan.case.id)


def require_held(found: Standing) -> None:
    """That some contact's receipts confirm all of a case.

    Raises:
        Refused: none do; it says what is not confirmed.
    """
    if found.keepers:
        return
    name = found.plan.case.reference or found.plan.case.id
    if not found.holders:
        raise Refused("travel.refused.nobody", reference=name)
    best = found.holders[0]
    raise Refused(
        "travel.refused.lacking",
        reference=name,
        name=best.contact.name or best.contact.id,
        entries=best.entries,
        files=best.files,
    )


def _needed(connection: Connection, plan: Removal) -> list[Entry]:
    """The entries that lose values here: all of the records that go, and of shared ones those that name the case."""
    whole = entries_of_all(connection, [each.id for each in plan.records])
    shared = entries_of_all(connection, [each.id for each in plan.shared])
    naming = [each for each in shared if any(change.path.endswith(f"/{plan.case.id}") for change in each.changes)]
    return [each for each in (*whole, *naming) if not _is_of_passing(each)]


def _is_of_passing(entry: Entry) -> bool:
    return entry.operation is Operation.CUSTODY and all(_event(each.value) in _PASSING for each in entry.changes)


def _event(value: object) -> str:
    return str(value.get("event", "")) if isinstance(value, dict) else ""


def _files(session: Session, connection: Connection, plan: Removal) -> dict[str, str]:
    """Content → id of an evidence record, of the files of the case that lie here."""
    found = {each.sha256: each.id for each in plan.records if isinstance(each, Evidence) and each.sha256}
    return {sha256: record for sha256, record in found.items() if session.local.blob(connection, sha256) is not None}


def _holder(
    session: Session,
    connection: Connection,
    contact: Contact,
    needed: Sequence[Entry],
    files: dict[str, str],
) -> Holder | None:
    """What a contact lacks; None where they were never sent anything of the case."""
    known = confirmed.of(session, connection, contact.id)
    lacking = [each for each in needed if not _has(known, each)]
    sent = [
        each
        for each in confirmed.waiting(session, connection, contact.id)
        if any(
            entry.position in confirmed.joined(each.whole, each.partial).get(entry.device, NOTHING) for entry in needed
        )
    ]
    if len(lacking) == len(needed) and not sent:
        return None
    untold = {each.record for each in lacking if any(change.path == "sha256" for change in each.changes)}
    passed = _passed(connection, contact, files.values()) - known.files
    missing = [sha256 for sha256, record in files.items() if record in untold or sha256 not in passed]
    return Holder(contact, len(lacking), len(missing), sent[-1].time if sent else "")


def _has(known: Confirmed, entry: Entry) -> bool:
    """Whether a contact confirmed all that is here of an entry."""
    if entry.position in known.whole.get(entry.device, NOTHING):
        return True
    return bool(entry.withheld) and entry.position in known.partial.get(entry.device, NOTHING)


def _passed(connection: Connection, contact: Contact, records: Iterable[str]) -> set[str]:
    """Contents that, as custody says, went to a contact or came from them: that they know of a file is not that they have it."""
    keys = {contact.signing_key, *contact.further_keys} - {None}
    recipients = {addressing.noted(each) for each in (contact.recipient, *contact.former_recipients) if each}
    found: set[str] = set()
    for entry in entries_of_all(connection, records):
        for event in (each.value for each in entry.changes if entry.operation is Operation.CUSTODY):
            went = _event(event) == "handed_over" and event.get("recipient") in recipients
            came = _event(event) == "received" and event.get("sender_key") in keys
            if (went or came) and event.get("sha256"):
                found.add(event["sha256"])
    return found
