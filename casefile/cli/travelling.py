"""Travelling light: hand cases to a colleague, see whether they hold them, and remove them here."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from casefile.cli.words import Commands, command, unlocked, with_vault
from casefile.domain.visible import one_line
from casefile.errors import Refused
from casefile.i18n import Catalogue
from casefile.usecases import purge, sharing, travellight
from casefile.usecases.session import Session
from casefile.usecases.sharing import Scope
from casefile.usecases.travellight import Holder, Standing

_WORDS = Catalogue("en")


def add_to(commands: Commands) -> None:
    """Add these commands."""
    text = "before a checkpoint: hand cases to a colleague, see who holds them, and remove them here"
    parser = with_vault(command(commands, "travel-light", _travel_light, text))
    parser.add_argument("references", metavar="REF", nargs="+", help="references or ids of the cases")
    parser.add_argument("--to", metavar="CONTACT", help="first hand them to this colleague, into the file of -o")
    parser.add_argument("-o", dest="output", metavar="FILE", type=Path, help="the bundle to make, NAME.age")
    parser.add_argument("--yes", action="store_true", help="remove them; without this, only say who holds them")
    parser.add_argument(
        "--unconfirmed", action="store_true", help="with --yes: remove them though no receipt confirms all of them"
    )


def _travel_light(arguments: argparse.Namespace) -> int:
    if bool(arguments.to) != bool(arguments.output):
        raise Refused("travel.refused.where")
    with unlocked(arguments) as session:
        if arguments.to:
            scope = Scope.of_cases(*arguments.references)
            made = sharing.make(session, scope, sharing.to(session, arguments.to), arguments.output)
            print(*made.bundle.files, sep="\n")
        found = [travellight.standing(session, reference) for reference in arguments.references]
        for each in found:
            for words in _told(each):
                print(words)
        if arguments.yes:
            _remove(session, found, arguments.unconfirmed)
    return 0


def _remove(session: Session, found: list[Standing], unconfirmed: bool) -> None:
    """All or none: one that nobody holds keeps the others here too."""
    if not unconfirmed:
        for each in found:
            travellight.require_held(each)
    for each in found:
        purge.remove_case(session, each.plan.case.id)
        print(_WORDS.text("history.removed", reference=_name(each)))


def _told(found: Standing) -> Iterator[str]:
    yield f"{_name(found)}: {_WORDS.text('history.remove.records', n=len(found.plan.records))}"
    for holder in found.holders:
        yield f"  {_holder(holder)}"
        if holder.sent and not holder.has_all:
            yield f"  {_WORDS.text('travel.waiting', name=_called(holder), when=holder.sent)}"
    if not found.holders:
        yield f"  {_WORDS.text('travel.nobody')}"
    if found.keepers:
        names = ", ".join(map(_called, found.keepers))
        yield f"  {_WORDS.text('travel.back', name=names)}"
    else:
        yield f"  {_WORDS.text('travel.unconfirmed')}"


def _holder(holder: Holder) -> str:
    if holder.has_all:
        return _WORDS.text("travel.holds", name=_called(holder))
    return _WORDS.text("travel.lacks", name=_called(holder), entries=holder.entries, files=holder.files)


def _called(holder: Holder) -> str:
    return one_line(holder.contact.name or holder.contact.id)


def _name(found: Standing) -> str:
    return one_line(found.plan.case.reference or found.plan.case.id)
