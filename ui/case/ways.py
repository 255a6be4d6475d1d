"""The ways from a case to other pages. The shell leads there; the pages do not know each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.domain.kinds import KINDS
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord, OpenRecord, OpenReport


def open_record(desk: Desk, kind: str, record_id: str, case_id: str = "", path: str = "") -> None:
    """Open a record in its form, with the keyboard in the field or element `path`; `case_id` is the case one comes from."""
    desk.go("form", OpenRecord(kind, record_id, at=path, case=case_id))


def new_record(desk: Desk, kind: str, case_id: str = "", values: Mapping[str, Any] | None = None) -> None:
    """Begin a new record of a case, or one with `values`."""
    desk.go("form", NewRecord(kind, values or belonging(kind, case_id), case_id))


def belonging(kind: str, case_id: str) -> dict[str, Any]:
    """The fields by which a new record of `kind` belongs to a case: its cases, or the record of which it says something."""
    names = {field.name for field in KINDS[kind].fields}
    if "cases" in names:
        return {"cases": (case_id,)}
    return {"record": case_id} if "record" in names else {}


def open_evidence(desk: Desk, evidence_id: str) -> None:
    """Show a file in the viewer."""
    desk.go("evidence", evidence_id)


def open_report(desk: Desk, case_id: str, source_id: str = "") -> None:
    """Read a source to cite from it for a case, or paste a new one."""
    desk.go("report", OpenReport(source_id, case_id))


def hand_over(desk: Desk, case_id: str) -> None:
    """Begin a handover of a case."""
    desk.go("handover", case_id)
