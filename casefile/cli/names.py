"""The command that says whether two spellings are taken for one person. It needs no vault.

A file of pairs has one pair a line, two names with a tab between them; further columns are not looked at. The answer has the pair, ``same`` or
``different``, and the score, tab-separated, in the order of the file. A line that is no pair is named on standard error by its number, the
others are answered, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from casefile.cli.words import Commands, command, print_json
from casefile.domain.names import Comparison, compare
from casefile.domain.visible import one_line
from casefile.errors import Refused
from casefile.i18n import Catalogue

_ENGLISH = Catalogue("en")
Pair = tuple[str, str]


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = command(commands, "same-name", _same_name, "whether two spellings are taken for one person, and why")
    parser.add_argument("names", nargs="*", metavar="NAME", help="the two names")
    parser.add_argument("--file", type=Path, metavar="PAIRS.tsv", help="pairs, one a line, a tab between the two names")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(fail=parser.error)


def _same_name(arguments: argparse.Namespace) -> int:
    if arguments.file is not None and not arguments.names:
        return _of_file(arguments.file, arguments.json)
    if arguments.file is not None or len(arguments.names) != 2:
        arguments.fail("give two names, or --file with a file of pairs")
    one, other = arguments.names
    found = compare(one, other)
    if arguments.json:
        print_json(_plain((one, other), found))
    else:
        print(f"{_verdict(found)}\t{found.score:.2f}\t{_why(found)}")
    return 0


def _of_file(path: Path, as_json: bool) -> int:
    answers, wrong = [], False
    for number, pair in _pairs(path):
        if pair is None:
            print(f"casefile: {_ENGLISH.text('names.bad_line', line=number)}", file=sys.stderr)
            wrong = True
        elif as_json:
            answers.append({"line": number, **_plain(pair, compare(*pair))})
        else:
            found = compare(*pair)
            print(f"{one_line(pair[0])}\t{one_line(pair[1])}\t{_verdict(found)}\t{found.score:.2f}")
    if as_json:
        print_json(answers)
    return int(wrong)


def _pairs(path: Path) -> Iterator[tuple[int, Pair | None]]:
    """Line number, from 1, and the pair; None where the line is none. Empty lines are passed over."""
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    names = [each.strip() for each in line.split("\t")[:2]]
                    yield number, (names[0], names[1]) if len(names) > 1 and all(names) else None
    except UnicodeDecodeError:
        raise Refused("names.not_text", name=path) from None


def _plain(pair: Pair, found: Comparison) -> dict[str, object]:
    return {"one": pair[0], "other": pair[1], "verdict": _verdict(found), "score": found.score, "why": _why(found)}


def _verdict(found: Comparison) -> str:
    return "same" if found.same else "different"


def _why(found: Comparison) -> str:
    return _ENGLISH.text(found.reason, **found.values)
