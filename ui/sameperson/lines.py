"""Lines below a name: a sentence, and below it what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from casefile.usecases.sameperson import Member, Suggestion
from ui.parts.buttons import Link
from ui.parts.fields import State
from ui.parts.flow import Flow
from ui.parts.labelled import Finding
from ui.theme import sizes
from ui.words import t

_INDENT = sizes.ICON + 6  # where the sentence of a finding begins


@dataclass(frozen=True)
class Act:
    """A link below a sentence: its words, and what a click does."""

    words: str
    do: Callable[[], object]


@dataclass(frozen=True)
class SaidOfName:
    """One sentence and what can be done. A `finding` waits for a person and is amber; else it is a fact."""

    sentence: str
    acts: tuple[Act, ...]
    finding: bool = True


class NameLines(QWidget):
    """Shows what is said of a name; takes no room where nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(sizes.S4)
        self._said: tuple[SaidOfName, ...] = ()
        self.hide()

    def said(self) -> tuple[SaidOfName, ...]:
        """What is shown."""
        return self._said

    def links(self) -> list[Link]:
        """The links, line by line."""
        return self.findChildren(Link)

    def show_lines(self, said: Iterable[SaidOfName]) -> None:
        """Show these lines instead."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        self._said = tuple(said)
        for each in self._said:
            self._column.addWidget(_line(each))
        self.setVisible(bool(self._said))
        self.updateGeometry()


def of_suggestion(found: Suggestion, acts: Sequence[Act]) -> SaidOfName:
    """ "May be the same as ...", and why."""
    name = found.candidate.title
    named = name if found.name == name else f"{name} ({found.name})"
    return SaidOfName(f"{t('same.may_be', name=named)}. {t(found.reason, **found.values)}", tuple(acts))


def of_member(member: Member, acts: Sequence[Act]) -> SaidOfName:
    """ "Same person as ..."."""
    key = "same.is.organisation" if member.candidate.kind == "organisation" else "same.is"
    return SaidOfName(t(key, name=member.candidate.title), tuple(acts), finding=False)


def _line(said: SaidOfName) -> QWidget:
    line = QWidget()
    column = QVBoxLayout(line)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    sentence = Finding()
    state: State = "finding" if said.finding else "rest"
    column.addWidget(sentence)
    sentence.say(said.sentence, state)
    acts = Flow(sizes.S16, 2)
    acts.setContentsMargins(_INDENT if said.finding else 0, 0, 0, 0)
    for act in said.acts:
        link = Link(act.words, role="second")
        link.setAccessibleDescription(said.sentence)
        link.clicked.connect(lambda _on=False, do=act.do: do())
        acts.addWidget(link)
    column.addLayout(acts)
    return line
