"""Commands that read cases."""

from __future__ import annotations

import argparse
from dataclasses import replace

from casefile.cli import plain
from casefile.cli.words import Commands, command, print_json, unlocked, with_vault
from casefile.domain.chronology import chronology
from casefile.domain.codec import element_to_json
from casefile.domain.kinds import KINDS
from casefile.domain.visible import one_line
from casefile.errors import Refused
from casefile.usecases import cases, narrowing, search
from casefile.usecases.cases import READY_MADE, CaseFilter, CaseRow
from casefile.usecases.narrowing import Said
from casefile.usecases.session import Session

_PAGE = 500
_LISTS = {"kind": "case_kind", "theme": "theme", "tag": ""}
"""Filters of the case list by a value, and the term list that it must be in; a tag may be any word."""
_FILTERS = (
    ("from", "DATE", "only what touches this day or a later one"),
    ("to", "DATE", "only what touches this day or an earlier one"),
    ("theme", "THEME", "only of cases with this theme, by code or label"),
    ("region", "PLACE", "only of cases in this region, or at this place"),
    ("tag", "TAG", "only with this tag, or of cases with it"),
    ("role", "ROLE", "only who has this role, and in what; with --person, what that person has it in"),
    ("person", "NAME", "only about this person or organisation"),
    ("case", "REF", "only of this case"),
)


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = with_vault(command(commands, "cases", _cases, "list the cases"))
    parser.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="WHAT",
        help=f"one of {', '.join(READY_MADE)}, or kind=…, theme=…, tag=…, or words of the title; may be given again",
    )
    parser.add_argument("--json", action="store_true")
    parser = with_vault(command(commands, "show", _show, "show one case, whole"))
    parser.add_argument("reference", metavar="REF", help="reference or id of the case")
    parser.add_argument("--lang", choices=["en", "ru", "kk"], default="en")
    parser.add_argument("--json", action="store_true")
    parser = with_vault(command(commands, "search", _search, "search names and full text"))
    parser.add_argument("query", metavar="QUERY")
    parser.add_argument(
        "--kind", action="append", default=[], help=f"only records of this kind: {', '.join(KINDS)}; may be given again"
    )
    for name, metavar, what in _FILTERS:
        parser.add_argument(f"--{name}", dest=f"narrow_{name}", metavar=metavar, help=what)
    parser.add_argument("--json", action="store_true")


def _cases(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        rows = _all(session, _filter(session, arguments.filter))
    if arguments.json:
        print_json([_row(row) for row in rows])
    else:
        for row in rows:
            print("\t".join(map(one_line, (row.reference or row.id, str(row.title or ""), str(row.due or "")))))
    return 0


def _all(session: Session, wanted: CaseFilter) -> list[CaseRow]:
    rows: list[CaseRow] = []
    while page := cases.page(session, wanted, rows[-1] if rows else None, _PAGE):
        rows += page
    return rows


def _filter(session: Session, words: list[str]) -> CaseFilter:
    found = CaseFilter()
    for word in words:
        name, separator, value = word.partition("=")
        if separator and name not in _LISTS:
            raise Refused("cli.unknown_filter", name=name, names=", ".join(_LISTS))
        if separator:
            value = narrowing.code(session, _LISTS[name], value) if _LISTS[name] else value
            found = replace(found, **{name: value})  # type: ignore[arg-type]  # one of three string fields
        elif word in READY_MADE:
            ready = READY_MADE[word]
            set_here = {key: getattr(ready, key) for key in ("closed", "detained", "next_step")}
            found = replace(found, **{key: value for key, value in set_here.items() if value is not None})
        else:
            found = replace(found, words=(*found.words, word))
    return found


def _row(row: CaseRow) -> dict[str, object]:
    return {
        "id": row.id,
        "reference": row.reference,
        "title": None if row.title is None else {each.language: each.text for each in row.title.versions},
        "kind": row.kind,
        "status": None if row.status is None else element_to_json(row.status),
        "due": row.due,
    }


def _show(arguments: argparse.Namespace) -> int:
    with unlocked(arguments) as session:
        whole = cases.load(session, arguments.reference)
    if arguments.json:
        print_json(plain.casefile(whole))
        return 0
    print(one_line(f"{whole.case.reference}  {whole.case.title and whole.case.title.best(arguments.lang).text}"))
    for row in chronology(whole, arguments.lang).rows:
        year = row.year or ""
        cited = f" [{', '.join(map(str, row.citations))}]" if row.citations else ""
        print(one_line(f"{year:>4}  {row.date_text:<16} {row.title}{cited}"))
        if row.second:
            print(one_line(f"{'':>4}  {'':<16} {row.second}"))
    for number, source in enumerate(whole.sources, 1):
        print(one_line(f"[{number}] {source.title and source.title.best(arguments.lang).text}"))
    return 0


def _search(arguments: argparse.Namespace) -> int:
    kinds = tuple(map(_kind, arguments.kind))
    with unlocked(arguments) as session:
        given = {name: getattr(arguments, f"narrow_{name}") for name, _, _ in _FILTERS}
        said = Said(since=given.pop("from"), until=given.pop("to"), **given)
        wanted = narrowing.narrowing(session, said)
        hits = search.answer(session, arguments.query, kinds=kinds, narrowing=wanted)
    if arguments.json:
        print_json(
            [
                {"id": hit.id, "kind": hit.kind, "title": hit.title, "snippet": hit.snippet, "cases": list(hit.cases)}
                for hit in hits
            ]
        )
    else:
        for hit in hits:
            print("\t".join(map(one_line, (hit.kind, hit.id, hit.title, hit.snippet))))
    return 0


def _kind(words: str) -> str:
    """The kind of record that is meant.

    Raises:
        Refused: there is none of that name; nothing would be found, and it would look as if nothing were there.
    """
    found = words.strip().casefold()
    if found not in KINDS:
        raise Refused("search.no_kind", words=words, kinds=", ".join(KINDS))
    return found
