"""Why we say so: the citations behind the place in the record where the person is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from casefile.domain.kinds import Citation, kind_of
from casefile.domain.labels import field_key
from ui.form import beside, citing
from ui.form.citation_block import CitationBlock
from ui.form.fields.base import Surroundings
from ui.form.showing import label_of_place
from ui.form.state import FormState
from ui.parts.buttons import Link
from ui.parts.chips import CitationMark
from ui.parts.labelled import Finding
from ui.parts.labels import Label
from ui.parts.menus import menu_under
from ui.parts.paragraphs import Paragraph
from ui.sidebyside.columns import side_by_side
from ui.theme import draw, fonts, scaled, sizes
from ui.words import t


class _ForWhat(QPushButton):
    """Says what the citation is for; a click offers another place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ring", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(round(fonts.width("second", self.text())) + 1, fonts.line_height("second"))

    def minimumSizeHint(self) -> QSize:
        return QSize(48, fonts.line_height("second"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        tone = "accent" if self.underMouse() else "ink2"
        draw.text(painter, QRectF(self.rect()), self.text(), "second", tone, draw.Right)


class _Mark(CitationMark):
    """The mark of one of several citations; the one in sight stands on sel."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isChecked():
            area = QRectF(
                0, (self.height() - scaled(sizes.CITATION_HEIGHT)) / 2, self.width(), scaled(sizes.CITATION_HEIGHT)
            )
            draw.box(QPainter(self), area, sizes.CORNER_MARK, "mark")
        super().paintEvent(event)


class CitationPanel(QWidget):
    """Shows and edits the citations of `state`. `recited` fires when they changed."""

    recited = Signal()

    def __init__(self, state: FormState, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._kind = kind_of(state.draft.record)
        self._names = around.names
        self._place = ""
        self._is_chosen = False
        self._at = 0
        self._begun: Citation | None = None
        self._marks = QHBoxLayout()
        self.for_what = _ForWhat()
        self.for_what.clicked.connect(self._offer_places)
        self.block = CitationBlock(around)
        self.block.changed.connect(self._take)
        self.block.selected.connect(lambda _words: self._tell_links())
        self.several, self.beside = Finding(), Link(t("report.beside.open"), role="second")
        self.beside.clicked.connect(self._show_beside)
        self.narrow = Paragraph()
        self.narrow.link_followed.connect(self._narrow)
        self.add = Link(t("form.citation.add"), "plus")
        self.remove = Link(t("form.citation.remove"))
        for link, act in ((self.add, self._add), (self.remove, self._remove)):
            link.clicked.connect(act)
        self._lay_out()
        self.show_place("")

    def place(self) -> str:
        """The place in the record that is asked about."""
        return self._place

    def show_place(self, place: str) -> None:
        """Show what stands behind `place` (empty: the whole record). Where nothing does, a citation begun is for the whole record."""
        self._place, self._is_chosen, self._at, self._begun = place, False, 0, None
        self._refresh()

    def choose_place(self, place: str) -> None:
        """The same, but a citation begun is for `place` alone."""
        self.show_place(place)
        self._is_chosen = True
        self._refresh()

    def shown(self) -> Sequence[Citation]:
        """The citations behind the place, the one begun last among them."""
        found = citing.behind(self._state.draft.citations, self._place).citations
        numbers = citing.numbers(self._state.draft.citations)
        found = tuple(sorted(found, key=lambda each: numbers.get(each.source or "", len(numbers) + 1)))
        return (*found, self._begun) if self._begun is not None and self._begun not in found else found

    def _refresh(self) -> None:
        shown = self.shown()
        self._at = min(self._at, max(len(shown) - 1, 0))
        citation = shown[self._at] if shown else citing.fresh(self._state.draft.record.id, self._own_place())
        if not shown:
            self._begun = None
        self.block.show_citation(citation, citing.around(self._state.draft.citations, citation))
        self._show_marks(shown)
        self._tell_links()

    def _show_marks(self, shown: Sequence[Citation]) -> None:
        while (item := self._marks.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        numbers = citing.numbers(self._state.draft.citations)
        for at, citation in enumerate(shown):
            number = numbers.get(citation.source or "")
            known = self._names.get(citation.source or "")
            mark = _Mark(number, known.line if known else t("form.citation.another"))
            mark.setCheckable(True)
            mark.setChecked(len(shown) > 1 and at == self._at)
            mark.clicked.connect(partial(self._turn, at))
            self._marks.addWidget(mark)

    def _tell_links(self) -> None:
        found = citing.behind(self._state.draft.citations, self._place)
        words = self.for_words(found.place if found.citations else self._own_place())
        self.for_what.setText(words)
        self.for_what.setAccessibleName(words)
        self.for_what.updateGeometry()
        inherited = bool(found.citations) and found.place != self._place
        selected = self.block.passage.selected().strip()
        can_narrow = bool(self._place) and bool(found.citations) and (inherited or bool(selected))
        key = "form.citation.mark" if selected else "form.citation.own"
        self.narrow.set_text("", t(key, place=self.for_words(self._place)))
        self.narrow.setVisible(can_narrow)
        self._tell_several()
        self.add.setVisible(bool(self.shown()))
        self.remove.setVisible(bool(self.shown()))

    def _tell_several(self) -> None:
        """Say that several sources speak to this, and whether they disagree."""
        place = beside.at(self._state, self._place)
        count = len({each.source for each in place.citations}) if place is not None else 0
        disagree = place is not None and place.disagree
        words = t("report.beside.disagree") if disagree else t("report.beside.several", n=count)
        self.several.say(words if count else "", "finding" if disagree else "rest")
        self.beside.setVisible(bool(count))

    def _show_beside(self) -> None:
        place = beside.at(self._state, self._place)
        if place is not None:
            told = beside.told(self._state, place, self.for_words(place.field), self._names)
            side_by_side([told]).show_on(self.window())

    def _own_place(self) -> str:
        return self._place if self._is_chosen else ""

    def for_words(self, place: str) -> str:
        """What a citation of `place` is for."""
        return label_of_place(self._kind, place, self._state.value)

    def _turn(self, at: int, _on: bool = False) -> None:
        self._at = at
        self._refresh()

    def _take(self, citation: Citation) -> None:
        if citing.is_empty(citation) and all(each.id != citation.id for each in self._state.draft.citations):
            return
        self._begun = citation if self._begun is not None and self._begun.id == citation.id else self._begun
        self._state.cite(citing.replaced(self._state.draft.citations, citation))
        shown = self.shown()
        self._at = next((at for at, each in enumerate(shown) if each.id == citation.id), 0)
        self._begun = None
        self._show_marks(shown)
        self._tell_links()
        self.recited.emit()

    def _add(self) -> None:
        place = citing.behind(self._state.draft.citations, self._place).place
        self._begun = citing.fresh(self._state.draft.record.id, place)
        self._at = len(self.shown()) - 1
        self._refresh()
        self.block.begin()

    def _narrow(self) -> None:
        shown = self.shown()
        own = citing.narrowed(shown[self._at], self._place, self.block.passage.selected().strip())
        same = [each for each in self._state.draft.citations if each.field == self._place and each.source == own.source]
        kept = tuple(each for each in self._state.draft.citations if each not in same) if own.passage else None
        self._state.cite((*(self._state.draft.citations if kept is None else kept), own))
        self._at = 0
        self._refresh()
        self.recited.emit()

    def _remove(self) -> None:
        shown = self.shown()
        if not shown:
            return
        gone = shown[self._at]
        self._begun = None
        self._state.cite(tuple(each for each in self._state.draft.citations if each.id != gone.id))
        self._refresh()
        self.recited.emit()

    def _offer_places(self) -> None:
        def go(place: str) -> Callable[[], None]:
            return lambda: self.choose_place(place)

        own = [self._place] if "/" in self._place else []
        fields = [field.name for field in self._kind.fields if self._state.value(field.name) not in (None, ())]
        items = [(self.for_words(place), go(place)) for place in ("", *own)]
        menu_under(self.for_what, [*items, None, *((t(field_key(self._kind.name, name)), go(name)) for name in fields)])

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(sizes.S8)
        head.addWidget(Label(t("form.citation"), "section"))
        self._marks.setSpacing(sizes.S4)
        head.addLayout(self._marks)
        head.addStretch(1)
        head.addWidget(self.for_what)
        head.addStrut(scaled(sizes.ROW))
        foot = QHBoxLayout()
        foot.setSpacing(sizes.S16)
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addSpacing(8)
        column.addWidget(self.block)
        column.addSpacing(14)
        column.addLayout(foot)
        column.addSpacing(sizes.S4)
        column.addWidget(self.narrow)
        column.addWidget(self.several)
        column.addWidget(self.beside)
