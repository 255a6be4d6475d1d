"""What stands above every page of a vault that is open for rescue. It cannot be closed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.shell.desk import Desk
from ui.theme import colour, sizes
from ui.words import t

_BAR = 3


class RescueBar(QWidget):
    """Says that nothing can be changed, and why: the vault lies where nothing can be written, or it is damaged; then a link leads to the
    check that names what is.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Paragraph("", "second", "ink")
        why, self._tone = ("standing_still", "due") if desk.vault.is_whole else ("rescue", "danger")
        title, line = t(f"door.{why}.title"), t(f"door.{why}.line")
        self.words.set_text(line, t("door.rescue.check") if why == "rescue" else "")
        self.words.link_followed.connect(lambda: desk.go("settings", "check"))
        self.setAccessibleName(f"{title}. {line}")
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.S24, 8, sizes.S24, 8)
        row.setSpacing(sizes.S12)
        row.addWidget(Label(title, "strong", self._tone), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell screen readers at once, as an alert."""
        super().showEvent(event)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ground and the bar at its left."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, colour(f"{self._tone}_soft"))
        painter.fillRect(QRectF(0, 0, _BAR, area.height()), colour(self._tone))
