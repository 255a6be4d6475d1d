"""The records in open formats: the whole vault or some cases, written together or not at all.

JSON of the whole vault is the person's own backup in the open and holds every field. Whatever is said to be no such backup leaves out the
fields marked secret, and the kinds of record that make no sense without them; the formats that other programs speak are never one. For an
audience the cases leave as it may read them, or the export stops and says where.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casefile import clock
from casefile.domain.redaction import AUDIENCES
from casefile.errors import Refused
from casefile.files import in_words
from casefile.i18n import LANGUAGES
from casefile.progress import SILENT, Progress
from casefile.records.database import Connection
from casefile.usecases import cases, exportsource, exportwriting, outgoing, summary
from casefile.usecases.exportsource import Source
from casefile.usecases.exportwriting import Making
from casefile.usecases.session import Session
from casefile.vault.publishing import publication

__all__ = ["AUDIENCES", "FORMATS", "FOR_ONESELF", "Exported", "Wish", "export", "may_have_files", "register"]

_REGISTER = "exports"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be written.

    Attributes:
        format: one of `FORMATS`.
        references: cases by reference or id; none for the whole vault.
        own_backup: with the fields marked secret, which are for nobody else.
        audience: one of `AUDIENCES`, by which cases are redacted; empty for everything as it is recorded.
        language: of titles and labels in formats that hold one: ``en``, ``ru`` or ``kk``.
        files: with the files of the evidence, readable by everyone, where `may_have_files`.
    """

    format: str
    references: tuple[str, ...] = ()
    own_backup: bool = False
    audience: str = ""
    language: str = "en"
    files: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the files, and how many records of each kind. `withheld` counts records that stayed behind whole."""

    files: tuple[Path, ...]
    records: Mapping[str, int]
    withheld: int


@dataclass(frozen=True, slots=True)
class _Format:
    """`write` writes into an empty folder. `own`: it may be the person's own backup; `files`: it can hold the files of the evidence."""

    write: Callable[[Making], None]
    own: bool = True
    files: bool = False


FORMATS: Mapping[str, _Format] = {
    "json": _Format(exportwriting.as_json),
    "csv": _Format(exportwriting.as_csv),
    "xlsx": _Format(exportwriting.as_xlsx),
    "uwazi": _Format(exportwriting.for_uwazi, own=False, files=True),
    "openevsys": _Format(exportwriting.for_openevsys, own=False),
    "ftm": _Format(exportwriting.for_aleph, own=False),
}
FOR_ONESELF = frozenset(name for name, each in FORMATS.items() if each.own)
_WITH_FILES = frozenset(name for name, each in FORMATS.items() if each.files)


def may_have_files(form: str, audience: str) -> bool:
    """Whether the files of the evidence can lie in an export of this format for this audience."""
    return form in _WITH_FILES and audience not in outgoing.NO_ORIGINALS


def export(session: Session, wish: Wish, destination: Path, progress: Progress = SILENT) -> Exported:
    """Write the records and note in the register where they lie.

    Args:
        destination: a folder that is not there yet, or one in which no file has the name of one that is written.

    Raises:
        NotFound: no such case.
        Refused: no such format, audience or language; it would be a backup in a format for others; the format or the audience takes no files;
            there is no case for the audience, or a person must decide something first; a name is taken, or the disk takes no more. Nothing is
            left under a final name.
        Cancelled: nothing is written.
    """
    _require(wish)
    chosen = tuple(cases.find(session, reference).id for reference in wish.references)
    with publication(destination) as made, session.database.reading() as connection:
        source = _source(connection, chosen, wish, progress)
        making = Making(made.folder, source, wish.language, wish.own_backup, session, connection, progress)
        files = exportwriting.evidence_of(making) if wish.files else {}
        FORMATS[wish.format].write(making.with_files(files))
        progress.check()
        made.require_free()
        _log(session, wish, chosen, destination, files)
        written = made.publish()
    return Exported(written, source.counts(), source.withheld)


def _require(wish: Wish) -> None:
    if wish.format not in FORMATS:
        raise Refused("export.refused.format", format=wish.format, formats=", ".join(FORMATS))
    if wish.language not in LANGUAGES:
        raise Refused("summary.refused.language", language=wish.language)
    if wish.audience and wish.audience not in AUDIENCES:
        raise Refused("summary.refused.audience", audience=wish.audience, audiences=", ".join(AUDIENCES))
    if wish.own_backup and (wish.audience or not FORMATS[wish.format].own):
        raise Refused("export.refused.own")
    if wish.files and wish.format not in _WITH_FILES:
        raise Refused("export.refused.files", formats=", ".join(sorted(_WITH_FILES)))
    if wish.files and not may_have_files(wish.format, wish.audience):
        raise Refused("export.refused.originals")


def _source(connection: Connection, chosen: Sequence[str], wish: Wish, progress: Progress) -> Source:
    vault = exportsource.FromVault(connection, chosen, own_backup=wish.own_backup, progress=progress)
    if not wish.audience:
        return vault
    whole = [exportsource.whole(connection, each.id) for each in vault.read("case")]
    if not whole:
        raise Refused("export.refused.no_case")  # what is in no case nobody has decided about
    redacted, blocked, together = outgoing.redacted_together(whole, wish.audience)
    summary.require_settled(blocked, together, wish.language)
    return exportsource.AsReadable(redacted, [outgoing.part(redacted, case) for case in whole])


def register(session: Session) -> tuple[Mapping[str, Any], ...]:
    """What was exported with `export` and where it was written, oldest first: ``time``, ``format``, ``cases``, ``own_backup``,
    ``audience``, ``files`` (how many), ``to``."""
    with session.database.reading() as connection:
        found = session.local.kept(connection, _REGISTER) or {}
    return tuple(found.get("list", ()))


def _log(session: Session, wish: Wish, chosen: Sequence[str], destination: Path, files: Mapping[str, Any]) -> None:
    """Before the names are given: a kill in between leaves a line too many, never an export that nobody knows of."""
    if session.is_rescue:
        return
    to = in_words(destination.absolute())
    with session.database.writing() as unit:
        for case_id in chosen:
            unit.custody(case_id, {"event": "records_exported", "format": wish.format, "to": to}, "case")
        for evidence, blob in files.items():
            unit.custody(evidence, {"event": "exported", "to": to, "sha256": blob.sha256.hex()})
        kept = session.local.kept(unit.connection, _REGISTER) or {}
        line = {
            "time": clock.timestamp(),
            "format": wish.format,
            "cases": list(chosen),
            "own_backup": wish.own_backup,
            "audience": wish.audience,
            "files": len(files),
            "to": to,
        }
        session.local.keep(unit.connection, _REGISTER, {"list": [*kept.get("list", ()), line]})
