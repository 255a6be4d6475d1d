"""What covers a page while files hang over it: where they would go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.parts.drop import local_files, paint_target
from ui.theme import colour, sizes
from ui.words import t


class DropCover(QWidget):
    """Hidden until `hang`; lets the mouse through, so that the page itself gets the drop."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self.hide()

    def hang(self, data: QMimeData, target: str) -> bool:
        """Show where the files of a drag would go; whether there are any."""
        files = local_files(data)
        if not files:
            return False
        self._words = t("window.drop", n=len(files), target=target)
        parent = self.parentWidget()
        assert parent is not None
        self.setGeometry(parent.rect())
        self.raise_()
        self.show()
        return True

    def dropped(self, data: QMimeData) -> tuple[Path, ...]:
        """The files of a drop. They are copied from, never moved or opened here."""
        self.hide()
        return local_files(data)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the target."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("page"))
        margin = sizes.S24
        paint_target(painter, QRectF(self.rect()).adjusted(margin, margin, -margin, -margin), self._words)
