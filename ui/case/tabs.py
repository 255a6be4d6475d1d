"""The tabs of a case in their order, and those of them that are lists of facts."""

from __future__ import annotations

from ui.case import interventions, people, proceedings, sources, tasks
from ui.case.fact_tab import TabSpec

FACT_TABS: tuple[TabSpec, ...] = (
    TabSpec("people", "users", lambda loaded: people.rows(loaded.reader), ("role", "position", "relationship")),
    TabSpec(
        "proceedings", "scale", lambda loaded: proceedings.rows(loaded.reader), ("proceeding", "measure", "instrument")
    ),
    TabSpec("interventions", "megaphone", lambda loaded: interventions.rows(loaded.reader), ("intervention",)),
    TabSpec("sources", "quote", lambda loaded: sources.rows(loaded.reader), ("source",), columns=False, also="report"),
    TabSpec("tasks", "list-todo", lambda loaded: tasks.rows(loaded.reader, loaded.today, loaded.proposed), ("task",)),
    TabSpec("notes", "sticky-note", lambda loaded: tasks.notes(loaded.reader), ("note",), columns=False),
)
ORDER = (
    "overview",
    "chronology",
    "people",
    "proceedings",
    "evidence",
    "interventions",
    "sources",
    "tasks",
    "notes",
    "history",
)
CITING = frozenset({"overview", "chronology", "people", "proceedings", "interventions"})
"""Tabs with citation marks, under which the key to the sources stands."""
