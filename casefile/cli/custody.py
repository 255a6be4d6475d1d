"""The custody of one file: its steps, or the report on them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from casefile.cli.words import Commands, command, print_json, unlocked, with_vault
from casefile.domain.visible import one_line
from casefile.usecases import custody
from casefile.usecases.custody import Form, Step


def add_to(commands: Commands) -> None:
    """Add these commands."""
    text = "list the custody of an evidence file, or write the report that a stranger can check without Casefile"
    parser = with_vault(command(commands, "custody", _custody, text))
    parser.add_argument("evidence", metavar="EVIDENCE", help="its id")
    parser.add_argument(
        "-o",
        dest="output",
        metavar="FILE",
        type=Path,
        help="write the report, ends in .pdf, and its annex FILE.custody.json; both say who held the file",
    )
    parser.add_argument("--lang", choices=["en", "ru", "kk"], default="en", help="of the report")
    parser.add_argument(
        "--without-names", action="store_true", help="leave out names of people and files, and the steps that tell them"
    )
    parser.add_argument("--json", action="store_true")


def _custody(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        if arguments.output is None:
            _list(custody.steps(session, arguments.evidence), arguments.json)
            return 0
        form: Form = "nameless" if arguments.without_names else "whole"
        written = custody.export(session, arguments.evidence, arguments.output, arguments.lang, form)
    if arguments.json:
        print_json(dict(zip(("report", "annex"), map(str, written), strict=True)))
    else:
        print(*written, sep="\n")
    return 0


def _list(steps: Sequence[Step], as_json: bool) -> None:
    if as_json:
        print_json([_row(step) for step in steps])
        return
    for step in steps:
        event = str(step.event.get("event") or step.entry.operation.value)
        who = step.who or f"device {step.entry.device[:8]}"
        print("\t".join((step.entry.time, one_line(event), step.sha256 or "-", one_line(who), step.entry.id)))


def _row(step: Step) -> dict[str, object]:
    entry = step.entry
    return {
        "entry": entry.id,
        "device": entry.device,
        "position": entry.position,
        "time": entry.time,
        "author": entry.author,
        "who": step.who,
        "operation": entry.operation.value,
        "sha256": step.sha256 or None,
        "event": dict(step.event) or None,
    }
