"""Commands that take files in and write them out."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from casefile import clock
from casefile.cli.words import Commands, command, print_json, unlocked, with_vault
from casefile.domain import dates
from casefile.domain.kinds import Evidence
from casefile.domain.values import Text, When
from casefile.errors import Refused
from casefile.usecases import cases, evidence, inbox


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = with_vault(
        command(commands, "attach", _attach, "add evidence to a case, or drop it into a locked vault's inbox")
    )
    parser.add_argument(
        "words", nargs="+", metavar="REF|FILE", help="the case's reference, then the files; with --inbox files alone"
    )
    parser.add_argument(
        "--inbox", action="store_true", help="needs no passphrase; the files are offered for filing at unlock"
    )
    parser.add_argument("--title")
    parser.add_argument("--captured", metavar="DATE", help="when it was recorded, as EDTF or in words")
    parser.add_argument("--by", metavar="WHO", help="who recorded it")
    parser.add_argument("--source", metavar="WHO", help="from whom it was obtained")
    parser.add_argument("--json", action="store_true")
    parser = with_vault(command(commands, "extract", _extract, "write one evidence file out; the export is logged"))
    parser.add_argument("evidence", metavar="EVIDENCE", help="its id")
    parser.add_argument("-o", dest="output", metavar="FILE", type=Path, required=True)


def _attach(arguments: argparse.Namespace) -> int:
    if arguments.inbox:
        for word in arguments.words:
            print(inbox.drop(arguments.vault, Path(word), header_folder=arguments.header))
        return 0
    reference, *files = arguments.words
    if not files:
        raise Refused("cli.no_files")
    with unlocked(arguments) as session:
        case = cases.find(session, reference)
        details = _details(arguments, evidence.attached_to(case.id))
        taken = [evidence.attach(session, Path(file), replace(details, id=Evidence().id)) for file in files]
    if arguments.json:
        print_json(
            [
                {"id": each.id, "sha256": each.sha256, "size": each.size, "original_name": each.original_name}
                for each in taken
            ]
        )
    else:
        for each in taken:
            print(f"{each.id}  {each.sha256}  {each.size}")
    return 0


def _details(arguments: argparse.Namespace, details: Evidence) -> Evidence:
    captured: When | None = None
    if arguments.captured:
        captured = dates.read(arguments.captured, "en", clock.now().date())
        if captured is None:
            raise Refused("cli.no_date", words=arguments.captured)
    return replace(
        details,
        title=Text.of(arguments.title, "und") if arguments.title else None,
        captured=captured,
        captured_by=arguments.by,
        obtained_from=arguments.source,
    )


def _extract(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        print(evidence.extract(session, arguments.evidence, arguments.output))
    return 0
