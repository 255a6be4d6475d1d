"""Where the parts of a form stand: heading and fields at the left, citations and changes in the panel beside, the foot below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from ui.parts.banner import ErrorBanner
from ui.parts.split import SidePanel
from ui.parts.surface import Surface
from ui.theme import sizes
from ui.words import catalogue, t


class FormFrame(QWidget):
    """Is made before its parts: Qt styles a whole branch anew whenever it is hung up elsewhere, so parts are made in `main`
    and `side`, where they stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main, self.side = QWidget(), Surface("list")
        area = QScrollArea()
        area.setWidget(self.side)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._errors, self._whole = QVBoxLayout(), QVBoxLayout(self)
        self._errors.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self.panel = SidePanel(self.main, area, t("form.tab.record"), t("form.tab.citation"))
        self._whole.addLayout(self._errors)
        self._whole.addWidget(self.panel, 1)

    def fill(self, heading: QWidget, body: QWidget, beside: list[QWidget], foot: QWidget) -> None:
        """Put the parts in their places."""
        main = QVBoxLayout(self.main)
        main.setContentsMargins(0, 0, 0, 0)
        main.setSpacing(0)
        main.addWidget(heading)
        main.addWidget(body, 1)
        side = QVBoxLayout(self.side)
        side.setContentsMargins(sizes.S16, sizes.S12, sizes.S16, sizes.S16)
        side.setSpacing(18)
        for part in beside:
            side.addWidget(part)
        side.addStretch(1)
        self._whole.addWidget(foot)

    def show_error(self, error: CasefileError, title: str = "") -> None:
        """Say at the top of the page what went wrong; what was typed stays."""
        while (item := self._errors.takeAt(0)) is not None:
            before = item.widget()
            if before is not None:
                before.deleteLater()
        self._errors.addWidget(ErrorBanner(title or t("form.failed"), catalogue().error(error)))
