"""What was chosen on the way through an import. Plain values; the page shows them and asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from casefile.usecases import importing
from casefile.usecases.importing import ColumnMapping, SheetMapping, Source, TableLook

CASE = "case.reference"


class Step(StrEnum):
    """Where one stands."""

    CHOOSE = "choose"
    COLUMNS = "columns"
    PREVIEW = "preview"
    DONE = "done"


@dataclass(frozen=True)
class Plan:
    """An import in the making.

    Attributes:
        tables: the tables that are not exports of Casefile and need a mapping.
        columns: name of the sheet → head of the column → target, empty for a column that is left aside.
        case: reference of the case to which every row belongs; empty where the table says so itself, or there is none.
        same: id of a new record → id of the one here that it is.
    """

    language: str
    sources: tuple[Source, ...] = ()
    tables: tuple[TableLook, ...] = ()
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    case: str = ""
    same: Mapping[str, str] = field(default_factory=dict)
    leave_out_faulty: bool = False

    def looked_at(self, looks: tuple[TableLook, ...]) -> Plan:
        """With the tables that were found, each column as it was guessed."""
        tables = tuple(each for each in looks if each.own is None)
        columns = {each.sheet: {head: each.guessed.columns.get(head, "") for head in each.heads} for each in tables}
        return replace(self, tables=tables, columns=columns)

    def mapped(self, sheet: str, head: str, target: str) -> Plan:
        """With a column that means `target`; another that meant the same means nothing any more."""
        before = self.columns.get(sheet, {})
        others = {name: "" if target and own == target else own for name, own in before.items()}
        return replace(self, columns={**self.columns, sheet: {**others, head: target}})

    def said_same(self, new_id: str, other_id: str, same: bool) -> Plan:
        """With a new record said to be one that is here, or not."""
        kept = {key: value for key, value in self.same.items() if key != new_id}
        return replace(self, same={**kept, new_id: other_id} if same else kept)

    @property
    def first_step(self) -> Step:
        """The step after choosing: exports of Casefile need no mapping."""
        return Step.COLUMNS if self.tables else Step.PREVIEW

    @property
    def is_mapped(self) -> bool:
        """Whether every table has a column that means something."""
        return all(any(self.columns[each.sheet].values()) for each in self.tables)

    def mapping(self) -> ColumnMapping:
        """What the tables are."""
        if not self.tables:
            return replace(importing.NO_MAPPING, language=self.language)
        return ColumnMapping({each.sheet: self._sheet(each) for each in self.tables}, self.language)

    def _sheet(self, table: TableLook) -> SheetMapping:
        columns = {head: target for head, target in self.columns[table.sheet].items() if target}
        always = {target: cell for target, cell in table.guessed.always.items() if self._is_told(target, columns)}
        if self.case and CASE not in columns.values():
            always[CASE] = self.case
        if self.case and any(target.startswith("person.") for target in columns.values()):
            always.setdefault("role.role", "victim")
        return SheetMapping(columns, always)

    def _is_told(self, target: str, columns: Mapping[str, str]) -> bool:
        return target != "role.role" or any(each.startswith("person.") for each in columns.values())
