"""The tiles of the grid: files, and before them those that are on their way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casefile.usecases.evidencelist import EvidenceRow
from casefile.usecases.intake import Incoming, Intake
from ui.bytesize import show_size
from ui.evidence import sayings
from ui.evidence.glancing import Glancing
from ui.parts.thumbs import WIDE, Tile
from ui.theme import fonts
from ui.words import t

INCOMING = "incoming/"
"""The keys of tiles that are no evidence yet begin so."""
_WAITING_SHOWN = 3
_ICONS = {
    "video": "video",
    "audio": "audio-lines",
    "photo": "image",
    "screenshot": "image",
    "message": "message-square",
}


def tile(row: EvidenceRow, glancing: Glancing) -> Tile:
    """A file of the vault, as far as it was seen."""
    file = row.evidence
    glance, picture = glancing.glance(file.id), glancing.picture(file.id)
    made = Tile(file.id, sayings.title(file), sayings.second(row, glance, _fits), picture, badge=sayings.badge(glance))
    if made.badge:
        made = replace(made, badge_icon="audio-lines" if glance and glance.waveform else "play")
    if picture is None and glance is not None:
        return replace(
            made, state=_state(glance.fault is not None), state_icon=_ICONS.get(file.kind or "", "file-text")
        )
    return made


def incoming(intake: Intake) -> list[Tile]:
    """The file in hand, and the next that wait."""
    if intake.is_over or intake.position >= len(intake.files):
        return []
    place = intake.position
    running = _running(intake.files[place], intake, place)
    waiting = intake.files[place + 1 : place + 1 + _WAITING_SHOWN]
    return [running, *(_waiting(file, place + 1 + number) for number, file in enumerate(waiting))]


def _running(file: Incoming, intake: Intake, place: int) -> Tile:
    part = min(intake.done / file.size, 1.0) if file.size else 0.0
    state = t("evidence.encrypting", percent=sayings.number(int(part * 100)))
    return replace(_waiting(file, place), progress=part, state=state, state_icon="lock")


def _waiting(file: Incoming, place: int) -> Tile:
    words = sayings.joined(sayings.kind_of_name(file.name), show_size(file.size))
    return Tile(f"{INCOMING}{place}", file.name, words, state=t("evidence.waiting"), state_icon="clock")


def icons(rows: Sequence[EvidenceRow]) -> list[str]:
    """The icon of each file, for the table."""
    return [_ICONS.get(row.evidence.kind or "", "file-text") for row in rows]


def _fits(words: str) -> bool:
    return fonts.width("second", words) <= WIDE


def _state(faulty: bool) -> str:
    return t("evidence.cannot_show") if faulty else ""
