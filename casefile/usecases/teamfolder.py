"""A folder that any file synchroniser carries between the members of a team: each drops what is new for the others, and takes in what they left.

What a member sends that harms nothing is merged by itself: nothing of it is deleted here, purged, declined before or contradicts what was seen. The rest
waits for a person, who receives it like any bundle. Only contacts of the team whose fingerprint was compared take part.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casefile.domain.kinds import Contact
from casefile.errors import CasefileError, NotFound, Refused
from casefile.handover import statement
from casefile.progress import SILENT, Progress
from casefile.records.unit import Changes
from casefile.usecases import bundles, confirmed, contacts, identity, receipts, sharing, syncing, teampost
from casefile.usecases.confirmed import Sent
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope

_KEPT, _SEEN = "team/setting", "team/seen"


@dataclass(frozen=True, slots=True)
class Member:
    """A contact who takes part, by id; `cases` are those that go to them, None for all."""

    contact: str
    cases: tuple[str, ...] | None = None

    @property
    def scope(self) -> Scope:
        """What goes to them."""
        return Scope() if self.cases is None else Scope.of_cases(*self.cases)


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the folder lies on this computer, and who takes part. `tag` marks this vault's unfinished files."""

    folder: Path
    members: tuple[Member, ...] = ()
    tag: str = field(default_factory=lambda: secrets.token_hex(8))


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that a person must look at: its file, who sent it as far as that can be told, and why, as a key and values of a sentence."""

    path: Path
    sender: str
    reason: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What an exchange did.

    Attributes:
        changes: what changed here.
        came, went: names of the contacts, once for each bundle that was merged or dropped.
        confirmed: how many receipts came.
        waiting: what a person must look at.
        not_sent: (name, key, values of a sentence) of members for whom nothing could be made.
    """

    changes: Changes
    came: tuple[str, ...]
    went: tuple[str, ...]
    confirmed: int
    waiting: tuple[Waiting, ...]
    not_sent: tuple[tuple[str, str, Mapping[str, Any]], ...]


def setting(session: Session) -> Setting | None:
    """How the team folder is set up, None where there is none."""
    with session.database.reading() as connection:
        kept = session.local.kept(connection, _KEPT)
    if not kept or not kept["folder"]:
        return None
    members = tuple(Member(each["contact"], _tuple(each["cases"])) for each in kept["members"])
    return Setting(Path(kept["folder"]), members, kept["tag"])


def set_up(session: Session, chosen: Setting) -> None:
    """Use a folder from now on.

    Raises:
        Refused: it is not there, lies inside the vault, or somebody who is to take part is not of the team or not compared.
    """
    teampost.require(chosen.folder)
    if chosen.folder.resolve().is_relative_to(session.path.resolve()):
        raise Refused("team.inside_vault")
    people = {each.id: each for each in contacts.known(session)}
    for member in chosen.members:
        contact = people.get(member.contact)
        if contact is None:
            raise NotFound("contacts.not_found", name=member.contact)
        _require_team(contact)
    members = [{"contact": each.contact, "cases": each.cases and list(each.cases)} for each in chosen.members]
    session.keep(_KEPT, {"folder": str(chosen.folder), "members": members, "tag": chosen.tag})


def switch_off(session: Session) -> None:
    """Use no folder any more. What lies in it stays there."""
    with session.database.maintaining() as connection:
        session.local.forget(connection, _KEPT)
        session.local.forget(connection, _SEEN)


def exchange(session: Session, language: str = "en", progress: Progress = SILENT) -> Exchanged:
    """Take in what the others left, answer with receipts, and drop what is new for them.

    Raises:
        Refused: no folder is set up, it is not there, or it or the vault takes nothing more.
        Cancelled: what was taken in and dropped before stays.
    """
    chosen = _chosen(session)
    session.require_writable()
    teampost.require(chosen.folder)
    teampost.clear(chosen.folder, chosen.tag)
    run = _Exchange(session, chosen, language, progress)
    run.take_in()
    run.drop()
    return run.result()


def waiting(session: Session) -> tuple[Waiting, ...]:
    """What the last exchange left for a person to look at and still lies there."""
    with session.database.reading() as connection:
        kept = session.local.kept(connection, _SEEN) or {"letters": {}}
    found = (
        Waiting(Path(path), each["sender"], each["reason"], each["values"])
        for path, each in kept["letters"].items()
        if each["reason"]
    )
    return tuple(each for each in found if each.path.exists())


def dismiss(session: Session, letter: Path) -> None:
    """Let a letter be: it is not offered again."""
    with session.database.maintaining() as connection:
        kept = session.local.kept(connection, _SEEN) or {"letters": {}}
        kept["letters"][str(letter)] = _noted("", "", {})
        session.local.keep(connection, _SEEN, kept)


class _Exchange:
    def __init__(self, session: Session, chosen: Setting, language: str, progress: Progress) -> None:
        self._session = session
        self._folder = chosen.folder
        self._setting = chosen
        self._language = language
        self._progress = progress
        with session.database.reading() as connection:
            kept = session.local.kept(connection, _SEEN) or {"letters": {}}
        self._before: Mapping[str, Any] = kept["letters"]
        self._letters: dict[str, Any] = {}
        self._records: frozenset[str] = frozenset()
        self._kinds: frozenset[str] = frozenset()
        self._came: list[str] = []
        self._went: list[str] = []
        self._not_sent: list[tuple[str, str, Mapping[str, Any]]] = []
        self._confirmed = 0

    def take_in(self) -> None:
        """Everything that lies there for this vault, each by itself: one that is damaged keeps no other from coming in."""
        own = [each.recipient.encode() for each in identity.exchange_identities(self._session)]
        try:
            for letter in teampost.letters(self._folder, own):
                self._progress.check()
                earlier = self._before.get(str(letter))
                if earlier is not None and not earlier["reason"]:  # merged or dismissed; its sender will take it away
                    self._letters[str(letter)] = earlier
                else:
                    self._look(letter)
        finally:
            self._session.keep(_SEEN, {"letters": self._letters})

    def drop(self) -> None:
        """For each member what is new and not under way to them already."""
        people = {each.id: each for each in contacts.known(self._session)}
        for member in self._setting.members:
            self._progress.check()
            contact = people.get(member.contact)
            if contact is None:
                continue
            try:
                _require_team(contact)
                self._drop_for(contact, member.scope)
            except NotFound as fault:  # a case that is no longer here: the other members get theirs
                self._not_sent.append((contact.name or "", fault.key, fault.values))
            except Refused as fault:
                if fault.key not in ("team.not_of_the_team", "sync.no_recipient"):
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
        )

    def _look(self, letter: Path) -> None:
        try:
            if bundles.kind_of(self._session, letter) == statement.RECEIPT:
                self._take_receipt(letter)
            else:
                self._take_entries(letter)
        except FileNotFoundError:  # its sender, or the synchroniser, took it away meanwhile
            return
        except CasefileError as fault:
            if fault.key == "handover.no_such_file":  # likewise
                return
            if fault.key.startswith("vault."):  # not the letter but the disk or the vault is in the way
                raise
            self._letters[str(letter)] = _noted("", fault.key, fault.values)

    def _take_receipt(self, letter: Path) -> None:
        answered = receipts.take_in(self._session, letter, progress=self._progress)
        for recipient in _recipients(answered.contact):
            teampost.remove(self._folder, recipient, answered.receipt.bundle_id)
        teampost.take_away(letter)
        self._confirmed += 1

    def _take_entries(self, letter: Path) -> None:
        arrival = syncing.preview(self._session, letter, language=self._language, progress=self._progress)
        contact, received = arrival.contact, arrival.received
        sender = contact.name if contact else ""
        if contact is None or not contacts.is_team(contact):
            self._letters[str(letter)] = _noted(sender or "", "team.sender_not_of_the_team", {})
        elif not (received or arrival.is_harmless):
            self._letters[str(letter)] = _noted(sender or "", "team.to_look_at", {})
        else:
            taken = syncing.receive(self._session, letter, language=self._language, progress=self._progress)
            self._records |= taken.changes.records
            self._kinds |= taken.changes.kinds
            if not taken.again:
                self._came.append(sender or "")
            self._confirm(contact, taken)
            self._letters[str(letter)] = _noted(sender or "", "", {})

    def _confirm(self, contact: Contact, taken: syncing.Taken) -> None:
        with self._unfinished(contact) as (recipient, place):
            written = receipts.write(self._session, taken.receipt, contact, place, self._progress)
            teampost.drop(self._folder, recipient, written)

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
        boxes = _recipients(contact)
        return [each for each in sent if any(teampost.lies_there(self._folder, box, each.bundle) for box in boxes)]

    @contextmanager
    def _unfinished(self, contact: Contact) -> Iterator[tuple[str, Path]]:
        """The recipient of a contact and where to write for them; nothing unfinished is left there."""
        recipient = contact.recipient or ""
        try:
            yield recipient, teampost.unfinished(self._folder, recipient, self._setting.tag)
        except BaseException:
            teampost.clear(self._folder, self._setting.tag)
            raise


def _chosen(session: Session) -> Setting:
    found = setting(session)
    if found is None:
        raise Refused("team.not_set_up")
    return found


def _require_team(contact: Contact) -> None:
    if not contacts.is_team(contact):
        raise Refused("team.not_of_the_team", name=contact.name or contact.id)


def _recipients(contact: Contact) -> tuple[str, ...]:
    return tuple(each for each in (contact.recipient, *contact.former_recipients) if each)


def _noted(sender: str, reason: str, values: Mapping[str, Any]) -> dict[str, Any]:
    return {"sender": sender, "reason": reason, "values": {name: str(value) for name, value in values.items()}}


def _tuple(cases: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if cases is None else tuple(cases)
