"""The command that says what is due."""

from __future__ import annotations

import argparse

from casefile.cli.words import Commands, command, print_json, unlocked, with_vault
from casefile.domain.visible import one_line
from casefile.usecases import deadlines, today
from casefile.usecases.deadlines import Proposed
from casefile.usecases.session import Session


def add_to(commands: Commands) -> None:
    """Add this command."""
    parser = with_vault(command(commands, "deadlines", _deadlines, "list what is due, overdue and proposed"))
    parser.add_argument("--days", type=int, default=14, metavar="N", help="how many days ahead; 14 unless told")
    parser.add_argument("--lang", choices=["en", "ru", "kk"], default="en")
    parser.add_argument("--json", action="store_true")


def _deadlines(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        found = _found(session, arguments.days, arguments.lang)
    if arguments.json:
        print_json(found)
        return 0
    for each in found:
        print("\t".join(one_line(each[name] or "") for name in ("state", "due", "time", "case", "title")))
        if each["basis"]:
            print(f"\t{one_line(' '.join(each['basis'].split()))}")
    return 0


def _found(session: Session, days: int, language: str) -> list[dict[str, str | None]]:
    due = [
        {
            "state": "overdue" if each.overdue else "due",
            "id": each.task.id,
            "due": each.task.due.edtf if each.task.due else None,
            "time": each.task.time,
            "case": each.case.reference if each.case else None,
            "title": each.task.title.best(language).text if each.task.title else None,
            "basis": each.task.basis.best(language).text if each.task.basis else None,
        }
        for each in today.waiting(session, days)
    ]
    return [*due, *(_proposed(each, language) for each in deadlines.proposals(session).first)]


def _proposed(found: Proposed, language: str) -> dict[str, str | None]:
    reckoning, rule = found.proposal.reckoning, found.proposal.rule
    return {
        "state": "proposed",
        "id": found.proposal.id,
        "due": reckoning.due.edtf,
        "time": reckoning.time,
        "case": found.case.reference if found.case else None,
        "title": rule.title.best(language).text if rule.title else None,
        "basis": deadlines.explanation(found.proposal, language),
    }
