"""Commands that write open formats and read them."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from casefile.cli.words import Commands, command, print_json, unlocked, with_vault
from casefile.domain.visible import one_line
from casefile.errors import Refused
from casefile.i18n import Catalogue
from casefile.usecases import calendar, export, importing
from casefile.usecases.importing import ColumnMapping, Preview, Told
from casefile.usecases.session import Session

_KEEP_IT = "It holds every field, those marked secret too, and nothing in it is encrypted: keep it as you keep the vault's passphrase."

_FILES_OPEN = "The files of the evidence lie there readable by everyone, with whatever stands in them."

_CALENDAR = "ics"


def add_to(commands: Commands) -> None:
    """Add these commands."""
    parser = with_vault(command(commands, "export", _export, "write the records in an open format"))
    parser.add_argument("--format", choices=[*export.FORMATS, _CALENDAR], required=True)
    parser.add_argument(
        "--titles",
        action="store_true",
        help="ics: with titles, names in them included; else the kind of day and the reference of its case alone",
    )
    parser.add_argument(
        "--case",
        action="append",
        default=[],
        metavar="REF",
        help="only this case; may be given again; else the whole vault",
    )
    parser.add_argument("-o", dest="output", metavar="DIR", type=Path, required=True, help="a folder for the files")
    parser.add_argument(
        "--audience",
        choices=export.AUDIENCES,
        default="",
        help="as these readers may have it: names replaced, records withheld; else everything as it is recorded",
    )
    parser.add_argument(
        "--lang",
        choices=["en", "ru", "kk"],
        default="en",
        help="uwazi, openevsys, ftm, ics: of titles and labels, and the language that an instance of Uwazi has first",
    )
    parser.add_argument(
        "--without-files",
        action="store_true",
        help="uwazi: describe the evidence, but leave its files in the vault",
    )
    secrets = parser.add_mutually_exclusive_group()
    secrets.add_argument(
        "--own-backup",
        action="store_true",
        default=None,
        dest="own_backup",
        help="with the fields marked secret, for yourself alone; JSON of the whole vault always has them unless --for-others is said",
    )
    secrets.add_argument(
        "--for-others", action="store_false", dest="own_backup", help="without the fields marked secret"
    )
    parser = with_vault(command(commands, "import", _import, "take in records from JSON, CSV or XLSX"))
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help="all of them are taken in together or none")
    parser.add_argument(
        "--mapping", metavar="MAPPING", type=Path, help="which column is which field, see --write-mapping"
    )
    parser.add_argument(
        "--write-mapping",
        metavar="MAPPING",
        type=Path,
        help="take nothing in, but write down what the columns seem to be",
    )
    parser.add_argument(
        "--lang", choices=["en", "ru", "kk"], default="en", help="of texts and dates that do not say theirs"
    )
    parser.add_argument("--preview", action="store_true", help="tell what would come of it and take nothing in")
    parser.add_argument(
        "--leave-out-faulty", action="store_true", help="leave out rows with a problem; else one of them keeps all out"
    )
    parser.add_argument("--json", action="store_true")


def _export_calendar(arguments: argparse.Namespace) -> int:
    if arguments.case:
        raise Refused("calendar.refused.case")
    scope = "titles" if arguments.titles else "references"
    with unlocked(arguments) as session:
        arguments.output.mkdir(mode=0o700, exist_ok=True)
        print(calendar.export_calendar(session, arguments.output / "calendar.ics", scope, arguments.lang))
    return 0


def _export(arguments: argparse.Namespace) -> int:
    if arguments.format == _CALENDAR:
        return _export_calendar(arguments)
    wish = _wish(arguments)
    with unlocked(arguments) as session:
        done = export.export(session, wish, arguments.output)
    for path in done.files:
        print(path)
    if wish.own_backup:
        print(_KEEP_IT, file=sys.stderr)
    elif done.withheld:
        print(_withheld(done.withheld, wish.audience), file=sys.stderr)
    if wish.files and any(path.suffix == ".zip" for path in done.files):
        print(_FILES_OPEN, file=sys.stderr)
    return 0


def _wish(arguments: argparse.Namespace) -> export.Wish:
    """JSON of the whole vault is the own backup, unless something else is said."""
    own = arguments.own_backup
    if own is None:
        own = arguments.format == "json" and not arguments.case and not arguments.audience
    return export.Wish(
        arguments.format,
        tuple(arguments.case),
        own_backup=own,
        audience=arguments.audience,
        language=arguments.lang,
        files=export.may_have_files(arguments.format, arguments.audience) and not arguments.without_files,
    )


def _withheld(number: int, audience: str) -> str:
    if audience:
        return f"{number} records stayed in the vault: these readers may not have them."
    return f"{number} tasks, notes and contacts stayed in the vault: they are yours alone."


def _import(arguments: argparse.Namespace) -> int:
    sources = [importing.file(path) for path in arguments.files]
    if arguments.write_mapping:
        return _write_mapping(arguments, sources)
    mapping = ColumnMapping({}, arguments.lang)
    if arguments.mapping:
        mapping = importing.read(arguments.mapping.read_bytes())
    with unlocked(arguments) as session:
        counts = _counts(arguments, session, sources, mapping)
    if arguments.json:
        print_json(_plain(counts))
    else:
        _print_counts(counts, done=not arguments.preview)
    if counts.problems and not arguments.leave_out_faulty:
        raise Refused("importing.refused.problems")
    return 0


def _counts(
    arguments: argparse.Namespace, session: Session, sources: list[importing.Source], mapping: ColumnMapping
) -> Preview:
    """What was taken in; where rows have problems that keep all out, what they are."""
    if arguments.preview:
        return importing.preview(session, sources, mapping)
    try:
        done = importing.take_in(session, sources, mapping, leave_out_faulty=arguments.leave_out_faulty)
    except Refused as refusal:
        if refusal.key != "importing.refused.problems":
            raise
        return importing.preview(session, sources, mapping)
    return done.counts


def _write_mapping(arguments: argparse.Namespace, sources: list[importing.Source]) -> int:
    sheets = {each.sheet: each.guessed for each in importing.look(sources) if each.own is None}
    with arguments.write_mapping.open("xb") as file:
        file.write(importing.written(ColumnMapping(sheets, arguments.lang)))
    print(arguments.write_mapping)
    return 0


def _print_counts(counts: Preview, *, done: bool) -> None:
    taken = done and not (counts.problems and not counts.new and not counts.changed)
    for kind, number in counts.new.items():
        print(f"{kind}\t{number} new")
    for kind, number in counts.changed.items():
        print(f"{kind}\t{number} {'changed' if taken else 'would change'}")
    if counts.same:
        print(f"{counts.same} are here as they are")
    if counts.deleted:
        print(f"{counts.deleted} were deleted here and stay so")
    for each in counts.likely:
        print(one_line(f"may be one: {each.new_name} / {each.other_name} ({each.score:.2f})"))
    for told in counts.problems:
        print(_said(told), file=sys.stderr)
    if counts.problem_count > len(counts.problems):
        print(f"and {counts.problem_count - len(counts.problems)} more problems", file=sys.stderr)


def _said(told: Told) -> str:
    place = told.problem.place
    where = [told.source, place.sheet, f"row {place.row}" if place.row else "", place.column]
    sentence = Catalogue("en").text(told.problem.key, **told.problem.values)
    return one_line(f"{', '.join(filter(None, where))}: {sentence}")


def _plain(counts: Preview) -> dict[str, object]:
    return {
        "new": counts.new,
        "changed": counts.changed,
        "same": counts.same,
        "deleted": counts.deleted,
        "problems": [
            {
                "file": each.source,
                "sheet": each.problem.place.sheet,
                "row": each.problem.place.row,
                "column": each.problem.place.column,
                "says": Catalogue("en").text(each.problem.key, **each.problem.values),
            }
            for each in counts.problems
        ],
        "problem_count": counts.problem_count,
        "likely": [
            {"new": each.new_id, "name": each.new_name, "other": each.other_id, "other_name": each.other_name}
            for each in counts.likely
        ],
    }
