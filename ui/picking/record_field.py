"""A field that holds one record: search by name in any spelling, or make a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casefile.domain.labels import kind_key
from casefile.usecases import picking, sameperson
from casefile.usecases.directory import PartyKind
from casefile.usecases.picking import Candidate
from casefile.usecases.session import Session
from ui.parts.rows import Row
from ui.parts.tips import tip
from ui.picking.kinds import ICONS
from ui.picking.suggest_field import SuggestField
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import catalogue, language, t
from ui.work import Running

_NEW = "new:"
_PARTIES: tuple[PartyKind, ...] = ("person", "organisation")
_MADE_HERE = frozenset(
    {"person", "organisation", "place", "source", "happening", "proceeding", "measure", "intervention", "instrument"}
)
"""Kinds of which a new record may be begun from a field; a file, for one, is attached elsewhere."""

_SEARCHED = frozenset({"person", "organisation", "place"})
"""Kinds one has too many of to choose from a list: their field is for typing, without a chevron."""


class RecordField(SuggestField):
    """One record of `kinds` (any kind when empty). `cases` gives the ids of the cases whose records are likely meant.

    `chosen` carries a `Candidate`, or None when the field was emptied; `new_asked` the kind to make and what was typed. What was
    typed and names no record is told by `pending`.
    """

    chosen = Signal(object)
    new_asked = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        kinds: Sequence[str],
        cases: Callable[[], Sequence[str]] = tuple,
        placeholder: str = "",
        makes_new: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        opens = "" if kinds and set(kinds) <= _SEARCHED else t("picking.open")
        super().__init__(placeholder or t("picking.placeholder"), opens, sizes.FIELD, parent)
        self._desk, self._kinds, self._cases = desk, tuple(kinds), cases
        self._new = tuple(kind for kind in self._kinds if kind in _MADE_HERE) if makes_new else ()
        self._found: dict[str, Candidate] = {}
        self._held: Candidate | None = None
        self._asking: Running | None = None
        self.asked.connect(self._ask)
        self.picked.connect(self._take)
        self.edited.connect(self._check)

    def candidate(self) -> Candidate | None:
        """The record that the field holds."""
        return self._held

    def record_id(self) -> str:
        """Its id, or an empty string."""
        return self._held.id if self._held else ""

    def show_candidate(self, candidate: Candidate | None) -> None:
        """Show `candidate` without telling anyone."""
        self._held = candidate
        self.edit.setText(candidate.line if candidate else "")
        self.edit.setCursorPosition(0)
        self.show_icon(ICONS.get(candidate.kind, "file") if candidate else "")
        tip(self, candidate.line if candidate else "")

    def pending(self) -> str:
        """What was typed and names no record yet."""
        typed = self.edit.text().strip()
        return typed if typed and (self._held is None or typed != self._held.line) else ""

    def show_pending(self, typed: str) -> None:
        """Show words that name no record yet."""
        self._held = None
        self.show_icon("")
        self.edit.setText(typed)

    def _check(self) -> None:
        """Emptied is emptied; another text is not the record any more."""
        if self._held is not None and self.edit.text().strip() != self._held.line:
            self._held = None
            self.show_icon("")
        self.chosen.emit(self._held)

    def _ask(self, typed: str) -> None:
        if self._asking is not None:
            self._asking.stop()
        session, kinds, cases, reader = self._desk.vault, self._kinds, tuple(self._cases()), language()

        def job(_progress: object) -> tuple[Candidate, ...]:
            if typed:
                found = picking.matching(session, typed, kinds, reader)
                return (*found, *_nearly(session, typed, kinds, reader, {each.id for each in found}))
            return picking.likely(session, kinds, cases, reader)

        self._asking = self._desk.run(
            self,
            job,
            lambda found: self._show(typed, found),
            lambda error: tip(self, catalogue().error(error)),
        )

    def _show(self, typed: str, found: Sequence[Candidate]) -> None:
        self._found = {each.id: each for each in found}
        rows = [Row(each.id, each.title, each.second, icon=ICONS.get(each.kind, "file")) for each in found]
        rows += [Row(f"{_NEW}{kind}", self._new_words(kind, typed), icon="plus") for kind in self._new]
        if not rows:
            rows = [Row("", t("picking.nothing"), enabled=False)]
        self.suggest(rows)

    def _new_words(self, kind: str, typed: str) -> str:
        words = t(f"picking.new.{kind}")
        return t("picking.new_named", what=words, name=typed) if typed else words

    def _take(self, key: str) -> None:
        if key.startswith(_NEW):
            typed = self.pending()
            self.new_asked.emit(key.removeprefix(_NEW), typed)
            return
        self.show_candidate(self._found[key])
        self.chosen.emit(self._held)


def _nearly(session: Session, typed: str, kinds: Sequence[str], reader: str, known: set[str]) -> Iterator[Candidate]:
    """Who may be meant beside those who were found: with a word too many or too few, each with the reason."""
    for kind in _PARTIES:
        if kind in kinds:
            for each in sameperson.suggest(session, kind, [typed], reader):
                if each.candidate.id not in known:
                    yield replace(each.candidate, second=t(each.reason, **each.values))


def kinds_in_words(kinds: Sequence[str]) -> str:
    """The kinds that a field takes, for its placeholder: "Person or organisation"."""
    words = t("picking.or").join(t(kind_key(kind)).lower() for kind in kinds)
    return words[:1].upper() + words[1:]
