"""A folder that any file synchroniser carries between the members of a team: each drops what is new for the others, and takes in what they left.

What a member sends that harms nothing is merged by itself: nothing of it is deleted here, purged, declined before or contradicts what was seen. The rest
waits for a person, who receives it like any bundle. Only contacts of the team whose fingerprint was compared take part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile import clock
from casefile.domain.kinds import Contact
from casefile.errors import CasefileError, Refused
from casefile.handover import statement
from casefile.progress import SILENT, Progress
from casefile.records.unit import Changes
from casefile.usecases import (
    bundles,
    confirmed,
    contacts,
    identity,
    receipts,
    sharing,
    syncing,
    teamcards,
    teamletters,
    teampost,
)
from casefile.usecases.bundles import Announced
from casefile.usecases.confirmed import Sent
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from casefile.usecases.teamletters import LOST, NO_MEMBER, TO_LOOK_AT, Last, Seen, Waiting, last
from casefile.usecases.teamsetting import (
    Candidate,
    Member,
    Setting,
    candidates,
    require_team,
    set_up,
    setting,
    switch_off,
)

__all__ = [
    "Candidate",
    "Exchanged",
    "Last",
    "Member",
    "Setting",
    "Waiting",
    "candidates",
    "dismiss",
    "exchange",
    "last",
    "set_up",
    "setting",
    "switch_off",
    "waiting",
]

_READ = frozenset({"", LOST, NO_MEMBER, TO_LOOK_AT, "contacts.card_lost", "contacts.card_unvouched"})
"""How it stands with letters that are sound."""


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange did.

    Attributes:
        changes: what changed here.
        came, went: names of the contacts, once for each bundle that was merged or dropped.
        confirmed: how many receipts came.
        waiting: what a person must look at.
        not_sent: (name, key, values of a sentence) of members for whom nothing could be made.
        older_copy: a receipt tells that this vault is an older copy of itself, which goes on as a new device.
    """

    changes: Changes
    came: tuple[str, ...]
    went: tuple[str, ...]
    confirmed: int
    waiting: tuple[Waiting, ...]
    not_sent: tuple[tuple[str, str, Mapping[str, Any]], ...]
    older_copy: bool = False


def exchange(session: Session, language: str = "en", progress: Progress = SILENT) -> Exchanged:
    """Take in what the others left, answer with receipts, and drop what is new for them.

    Raises:
        Refused: no folder is set up, it is not there, or it or the vault takes nothing more.
        Cancelled: what was taken in and dropped before stays.
    """
    chosen = setting(session)
    if chosen is None:
        raise Refused("team.not_set_up")
    session.require_writable()
    teampost.require(chosen.folder)
    teampost.clear(chosen.folder, chosen.tag)
    run = _Exchange(session, chosen, language, progress)
    try:
        run.take_in()
        run.drop()
        run.is_over = True
    finally:
        teamletters.keep_last(session, run.as_last())
    return run.result()


def waiting(session: Session) -> tuple[Waiting, ...]:
    """What the last exchange left for a person to look at and still lies there."""
    chosen = setting(session)
    return teamletters.waiting(session, chosen.folder) if chosen else ()


def dismiss(session: Session, letter: Path) -> None:
    """Let a letter be: it is not offered again."""
    teamletters.note(session, letter, Seen())


class _Exchange:
    def __init__(self, session: Session, chosen: Setting, language: str, progress: Progress) -> None:
        self._session = session
        self._folder = chosen.folder
        self._setting = chosen
        self._language = language
        self._progress = progress
        self._people = {each.id: each for each in contacts.known(session)}
        self._records: frozenset[str] = frozenset()
        self._kinds: frozenset[str] = frozenset()
        self._came: list[str] = []
        self._went: list[str] = []
        self._not_sent: list[tuple[str, str, Mapping[str, Any]]] = []
        self._confirmed = 0
        self._older_copy = self._has_new_keys = False
        self.is_over = False

    def take_in(self) -> None:
        """Everything that lies there for this vault."""
        self._take_letters()
        if self._has_new_keys:  # what they signed may have been looked at before the card that tells of them
            self._take_letters()
        teamletters.forget_gone(self._session, self._folder)

    def _take_letters(self) -> None:
        """Each by itself: one that is damaged keeps no other from coming in."""
        own = [each.recipient.encode() for each in identity.exchange_identities(self._session)]
        read: set[str] = set()
        for letter in teampost.letters(self._folder, own):
            self._progress.check()
            if not (teampost.is_copy(letter) and teampost.bundle_of(letter) in read) and self._is_read(letter):
                read.add(teampost.bundle_of(letter))

    def drop(self) -> None:
        """For each member what is new and not under way to them already."""
        for member in self._setting.members:
            self._progress.check()
            contact = self._people.get(member.contact)
            if contact is None:
                continue
            try:
                require_team(contact)
                self._drop_card_for(contact)
                self._drop_for(contact, member.scope)
            except CasefileError as fault:  # a case that is no longer here, say: the other members get theirs
                if _is_of_the_disk(fault):
                    raise
                self._not_sent.append((contact.name or "", fault.key, fault.values))

    def result(self) -> Exchanged:
        """What was done."""
        return Exchanged(
            Changes(self._records, self._kinds),
            tuple(self._came),
            tuple(self._went),
            self._confirmed,
            waiting(self._session),
            tuple(self._not_sent),
            self._older_copy,
        )

    def as_last(self) -> Last:
        """What is remembered of it."""
        return Last(clock.timestamp(), tuple(self._came), tuple(self._went), self._confirmed, stopped=not self.is_over)

    def _is_read(self, letter: Path) -> bool:
        """Look at a letter that is not settled; whether it could be read, so that no copy of it is needed."""
        earlier = teamletters.seen(self._session, letter)
        if earlier is None or earlier.reason or self._is_unanswered(earlier):
            self._look(letter)
            earlier = teamletters.seen(self._session, letter)
        return earlier is None or earlier.reason in _READ

    def _is_unanswered(self, earlier: Seen) -> bool:
        """Whether a letter was merged, its sender has not taken it away, and the receipt is gone: it may have got lost."""
        contact = self._people.get(earlier.contact)
        return contact is not None and not self._lies_there(contact, earlier.receipt)

    def _look(self, letter: Path) -> None:
        try:
            said = bundles.announced(self._session, letter)
            match said.kind:
                case statement.RECEIPT:
                    self._take_receipt(letter)
                case statement.CARD:
                    self._take_card(letter)
                case _:
                    self._take_entries(letter, said)
        except FileNotFoundError:  # its sender, or the synchroniser, took it away meanwhile
            return
        except OSError:
            self._let_wait(letter, Seen("", "team.unreadable"))
        except CasefileError as fault:
            if fault.key == "handover.no_such_file":  # taken away meanwhile
                return
            if _is_of_the_disk(fault):
                raise
            self._let_wait(letter, Seen("", fault.key, {name: str(value) for name, value in fault.values.items()}))

    def _let_wait(self, letter: Path, why: Seen) -> None:
        teamletters.note(self._session, letter, why)

    def _take_receipt(self, letter: Path) -> None:
        answered = receipts.take_in(self._session, letter, progress=self._progress)
        for recipient in _recipients(answered.contact):
            teampost.remove(self._folder, recipient, answered.receipt.bundle_id)
        teampost.take_away(letter)
        self._confirmed += 1
        self._older_copy |= answered.older_copy

    def _take_card(self, letter: Path) -> None:
        found = teamcards.take_in(self._session, letter, self._progress)
        if isinstance(found, Seen):
            teamletters.note(self._session, letter, found)
            return
        teampost.take_away(letter)
        if found is not None:
            self._people[found.id] = found
            self._records, self._kinds = self._records | {found.id}, self._kinds | {"contact"}
            self._came.append(found.name or "")
            self._has_new_keys = True

    def _take_entries(self, letter: Path, said: Announced) -> None:
        sender = (said.contact.name if said.contact else None) or ""
        if said.lost is not None:
            name = said.lost.name or said.lost.id
            self._let_wait(letter, Seen(name, LOST, {"name": name}, manifest=said.manifest))
            return
        if said.contact is None or not contacts.is_team(said.contact):
            # Read no further: anyone may leave a file as large as the disk here, and it would be read at every exchange.
            self._let_wait(letter, Seen(sender, NO_MEMBER, manifest=said.manifest))
            return
        arrival = syncing.preview(self._session, letter, language=self._language, progress=self._progress)
        if not (arrival.received or arrival.is_harmless):
            self._let_wait(letter, Seen(sender, TO_LOOK_AT, manifest=said.manifest))
        else:
            taken = syncing.receive(
                self._session, letter, looked_at=arrival, language=self._language, progress=self._progress
            )
            self._records |= taken.changes.records
            self._kinds |= taken.changes.kinds
            if not taken.again:
                self._came.append(sender)
            self._answer(letter, taken.contact, taken)

    def _answer(self, letter: Path, contact: Contact, taken: syncing.Taken) -> None:
        """A receipt for the sender, who takes the letter away. A copy under another name they could not find."""
        with self._unfinished(contact) as (recipient, place):
            written = receipts.write(self._session, taken.receipt, contact, place, self._progress)
            teampost.drop(self._folder, recipient, written)
        if teampost.bundle_of(letter) != taken.arrival.checked.bundle_id:
            teampost.take_away(letter)
        else:
            seen = Seen(contact.name or "", contact=contact.id, receipt=written.bundle_id)
            teamletters.note(self._session, letter, seen)

    def _drop_card_for(self, contact: Contact) -> None:
        """Before what is signed with keys that they do not know yet."""
        if not teamcards.is_due(self._session, contact):
            return
        with self._unfinished(contact) as (recipient, place):
            written = teamcards.write(self._session, contact, recipient, place, self._progress)
            teampost.drop(self._folder, recipient, written)
        self._went.append(contact.name or "")

    def _drop_for(self, contact: Contact, scope: Scope) -> None:
        under_way = self._under_way(contact)
        whom = sharing.to_contact(contact)
        outlook = sharing.preview(self._session, scope, whom, under_way=under_way, progress=self._progress)
        if outlook.is_empty or outlook.only_custody:
            return
        with self._unfinished(contact) as (recipient, place):
            made = sharing.make(self._session, scope, whom, place, under_way=under_way, progress=self._progress)
            teampost.drop(self._folder, recipient, made.bundle)
        self._went.append(contact.name or "")

    def _under_way(self, contact: Contact) -> Sequence[Sent]:
        """What was sent, is not answered, and still lies in the folder. What vanished unanswered goes again."""
        with self._session.database.reading() as connection:
            sent = confirmed.waiting(self._session, connection, contact.id)
        return [each for each in sent if self._lies_there(contact, each.bundle)]

    def _lies_there(self, contact: Contact, bundle_id: str) -> bool:
        return any(teampost.lies_there(self._folder, each, bundle_id) for each in _recipients(contact))

    @contextmanager
    def _unfinished(self, contact: Contact) -> Iterator[tuple[str, Path]]:
        """The recipient of a contact and where to write for them; nothing unfinished is left there."""
        recipient = sharing.to_contact(contact).contact.recipient or ""
        try:
            yield recipient, teampost.unfinished(self._folder, recipient, self._setting.tag)
        except BaseException:
            teampost.clear(self._folder, self._setting.tag)
            raise


def _is_of_the_disk(fault: CasefileError) -> bool:
    """Whether not one letter but the vault, its disk or the folder's is in the way."""
    return fault.key.startswith("vault.") or fault.key == "team.no_folder"


def _recipients(contact: Contact) -> tuple[str, ...]:
    return tuple(each for each in (contact.recipient, *contact.former_recipients) if each)
