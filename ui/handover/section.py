"""The heading of a section with its hairline below it, so that the rows beneath keep their whole height."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui.parts.headings import Heading
from ui.theme import scaled, sizes


class Section(Heading):
    """A heading of 32 px and a hairline of one."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.row.setContentsMargins(0, 0, 0, 1)

    def sizeHint(self) -> QSize:
        """33 high."""
        return QSize(super().sizeHint().width(), scaled(sizes.ROW) + 1)

    def minimumSizeHint(self) -> QSize:
        """As high."""
        return QSize(super().minimumSizeHint().width(), scaled(sizes.ROW) + 1)
