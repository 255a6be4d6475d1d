"""What the step to version 3 does to the tables that lists are read from."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import Connection

from casefile.domain.kinds import KINDS
from casefile.journal.inserting import insert_all
from casefile.records import schema
from casefile.records.references import former_rows
from casefile.records.rows import paths_of_row, record_of

_INDEXES = (
    """CREATE INDEX ix_case_created ON "case" (created DESC, reference DESC)""",
    "CREATE INDEX ix_task_about ON task (about, rule) WHERE about IS NOT NULL",
    "DROP INDEX ix_task_due",
    "CREATE INDEX ix_task_due ON task (due_from, due_to, deleted)",
    "DROP INDEX ix_task_open",
    "CREATE INDEX ix_task_open ON task (due_to, time, id, due_from, kind, deleted, done) WHERE done IS NULL",
    "DROP INDEX ix_task_reminders",
    """CREATE INDEX ix_task_reminders ON task (due_to, time, id, due_from, reminders, deleted, done)
        WHERE reminders IS NOT NULL AND done IS NULL""",
    "DROP INDEX ix_measure_end",
    "CREATE INDEX ix_measure_end ON measure (end_to, end_from, ended_because, deleted)",
    "DROP INDEX ix_evidence_sizes",
    "DROP INDEX ix_evidence_added",
    "CREATE INDEX ix_evidence_type ON evidence (media_type, sha256, deleted)",
    "CREATE INDEX ix_role_role ON role (role)",
    "DROP INDEX ix_happening_begins",
    "CREATE INDEX ix_happening_begins ON happening (type, when_from, when_to, deleted)",
    "DROP INDEX ix_measure_begins",
    """CREATE INDEX ix_measure_begins ON measure (type, start_from, start_to, deleted, "end", ended_because)""",
    "DROP INDEX ix_proceeding_begins",
    "CREATE INDEX ix_proceeding_begins ON proceeding (stage, stage_as_of_from, stage_as_of_to, deleted)",
    "DROP INDEX ix_intervention_begins",
    "CREATE INDEX ix_intervention_begins ON intervention (type, date_from, date_to, deleted)",
    "DROP INDEX ix_case_line_order",
    "CREATE INDEX ix_case_line_order ON case_line (waits, due, sequence DESC, id, closed, next_step, detained)",
)
_MARKS = (
    "ALTER TABLE case_mark RENAME TO case_mark_2",
    "DROP INDEX ix_case_mark_case",
    """CREATE TABLE case_mark (
        sort VARCHAR NOT NULL, code VARCHAR NOT NULL, waits INTEGER NOT NULL, due VARCHAR NOT NULL, place INTEGER NOT NULL,
        "case" VARCHAR NOT NULL, PRIMARY KEY (sort, code, waits, due, place, "case")) WITHOUT ROWID""",
    """INSERT INTO case_mark SELECT sort, code, waits, coalesce(due, ''), -sequence, "case"
        FROM case_mark_2 JOIN case_line ON id = "case" ORDER BY 1, 2, 3, 4, 5, 6""",
    """CREATE INDEX ix_case_mark_case ON case_mark ("case")""",
    "DROP TABLE case_mark_2",
)
_PARTIES = (
    "CREATE TABLE party_total (kind VARCHAR NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (kind)) WITHOUT ROWID",
    "INSERT INTO party_total SELECT kind, count(*) FROM party_line WHERE language = 'en' GROUP BY kind",
)
_EVIDENCE = (
    """CREATE TABLE evidence_line (
        id VARCHAR NOT NULL, added VARCHAR NOT NULL, kind VARCHAR, linked BOOLEAN NOT NULL, dated BOOLEAN NOT NULL,
        captured_from VARCHAR, captured_to VARCHAR, size INTEGER NOT NULL, PRIMARY KEY (id))""",
    """INSERT INTO evidence_line SELECT id, created, kind,
            EXISTS (SELECT 1 FROM reference WHERE source = evidence.id AND field = 'shows')
                OR EXISTS (SELECT 1 FROM reference WHERE target = evidence.id),
            captured IS NOT NULL, captured_from, captured_to, coalesce(size, 0)
        FROM evidence WHERE NOT deleted AND media_type IS NOT 'application/x-casefile-disclosure'""",
    """CREATE INDEX ix_evidence_line_order
        ON evidence_line (added DESC, id, kind, linked, dated, captured_from, captured_to)""",
    """CREATE INDEX ix_evidence_line_totals
        ON evidence_line (kind, linked, dated, captured_from, captured_to, size)""",
)
_REFERENCES = (
    "ALTER TABLE reference RENAME TO reference_2",
    "DROP INDEX ix_reference_target",
    """CREATE TABLE reference (
        source VARCHAR NOT NULL, field VARCHAR NOT NULL, target VARCHAR NOT NULL, kind VARCHAR NOT NULL, "case" VARCHAR,
        PRIMARY KEY (source, field, target)) WITHOUT ROWID""",
    """INSERT INTO reference SELECT source, field, target, kind, CASE WHEN field != 'cases' THEN (
            SELECT min(belonging.target) FROM reference_2 AS belonging
            WHERE belonging.source = reference_2.source AND belonging.field = 'cases' HAVING count(*) = 1) END
        FROM reference_2 ORDER BY 1, 2, 3""",
    "DROP TABLE reference_2",
    'CREATE INDEX ix_reference_target ON reference (target, kind, "case")',
)
_DELETED = (
    """CREATE TABLE former_reference (
        target VARCHAR NOT NULL, source VARCHAR NOT NULL, kind VARCHAR NOT NULL, PRIMARY KEY (target, source)) WITHOUT ROWID""",
    "CREATE INDEX ix_former_reference_source ON former_reference (source)",
)


def to_3(connection: Connection) -> None:
    """Each list is found in an index, however it is filtered; what deleted records referred to stands in a table."""
    for statement in (*_INDEXES, *_MARKS, *_PARTIES, *_EVIDENCE, *_REFERENCES, *_DELETED):
        connection.exec_driver_sql(statement)
    for kind in KINDS.values():
        deleted = connection.exec_driver_sql(f'SELECT * FROM "{kind.name}" WHERE deleted')  # noqa: S608 - a constant
        for row in deleted.mappings().all():
            paths = paths_of_row(kind, defaultdict(lambda: None, row))  # fields of later versions hold nothing yet
            insert_all(connection, schema.former_reference, list(former_rows(record_of(kind, row["id"], paths))))
