"""No first page scans a table that grows with the vault. SQLite plans by the shape of a statement and the indexes alone (nothing is analysed here), so
the plans in a small vault are those in a full one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from casefile.records import casefilter
from casefile.records.schema import metadata
from casefile.usecases.session import Session
from tests.firstpages import first_pages, lists_of_all

FEW = {
    "addedfield", "contact", "contested", "deadlinerule", "kept", "local_state", "log", "party_total", "template", "term",
}  # fmt: skip
"""Tables that hold what people set up, or what waits for them: some dozen rows however many cases there are."""
COUNTED = {
    "case": {"ix_case_created"},
    "case_line": {"ix_case_line_flags", "ix_case_line_order", "sqlite_autoindex_case_line_1"},
    "case_mark": {"PRIMARY KEY"},
    "evidence_line": {"ix_evidence_line_totals"},
    "task": {"ix_task_open", "ix_task_reminders"},
    "measure": {"ix_measure_running"},
}
"""Indexes that are counted through: some ten bytes a case, a file or a thing to be done, so that 100,000 take some milliseconds."""
SAYS_LITTLE = {"deleted", "kind", "language", "closed", "detained", "next_step", "linked", "sort", "done", "dated"}
"""Columns that half a table can have in common: looking for one of these values alone is a scan by another name."""

_STEP = re.compile(r"^(SCAN|SEARCH) (\w+)(?: USING (?:COVERING )?(?:INDEX (\w+)|(PRIMARY KEY)|.*?))?(?: \((.*)\))?$")
_ALIAS = re.compile(r'"?(\w+)"? AS "?(\w+)"?')

Asked = list[tuple[str, Any]]


@contextmanager
def _listening(session: Session) -> Iterator[Asked]:
    """The statements that are asked meanwhile, with their parameters."""
    found: Asked = []

    def note(_connection: object, _cursor: object, statement: str, parameters: Any, *_more: object) -> None:
        if statement.lstrip().startswith(("SELECT", "WITH")):
            found.append((statement, parameters))

    engine = session.database._readers
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _plan(session: Session, statement: str, parameters: Any) -> list[str]:
    with session.database.reading() as connection:
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]


def _scans(statement: str, plan: list[str]) -> list[str]:
    """The steps of a plan that read more the more there is."""
    aliases = {alias: name for name, alias in _ALIAS.findall(statement)}
    is_sorted = any(step.endswith("FOR ORDER BY") or "FOR GROUP BY" in step or "DISTINCT" in step for step in plan)
    # In the order of an index, of the rows, or only as far as the first: min and max.
    is_a_page = not is_sorted and (("LIMIT" in statement and "ORDER BY" in statement) or "SELECT min(" in statement)
    return [step for step in plan if _reads_all(step, aliases, is_a_page=is_a_page) or "AUTOMATIC" in step]


def _reads_all(step: str, aliases: dict[str, str], *, is_a_page: bool) -> bool:
    found = _STEP.match(step)
    if found is None:
        return False
    sort, name, index, primary, wanted = found.groups()
    table = aliases.get(name, name)
    if table not in metadata.tables or table in FEW or (index or primary) in COUNTED.get(table, ()):
        return False
    if is_a_page:
        return False  # read until the page is full
    if sort == "SCAN":
        return True
    columns = {re.split(r"[=<>]", each)[0] for each in (wanted or "").split(" AND ")}
    return columns <= SAYS_LITTLE


def _found(session: Session, page: Callable[[], object]) -> dict[str, list[str]]:
    with _listening(session) as asked:
        page()
    plans = {statement: _plan(session, statement, parameters) for statement, parameters in asked}
    return {
        " ".join(statement.split()): scans for statement, plan in plans.items() if (scans := _scans(statement, plan))
    }


@pytest.mark.parametrize("few", [2000, 1])
def test_no_first_page_scans_what_grows(sample_session: Session, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(casefilter, "_FEW", few)
    pages = {**first_pages(sample_session), **lists_of_all(sample_session)}
    assert {name: found for name, page in pages.items() if (found := _found(sample_session, page))} == {}


@pytest.mark.parametrize(
    ("statement", "is_scan"),
    [
        ('SELECT * FROM "case" WHERE impact = ?', True),
        ("SELECT id FROM evidence WHERE deleted IS 0 AND ? <> ''", True),
        ("SELECT count(*) FROM reference WHERE field = ?", True),
        (
            "SELECT sort FROM party_line WHERE kind = 'person' AND language = 'en' AND sort LIKE ? ORDER BY id LIMIT 9",
            True,
        ),
        (
            "SELECT sort FROM party_line WHERE kind = 'person' AND language = 'en' AND sort > ? ORDER BY sort LIMIT 9",
            False,
        ),
        ("SELECT * FROM person WHERE id = ?", False),
        ("SELECT * FROM happening AS one WHERE one.title = ?", True),
    ],
)
def test_a_scan_is_seen(session: Session, statement: str, is_scan: bool) -> None:
    assert bool(_scans(statement, _plan(session, statement, ("x",)))) is is_scan
