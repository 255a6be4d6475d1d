"""Fields and terms: what people add to the program, and the templates that say which fields a form begins with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from casefile.domain.kinds import AddedField, Record, Template
from casefile.errors import CasefileError
from casefile.usecases import additions, edit
from casefile.usecases.additions import Used
from casefile.usecases.edit import Changes
from ui.parts.buttons import Button
from ui.settings.fields_rows import Rows, said_field, said_template, text
from ui.settings.fields_terms import Terms
from ui.settings.section import Tab
from ui.shell.desk import Desk
from ui.shell.targets import NewRecord, OpenRecord
from ui.theme import sizes
from ui.words import catalogue, t


class FieldsTab(Tab):
    """Lists what was added; Edit opens its form, Try it a form that has it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.fields, self.templates = Rows(), Rows()
        self.terms = Terms(desk, self._edit, self._fail)
        self.add_field = Button(t("settings.fields.add"), icon="plus")
        self.add_template = Button(t("settings.templates.add"), icon="plus")
        self.controls = {"add_field": self.add_field, "list": self.terms.choice, "add_template": self.add_template}
        self._lay_out()
        self.add_field.clicked.connect(self._new_field)
        self.add_template.clicked.connect(self._new_template)
        desk.changed.connect(self._changed)
        self.reload()

    def reload(self) -> None:
        """Read what was added."""
        session = self._desk.vault
        self._desk.run(self, lambda _progress: additions.used(session), self.show_used, self._fail)

    def show_used(self, found: Used) -> None:
        """Show it."""
        self.fields.clear()
        for each in sorted(found.additions.fields, key=lambda each: (each.kind or "", each.order or 0, each.id)):
            self.fields.add(each.id, text(each.label), said_field(each, found.values.get(each.id, 0)), self._ways(each))
        for each in found.additions.gone:
            if number := found.values.get(each.id, 0):
                back = (t("settings.fields.restore"), lambda each=each: self._restore(each))
                self.fields.add(each.id, text(each.label), t("settings.fields.deleted", n=number), [back])
        self.templates.clear()
        for template in sorted(found.additions.templates, key=lambda each: text(each.title)):
            self.templates.add(template.id, text(template.title), said_template(template), self._ways(template))
        self.fields.say_empty(t("settings.fields.none"))
        self.templates.say_empty(t("settings.templates.none"))
        self.terms.show_additions(found.additions)

    def _ways(self, record: AddedField | Template) -> list[tuple[str, Callable[[], None]]]:
        return [
            (t("settings.fields.try"), lambda: self._try(record)),
            (t("settings.fields.edit"), lambda: self._edit(record)),
        ]

    def _try(self, record: AddedField | Template) -> None:
        """A new record's form, with the field or after the template. Nothing is kept of it unless something is typed."""
        values = {}
        if isinstance(record, Template) and record.kind == "case" and record.case_kinds:
            values = {"kind": record.case_kinds[0]}
        self._desk.go("form", NewRecord(record.kind or "case", values))

    def _edit(self, record: Record) -> None:
        self._desk.go("form", OpenRecord(type(record).__name__.lower(), record.id))

    def _restore(self, record: AddedField) -> None:
        session = self._desk.vault
        self._desk.run(self, lambda _progress: edit.restore(session, record), self._desk.publish, self._fail)

    def _new_field(self) -> None:
        self._desk.go("form", NewRecord("addedfield", {"shape": "line", "sensitivity": "personal"}))

    def _new_template(self) -> None:
        self._desk.go("form", NewRecord("template", {"kind": "case"}))

    def _changed(self, changes: object) -> None:
        if isinstance(changes, Changes) and changes.kinds & additions.KINDS:
            self.reload()

    def _fail(self, error: CasefileError) -> None:
        self.fault(t("settings.fields.failed"), catalogue().error(error))

    def _lay_out(self) -> None:
        self.words(t("settings.fields.help"))
        self._part(self.fields, self.add_field)
        self.section(t("settings.terms"))
        self.words(t("settings.terms.help"))
        self.column.addWidget(self.terms)
        self.section(t("settings.templates"))
        self.words(t("settings.templates.help"))
        self._part(self.templates, self.add_template)

    def _part(self, rows: QWidget, add: Button) -> None:
        self.column.addWidget(rows)
        self.column.addSpacing(sizes.S16)
        line = QHBoxLayout()
        line.addWidget(add)
        line.addStretch(1)
        self.column.addLayout(line)
