"""A cited passage in other languages: behind a link until there is one, then the words, their language, who translated and whether it is checked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.domain.values import Text, Version
from ui.form.fields.base import WheelGuard
from ui.form.fields.plain import languages
from ui.form.fields.text_box import TextBox
from ui.form.fields.translation import TranslationLine
from ui.form.languages import LANGUAGES, name_of_language
from ui.parts.buttons import Link
from ui.parts.choice import Choice
from ui.parts.labelled import Labelled
from ui.theme import sizes
from ui.words import language, t

_LINES = 3


class PassageTranslation(QWidget):
    """Edits the translations of a passage, one language at a time. `changed` fires when one was typed, or more was said of it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: dict[str, Version] = {}
        self._original, self._of, self._showing = "", "", False
        self.begin = Link(t("form.citation.translate"), "languages")
        self.box = TextBox(t("form.citation.translation.hint"), _LINES)
        self.language = Choice(languages())
        self.language.setAccessibleName(t("form.citation.language"))
        self.language.installEventFilter(WheelGuard(self))
        self.line = TranslationLine()
        self._editor = QWidget()
        self._lay_out()
        self._connect()

    def show_passage(self, passage: Text | None, of: str) -> None:
        """Show the translations of `passage`; `of` is the citation that it belongs to. Another keeps a box that was opened open."""
        versions = passage.versions if passage else ()
        self._original = versions[0].language if versions else ""
        self._versions = {each.language: each for each in versions[1:]}
        is_other, self._of = of != self._of, of
        if is_other:
            self._editor.setHidden(not self._versions)
        self.setVisible(bool(versions))
        self.begin.setVisible(self._editor.isHidden())
        if is_other or self.language.value() in ("", self._original):
            self._choose_first()
        self._show_version()

    def versions(self) -> tuple[Version, ...]:
        """The translations, in the order in which they came."""
        return tuple(each for each in self._versions.values() if each.text.strip())

    def _choose_first(self) -> None:
        """A language that there is, else the reader's, else one that is not the original's."""
        wanted = (*self._versions, language(), *LANGUAGES)
        tag = next(tag for tag in wanted if tag != self._original)
        if self.language.findData(tag) < 0:
            self.language.addItem(name_of_language(tag), tag)
        self._showing = True
        self.language.choose(tag)
        self._showing = False

    def _now(self) -> Version:
        tag = self.language.value()
        return self._versions.get(tag, Version(tag, "", original=False))

    def _show_version(self) -> None:
        now, before = self._now(), self._showing
        self._showing = True
        if self.box.text() != now.text:
            self.box.set_text(now.text)
        self.line.show_version(now)
        self._showing = before

    def _begin(self) -> None:
        self._editor.show()
        self.begin.hide()
        self.box.edit.setFocus()

    def _typed(self) -> None:
        if not self._showing and self.box.text() != self._now().text:
            self._keep(replace(self._now(), text=self.box.text(), checked=False))

    def _said(self) -> None:
        if not self._showing:
            self._keep(self.line.said_of(self._now()))

    def _keep(self, version: Version) -> None:
        self._versions[version.language] = version
        self.line.show_version(version)
        self.changed.emit()

    def _turn(self) -> None:
        if self._showing:
            return
        if self.language.value() == self._original:
            self._choose_first()
        self._show_version()

    def _connect(self) -> None:
        self.begin.clicked.connect(self._begin)
        self.box.edit.textChanged.connect(self._typed)
        self.language.currentIndexChanged.connect(lambda _at: self._turn())
        self.line.changed.connect(self._said)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._editor)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(sizes.S8)
        inside.addWidget(Labelled(t("form.citation.translation"), self.box))
        inside.addWidget(self.language)
        inside.addWidget(self.line)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.begin)
        column.addWidget(self._editor)
