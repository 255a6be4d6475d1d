"""The evidence with its fingerprints and custody, the sources, and what this copy leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casefile.domain.amounts import show_number
from casefile.domain.kinds import Consent, Evidence
from casefile.domain.redaction import Redacted
from casefile.exports import moments
from casefile.exports.document import Block, Fact, Facts, Heading, Line, Paragraph, Table, line
from casefile.exports.particulars import around, own_facts
from casefile.exports.reader import Reader

_GROUP = 8
_NUMBERS = 0.06
_CUSTODY_WIDTHS = (0.34, 0.4, 0.26)
_CONSENT_WIDTHS = (0.3, 0.34, 0.36)


@dataclass(frozen=True, slots=True)
class CustodyStep:
    """What befell a file: when (ISO 8601 with offset), the code of the event, and who did it, empty where that is not said."""

    time: str
    event: str
    by: str = ""


Custody = Mapping[str, Sequence[CustodyStep]]
"""Evidence id → its steps, oldest first."""


def evidence(reader: Reader, custody: Custody) -> Iterator[Block]:
    """The annex: each file, so that whoever holds a copy can tell whether it is the same."""
    found = reader.casefile.of(Evidence)
    if not found:
        return
    yield Heading(reader.t("summary.section.evidence"))
    yield Paragraph((line(reader.t("summary.evidence_line")),))
    for number, each in enumerate(found, 1):
        yield Heading(f"{number}. {reader.said(each.title)}", 3)
        yield Facts(tuple(_file_facts(reader, each)))
        steps = custody.get(each.id, ())
        if steps:
            yield _custody(reader, steps)


def sources(reader: Reader) -> Iterator[Block]:
    """The sources under the numbers by which they are cited."""
    found = reader.casefile.sources
    if not found:
        return
    yield Heading(reader.t("summary.section.sources"))
    facts = []
    for number, source in enumerate(found, 1):
        lines: list[Line] = [reader.text(source.title)]
        details = [
            f"{fact.label}: {'; '.join(''.join(span.text for span in said) for said in fact.lines)}"
            for fact in (*own_facts(reader, source, ("short",)), *around(reader, source))
        ]
        if details:
            lines.append(line(" · ".join(details), "quiet"))
        facts.append(Fact(f"[{number}]", tuple(lines)))
    yield Facts(tuple(facts), _NUMBERS)


def account(reader: Reader, redacted: Redacted) -> Iterator[Block]:
    """What was replaced and withheld, in numbers: who reads must know that it is not all, and must not learn what."""
    consents = reader.casefile.of(Consent)
    if consents:
        yield Heading(reader.t("summary.section.consents"))
        yield _consents(reader, consents)
    yield Heading(reader.t("summary.section.account"))
    if not redacted.replaced and not redacted.withheld:
        yield Paragraph((line(reader.t("summary.nothing_left_out")),))
        return
    facts = [
        Fact(
            each.pseudonym[reader.language],
            (line(f"{reader.t(f'redaction.reason.{each.reason}')} · {reader.t('summary.places', n=each.places)}"),),
        )
        for each in redacted.replaced
    ]
    for withheld in redacted.withheld:
        said = [reader.t("summary.records", n=withheld.records)]
        said += [reader.t("summary.files", n=withheld.files)] if withheld.files else []
        facts.append(Fact(reader.t(f"redaction.withheld.{withheld.reason}"), (line(", ".join(said)),)))
    yield Facts(tuple(facts))


def grouped(sha256: str) -> str:
    """A hash in groups of eight, to be compared by eye."""
    return " ".join(sha256[start : start + _GROUP] for start in range(0, len(sha256), _GROUP))


def _file_facts(reader: Reader, each: Evidence) -> Iterator[Fact]:
    size = reader.t("summary.bytes", number=show_number(each.size or 0, reader.language))
    special: dict[str, Line] = {"sha256": line(grouped(each.sha256 or ""), "mono"), "size": line(size)}
    for fact in own_facts(reader, each):
        field = next((name for name in special if fact.label == reader.label(Evidence, name)), None)
        yield Fact(fact.label, (special[field],)) if field else fact
    yield from around(reader, each)


def _custody(reader: Reader, steps: Sequence[CustodyStep]) -> Table:
    head = tuple(reader.t(f"summary.head.{name}") for name in ("time", "custody", "by"))
    return Table(head, _CUSTODY_WIDTHS, tuple(_step(reader, step) for step in steps))


def _step(reader: Reader, step: CustodyStep) -> tuple[tuple[Line, ...], ...]:
    key = f"summary.custody.{step.event.replace(' ', '_')}"
    said = reader.t(key) if reader.words.has(key) else step.event
    return (line(moments.said(step.time, reader.language)),), (line(said),), (line(step.by or "–"),)


def _consents(reader: Reader, consents: Sequence[Consent]) -> Table:
    head = tuple(reader.label(Consent, name) for name in ("person", "use", "answer"))
    rows: list[tuple[tuple[Line, ...], ...]] = []
    for consent in consents:
        answer: list[Line] = [line(reader.term("consent_answer", consent.answer))]
        for name, when in (("given", consent.given), ("withdrawn", consent.withdrawn)):
            if when:
                answer.append(line(f"{reader.label(Consent, name)}: {reader.date(when)}", "quiet"))
        if consent.recorded_by:
            answer.append(line(f"{reader.label(Consent, 'recorded_by')}: {consent.recorded_by}", "quiet"))
        rows.append(
            ((line(reader.name(consent.person)),), (line(reader.term("consent_use", consent.use)),), tuple(answer))
        )
    return Table(head, _CONSENT_WIDTHS, tuple(rows))
