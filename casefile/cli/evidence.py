"""Commands that take files in and write them out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from casefile import clock
from casefile.cli.counted import Counted
from casefile.cli.words import Commands, command, print_json, unlocked, with_vault
from casefile.domain import dates
from casefile.domain.kinds import Evidence
from casefile.domain.values import Text, When
from casefile.domain.visible import one_line
from casefile.errors import NotFound, Refused
from casefile.i18n import Catalogue
from casefile.usecases import cases, evidence, filetext, inbox


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
    _add_inbox(
        with_vault(command(commands, "inbox", _inbox, "what was dropped while the vault was locked, and file it"))
    )
    parser = with_vault(command(commands, "extract", _extract, "write one evidence file out; the export is logged"))
    parser.add_argument("evidence", metavar="EVIDENCE", help="its id")
    parser.add_argument("-o", dest="output", metavar="FILE", type=Path, required=True)

    parser = with_vault(
        command(
            commands, "text", _text, "read the text of files that were not looked into yet, so that search finds it"
        )
    )
    parser.add_argument("--count", action="store_true", help="say how many wait, and read none")
    parser.add_argument("--json", action="store_true")


def _add_inbox(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "waiting", nargs="*", metavar="ID", help="ids, or their beginnings; all that wait where none is named"
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--file", metavar="REF", help="file them as evidence of this case")
    what.add_argument("--discard", action="store_true", help="remove the named ones for good")
    parser.add_argument("--json", action="store_true")


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
        taken: list[Evidence] = []
        try:
            for file in files:
                taken.append(evidence.attach(session, Path(file), replace(details, id=Evidence().id)))
        finally:  # where one is refused, those before it are in all the same
            _print_taken(taken, arguments.json)
    return 0


def _print_taken(taken: Sequence[Evidence], as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {"id": each.id, "sha256": each.sha256, "size": each.size, "original_name": each.original_name}
                for each in taken
            ]
        )
    else:
        for each in taken:
            print(f"{each.id}  {each.sha256}  {each.size}")


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


def _inbox(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        found = inbox.waiting(session)
        chosen = _chosen(found, arguments.waiting)
        if arguments.discard:
            if not arguments.waiting:
                raise Refused("cli.nothing_named")
            for each in chosen:
                inbox.discard(session, each.id)
        if arguments.file is not None:
            case = cases.find(session, arguments.file)
            for each in chosen:
                if each.problem is None:
                    print(inbox.take(session, each.id, evidence.attached_to(case.id)).id)
            return 3 if any(each.problem for each in chosen) else 0
        _print_waiting(found if not arguments.discard else inbox.waiting(session), arguments.json)
    return 0


def _chosen(found: Sequence[inbox.Waiting], wanted: Sequence[str]) -> list[inbox.Waiting]:
    """Those whose id begins with a wanted word; all, where none is wanted."""
    for word in wanted:
        if sum(each.id.startswith(word) for each in found) != 1:
            raise NotFound("evidence.not_waiting")
    return [each for each in found if not wanted or each.id.startswith(tuple(wanted))]


def _print_waiting(found: Sequence[inbox.Waiting], as_json: bool) -> None:
    words = Catalogue("en")
    said = [None if each.problem is None else one_line(words.error(each.problem)) for each in found]
    if as_json:
        rows = [
            {"id": each.id, "name": each.name, "size": each.size, "arrived": each.arrived, "problem": problem}
            for each, problem in zip(found, said, strict=True)
        ]
        print_json(rows)
        return
    for each, problem in zip(found, said, strict=True):
        print(f"{one_line(each.id)}  {each.size}  {problem or one_line(each.name or '')}")


def _text(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        done = 0 if arguments.count else filetext.read_all(session, Counted())
        left = filetext.unread(session)
    if arguments.json:
        print_json({"read": done, "unread": left})
    else:
        print(f"{done} read, {left} not looked into")
    return 0


def _extract(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        print(evidence.extract(session, arguments.evidence, arguments.output))
    return 0
