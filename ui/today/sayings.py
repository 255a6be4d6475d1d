"""What the start page says, in the reader's language: plain values of the core in, lines out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from casefile.domain import dates
from casefile.domain.kinds import KINDS, Case, Task
from casefile.domain.labels import kind_key, label_of
from casefile.domain.shown import name_of
from casefile.domain.values import Text, When
from casefile.usecases.picking import called
from casefile.usecases.today import Backup, DueTask, EndingMeasure, Lately, Proposed, QuietCase, Some
from ui.deadlines.wording import hour
from ui.moments import here
from ui.today.lines import LineItem, Look
from ui.words import additions, at_least, language, t, term_list

_SOON = 14  # days in which the end of a measure waits for someone
_OLD_BACKUP = 7
_MOST_PARTS = 2


def total(found: Some[Any]) -> str:
    """How many there are in all, or at least."""
    return at_least(number(found.total)) if found.more else number(found.total)


def number(value: int) -> str:
    """A whole number as the reader writes it."""
    return format_decimal(value, locale=language())


def heading(day: date) -> str:
    """The day, as the title of the page: "Thursday, 2 May 2024"."""
    return _capital(_day(day, t("today.pattern.title")))


def due(task: DueTask, today: date) -> LineItem:
    """A task that waits."""
    look: Look = "overdue" if task.overdue else "due" if task.due == today and _is_day(task) else "plain"
    return LineItem(
        task.task.id,
        _text(task.task.title),
        lead=_lead(task, today),
        look=look,
        icon="circle",
        tick=t("today.tick"),
        right=_case(task.case),
    )


def proposed(found: Proposed, today: date) -> LineItem:
    """What a rule proposes; a click asks whether it becomes a task."""
    reckoning, rule = found.proposal.reckoning, found.proposal.rule
    task = Task(due=reckoning.due, time=reckoning.time)
    lead = _lead(DueTask(task, found.case, reckoning.earliest, overdue=False), today)
    return LineItem(found.proposal.id, _text(rule.title), lead=lead, icon="calendar-clock", right=_case(found.case))


def hearing(task: DueTask, today: date) -> LineItem:
    """A hearing to come."""
    look: Look = "due" if task.due == today and _is_day(task) else "plain"
    lead = _lead(task, today)
    return LineItem(task.task.id, _text(task.task.title), lead=lead, look=look, icon="gavel", right=_case(task.case))


def measure(ending: EndingMeasure, today: date) -> LineItem:
    """A measure that ends, or whose end nobody states."""
    what = ending.measure
    type_ = term_list("measure_type").label(what.type, language()) if what.type else ""
    side = _until(what.end, today) if what.end else _from(what.start, today) if what.start else ""
    second = ", ".join(part for part in (type_, side) if part)
    name = name_of(ending.subject, language()) if ending.subject else called(what, language(), additions())
    if ending.days is None:
        return LineItem(what.id, name, second=second, right=t("today.measure.no_end"))
    tone = "due" if ending.days <= _SOON else "ink2"
    return LineItem(what.id, name, second=second, right=_in_days(ending.days), right_tone=tone)


def quiet(case: QuietCase) -> LineItem:
    """A case without a next step."""
    return LineItem(case.row.id, _text(case.row.title) or case.row.reference or "", right=_quiet_for(case.days))


def _quiet_for(days: int) -> str:
    return t("today.quiet", n=days) if days > 0 else t("today.quiet.today")


def changed(change: Lately, today: date, own: str) -> LineItem:
    """What was changed in a case; `own` is the id of the person at the screen."""
    who = t("today.you") if change.author == own else t("today.colleague")
    return LineItem(
        change.case.id,
        _case(change.case),
        note=_what_changed(change),
        right=t("today.changed.by", who=who, when=_moment(change.time, today)),
    )


def backup(last: Backup | None, today: date) -> tuple[str, str, bool]:
    """How old the backup is, where it lies, and whether that is too old."""
    if last is None:
        return t("today.backup.never"), t("today.backup.never.line"), True
    first = t("today.backup.today") if last.days <= 0 else t("today.backup.days", n=last.days)
    pattern = "today.pattern.plain" if last.day.year == today.year else "today.pattern.dated"
    second = t("today.backup.place", date=_day(last.day, t(pattern)), place=last.place)
    return first, second, last.days > _OLD_BACKUP


def reading(typed: str, today: date) -> str:
    """The EDTF of what was typed as a date; empty where it is none."""
    found = dates.read(typed, language(), today)
    return found.edtf if found else ""


def _lead(task: DueTask, today: date) -> str:
    when, time = task.task.due, hour(task.task.time)
    if when is None or task.due is None:
        return t("today.no_day")
    if not _is_day(task):
        short = _short(when, today)
        return t("today.day_unknown", date=short) if len(when.edtf) == len("2024-05") else short
    near = {today: "today.today", today + timedelta(1): "today.tomorrow"}.get(task.due)
    if near:
        return t("today.with_time", day=t(near), time=time) if time else t(near)
    if time and (task.due.year, task.due.month) == (today.year, today.month):
        return t("today.with_time", day=_capital(_day(task.due, t("today.pattern.weekday"))), time=time)
    pattern = "today.pattern.short" if task.due.year == today.year else "today.pattern.dated"
    day = _capital(_day(task.due, t(pattern)))
    return t("today.with_time", day=day, time=time) if time else day


def _is_day(task: DueTask) -> bool:
    assert task.task.due is not None
    days = dates.bounds(task.task.due.edtf)
    return days.earliest == days.latest


def _short(when: When, today: date) -> str:
    said = dates.show(when, language(), "short")
    same_year = dates.bounds(when.edtf).latest.year == today.year
    return _capital(said if same_year else dates.show(when, language()))


def _from(when: When, today: date) -> str:
    day = _exact(when, today)
    return t("today.measure.from", date=day) if day else _open_sided(f"{when.edtf}/..", when)


def _until(when: When, today: date) -> str:
    day = _exact(when, today)
    return t("today.measure.until", date=day) if day else _open_sided(f"../{when.edtf}", when)


def _exact(when: When, today: date) -> str:
    """A day of this year without its year, one of another year with it; nothing where the day is not known."""
    days = dates.bounds(when.edtf)
    if days.earliest != days.latest:
        return ""
    pattern = "today.pattern.abbreviated" if days.latest.year == today.year else "today.pattern.dated"
    return _day(days.latest, t(pattern))


def _open_sided(edtf: str, when: When) -> str:
    """A month or year as the side of an interval, in the case that the language asks for; what has sides already as it is."""
    try:
        return dates.show(When(edtf), language())
    except ValueError:
        return dates.show(when, language())


def _in_days(days: int) -> str:
    if days == 0:
        return t("today.measure.today")
    return t("today.measure.days", n=days)


def _what_changed(change: Lately) -> str:
    if change.made:
        return t("today.changed.new")
    files = change.added.get("evidence", 0)
    others = sum(change.added.values()) - files
    parts = [t("today.changed.files", n=files)] if files else []
    parts += [t("today.changed.records", n=others)] if others else []
    parts += [_small(_field(name)) for name in change.fields]
    parts += [_small(t(kind_key(kind))) for kind in change.touched if kind not in change.added]
    parts = list(dict.fromkeys(parts))
    return ", ".join(parts[:_MOST_PARTS]) + ("…" if len(parts) > _MOST_PARTS else "")


def _field(name: str) -> str:
    field = additions().definition(KINDS["case"], name)
    return t("saying.other_field") if field is None else label_of("case", field, language())


def _moment(time: str, today: date) -> str:
    """The clock today, "yesterday", or the day."""
    then = here(time)
    if then.date() == today:
        return f"{then:%H:%M}"
    if then.date() == today - timedelta(1):
        return t("today.yesterday")
    pattern = "today.pattern.abbreviated" if then.year == today.year else "today.pattern.dated"
    return _day(then.date(), t(pattern))


def _case(case: Case | None) -> str:
    return "" if case is None else _text(case.title) or case.reference or ""


def _text(text: Text | None) -> str:
    return text.best(language()).text if text else ""


def _day(day: date, pattern: str) -> str:
    return format_date(day, pattern, locale=_LOCALES[language()])


_LOCALES = {"en": "en_GB", "ru": "ru", "kk": "kk"}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _small(words: str) -> str:
    """A label inside a sentence; abbreviations keep their capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
