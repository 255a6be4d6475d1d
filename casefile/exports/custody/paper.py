"""The custody report as a document: what is proven, what is a claim, the steps, who signed, and how to check it without Casefile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PureWindowsPath

from casefile.domain.amounts import show_number
from casefile.domain.codec import value_from_json
from casefile.domain.dates import InvalidDate, show
from casefile.domain.definition import fields_of
from casefile.domain.kinds import Evidence
from casefile.domain.labels import field_key
from casefile.domain.values import When
from casefile.exports import moments
from casefile.exports.annex import grouped
from casefile.exports.custody import journals, verifying
from casefile.exports.custody.account import Account, Step
from casefile.exports.document import Block, Document, Fact, Facts, Heading, Line, Paragraph, Span, Table, line
from casefile.i18n import Catalogue
from casefile.journal.entry import FieldChange

_STEP_WIDTHS = (0.05, 0.21, 0.33, 0.41)
_CLAIMS = ("owner", "times", "names", "before", "elsewhere")
_ID = 16
"""Digits of a bundle's id that fit the column; the annex has them all."""
_CAPTURED = next(each for each in fields_of(Evidence) if each.name == "captured")


def build(account: Account, language: str, annex: str, annex_sha256: str) -> Document:
    """The report of one file.

    Args:
        language: of the document: ``en``, ``ru`` or ``kk``.
        annex: name of the annex's file.
        annex_sha256: its hexadecimal SHA-256.
    """
    words = Catalogue(language)
    title = account.title.best(language).text if account.title else account.name or f"SHA-256 {account.sha256[:8]}…"
    letters = journals.letters(account)
    return Document(
        words.text("custody.kind"),
        title,
        account.name if account.name != title else "",
        language,
        title,
        words.text("summary.page", page="{page}", pages="{pages}"),
        (
            Facts(tuple(_about(account, words, annex, annex_sha256))),
            *_worth(account, words),
            Heading(words.text("custody.section.steps")),
            Paragraph((line(words.text("custody.steps.line"), "quiet"),)),
            _steps(account.steps, words, letters),
            *journals.signed(account, words, letters),
            *journals.witnesses(account, words, letters),
            *verifying.without_casefile(account, words, annex, annex_sha256),
        ),
    )


def _about(account: Account, words: Catalogue, annex: str, annex_sha256: str) -> Iterator[Fact]:
    if account.name:
        yield Fact(_label(words, "original_name"), (line(account.name),))
    yield Fact(_label(words, "size"), (line(_bytes(account.size, words)),))
    yield Fact("SHA-256", (line(grouped(account.sha256), "mono"),))
    claims = [
        ("captured", _day(account.captured, words)),
        ("captured_by", account.captured_by),
        ("obtained_from", account.obtained_from),
    ]
    for name, said in claims:
        if said:
            yield Fact(_label(words, name), ((Span(said), Span(f" · {words.text('custody.claim')}", "quiet")),))
    yield Fact(words.text("custody.record"), (line(account.record, "mono"),))
    day = _on(account.made_on, words)
    made = day if account.is_nameless else words.text("custody.made", name=account.made_by, day=day)
    yield Fact(words.text("custody.report"), (line(made),))
    yield Fact(words.text("custody.annex"), (line(annex), line(grouped(annex_sha256), "mono")))


def _worth(account: Account, words: Catalogue) -> Iterator[Block]:
    """What a court may rely on, told apart from what it must take someone's word for."""
    proven = [words.text("custody.proven.file")]
    if any(step.proof is not None for step in account.steps):
        proven.append(words.text("custody.proven.entries"))
    if account.seen:
        proven.append(words.text("custody.proven.witness"))
    yield Heading(words.text("custody.section.worth"))
    yield Paragraph((line(words.text("custody.proven"), "strong"), *_bullets(proven)))
    claims = [words.text(f"custody.claims.{each}") for each in _CLAIMS]
    yield Paragraph((line(words.text("custody.claims"), "strong"), *_bullets(claims)))
    if account.is_nameless:
        yield Paragraph((line(words.text("custody.nameless"), "strong"),))


def _bullets(said: Sequence[str]) -> tuple[Line, ...]:
    return tuple(line(f"–  {each}") for each in said)


def _steps(steps: Sequence[Step], words: Catalogue, letters: journals.Letters) -> Table:
    head = tuple(words.text(f"custody.head.{name}") for name in ("number", "time", "what", "entry"))
    rows = tuple(_row(number, step, words, letters) for number, step in enumerate(steps, 1))
    return Table(head, _STEP_WIDTHS, rows)


def _row(number: int, step: Step, words: Catalogue, letters: journals.Letters) -> tuple[tuple[Line, ...], ...]:
    return (
        (line(str(number)),),
        (line(moments.said(step.entry.time, words.language)),),
        (line(_what(step, words), "strong"), *(line(each) for each in _details(step, words))),
        tuple(_entry(step, words, letters)),
    )


def _what(step: Step, words: Catalogue) -> str:
    event = str(step.event.get("event", ""))
    if not step.fields:
        return words.text("custody.what.withheld" if step.withheld else "custody.what.purged")
    if not event:
        return words.text("custody.what.recorded" if step.sha256 else "custody.what.described")
    key = f"summary.custody.{event}"
    return words.text(key) if words.has(key) else event


def _details(step: Step, words: Catalogue) -> Iterator[str]:
    """With whom, and who says so. Of a path its last part alone: where a copy lay on a disk is nobody's business on paper."""
    event = step.event
    if event.get("event") == "handed_over":
        yield words.text("custody.to", name=event.get("to", ""))
    elif event.get("event") == "received":
        yield words.text("custody.from", name=event.get("sender", ""))
    elif event.get("to"):
        yield words.text("custody.as", name=PureWindowsPath(str(event["to"])).name)
    if event.get("bundle"):
        yield words.text("custody.bundle", id=f"{str(event['bundle'])[:_ID]}…")
    for change in step.fields:
        if not event and change.path != "sha256":
            yield f"{_label(words, change.path)}: {_told(change, words)}"
    yield words.text("custody.by", name=step.who or journals.unnamed(step.entry.device, step.is_own, words))


def _told(change: FieldChange, words: Catalogue) -> str:
    """A value of the record as the journal has it: a text, a number of bytes, a date, or nothing."""
    value = change.value
    if value is None:
        return words.text("custody.emptied")
    if change.path == "captured":
        return _day(value_from_json(_CAPTURED, value), words)
    return _bytes(value, words) if change.path == "size" else str(value)


def _bytes(number: int, words: Catalogue) -> str:
    return words.text("summary.bytes", number=show_number(number, words.language))


def _entry(step: Step, words: Catalogue, letters: journals.Letters) -> Iterator[Line]:
    if step.sha256:
        yield line(words.text("custody.hash_here"), "quiet")
        yield from _halves(step.sha256)
    place = words.text("custody.entry", journal=letters[step.entry.device], number=step.entry.position + 1)
    proof = words.text("custody.is_proven" if step.proof is not None else "custody.is_not_proven")
    yield line(f"{place} · {proof}", "quiet")
    yield from _halves(step.entry.id)


def _halves(digits: str) -> tuple[Line, Line]:
    return line(grouped(digits[:32]), "mono"), line(grouped(digits[32:]), "mono")


def _label(words: Catalogue, name: str) -> str:
    return words.text(field_key(Evidence, name))


def _on(day: date, words: Catalogue) -> str:
    return show(When(day.isoformat()), words.language)


def _day(when: When | None, words: Catalogue) -> str:
    if when is None:
        return ""
    try:
        return show(when, words.language)
    except InvalidDate:
        return when.words or when.edtf
