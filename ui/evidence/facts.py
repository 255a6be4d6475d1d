"""The rows that say where a file comes from, its hash first."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from casefile.domain.labels import field_key
from casefile.usecases.evidencelist import Provenance
from casefile.usecases.preview import Probe
from ui.evidence import sayings
from ui.evidence.fact_sayings import FactRow, Way, rows
from ui.parts import clipboard
from ui.parts.buttons import IconButton, Link
from ui.parts.chips import Chip
from ui.parts.flow import Flow
from ui.parts.labels import Label, Line
from ui.parts.paragraphs import Paragraph
from ui.parts.tips import tip
from ui.theme import fonts, scaled, sizes
from ui.words import t

_LABELS, _ROW, _COPY = 96, 26, 20


class FactRows(QWidget):
    """The rows of one file. `opened` carries kind and id of the record that a link leads to."""

    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._table: QWidget | None = None

    def show_facts(self, found: Provenance, probe: Probe | None) -> None:
        """Show what is known."""
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.setColumnMinimumWidth(0, scaled(_LABELS))
        grid.setColumnStretch(1, 1)
        _put(grid, 0, _hash_label(found.evidence.sha256 or ""), _hash(found.evidence.sha256 or ""))
        for number, row in enumerate(rows(found, probe), 1):
            label = Label(row.label, "second", "ink2").eliding()
            label.setMaximumWidth(scaled(_LABELS) - sizes.S8)
            _put(grid, number, label, self._value(row))
        self._column.addWidget(self._table)

    def _value(self, row: FactRow) -> QWidget:
        if row.runs:
            return Line(row.runs).eliding()
        if row.words:
            return _padded(Paragraph(row.words))
        if row.chips:
            return _chips(row)
        return _padded(*(self._link(way) for way in row.ways))

    def _link(self, way: Way) -> QWidget:
        link = _Giving(way.words)
        link.clicked.connect(lambda _checked=False: self.opened.emit(way.kind, way.id))
        return link


class _Giving(Link):
    """A link that gives way where its words are longer than the panel; its tooltip has them all."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        tip(self, words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        """Next to nothing."""
        return QSize(sizes.S40, self.sizeHint().height())


def _put(grid: QGridLayout, row: int, label: QWidget, value: QWidget) -> None:
    high = scaled(_ROW)
    if isinstance(value, QLabel):
        value.setFixedHeight(high)
    label.setFixedHeight(high if row else fonts.line_height("mono") + sizes.S4)
    grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(value, row, 1)


def _hash_label(sha256: str) -> QWidget:
    frame = QWidget()
    row = QHBoxLayout(frame)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(sizes.S4)
    copy = IconButton("copy", t("evidence.copy_hash"), side=_COPY)
    copy.clicked.connect(lambda: clipboard.copy(sha256))
    row.addWidget(Label(t(field_key("evidence", "sha256")), "second", "ink2"))
    row.addWidget(copy)
    row.addStretch(1)
    return frame


def _hash(sha256: str) -> QWidget:
    frame = _padded(*(Label(line, "mono") for line in sayings.grouped(sha256)))
    frame.setContentsMargins(0, 0, 0, 1)
    frame.setAccessibleName(sha256)
    return frame


def _chips(row: FactRow) -> QWidget:
    frame = QWidget()
    flow = Flow(sizes.S4, sizes.S4)
    flow.setContentsMargins(0, 3, 0, 3)
    frame.setLayout(flow)
    for words, kind, icon in row.chips:
        flow.addWidget(Chip(words, kind, icon))
    return frame


def _padded(*widgets: QWidget) -> QWidget:
    """Widgets one below the other, as high as a row where there is one line."""
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 3, 0, 3)
    column.setSpacing(sizes.S4 if isinstance(widgets[0], Link) else 1)
    for widget in widgets:
        column.addWidget(widget)
    return frame
