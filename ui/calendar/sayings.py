"""What the calendar says of an event, in the reader's language: plain values of the core in, rows out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from babel.numbers import format_decimal

from casefile.domain.dates import show
from casefile.domain.values import When
from casefile.usecases.calendar import Event, Sort
from ui.calendar.days import day_in_words, last_of, month_in_words
from ui.deadlines.wording import hour
from ui.facts.rows import Fact, FactRow, Head
from ui.words import language, t

ICONS = {
    Sort.DEADLINE: "clock",
    Sort.HEARING: "gavel",
    Sort.TASK: "circle",
    Sort.MEASURE: "flag",
    Sort.PROPOSED: "calendar-clock",
}
DONE = "circle-check"


def icon(event: Event) -> str:
    """Its icon: its kind, or a tick where it is done."""
    return DONE if event.is_done and event.kind == "task" else ICONS[event.sort]


def words(event: Event) -> str:
    """It in one line of a day: "10:00 Hearing of …"."""
    return " ".join(part for part in (hour(event.hour), event.title) if part)


def spoken(day: date, events: Sequence[Event]) -> str:
    """What a screen reader says of a day."""
    count = t("calendar.entries", n=len(events)) if events else ""
    said = (f"{t(f'calendar.sort.{event.sort}')}: {words(event)}" for event in events)
    return ", ".join(part for part in (day_in_words(day), count, *said) if part)


def fact(event: Event, *, columns: bool) -> Fact:
    """It as a row: beside the grid, or with hour and kind in the left column."""
    sort, clock = t(f"calendar.sort.{event.sort}"), hour(event.hour)
    where = event.case.reference or "" if event.case else ""
    second = [event.note, where] if columns else [clock, sort, event.note, where]
    between = "" if event.has_day else show(When(f"[{event.first.isoformat()}..{event.last.isoformat()}]"), language())
    late = event.is_overdue
    return Fact(
        event.id,
        event.title,
        second=" · ".join(part for part in (*second, _between(event, between)) if part),
        left=(clock or sort) if columns else "",
        left_second=sort if columns and clock else "",
        icon=icon(event),
        right=t("calendar.overdue") if late else _over(event) if event.is_done else "",
        right_chip="due" if late else None,
        quiet=event.is_done,
    )


def day_rows(day: date, events: Sequence[Event]) -> tuple[FactRow, ...]:
    """The rows beside the grid: the chosen day, then what is known to lie in its month, on no day."""
    on_day = [each for each in events if each.has_day and each.first == day]
    in_month = [each for each in events if not each.has_day and _touches(each, day)]
    rows: list[FactRow] = [Head(day_in_words(day), _number(on_day))]
    rows += [fact(each, columns=False) for each in on_day]
    if not on_day:
        rows.append(Fact(title=t("calendar.day.empty"), quiet=True))
    if in_month:
        rows.append(Head(t("calendar.no_day"), _number(in_month), second=t("calendar.no_day.line")))
        rows += [fact(each, columns=False) for each in in_month]
    return tuple(rows)


def agenda_rows(events: Iterable[Event], since: date, today: date) -> tuple[FactRow, ...]:
    """The rows of the agenda from `since` on: days that have something; what lies in a month on no day stands before its days."""
    wanted = [each for each in events if each.last >= since]
    rows: list[FactRow] = []
    ordered = sorted(wanted, key=lambda each: (max(each.first, since).replace(day=1), each.has_day, each.order))
    for (month, has_day), of_month in groupby(
        ordered, key=lambda each: (max(each.first, since).replace(day=1), each.has_day)
    ):
        if not has_day:
            group = list(of_month)
            rows.append(Head(f"{month_in_words(month)} · {t('calendar.no_day')}", _number(group)))
            rows += [fact(each, columns=True) for each in group]
            continue
        for day, of_day in groupby(of_month, key=lambda each: each.first):
            head = t("calendar.today_is", day=day_in_words(day)) if day == today else day_in_words(day)
            rows.append(Head(head, "" if day.year == today.year else str(day.year)))
            rows += [fact(each, columns=True) for each in of_day]
    return tuple(rows)


def _over(event: Event) -> str:
    """A task was done, a measure is over."""
    return t("calendar.done" if event.kind == "task" else "calendar.past")


def _between(event: Event, said: str) -> str:
    whole = event.first == event.first.replace(day=1) and event.last == last_of(event.first)
    return show(When(f"{event.first:%Y-%m}"), language()) if whole and said else said


def _touches(event: Event, day: date) -> bool:
    return event.first <= last_of(day) and event.last >= day.replace(day=1)


def _number(events: Sequence[Event]) -> str:
    return str(format_decimal(len(events), locale=language())) if events else ""
