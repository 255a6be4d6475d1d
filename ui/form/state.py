"""An edit under way: what the record and its citations are now, what was typed that is no value, and what is odd about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from casefile.domain.kinds import Citation
from casefile.domain.validation import Finding, findings
from casefile.usecases.drafts import Draft


class FormState:
    """Holds the draft of one form. `heard` is called after every change.

    A field that was left empty and is needed is a finding only once the person has been there; in a record that exists already they
    all count.
    """

    def __init__(self, draft: Draft, heard: Callable[[], None], kind_of_id: Callable[[str], str | None]) -> None:
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

    def value(self, name: str) -> Any:
        """The value of a field."""
        return getattr(self._draft.record, name)

    def change(self, name: str, value: Any, typed: Mapping[str, str]) -> None:
        """Take what the person made of the field `name`: its `value`, and by path within it the words that are none."""
        others = {
            path: words for path, words in self._draft.typed.items() if path != name and not path.startswith(f"{name}/")
        }
        own = {f"{name}/{path}" if path else name: words for path, words in typed.items() if words}
        self._set(replace(self._draft, record=replace(self._draft.record, **{name: value}), typed={**others, **own}))

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
            first, _, rest = path.partition("/")
            if first == name:
                found[rest] = words
        return found

    def findings(self) -> tuple[Finding, ...]:
        """What is odd about the record, as far as the person has come."""
        return tuple(
            finding
            for finding in findings(self._draft.record, self._kind_of_id)
            if finding.path not in self._draft.typed and (self._all_visited or self._counts(finding))
        )

    def _counts(self, finding: Finding) -> bool:
        missing = finding.key in ("finding.required", "finding.person_unnamed", "finding.unnamed")
        return not missing or finding.path.partition("/")[0] in self._visited

    def _set(self, draft: Draft) -> None:
        if draft != self._draft:
            self._draft = draft
            self._heard()
