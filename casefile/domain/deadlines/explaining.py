"""How a limit was reckoned, in one paragraph: what was counted from when, which law says so, what is in doubt, and to check with counsel."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from casefile.domain.dates import show
from casefile.domain.deadlines import clocks
from casefile.domain.deadlines.proposal import Proposal
from casefile.domain.deadlines.reckoning import Reckoning
from casefile.domain.kinds import DeadlineRule
from casefile.domain.values import Text, When
from casefile.i18n import Catalogue

_MOST_HOLIDAYS = 6


def explanation(proposal: Proposal, language: str) -> str:
    """How the end was reckoned, and on a line of its own what to look out for with the rule."""
    note = _text(proposal.rule.note, language)
    return "\n".join(filter(None, (brief(proposal, language), note)))


def brief(proposal: Proposal, language: str) -> str:
    """How the end was reckoned: "48 hours from 2 May 2024, 14:30 +05:00: 4 May 2024, 14:30 +05:00. Source: … Check with counsel."."""
    words = Catalogue(language)
    rule = proposal.rule
    parts = [_counted(proposal, words), *_passed_over(rule, proposal.reckoning, words)]
    parts += findings_in_words(proposal.reckoning, language)
    source = _text(rule.legal_source, language)
    if source:
        parts.append(words.text("deadlines.source", source=source.rstrip(".")))
    parts.append(counsel(rule, language))
    return " ".join(parts)


def counsel(rule: DeadlineRule, language: str) -> str:
    """That the rule is to be checked with counsel, or when it was."""
    words = Catalogue(language)
    if rule.checked is None:
        return words.text("deadlines.check")
    return words.text("deadlines.checked", date=_shown(rule.checked, language))


def length_in_words(rule: DeadlineRule, language: str) -> str:
    """How long: "48 hours", "15 working days"; empty where the rule does not say."""
    if not rule.length or rule.unit not in ("hours", "days", "months"):
        return ""
    working = rule.unit == "days" and rule.counting == "working"
    return Catalogue(language).text(f"deadlines.length.{'working_days' if working else rule.unit}", n=rule.length)


def end_in_words(reckoning: Reckoning, language: str) -> str:
    """When it ends: a day and hour, a day, or between which days."""
    if reckoning.moment is not None:
        return _moment(reckoning.moment, language)
    return show(reckoning.due, language)


def findings_in_words(reckoning: Reckoning, language: str) -> list[str]:
    """One sentence for each doubt."""
    words = Catalogue(language)
    there = reckoning.by_the_clock
    hour = _moment(there, language) if there else ""
    return [words.text(f"deadlines.doubt.{doubt}", moment=hour) for doubt in dict.fromkeys(reckoning.doubts)]


def _counted(proposal: Proposal, words: Catalogue) -> str:
    rule, reckoning, language = proposal.rule, proposal.reckoning, words.language
    begins = reckoning.begins
    start = _moment(begins, language) if begins else _shown(proposal.trigger.when, language)
    key = "deadlines.counted" if reckoning.earliest == reckoning.latest else "deadlines.counted_between"
    first = show(When(reckoning.earliest.isoformat()), language)
    last = show(When(reckoning.latest.isoformat()), language)
    end = end_in_words(reckoning, language)
    return words.text(key, length=length_in_words(rule, language), start=start, end=end, first=first, last=last)


def _passed_over(rule: DeadlineRule, reckoning: Reckoning, words: Catalogue) -> Iterator[str]:
    if reckoning.holidays:
        days = _days(reckoning.holidays[:_MOST_HOLIDAYS], words)
        more = len(reckoning.holidays) - _MOST_HOLIDAYS
        key = "deadlines.holidays_more" if more > 0 else "deadlines.holidays"
        yield words.text(key, days=days, more=more)
    if reckoning.moved_from:
        yield words.text("deadlines.moved", day=show(When(reckoning.moved_from.isoformat()), words.language))
    if rule.counts_first_day and rule.unit != "hours":
        yield words.text("deadlines.first_day")


def _days(days: tuple[date, ...], words: Catalogue) -> str:
    return ", ".join(show(When(day.isoformat()), words.language, "short") for day in days)


def _moment(moment: datetime, language: str) -> str:
    day = show(When(moment.date().isoformat()), language)
    offset = clocks.written(moment)[5:]
    return f"{day}, {moment:%H:%M}{' ' + offset if offset else ''}"


def _shown(when: When, language: str) -> str:
    try:
        return show(when, language)
    except ValueError:
        return when.words or when.edtf


def _text(text: Text | None, language: str) -> str:
    return text.best(language).text if text else ""
