"""Where a file comes from, as rows of words: plain values of the core in, labels with what stands beside them out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casefile.domain.kinds import Evidence, Record, kind_of
from casefile.domain.saying import said_extras
from casefile.domain.shown import name_of
from casefile.domain.visible import visible
from casefile.usecases.evidencelist import Provenance
from casefile.usecases.picking import called
from casefile.usecases.preview import Probe
from ui.bytesize import show_size
from ui.evidence import sayings
from ui.parts.chips import ChipKind
from ui.parts.labels import Run
from ui.words import additions, language, t, term_list

_MOST_CHIPS = 3
_ASKED = ("court", "lawyer", "publication")
"""The uses that are asked about most: an answer that is missing there is worth saying."""


@dataclass(frozen=True)
class Way:
    """A link to a record."""

    words: str
    kind: str
    id: str


@dataclass(frozen=True)
class FactRow:
    """A label and one of: a line of `runs`, wrapped `words`, `chips` as (words, kind, icon), or `ways` to other records."""

    label: str
    runs: tuple[Run, ...] = ()
    words: str = ""
    chips: tuple[tuple[str, ChipKind, str], ...] = ()
    ways: tuple[Way, ...] = ()

    def says_something(self) -> bool:
        """Whether there is anything beside the label."""
        return bool(self.words or self.chips or self.ways or any(run.text for run in self.runs))


def rows(found: Provenance, probe: Probe | None) -> list[FactRow]:
    """The rows below the hash; those that say nothing are left out. `probe` tells whether the date is the camera's own."""
    file = found.evidence
    source = [found.source] if found.source else []
    original = [found.original] if found.original else []
    all_rows = [
        FactRow(t("evidence.fact.file"), _file(file)),
        FactRow(_label("captured"), _captured(file, probe)),
        FactRow(_label("captured_where"), (Run(name_of(found.place, language())),) if found.place else ()),
        *(
            FactRow(_label(name), (Run(getattr(file, name) or ""),))
            for name in ("captured_by", "device", "obtained_from")
        ),
        FactRow(_label("obtained_how"), words=sayings.text(file.obtained_how)),
        FactRow(t("evidence.fact.consent"), chips=tuple(_chips(found))),
        FactRow(_label("shows"), ways=_ways(found.shows)),
        FactRow(_label("source"), ways=_ways(source)),
        FactRow(_label("working_copy_of"), ways=_ways(original)),
        _cases(found),
        FactRow(_label("verification"), words=_term("verification_status", file.verification)),
        FactRow(_label("legal_restriction"), words=_term("legal_restriction", file.legal_restriction)),
        FactRow(_label("description"), words=sayings.text(file.description)),
        *_added(found),
    ]
    return [row for row in all_rows if row.says_something()]


def _added(found: Provenance) -> Iterable[FactRow]:
    """The fields that people added."""

    def called_so(record: str) -> str:
        return called(found.named[record], language(), additions()) if record in found.named else ""

    for label, words in said_extras(found.evidence, language(), called_so, additions()):
        yield FactRow(label, words=words)


def _file(file: Evidence) -> tuple[Run, ...]:
    sort = t("evidence.fact.working_copy" if file.working_copy_of else "evidence.fact.original")
    rest = sayings.joined(show_size(file.size or 0), sort)
    return Run(visible(file.original_name) if file.original_name else sayings.title(file)), Run(
        f"· {rest}", "second", "ink2", 4
    )


def _captured(file: Evidence, probe: Probe | None) -> tuple[Run, ...]:
    if file.captured is None:
        return ()
    own = probe is not None and probe.captured is not None and file.captured.edtf == probe.captured.date().isoformat()
    said = Run(sayings.captured(file))
    if own and file.captured_time:
        return said, Run(f"· {t('evidence.fact.camera_clock')}", "second", "ink2", 4)
    return (said,)


def _chips(found: Provenance) -> Iterable[tuple[str, ChipKind, str]]:
    """What the people behind a file allowed; nothing where nobody is known."""
    if not found.people:
        return []
    answers = {consent.use: consent.answer for consent in found.consents if consent.use}
    return [_chip(use, answers.get(use)) for use in dict.fromkeys((*answers, *_ASKED))][:_MOST_CHIPS]


def _chip(use: str, answer: str | None) -> tuple[str, ChipKind, str]:
    name = t(f"evidence.use.{use}")
    if answer == "granted":
        return name, "accent", "check"
    said = _term("consent_answer", answer or "not_asked")
    return t("evidence.use.answer", use=name, answer=said[:1].lower() + said[1:]), "outline", ""


def _ways(records: Iterable[Record]) -> tuple[Way, ...]:
    return tuple(Way(called(record, language(), additions()), kind_of(record).name, record.id) for record in records)


def _cases(found: Provenance) -> FactRow:
    if not found.cases:
        return FactRow(_label("cases"), (Run(t("evidence.fact.no_case"), "content", "ink2"),))
    named = ((case, sayings.joined_by_comma(case.reference or "", sayings.text(case.title))) for case in found.cases)
    return FactRow(_label("cases"), ways=tuple(Way(words, "case", case.id) for case, words in named))


def _term(terms: str, code: str | None) -> str:
    return term_list(terms).label(code, language()) if code else ""


def _label(name: str) -> str:
    """The name of a field, shorter than in the form where the panel has no room for it."""
    return t(f"evidence.fact.{name}")
