"""A document of the manual on a card over the window, for who has no vault open yet."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from ui.help.manual import load
from ui.help.page import values
from ui.help.reader import Reader
from ui.parts.buttons import Button
from ui.parts.dialog import Dialog
from ui.theme import scaled
from ui.words import language, t

_WIDE, _HIGH = 720, 470


class Leaflet(Dialog):
    """Shows `document`, with `section` at the top where one is named. Esc closes it."""

    def __init__(self, document: str, section: str = "") -> None:
        super().__init__(t("help.manual"), wide=_WIDE)
        self.reader = Reader()
        self.reader.setAccessibleName(t("help.manual"))
        self.reader.setMinimumHeight(scaled(_HIGH) // 2)
        self.body.addWidget(self.reader, 1)
        self.add_button(Button(t("window.close")), "reject")
        self.focus_first(self.reader)
        self.reader.led.connect(self.reader.go_to)
        self.reader.show_manual(load(language(), t, values(), document))
        if section:
            QTimer.singleShot(0, self, lambda: self.reader.go_to(section))
