"""The record tables, derived from the definitions, and the few that are not about records.

Every table says in ``info["role"]`` what it is: *journaled* (equal to the state rebuilt from the journal), *derived* (can be rebuilt), *local*
(this vault's own, sealed row by row) or *journal*. A test holds that none is outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, String, Table, Text, and_, func, literal_column

from casefile.domain.definition import FieldDefinition, Kind, Shape
from casefile.domain.kinds import KINDS
from casefile.journal.tables import metadata

SCHEMA_VERSION = 3
"""1 was never released: what was written under it changed from day to day."""

_PLAIN = {Shape.LINE: Text, Shape.REF: String, Shape.NUMBER: Integer, Shape.FLAG: Boolean}


def _columns(field: FieldDefinition) -> Iterator[Column[object]]:
    yield Column(field.name, _PLAIN.get(field.shape, Text))
    if field.shape is Shape.WHEN:
        # ISO dates of the earliest and the latest day that is meant: what is sorted and overlapped by.
        yield Column(f"{field.name}_from", String)
        yield Column(f"{field.name}_to", String)


def _record_table(kind: Kind) -> Table:
    table = Table(
        kind.name,
        metadata,
        Column("id", String, primary_key=True),
        *(column for field in kind.fields for column in _columns(field)),
        Column("created", String, nullable=False),
        Column("changed", String, nullable=False),
        Column("changed_by", String, nullable=False),
        # Order of the last change in this vault, for "what changed lately".
        Column("sequence", Integer, nullable=False),
        Column("deleted", Boolean, nullable=False, default=False),
        sqlite_with_rowid=False,
        info={"role": "journaled"},
    )
    Index(f"ix_{kind.name}_sequence", table.c.sequence)
    return table


RECORDS: Mapping[str, Table] = {name: _record_table(kind) for name, kind in KINDS.items()}
Index("ix_case_reference", func.lower(RECORDS["case"].c.reference))
Index("ix_case_created", RECORDS["case"].c.created.desc(), RECORDS["case"].c.reference.desc())
Index("ix_task_due", *(RECORDS["task"].c[name] for name in ("due_from", "due_to", "deleted")))
# In the order of the lists of tasks, with what these ask.
Index(
    "ix_task_reminders",
    *(RECORDS["task"].c[name] for name in ("due_to", "time", "id", "due_from", "reminders", "deleted", "done")),
    sqlite_where=and_(RECORDS["task"].c.reminders.is_not(None), RECORDS["task"].c.done.is_(None)),
)
Index(
    "ix_task_open",
    *(RECORDS["task"].c[name] for name in ("due_to", "time", "id", "due_from", "kind", "deleted", "done")),
    sqlite_where=RECORDS["task"].c.done.is_(None),
)
# Which proposals were accepted or dismissed.
Index(
    "ix_task_about",
    RECORDS["task"].c.about,
    RECORDS["task"].c.rule,
    sqlite_where=RECORDS["task"].c.about.is_not(None),
)
# Which files may hold text that was not read yet.
Index("ix_evidence_type", *(RECORDS["evidence"].c[name] for name in ("media_type", "sha256", "deleted")))
# Whether few or many have a role.
Index("ix_role_role", RECORDS["role"].c.role)
Index("ix_evidence_sha256", RECORDS["evidence"].c.sha256)
# What begins a time limit, by what a rule names it with; and what ends on a day of the calendar. With all that is asked while looking
# many over, so that only those that are shown are read.
for _kind, _code, _when, *_also in (
    ("happening", "type", "when", "deleted"),
    ("measure", "type", "start", "deleted", "end", "ended_because"),
    ("proceeding", "stage", "stage_as_of", "deleted"),
    ("intervention", "type", "date", "deleted"),
):
    _begun = RECORDS[_kind].c
    _columns_asked = (_code, f"{_when}_from", f"{_when}_to", *_also)
    Index(f"ix_{_kind}_begins", *(_begun[_name] for _name in _columns_asked))
Index("ix_measure_end", *(RECORDS["measure"].c[name] for name in ("end_to", "end_from", "ended_because", "deleted")))
Index(
    "ix_measure_running",
    RECORDS["measure"].c.start_from.desc(),
    *(RECORDS["measure"].c[name] for name in ("deleted", "end", "ended_because", "status")),
    sqlite_where=and_(
        RECORDS["measure"].c.end.is_(None),
        RECORDS["measure"].c.ended_because.is_(None),
        RECORDS["measure"].c.status == literal_column("'in_force'"),
    ),
)
# Who is the same person as whom, and who is not, read without the other relationships.
for _type in ("same_person", "other_person"):
    Index(
        f"ix_relationship_{_type}",
        RECORDS["relationship"].c.type,
        RECORDS["relationship"].c.deleted,
        RECORDS["relationship"].c.subject,
        RECORDS["relationship"].c.object,
        sqlite_where=RECORDS["relationship"].c.type == literal_column(f"'{_type}'"),
    )

# `case` stands where the source belongs to that case alone, so that whoever counts the cases of a court with thousands of mentions reads no more
# than the index; of sources in several cases, and beside the cases themselves, there is none.
reference = Table(
    "reference",
    metadata,
    Column("source", String, primary_key=True),
    Column("field", String, primary_key=True),
    Column("target", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("case", String),
    Index("ix_reference_target", "target", "kind", "case"),
    sqlite_with_rowid=False,
    info={"role": "derived"},
)

# What deleted records refer to, which stands in no `reference`: so the history of a case finds what was deleted beside it.
former_reference = Table(
    "former_reference",
    metadata,
    Column("target", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("kind", String, nullable=False),
    Index("ix_former_reference_source", "source"),
    sqlite_with_rowid=False,
    info={"role": "derived"},
)

case_line = Table(
    "case_line",
    metadata,
    Column("id", String, primary_key=True),
    # 0 where something is due, 1 where nothing is: those with something due stand first.
    Column("waits", Integer, nullable=False),
    Column("due", String),
    Column("sequence", Integer, nullable=False),
    Column("next_step", Boolean, nullable=False),
    Column("detained", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
    # The order of the list, and what its filters ask, so that looking for the next row reads nothing else.
    Index(
        "ix_case_line_order", "waits", "due", literal_column("sequence DESC"), "id", "closed", "next_step", "detained"
    ),
    # Counts are read from it, and which cases have been quiet the longest.
    Index("ix_case_line_flags", "closed", "next_step", "sequence", "detained"),
    info={"role": "derived"},
)

# What the list of cases can be filtered by, so that neither filtering nor telling what there is to filter by reads the cases.
case_mark = Table(
    "case_mark",
    metadata,
    # Of what: kind, status, region, theme, tag.
    Column("sort", String, primary_key=True),
    Column("code", String, primary_key=True),
    # Where the case stands in the list: as in its line, `due` empty where nothing is, `place` the negative of `sequence`.
    Column("waits", Integer, primary_key=True),
    Column("due", String, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("case", String, primary_key=True),
    Index("ix_case_mark_case", "case"),
    sqlite_with_rowid=False,
    info={"role": "derived"},
)

party_line = Table(
    "party_line",
    metadata,
    Column("kind", String, primary_key=True),
    Column("language", String, primary_key=True),
    # The name in that language as the alphabet has it: the list is read in this order.
    Column("sort", String, primary_key=True),
    Column("id", String, primary_key=True),
    Index("ix_party_line_id", "id"),
    sqlite_with_rowid=False,
    info={"role": "derived"},
)

# How many lines `party_line` has in each language: people are too many to be counted for each look at the list.
party_total = Table(
    "party_total",
    metadata,
    Column("kind", String, primary_key=True),
    Column("number", Integer, nullable=False),
    sqlite_with_rowid=False,
    info={"role": "derived"},
)

evidence_line = Table(
    "evidence_line",
    metadata,
    Column("id", String, primary_key=True),
    Column("added", String, nullable=False),
    Column("kind", String),
    # It shows something that is recorded, or a record refers to it.
    Column("linked", Boolean, nullable=False),
    Column("dated", Boolean, nullable=False),
    Column("captured_from", String),
    Column("captured_to", String),
    Column("size", Integer, nullable=False),
    # In the order of the list, with what its filters ask; and for the totals, without what they do not.
    Index(
        "ix_evidence_line_order",
        literal_column("added DESC"), "id", "kind", "linked", "dated", "captured_from", "captured_to",
    ),
    Index("ix_evidence_line_totals", "kind", "linked", "dated", "captured_from", "captured_to", "size"),
    info={"role": "derived"},
)  # fmt: skip

blob = Table(
    "blob",
    metadata,
    Column("sha256", String, primary_key=True),
    Column("name", String, nullable=False, unique=True),
    Column("header_mac", LargeBinary, nullable=False),
    Column("length", Integer, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
    info={"role": "local"},
)

# One row: how often local rows were written, and which there are. See `ledger`.
local_state = Table(
    "local_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("writes", Integer, nullable=False),
    Column("seals", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    info={"role": "local"},
)

kept = Table(
    "kept",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
    info={"role": "local"},
)

# The text of a file as the worker took it: no person's words, so no field of the record, and made anew from the file when it is lost.
file_text = Table(
    "file_text",
    metadata,
    Column("sha256", String, primary_key=True),
    # Empty where the file was looked into and has none.
    Column("text", Text, nullable=False),
    Column("seal", LargeBinary, nullable=False),
    info={"role": "local"},
)
