"""The History tab: each change of each record and field, who made it, when, and what was there before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, groupby, takewhile

from casefile.domain.kinds import KINDS
from casefile.domain.labels import kind_key, kinds_key, label_of
from casefile.domain.saying import say_path
from casefile.domain.values import When
from casefile.usecases.casehistory import FieldStep, Step
from ui.case.reader import Reader, joined
from ui.facts.rows import Fact, FactRow, Head
from ui.moments import here

_LONGEST = 400  # characters of a value; the record's form shows all
_TIMES = ("created", "changed", "deleted", "restored")


def rows(reader: Reader, steps: Sequence[Step], authors: Mapping[str, str], kind: str = "") -> tuple[FactRow, ...]:
    """The steps by day, the newest first; with `kind` only those of records of that kind.

    Records of one kind made by one person within one minute are told together.
    """
    wanted = [step for step in steps if not kind or step.kind == kind]
    found: list[FactRow] = []
    for day, of_day in groupby(wanted, key=lambda step: _day(step.time)):
        found.append(Head(reader.date(When(day))))
        for _, together in groupby(of_day, key=_made_together):
            by_kind: dict[str, list[Step]] = {}
            for step in together:
                by_kind.setdefault(step.kind, []).append(step)
            for alike in by_kind.values():
                found += _told(reader, alike, authors)
    return tuple(found)


def kinds(reader: Reader, steps: Iterable[Step]) -> list[tuple[str, str]]:
    """The kinds that have a history here, as (code, words) in the order of the definitions."""
    there = {step.kind for step in steps}
    return [(kind, reader.t(kinds_key(kind))) for kind in KINDS if kind in there]


def _made_together(step: Step) -> tuple[str, ...]:
    if step.operation != "create":
        return (step.time, step.record, step.operation)
    return (step.time[:16], step.author)


def _told(reader: Reader, alike: Sequence[Step], authors: Mapping[str, str]) -> Iterator[Fact]:
    first = alike[0]
    who, when = authors.get(first.author, _unknown(reader, first.author)), _clock(first.time)
    if len(alike) > 1 and first.operation == "create":
        words = reader.t("case.history.created_many", kind=reader.t(kinds_key(first.kind)), number=len(alike))
        titles = dict.fromkeys(title for step in alike if (title := reader.record(step.record)))
        yield Fact(title=words, second=_listed(reader, tuple(titles)), left=when, left_second=who)
        return
    for step in alike:
        yield from _step(reader, step, when, who)


def _step(reader: Reader, step: Step, when: str, who: str) -> Iterator[Fact]:
    title = reader.record(step.record) or reader.t("case.history.gone")
    done = _done(step)
    if done != "changed" or step.operation == "purge":
        what = _purged(reader, step) if step.operation == "purge" else reader.t(f"case.history.{done}")
        yield Fact(key_of(step), title, joined(reader.t(kind_key(step.kind)), what), when, who)
        return
    for field in step.fields:
        fact = _field(reader, step, field, title)
        if fact is not None:
            yield Fact(key_of(step, field.path), fact[0], fact[1], when, who)
    if step.withheld:
        words = reader.t("history.withheld", n=step.withheld)
        yield Fact(key_of(step), words, joined(reader.t(kind_key(step.kind)), title), when, who, quiet=True)


def key_of(step: Step, path: str = "") -> str:
    """The key of a line: record, kind and, where it tells of one field, the field's path; `parts_of` takes it apart."""
    return f"{step.record}:{step.kind}#{path}"


def parts_of(key: str) -> tuple[str, str, str]:
    """Record, kind and path; the path is empty for the record itself."""
    place, _, path = key.partition("#")
    record, _, kind = place.partition(":")
    return record, kind, path


def field_label(reader: Reader, kind: str, path: str) -> str:
    """The words for the field of a path."""
    definition = reader.casefile.additions.definition(KINDS[kind], path)
    return label_of(kind, definition, reader.language) if definition is not None else _unknown_field(path)


def _purged(reader: Reader, step: Step) -> str:
    labels = dict.fromkeys(field_label(reader, step.kind, field.path) for field in step.fields)
    known = ", ".join(label for label in labels if label)
    return reader.t("history.purged_fields", fields=known) if known else reader.t("history.purged")


def _done(step: Step) -> str:
    """One of created, changed, deleted, restored."""
    for word, operation in zip(_TIMES, ("create", "change", "delete", "restore"), strict=True):
        if step.operation == operation:
            return word
    return "changed"


def _field(reader: Reader, step: Step, field: FieldStep, title: str) -> tuple[str, str] | None:
    """What the field is now, and what it was; None where only its place in a sequence changed."""
    definition = KINDS[step.kind]
    additions = reader.casefile.additions
    before, after = (
        say_path(definition, field.path, value, reader.language, reader.record, additions)
        for value in (field.before, field.after)
    )
    if before == after:
        return None
    label = field_label(reader, step.kind, field.path)
    now = after or reader.t("case.history.emptied")
    was = reader.t("case.history.was", words=_short(before)) if before else reader.t("case.history.was_empty")
    return f"{label}: {_short(now)}", f"{was}\n{joined(reader.t(kind_key(step.kind)), title)}"


def _unknown_field(path: str) -> str:
    return path.partition("/")[0]


def _day(time: str) -> str:
    """The day where this computer is, as its clock says beside."""
    try:
        return here(time).date().isoformat()
    except ValueError:
        return time[:10]


def _clock(time: str) -> str:
    """Hours and minutes where this computer is."""
    try:
        return here(time).strftime("%H:%M")
    except ValueError:
        return time


def _unknown(reader: Reader, author: str) -> str:
    return reader.t("case.history.author", id=author[:8])


def _listed(reader: Reader, titles: Sequence[str]) -> str:
    """As many titles as are readily read, whole, and how many more there are."""
    if not titles:
        return ""
    fitting = list(takewhile(lambda words: len(words) <= _LONGEST, accumulate(titles, "{}; {}".format)))
    said = fitting[-1] if fitting else _short(titles[0])
    more = len(titles) - max(len(fitting), 1)
    return f"{said} {reader.t('case.history.more', n=more)}" if more else said


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()} …"
