"""Commands for what waits for a person after an exchange: conflicts, and requests to remove values."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from casefile.cli.words import Commands, command, print_json, unlocked, with_vault
from casefile.errors import Refused
from casefile.i18n import Catalogue
from casefile.usecases import conflicts, edit
from casefile.usecases.conflicts import Conflict, Version
from casefile.usecases.inspection import shown

_WORDS = Catalogue("en")


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = with_vault(command(commands, "conflicts", _conflicts, "fields for which people entered different things"))
    parser.add_argument("--json", action="store_true")
    parser = with_vault(command(commands, "resolve", _resolve, "settle such a field"))
    parser.add_argument("record", metavar="RECORD", help="its id, as 'casefile conflicts' shows it")
    parser.add_argument("path", metavar="FIELD")
    chosen = parser.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--version", metavar="ENTRY", help="take this version")
    chosen.add_argument("--value", metavar="JSON", help="take another value; null empties the field")
    parser = with_vault(
        command(commands, "purge-requests", _requests, "requests of colleagues to remove values for good")
    )
    answer = parser.add_mutually_exclusive_group()
    answer.add_argument("--accept", metavar="REQUEST", nargs="+", default=[], help="remove them here as well")
    answer.add_argument("--decline", metavar="REQUEST", nargs="+", default=[], help="keep them, and be asked no more")
    parser.add_argument("--json", action="store_true")


def _conflicts(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        found = conflicts.listed(session, limit=10_000)
        names = edit.authors(session)
    if arguments.json:
        print_json([asdict(each) for each in found.first])
        return 0
    for each in found.first:
        _say_conflict(each, names)
    return 0


def _say_conflict(conflict: Conflict, names: Mapping[str, str]) -> None:
    print(f"{conflict.record}  {conflict.kind}  {shown(conflict.label)}  {shown(conflict.path)}")
    for each in conflict.versions:
        mark = "*" if each.shown else " "
        said = shown(_said(conflict, each))
        print(f"  {mark} {each.entry}  {each.time}  {shown(names.get(each.author, each.author))}  {said}")


def _said(conflict: Conflict, version: Version) -> str:
    if conflict.path != conflicts.DELETED:
        return json.dumps(version.value, ensure_ascii=False)
    if version.part is not None:
        kind = _WORDS.text(f"kind.{version.part.kind}")
        return _WORDS.text("sync.kept_with_part", kind=kind, label=version.part.label or version.part.id)
    if version.changed:
        return _WORDS.text("sync.kept_with", fields=", ".join(version.changed))
    return _WORDS.text("sync.deleted" if version.value else "sync.kept")


def _resolve(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        if arguments.version is not None:
            conflicts.choose(session, arguments.record, arguments.path, arguments.version)
        else:
            conflicts.resolve(session, arguments.record, arguments.path, _json(arguments.value))
    print(arguments.record)
    return 0


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise Refused("sync.no_such_value") from None


def _requests(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        for each in arguments.accept:
            conflicts.accept(session, each)
        for each in arguments.decline:
            conflicts.decline(session, each)
        found, names = conflicts.requests(session), edit.authors(session)
    if arguments.json:
        print_json([{**asdict(each), "author_name": names.get(each.author)} for each in found])
        return 0
    for each in found:
        who = shown(names.get(each.author, each.author))
        print(f"{each.id}  {each.time}  {who}  {each.kind}  {shown(each.label)}  {', '.join(map(shown, each.paths))}")
    return 0
