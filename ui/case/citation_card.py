"""The card behind a citation mark: passages with their place and certainty, then the source, and the ways to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.case.citation import CitationView, Passage
from ui.case.reader import joined
from ui.parts.buttons import Button
from ui.parts.chips import CitationMark
from ui.parts.dialog import Dialog
from ui.parts.labels import Hairline, Label
from ui.parts.paragraphs import Paragraph
from ui.theme import sizes
from ui.words import t

_WIDE = 560
_MOST = 6  # passages; the source's own record shows all


def citation_card(
    view: CitationView,
    open_source: Callable[[str], object],
    open_file: Callable[[str], object],
    open_text: Callable[[str], object],
    show_beside: Callable[[], object] | None = None,
) -> Dialog:
    """The card, to be shown on a window. `open_source`, `open_file` and `open_text` (the source as a text to cite from) get an id;
    `show_beside` shows what other sources say of the same, where others do.
    """
    card = Dialog(t("case.citation.title", number=view.number), wide=_WIDE)
    for passage in view.passages[:_MOST]:
        card.body.addWidget(_passage(passage))
        card.body.addWidget(Hairline())
    if len(view.passages) > _MOST:
        card.body.addWidget(Label(t("case.citation.more", n=len(view.passages) - _MOST), "second", "ink2"))
    card.body.addLayout(_source(view))
    if show_beside is not None:
        _add(card, t("report.beside.open"), show_beside)
    if view.evidence:
        _add(card, t("case.citation.file"), lambda: open_file(view.evidence))
    _add(card, t("case.citation.text"), lambda: open_text(view.source_id))
    _add(card, t("case.citation.source"), lambda: open_source(view.source_id))
    close = Button(t("window.close"))
    card.add_button(close, "reject")
    card.focus_first(close)
    return card


def _add(card: Dialog, words: str, act: Callable[[], object]) -> None:
    button = Button(words)
    card.add_button(button, "accept")
    button.clicked.connect(lambda _checked=False: act())


def _passage(passage: Passage) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    if passage.about:
        column.addWidget(Paragraph(passage.about, "second", "ink2"))
    if passage.words:
        column.addWidget(Paragraph(t("case.citation.quoted", words=passage.words)))
        if passage.translation:
            column.addWidget(Paragraph(t("case.citation.quoted", words=passage.translation), "content", "ink2"))
            column.addWidget(Paragraph(passage.translated, "second", "ink2"))
    else:
        column.addWidget(Paragraph(t("case.citation.no_passage"), "content", "ink2"))
    column.addWidget(Paragraph(joined(passage.place, passage.certainty), "second", "ink2"))
    return block


def _source(view: CitationView) -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Paragraph(view.title, "strong"))
    for line in (view.described, view.link):
        if line:
            words.addWidget(Paragraph(line, "second", "ink2"))
    row = QHBoxLayout()
    row.setSpacing(sizes.S12)
    mark = CitationMark(view.number, view.title)
    mark.setEnabled(False)
    top = QVBoxLayout()
    top.setContentsMargins(0, 3, 0, 0)
    top.addWidget(mark)
    top.addStretch(1)
    row.addLayout(top)
    row.addLayout(words, 1)
    return row
