"""The icon of each kind of record."""

from __future__ import annotations

ICONS = {
    "case": "folder",
    "citation": "quote",
    "consent": "heart-handshake",
    "contact": "user-round-plus",
    "deadlinerule": "calendar-clock",
    "evidence": "file-text",
    "happening": "circle",
    "instrument": "scroll-text",
    "intervention": "megaphone",
    "link": "link",
    "measure": "gavel",
    "note": "sticky-note",
    "organisation": "landmark",
    "person": "user-round",
    "place": "map-pin",
    "position": "message-square",
    "proceeding": "scale",
    "relationship": "link",
    "role": "user-round",
    "source": "file-text",
    "task": "list-todo",
}
