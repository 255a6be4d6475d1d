"""What several sources say of one place in the record that is being edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from casefile import clock
from casefile.domain.kinds import Citation, kind_of
from casefile.domain.sidebyside import Place, places
from casefile.usecases.picking import Candidate
from ui.form import citing
from ui.form.showing import in_words
from ui.form.state import FormState
from ui.sidebyside.columns import Told, Voice
from ui.words import language, term_list

_SEPARATOR = " · "


def at(state: FormState, place: str) -> Place | None:
    """The sources that stand behind `place` in the record, where there are several."""
    behind = citing.behind(state.draft.citations, place).place
    found = places(state.draft.record, state.draft.citations, clock.now().date())
    return next((each for each in found if each.field == behind), None)


def told(state: FormState, place: Place, about: str, names: Mapping[str, Candidate]) -> Told:
    """The same in words; `about` says what it is for."""
    numbers = citing.numbers(state.draft.citations)
    name = place.field.partition("/")[0]
    field = (
        next((each for each in kind_of(state.draft.record).fields if each.name == name), None)
        if place.field == name
        else None
    )
    recorded = in_words(field, state.value(name), lambda each: _line(names, each)) if field is not None else ""
    voices = tuple(_voice(each, numbers, lambda each: _line(names, each)) for each in place.citations)
    return Told(about, recorded, place.disagree, tuple(sorted(voices, key=lambda each: each.number)))


def _voice(citation: Citation, numbers: Mapping[str, int], name: Callable[[str], str]) -> Voice:
    source = str(citation.source)
    sure = term_list("certainty").label(citation.certainty, language()) if citation.certainty else ""
    where = _SEPARATOR.join(each for each in (citation.locator or "", sure) if each)
    return Voice(numbers[source], name(source), citing.words(citation.passage), where)


def _line(names: Mapping[str, Candidate], record: str) -> str:
    return names[record].line if record in names else record[:8]
