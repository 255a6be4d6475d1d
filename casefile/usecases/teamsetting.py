"""Where the team folder lies on this computer, and who takes part in it with what."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from casefile.domain.kinds import Contact
from casefile.errors import NotFound, Refused
from casefile.usecases import contacts, teamcards, teamletters, teampost
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope

_KEPT = "team/setting"


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
class Candidate:
    """A contact, and why they cannot take part, as the key of a sentence; empty for one who can."""

    contact: Contact
    hindrance: str = ""


def setting(session: Session) -> Setting | None:
    """How the team folder is set up, None where there is none."""
    with session.database.reading() as connection:
        kept = session.local.kept(connection, _KEPT)
    if not kept:
        return None
    members = tuple(Member(each["contact"], _tuple(each["cases"])) for each in kept["members"])
    return Setting(Path(kept["folder"]), members, kept["tag"])


def candidates(session: Session) -> tuple[Candidate, ...]:
    """Every contact, with what keeps them from taking part."""
    return tuple(Candidate(each, _hindrance(each)) for each in contacts.known(session))


def set_up(session: Session, chosen: Setting) -> None:
    """Use a folder from now on.

    Raises:
        Refused: it is not there, it and the vault lie one in the other, or somebody who is to take part is not of the team or not compared.
    """
    teampost.require(chosen.folder)
    folder, vault = chosen.folder.resolve(), session.path.resolve()
    if folder.is_relative_to(vault):
        raise Refused("team.inside_vault")
    if vault.is_relative_to(folder):
        raise Refused("team.vault_inside")
    people = {each.id: each for each in contacts.known(session)}
    for member in chosen.members:
        contact = people.get(member.contact)
        if contact is None:
            raise NotFound("contacts.not_found", name=member.contact)
        require_team(contact)
    members = [{"contact": each.contact, "cases": each.cases and list(each.cases)} for each in chosen.members]
    session.keep(_KEPT, {"folder": str(chosen.folder.absolute()), "members": members, "tag": chosen.tag})


def switch_off(session: Session) -> None:
    """Use no folder any more. What lies in it stays there."""
    with session.database.maintaining() as connection:
        session.local.forget(connection, _KEPT)
        teamletters.forget_all(session, connection)
        teamcards.forget_all(session, connection)


def require_team(contact: Contact) -> None:
    """Make sure that a contact may take part.

    Raises:
        Refused: they are not of the team, or nobody has compared their fingerprint.
    """
    if not contacts.is_team(contact):
        raise Refused("team.not_of_the_team", name=contact.name or contact.id)


def _hindrance(contact: Contact) -> str:
    if contacts.is_lost(contact):
        return "team.why_not.lost"
    if not contact.recipient:
        return "team.why_not.no_recipient"
    if not contact.team:
        return "team.why_not.team"
    return "" if contacts.is_team(contact) else "team.why_not.compared"


def _tuple(cases: Sequence[str] | None) -> tuple[str, ...] | None:
    return None if cases is None else tuple(cases)
