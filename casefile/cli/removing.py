"""Taking a case out of this vault: at once, or when a colleague holds it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from casefile.cli import travelling
from casefile.cli.words import Commands, command, unlocked, with_vault
from casefile.domain.visible import one_line
from casefile.errors import Refused
from casefile.i18n import Catalogue
from casefile.usecases import cases, picking, purge, purgeoutlook
from casefile.usecases.purge import Removal

_WORDS = Catalogue("en")


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = with_vault(command(commands, "remove", _remove, "take a case out of this vault, names in the history too"))
    parser.add_argument("reference", metavar="REF", help="reference or id of the case")
    parser.add_argument("--yes", action="store_true", help="remove it; without this, only say what goes and what stays")
    travelling.add_to(commands)


def _remove(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        case = cases.find(session, arguments.reference)
        plan = purge.removal(session, case.id)
        name = one_line(case.reference or case.id)
        for words in _outlook(plan):
            print(words)
        if not purgeoutlook.elsewhere(session, case, [each.id for each in plan.records]).is_safe:
            print(_WORDS.text("history.remove.nowhere"))
        if not arguments.yes:
            raise Refused("history.remove.not_confirmed", reference=name)
        purge.remove_case(session, case.id)
    print(_WORDS.text("history.removed", reference=name))
    return 0


def _outlook(plan: Removal) -> Iterator[str]:
    names = one_line(", ".join(dict.fromkeys(picking.called(each, "en") for each in plan.shared)))
    yield f"{_WORDS.text('history.purge.goes')}:"
    yield f"  {_WORDS.text('history.remove.records', n=len(plan.records))}"
    if plan.files:
        yield f"  {_WORDS.text('history.purge.goes_files', n=plan.files)}"
    yield f"  {_WORDS.text('history.remove.naming')}"
    yield f"{_WORDS.text('history.purge.stays')}:"
    if plan.shared:
        yield f"  {_WORDS.text('history.remove.shared', n=len(plan.shared), names=names)}"
    yield f"  {_WORDS.text('history.purge.stays_trace')}"
    yield f"  {_WORDS.text('history.remove.stays')}"
