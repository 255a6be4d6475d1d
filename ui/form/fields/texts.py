"""A text in one language or several: the words in a box, the languages beside the label, below a translation who made it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from casefile.domain.values import Text, Version
from ui.form.fields.base import Editor
from ui.form.fields.plain import only
from ui.form.fields.text_box import TextBox
from ui.form.fields.translation import TranslationLine
from ui.form.languages import LANGUAGES, name_of_language
from ui.parts.fields import State
from ui.parts.menus import menu_under
from ui.parts.tips import tip
from ui.theme import colour, draw, fonts
from ui.words import language, t

_KAZAKH = re.compile("[әғқңөұүһі]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)


class _Tab(QAbstractButton):
    def __init__(self, text: str, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(name)
        tip(self, name)
        self.setCheckable(True)
        self.setProperty("ring", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(round(fonts.width("second_strong", self.text())) + 8, fonts.line_height("second"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        chosen = self.isChecked()
        tone = "accent" if chosen else "ink2" if self.underMouse() else "ink3"
        draw.text(painter, area, self.text(), "second_strong" if chosen else "second", tone, draw.Centre)
        if chosen:
            painter.fillRect(QRectF(4, area.bottom() - 1, area.width() - 8, 1), colour("accent"))


class _Languages(QWidget):
    """The languages that a text has, the shown one in accent, and a plus for one more."""

    shown = Signal(int)
    added = Signal(str)
    renamed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)

    def show_versions(self, versions: list[Version], at: int) -> None:
        """Show the languages of `versions`, that of the one at `at` as chosen."""
        while (item := self._row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        used = {version.language for version in versions}
        for number, version in enumerate(versions):
            tab = _Tab(version.language, _describe(version), self)
            tab.setChecked(number == at)
            tab.clicked.connect(lambda _on=False, number=number, tab=tab: self._press(number, at, used, tab))
            self._row.addWidget(tab)
        plus = _Tab("+", t("form.text.add_language"), self)
        plus.setCheckable(False)
        plus.clicked.connect(lambda: _offer(plus, used, self.added.emit))
        self._row.addWidget(plus)

    def _press(self, number: int, at: int, used: set[str], tab: _Tab) -> None:
        if number != at:
            self.shown.emit(number)
            return
        tab.setChecked(True)
        _offer(tab, used, self.renamed.emit)


def _offer(button: QWidget, used: set[str], take: Callable[[str], None]) -> None:
    """A menu of the languages that are not `used`."""
    offered = [tag for tag in LANGUAGES if tag not in used]
    menu_under(button, [(name_of_language(tag), partial(take, tag)) for tag in offered])


class TextEditor(Editor):
    """Words, and `beside` the label their languages. The first version is the original; an emptied one is dropped."""

    def __init__(self, placeholder: str = "", lines: int = 1, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: list[Version] = []
        self._at = 0
        self._guesses = True
        self.box = TextBox(placeholder, lines)
        only(self, self.box)
        self.setFocusProxy(self.box.edit)
        self.translation = TranslationLine()
        self.layout().addWidget(self.translation)  # type: ignore[union-attr]  # `only` has made one
        self.translation.changed.connect(self._say_of_translation)
        self.beside = _Languages()
        self.beside.shown.connect(self._turn)
        self.beside.added.connect(self._add)
        self.beside.renamed.connect(self._rename)
        self.box.edit.textChanged.connect(self._typed)
        self.show_value(None)

    def value(self) -> Text | None:
        """The text; None where it is blank in every language."""
        said = tuple(version for version in self._versions if version.text.strip())
        return Text(said) if said else None

    def language(self) -> str:
        """The language of the version in sight."""
        return self._versions[self._at].language

    def set_language(self, tag: str) -> None:
        """Say that the version in sight is in `tag`."""
        self._rename(tag)

    def set_state(self, state: State) -> None:
        """On the frame."""
        self.box.set_state(state)

    def _show(self, value: Text | None) -> None:
        self._guesses = value is None
        self._versions = list(value.versions) if value and value.versions else [Version(language(), "")]
        best = value.best(language()) if value and value.versions else self._versions[0]
        self._at = self._versions.index(best)
        self._refresh()

    def _turn(self, at: int) -> None:
        self._at = at
        self._refresh()
        self.box.edit.setFocus()

    def _add(self, tag: str) -> None:
        self._guesses = False
        self._versions.append(Version(tag, "", original=False))
        self._turn(len(self._versions) - 1)

    def _rename(self, tag: str) -> None:
        self._guesses = False
        self._versions[self._at] = replace(self._versions[self._at], language=tag)
        self._tell_versions()
        self._tell()

    def _say_of_translation(self) -> None:
        self._versions[self._at] = self.translation.said_of(self._versions[self._at])
        self._tell_versions()
        self._tell()

    def _typed(self) -> None:
        if self._showing:
            return
        words = self.box.text()
        now = self._versions[self._at]
        if words == now.text:
            return
        tag = _guess(words, now.language) if self._guesses else now.language
        self._versions[self._at] = replace(now, text=words, language=tag, checked=False)
        if tag != now.language or now.checked:
            self._tell_versions()
        self._tell()

    def _refresh(self) -> None:
        before, self._showing = self._showing, True
        self.box.set_text(self._versions[self._at].text)
        self._showing = before
        self._tell_versions()

    def _tell_versions(self) -> None:
        self.beside.show_versions(self._versions, self._at)
        self.translation.show_version(self._versions[self._at])


def _describe(version: Version) -> str:
    named = name_of_language(version.language)
    if version.original:
        return t("form.text.original", language=named)
    words = t("form.text.translation", language=named)
    said = (
        t("form.text.made_by", name=version.by) if version.by else "",
        t("form.text.is_checked") if version.checked else "",
    )
    return ", ".join(part for part in (words, *said) if part)


def _guess(words: str, tag: str) -> str:
    """The language that the letters leave possible, where they rule out `tag`; only for words whose language nobody has said."""
    if _KAZAKH.search(words):
        return tag if tag not in ("en", "ru") else "kk"
    if _CYRILLIC.search(words):
        return "ru" if tag == "en" else tag
    return "en" if _LATIN.search(words) and tag in ("kk", "ru") else tag
