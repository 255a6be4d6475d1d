"""The rows as Qt's list view wants them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.chronology.rows import ChronologyRow
from ui.words import t

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex


class ChronologyModel(QAbstractListModel):
    """Holds the rows. A kind switched off in the legend is left out by the core, which draws lanes and silences anew."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown: tuple[ChronologyRow, ...] = ()

    def show_rows(self, rows: Sequence[ChronologyRow]) -> None:
        """Hold `rows`."""
        self.beginResetModel()
        self.shown = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """By role: the row in words, its record, the `ChronologyRow`."""
        row = self.shown[index.row()]
        if role == ROW_ROLE:
            return row
        if role == KEY_ROLE:
            return row.record_id
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return in_words(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Silences are read past, not chosen."""
        if self.shown[index.row()].kind == "silence":
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


def in_words(row: ChronologyRow) -> str:
    """All that a row says by place, shape and colour, for a screen reader and for copying."""
    if row.kind == "silence":
        return row.title
    certainty = "" if row.certainty == "exact" else t(f"window.chronology.certainty.{row.certainty}")
    sources = [t("window.chronology.citation", number=number) for number in row.citations]
    alleged = t("window.chronology.alleged") if row.alleged else ""
    kind = t(f"window.chronology.{row.kind}")
    cited = sources or [t("window.chronology.no_citation")]
    parts = (row.date_full, certainty, row.end_text or "", kind, row.title, alleged, row.second or "", *cited)
    return ", ".join(part for part in parts if part)
