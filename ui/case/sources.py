"""The Sources tab: the sources under their numbers, and how often each is cited."""

from __future__ import annotations

from collections import Counter

from casefile import i18n
from casefile.domain.kinds import Citation, Source
from ui.case import added
from ui.case.reader import Reader, joined
from ui.facts.rows import Fact, FactRow


def rows(reader: Reader) -> tuple[FactRow, ...]:
    """All sources in the order of their numbers."""
    cited = Counter(str(citation.source) for citation in reader.casefile.of(Citation))
    return tuple(
        _fact(reader, number, source, cited[source.id]) for number, source in enumerate(reader.casefile.sources, 1)
    )


def _fact(reader: Reader, number: int, source: Source, cited: int) -> Fact:
    return Fact(
        source.id,
        reader.text(source.title) or source.short or "",
        second=added.below(reader, source, described(reader, source), reliability(reader, source), source.link or ""),
        mark=number,
        right=reader.t("case.sources.cited", n=cited),
    )


def described(reader: Reader, source: Source) -> str:
    """By whom, when, what kind of material, in which language."""
    return joined(
        reader.parties(source.authors) or source.short or "",
        reader.compact(source.date),
        reader.term("source_kind", source.kind),
        language_name(reader, source.language),
    )


def reliability(reader: Reader, source: Source) -> str:
    """How far source and information are reliable, what ties the source to the matter, what the law forbids."""
    return joined(
        reader.term("reliability_of_source", source.reliability_of_source),
        reader.term("reliability_of_information", source.reliability_of_information),
        reader.term("source_connection", source.connection),
        reader.term("legal_restriction", source.legal_restriction),
    )


def language_name(reader: Reader, code: str | None) -> str:
    """The name of a language, the code itself where it has none."""
    return "" if not code or code == "und" else i18n.language_name(code, reader.language)
