"""Lines, numbers, codes and yes or no."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.form.fields.base import NONE, Editor, WheelGuard
from ui.form.languages import LANGUAGES, SCRIPTS, name_of_language, name_of_script
from ui.parts.choice import Choice
from ui.parts.fields import State, TextField
from ui.parts.toggles import Segments
from ui.words import language, t, term_list


def only(editor: Editor, widget: QWidget) -> None:
    """Make `widget` all that `editor` shows, and the one that takes the keyboard."""
    column = QVBoxLayout(editor)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(widget)
    editor.setFocusProxy(widget)


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextField(placeholder)
        only(self, self.field)
        self.setFocusProxy(self.field.edit)
        self.field.edit.textChanged.connect(lambda _text: self._tell())

    def value(self) -> str | None:
        """The line; None where it is blank."""
        return self.field.text().strip() or None

    def set_state(self, state: State) -> None:
        """On the frame."""
        self.field.set_state(state)

    def _show(self, value: str | None) -> None:
        self.field.edit.setText(value or "")
        self.field.edit.setCursorPosition(0)


class RequiredLineEditor(LineEditor):
    """A line that is never None: the text of a name."""

    def value(self) -> str:
        """The line, empty where it is blank."""
        return self.field.text().strip()


class NumberEditor(Editor):
    """A whole number."""

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = TextField(placeholder)
        only(self, self.field)
        self.setFocusProxy(self.field.edit)
        self.field.edit.textChanged.connect(lambda _text: self._tell())

    def value(self) -> int | None:
        """The number; None where there is none."""
        return whole(self.field.text())

    def typed(self) -> Mapping[str, str]:
        """What is no number."""
        text = self.field.text().strip()
        return {"": text} if text and whole(text) is None else NONE

    def show_typed(self, typed: Mapping[str, str]) -> None:
        """Show it again."""
        if "" in typed:
            self.field.edit.setText(typed[""])

    def refusal(self) -> str:
        """It takes figures."""
        return t("form.refused.number") if self.typed() else ""

    def set_state(self, state: State) -> None:
        """On the frame."""
        self.field.set_state(state)

    def _show(self, value: int | None) -> None:
        self.field.edit.setText("" if value is None else str(value))


class CodeEditor(Editor):
    """One code of a list, chosen by its words. A code that is not offered is kept and offered by its own `words`."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        placeholder: str = "",
        words: Callable[[str], str] = str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.choice = Choice([("", t("form.not_stated")), *options], placeholder=placeholder or t("form.unstated"))
        self.choice.installEventFilter(WheelGuard(self))
        only(self, self.choice)
        self.choice.currentIndexChanged.connect(self._chosen)

    def value(self) -> str | None:
        """The code; None where none was chosen."""
        return self.choice.value() or None

    def set_state(self, state: State) -> None:
        """On the frame."""
        self.choice.set_state(state)

    def _show(self, value: str | None) -> None:
        if value and self.choice.findData(value) < 0:
            self.choice.addItem(self._words(value), value)
        self.choice.setCurrentIndex(self.choice.findData(value) if value else -1)

    def _chosen(self, index: int) -> None:
        if index == 0:
            self.choice.setCurrentIndex(-1)  # "not stated" is a way to take back, not an answer
        else:
            self._tell()


class FlagEditor(Editor):
    """Not stated, yes or no."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        options = [("", t("form.not_stated")), ("yes", t("form.yes")), ("no", t("form.no"))]
        self.segments = Segments(options, "")
        only(self, self.segments)
        self.setFocusProxy(None)  # type: ignore[arg-type]  # Qt takes None: the buttons themselves take the keyboard
        self.segments.chosen.connect(lambda _value: self._tell())

    def value(self) -> bool | None:
        """True, False, or None where it is not stated."""
        return {"yes": True, "no": False}.get(self.segments.value())

    def _show(self, value: bool | None) -> None:
        self.segments.choose("" if value is None else "yes" if value else "no")


def terms(name: str, left: Collection[str] = ()) -> list[tuple[str, str]]:
    """The options of a term list: what is offered of it, or of that what a template has `left`."""
    return [(term.code, term.labels[language()]) for term in term_list(name).offered if not left or term.code in left]


def languages() -> list[tuple[str, str]]:
    """The languages that are offered."""
    return [(tag, name_of_language(tag)) for tag in LANGUAGES]


def scripts() -> list[tuple[str, str]]:
    """The scripts that are offered."""
    return [(code, name_of_script(code)) for code in SCRIPTS]


def whole(text: str) -> int | None:
    """The whole number that `text` writes, its thousands parted by blanks perhaps."""
    digits = "".join(text.split())
    return int(digits) if digits.lstrip("-").isascii() and digits.lstrip("-").isdigit() else None
