"""Which cases go to a member of the team: all, or some that are chosen by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.usecases import picking
from casefile.usecases.picking import Candidate
from ui.parts.buttons import Button, IconButton
from ui.parts.dialog import Dialog
from ui.parts.labels import Label
from ui.parts.tips import tip
from ui.parts.toggles import Segments
from ui.picking.record_field import RecordField
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import catalogue, language, t

_ALL, _SOME = "all", "some"


class CasesOfMember(Dialog):
    """Accepted with `cases`: ids, or None for all."""

    def __init__(self, desk: Desk, name: str, cases: Sequence[str] | None) -> None:
        super().__init__(t("team.cases.title", name=name), t("team.cases.words"))
        self._desk = desk
        self.rows: dict[str, QWidget] = {}
        self.sort = Segments(
            [(_ALL, t("team.cases.all")), (_SOME, t("team.cases.some"))], _ALL if cases is None else _SOME
        )
        self.field = RecordField(desk, ("case",), placeholder=t("team.cases.find"), makes_new=False)
        self.field.edit.setAccessibleName(t("team.cases.find"))
        self._some, self._list = QWidget(), QVBoxLayout()
        self.keep = Button(t("team.cases.keep"), "primary")
        self._lay_out()
        self.sort.chosen.connect(lambda _value: self._show())
        self.field.chosen.connect(self._take)
        self._show()
        if cases:
            session, reader = desk.vault, language()
            desk.run(
                self,
                lambda _progress: picking.named(session, cases, reader),
                lambda found: self._show_named(cases, found),
                lambda error: tip(self.field, catalogue().error(error)),
            )

    def cases(self) -> tuple[str, ...] | None:
        """What was chosen."""
        return None if self.sort.value() == _ALL else tuple(self.rows)

    def _show_named(self, cases: Sequence[str], found: Mapping[str, Candidate]) -> None:
        for each in cases:  # one that is here no more falls out
            if each in found and not found[each].deleted:
                self._add(found[each])

    def _take(self, candidate: Candidate | None) -> None:
        if candidate is not None:
            self._add(candidate)
            self.field.show_candidate(None)

    def _add(self, case: Candidate) -> None:
        if case.id not in self.rows:
            self.rows[case.id] = self._row(case)
            self._list.addWidget(self.rows[case.id])
        self._show()

    def _row(self, case: Candidate) -> QWidget:
        made, remove = QWidget(), IconButton("x", t("team.cases.remove", case=case.line))
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(case.line).eliding(), 1)
        row.addWidget(remove)
        remove.clicked.connect(lambda: self._remove(case.id))
        return made

    def _remove(self, case: str) -> None:
        row = self.rows.pop(case)
        row.hide()
        row.deleteLater()
        self._show()

    def _show(self) -> None:
        some = self.sort.value() == _SOME
        self._some.setVisible(some)
        self.keep.setEnabled(bool(self.rows) or not some)
        self.updateGeometry()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._some)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(sizes.S8)
        inside.addWidget(self.field)
        inside.addLayout(self._list)
        self._list.setSpacing(0)
        self.body.addSpacing(sizes.S8)
        self.body.addWidget(self.sort)
        self.body.addWidget(self._some)
        self.add_button(Button(t("window.cancel")), "reject")
        self.add_button(self.keep, "accept")
