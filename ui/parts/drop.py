"""Where files may be dropped, and how it looks when they are about to be."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QWidget

from ui.theme import draw, fonts, icons, scaled, sizes
from ui.words import t


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """The files on this computer that a drag carries."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


class DropArea(QWidget):
    """A dashed area. `dropped` carries a tuple of paths, `asked` means: let the person choose files.

    `title` and `hint` show at rest; `target` names, while files hang over it, where they would go.
    """

    dropped = Signal(object)
    asked = Signal()

    def __init__(self, title: str, hint: str = "", target: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._hint, self._target = title, hint, target
        self._hanging = 0
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty("ring", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{title} {hint}".strip())

    def say(self, title: str, hint: str = "") -> None:
        """Show other words at rest, such as which files wait."""
        self._title, self._hint = title, hint
        self.setAccessibleName(f"{title} {hint}".strip())
        self.update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, nothing else."""
        self._hang(len(local_files(event.mimeData())))
        if self._hanging:
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Rest again."""
        self._hang(0)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on. They are copied from, never moved or opened here."""
        files = local_files(event.mimeData())
        self._hang(0)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(files)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """A click asks for files."""
        self.asked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So do Space and Enter."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.asked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the state."""
        painter = QPainter(self)
        area = QRectF(self.rect())
        if self._hanging:
            paint_target(painter, area, t("window.drop", n=self._hanging, target=self._target))
            return
        draw.dashed_box(painter, area, sizes.CORNER, None, "control", 1)
        middle = area.center()
        icons.paint(painter, "paperclip", middle.x() - 8, middle.y() - scaled(22) - 8, sizes.ICON, "ink2")
        title = QRectF(8, middle.y() - scaled(9), area.width() - 16, scaled(20))
        draw.text(painter, title, self._title, "content", "ink2", draw.Centre)
        hint = QRectF(8, middle.y() + scaled(15), area.width() - 16, scaled(17))
        draw.text(painter, hint, self._hint, "second", "ink2", draw.Centre)

    def _hang(self, count: int) -> None:
        self._hanging = count
        self.update()


def paint_target(painter: QPainter, area: QRectF, words: str) -> None:
    """The look of any area that files are about to be dropped on."""
    draw.dashed_box(painter, area, sizes.CORNER, "sel", "accent", 2)
    wide = sizes.ICON_LARGE + sizes.GAP_RAIL + fonts.width("strong", words)
    x, y = (area.width() - wide) / 2 + area.left(), area.center().y()
    icons.paint(painter, "paperclip", x, y - sizes.ICON_LARGE / 2, sizes.ICON_LARGE, "accent")
    room = QRectF(x + sizes.ICON_LARGE + sizes.GAP_RAIL, area.top(), area.right() - x, area.height())
    draw.text(painter, room, words, "strong")
