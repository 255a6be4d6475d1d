"""Language, theme and size of the text, applied at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from babel.numbers import format_percent
from PySide6.QtWidgets import QApplication

from casefile import settings
from ui import theme, words
from ui.parts.labelled import Labelled
from ui.parts.toggles import Segments
from ui.settings.section import Tab
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import LANGUAGES, NAMES, language, t

THEMES = ("light", "dark", "system")
SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_WIDE = 520


class AppearanceTab(Tab):
    """Whatever is chosen holds at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        stored = settings.load()
        nearest = min(SCALES, key=lambda each: abs(each - stored.text_scale))
        chosen = {
            "language": Segments([(code, NAMES[code]) for code in LANGUAGES], language()),
            "theme": Segments([(name, t(f"settings.theme.{name}")) for name in THEMES], stored.theme),
            "text_scale": Segments([(str(each), _percent(each)) for each in SCALES], str(nearest)),
        }
        for name, control in chosen.items():
            labelled = Labelled(t(f"settings.{name}"), control, t(f"settings.{name}.help"))
            labelled.setMaximumWidth(scaled(_WIDE))
            self.column.addWidget(labelled)
            self.column.addSpacing(sizes.S16)
        self.controls.update(chosen)
        chosen["language"].chosen.connect(self._speak)
        chosen["theme"].chosen.connect(lambda name: self._dress(theme=name))
        chosen["text_scale"].chosen.connect(lambda scale: self._dress(text_scale=float(scale)))

    def _speak(self, code: str) -> None:
        words.use(code)
        self.keep(self._desk, replace(settings.load(), language=code))

    def _dress(self, **values: Any) -> None:
        stored = replace(settings.load(), **values)
        self.keep(self._desk, stored)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, theme.choose(stored.theme, stored.text_scale))


def _percent(scale: float) -> str:
    return str(format_percent(scale, locale=language()))
