"""An edit under way: what the record and its citations are now, what was typed that is no value, and what is odd about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from casefile.domain.additions import NONE, Additions, Leftover, split, value_of, with_value, without_leftover
from casefile.domain.definition import FieldDefinition
from casefile.domain.kinds import Case, Citation, Template, kind_of
from casefile.domain.validation import Finding, findings
from casefile.usecases.drafts import Draft

_MISSING = ("finding.required", "finding.required_by_template", "finding.person_unnamed", "finding.unnamed")


class FormState:
    """Holds the draft of one form. `heard` is called after every change.

    A field that was left empty and is needed is a finding only once the person has been there; in a record that exists already they
    all count.
    """

    def __init__(
        self,
        draft: Draft,
        heard: Callable[[], None],
        kind_of_id: Callable[[str], str | None],
        additions: Additions = NONE,
        case_kind: str | None = None,
    ) -> None:
        self.additions = additions
        self._case_kind = case_kind
        self._first = draft
        self._draft = draft
        self._heard = heard
        self._kind_of_id = kind_of_id
        self._visited: set[str] = set()
        self._all_visited = draft.before is not None

    @property
    def draft(self) -> Draft:
        """The edit as it stands."""
        return self._draft

    @property
    def is_new(self) -> bool:
        """Whether the record was never saved."""
        return self._draft.before is None

    @property
    def is_changed(self) -> bool:
        """Whether there is anything to lose: a record that differs from what is stored, or words that are no value."""
        draft = self._draft
        if draft.before is None:
            return draft.record != self._first.record or bool(draft.citations or draft.typed or self._first.time)
        return draft.record != draft.before or draft.citations != draft.cited_before or bool(draft.typed)

    @property
    def template(self) -> Template | None:
        """The template that the form follows now. A case follows that of its own kind."""
        record = self._draft.record
        kind = record.kind if isinstance(record, Case) else self._case_kind
        return self.additions.template(kind_of(record).name, kind)

    def definition(self, name: str) -> FieldDefinition:
        """The definition of a field, of the program or added (``extra/<id>``).

        Raises:
            KeyError: there is none.
        """
        found = self.additions.definition(kind_of(self._draft.record), name)
        if found is None:
            raise KeyError(name)
        return found

    def value(self, name: str) -> Any:
        """The value of a field."""
        return value_of(self._draft.record, self.definition(name))

    def filled(self) -> frozenset[str]:
        """The names of the fields that hold something."""
        record = self._draft.record
        fields = (*kind_of(record).fields, *self.additions.of_kind(kind_of(record).name))
        return frozenset(field.name for field in fields if value_of(record, field) not in (None, ()))

    def drop(self, leftover: Leftover) -> None:
        """Take out a value that no field shows."""
        self._set(replace(self._draft, record=without_leftover(self._draft.record, leftover)))

    def change(self, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Take what the person made of the field `name`: its `value`, and by path within it the words that are none."""
        others = {
            path: words for path, words in self._draft.typed.items() if path != name and not path.startswith(f"{name}/")
        }
        own = {f"{name}/{path}" if path else name: words for path, words in typed.items() if words}
        record = with_value(self._draft.record, self.definition(name), value)
        self._set(replace(self._draft, record=record, typed={**others, **own}))

    def cite(self, citations: tuple[Citation, ...]) -> None:
        """Take the citations as the person left them."""
        self._set(replace(self._draft, citations=citations))

    def visit(self, name: str) -> None:
        """The person has left the field `name`."""
        self._visited.add(name)

    def visit_all(self) -> None:
        """The person wanted to save: whatever is missing counts now."""
        self._all_visited = True

    def typed_of(self, name: str) -> dict[str, str]:
        """The words of the field `name` that are no value, by path within it."""
        found = {}
        for path, words in self._draft.typed.items():
            first, rest = split(path)
            if first == name:
                found[rest] = words
        return found

    def findings(self) -> tuple[Finding, ...]:
        """What is odd about the record, as far as the person has come."""
        return tuple(
            finding
            for finding in findings(self._draft.record, self._kind_of_id, self.additions, self.template)
            if finding.path not in self._draft.typed and (self._all_visited or self._counts(finding))
        )

    def _counts(self, finding: Finding) -> bool:
        return finding.key not in _MISSING or split(finding.path)[0] in self._visited

    def _set(self, draft: Draft) -> None:
        if draft != self._draft:
            self._draft = draft
            self._heard()
