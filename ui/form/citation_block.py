"""One citation: source, passage, language, page, certainty."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.definition import Ref
from casefile.domain.kinds import Citation
from casefile.domain.values import Text, Version
from casefile.usecases.picking import Candidate
from ui.form import citing
from ui.form.fields.base import Surroundings, WheelGuard
from ui.form.fields.plain import languages
from ui.form.fields.text_box import TextBox
from ui.form.languages import name_of_language
from ui.form.passage_translation import PassageTranslation
from ui.parts.choice import Choice
from ui.parts.fields import TextField
from ui.parts.labelled import Labelled
from ui.parts.toggles import Segments
from ui.picking.record_field import RecordField
from ui.theme import fonts, scaled, sizes
from ui.words import language, t, term_list

_LINES = 4
_LOCATOR_WIDE, _LOCATOR_WIDEST = 96, 200


class CitationBlock(QWidget):
    """Edits the citation shown. `changed` carries it as it is now; `selected` the words of the passage that are selected."""

    changed = Signal(object)
    selected = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._citation = Citation()
        self._showing = False
        self.source = RecordField(around.desk, ("source",), around.cases, t("form.citation.source.hint"))
        self.passage = TextBox(t("form.citation.passage.hint"), _LINES)
        self.language = Choice(languages(), placeholder=t("form.citation.language.hint"))
        self.language.installEventFilter(WheelGuard(self))
        self.translation = PassageTranslation()
        self.locator = TextField(t("form.citation.locator.hint"))
        words = [(term.code, term.labels[language()].lower()) for term in term_list("certainty").offered]
        self.certainty = Segments(words, "", sizes.FIELD_TOOLBAR)
        self._lay_out()
        self._connect()

    def citation(self) -> Citation:
        """The citation as it is now."""
        return self._citation

    def show_citation(self, citation: Citation, around: str) -> None:
        """Show `citation`. `around` is a longer passage that holds it: then the words of the citation are marked in it, and neither is
        typed over here."""
        self._showing = True
        self._citation = citation
        known = self._around.names.get(citation.source or "")
        self.source.show_candidate(known or (_unknown(citation.source) if citation.source else None))
        words = citing.words(citation.passage)
        self.passage.set_text(around or words)
        self.passage.edit.setReadOnly(bool(around))
        at = around.find(words) if around else -1
        self.passage.mark([(at, at + len(words))] if at >= 0 else [])
        self._show_language(citation)
        self.translation.show_passage(citation.passage, citation.id)
        self.locator.edit.setText(citation.locator or "")
        self.locator.edit.setCursorPosition(0)
        self._fit_locator()
        self.certainty.choose(citation.certainty or "")
        self._showing = False

    def begin(self) -> None:
        """Take the keyboard."""
        self.source.edit.setFocus()

    def _show_language(self, citation: Citation) -> None:
        versions = citation.passage.versions if citation.passage else ()
        tag = versions[0].language if versions else ""
        if tag and self.language.findData(tag) < 0:
            self.language.addItem(name_of_language(tag), tag)
        self.language.choose(tag)

    def _fit_locator(self) -> None:
        """A page is short; a paragraph under a heading takes more."""
        wide = round(fonts.width("content", self.locator.text())) + 2 * sizes.S12
        self._page.setFixedWidth(min(max(scaled(_LOCATOR_WIDE), wide), scaled(_LOCATOR_WIDEST)))

    def _take(self) -> None:
        if self._showing:
            return
        passage = self._citation.passage if self.passage.edit.isReadOnly() else self._passage()
        source = self.source.record_id()
        self._citation = replace(
            self._citation,
            source=Ref(source) if source else None,
            passage=passage,
            locator=self.locator.text().strip() or None,
            certainty=self.certainty.value() or None,
        )
        self.translation.show_passage(passage, self._citation.id)
        self.changed.emit(self._citation)

    def _passage(self) -> Text | None:
        words = self.passage.text()
        versions = self._citation.passage.versions if self._citation.passage else ()
        if not words.strip():
            return None
        tag = self.language.value() or language()
        first = replace(versions[0], text=words, language=tag) if versions else Version(tag, words)
        return Text((first, *versions[1:]))

    def _translated(self) -> None:
        passage = self._citation.passage
        if self._showing or passage is None or not passage.versions:
            return
        said = Text((passage.versions[0], *self.translation.versions()))
        self._citation = replace(self._citation, passage=said)
        self.changed.emit(self._citation)

    def _relabel(self) -> None:
        """The language of a passage that is marked in a longer one can be said all the same."""
        passage = self._citation.passage
        if self._showing or passage is None or not passage.versions:
            return
        first = replace(passage.versions[0], language=self.language.value() or language())
        self._citation = replace(self._citation, passage=Text((first, *passage.versions[1:])))
        self.changed.emit(self._citation)

    def _chosen(self, candidate: Candidate | None) -> None:
        if candidate is not None:
            self._around.names[candidate.id] = candidate
        self._take()

    def _made(self, candidate: Candidate) -> None:
        self.source.show_candidate(candidate)
        self._chosen(candidate)

    def _connect(self) -> None:
        self.source.chosen.connect(self._chosen)
        self.source.new_asked.connect(lambda kind, name: self._around.make_new(kind, name, self._made))
        self.passage.edit.textChanged.connect(self._take)
        self.passage.edit.selectionChanged.connect(lambda: self.selected.emit(self.passage.selected().strip()))
        self.language.currentIndexChanged.connect(lambda _at: self._relabel())
        self.translation.changed.connect(self._translated)
        self.locator.edit.textChanged.connect(lambda _text: self._take())
        self.certainty.chosen.connect(lambda _value: self._take())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(sizes.S12)
        column.addWidget(Labelled(t("form.citation.source"), self.source))
        column.addWidget(Labelled(t("form.citation.passage"), self.passage))
        row = QHBoxLayout()
        row.setSpacing(sizes.S8)
        self._page = Labelled(t("form.citation.locator"), self.locator)
        row.addWidget(Labelled(t("form.citation.language"), self.language), 1)
        row.addWidget(self._page)
        column.addLayout(row)
        column.addWidget(self.translation)
        column.addWidget(Labelled(t("form.citation.certainty"), self.certainty))


def _unknown(source: str) -> Candidate:
    return Candidate(source, "source", source[:8], line=source[:8])
