"""What the page of evidence says, in the reader's language: plain values of the core in, words out."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable
from datetime import timedelta

from babel.dates import format_date
from babel.numbers import format_decimal

from casefile import clock
from casefile.domain import dates
from casefile.domain.kinds import Evidence
from casefile.domain.values import Text, When
from casefile.domain.visible import visible
from casefile.usecases import picking
from casefile.usecases.evidencelist import EvidenceRow, Totals
from casefile.usecases.preview import Glance
from casefile.usecases.session import Session
from ui.bytesize import show_size
from ui.moments import here
from ui.words import language, t, term_list

_BY_MEDIA = (("image/", "image"), ("video/", "video"), ("audio/", "audio"), ("text/", "text"))
_PDF = "application/pdf"
_LOCALES = {"en": "en_GB", "ru": "ru", "kk": "kk"}


def joined(*parts: str) -> str:
    """Parts of a second line, those that say something."""
    return " · ".join(part for part in parts if part)


def number(value: int) -> str:
    """A whole number as the reader writes it."""
    return str(format_decimal(value, locale=language()))


def totals(found: Totals) -> str:
    """``26 files, 9.2 GB``."""
    if not found.count:
        return ""
    return t("evidence.totals", n=found.count, number=number(found.count), size=show_size(found.size))


def title(file: Evidence) -> str:
    """What a file is called. Names come from outside: what works unseen in one is spelt out."""
    return visible(text(file.title) or file.original_name or (file.sha256 or "")[:8])


def text(words: Text | None) -> str:
    """A text in the reader's language, else as it was said."""
    return words.best(language()).text if words else ""


def kind(file: Evidence) -> str:
    """What a file is, in a word. A document says its format where people know it by that."""
    if file.kind in (None, "document") and file.media_type == _PDF:
        return "PDF"
    if file.kind:
        return term_list("evidence_kind").label(file.kind, language())
    return _of_media(file.media_type or "")


def kind_of_name(name: str) -> str:
    """What a file that nobody has looked into is, to go by its name."""
    media, _ = mimetypes.guess_type(name)
    return "PDF" if media == _PDF else _of_media(media or "")


def second(row: EvidenceRow, glance: Glance | None, fits: Callable[[str], bool]) -> str:
    """The line under a tile: what it is, and the one thing that tells it from others. A date is shortened before it is cut."""
    file = row.evidence
    probe = glance.probe if glance else None
    if file.captured is not None:
        ways = (
            joined(kind(file), date(file.captured)),
            joined(kind(file), short_date(file.captured)),
            date(file.captured),
        )
        return next((words for words in ways if fits(words)), ways[-1])
    if probe is not None and probe.pages and file.media_type == _PDF:
        return joined(kind(file), t("evidence.pages", n=probe.pages))
    if file.transcript is not None:
        return joined(kind(file), t("evidence.transcript"))
    return joined(kind(file), show_size(file.size or 0) if row.linked else t("evidence.not_linked"))


def badge(glance: Glance | None) -> str:
    """The length of a recording: ``3:41``."""
    probe = glance.probe if glance else None
    return length(probe.duration_ms) if probe and probe.duration_ms else ""


def length(milliseconds: int) -> str:
    """A length as players write it: ``0:18``, ``1:02:03``."""
    seconds = max(round(milliseconds / 1000), 1)
    hours, minutes = divmod(seconds // 60, 60)
    if hours:
        return f"{hours}:{minutes:02}:{seconds % 60:02}"
    return f"{minutes}:{seconds % 60:02}"


def date(when: When | None) -> str:
    """A date, whole; one that cannot be read stands as it was typed."""
    if when is None:
        return ""
    try:
        return dates.show(when, language())
    except ValueError:
        return when.words or when.edtf


def short_date(when: When) -> str:
    """A day with its month shortened; anything else whole."""
    try:
        found = dates.bounds(when.edtf)
    except ValueError:
        return date(when)
    if found.earliest != found.latest:
        return date(when)
    return str(format_date(found.earliest, t("evidence.pattern.dated"), locale=_LOCALES[language()]))


def captured(file: Evidence) -> str:
    """``22 July 2019, 11:32 +06:00``: to the minute, with the zone that the device wrote."""
    day = date(file.captured)
    if not file.captured_time:
        return day
    clock_, zone = file.captured_time[:5], file.captured_time[8:]
    return joined_by_comma(day, f"{clock_} {zone}".strip())


def joined_by_comma(*parts: str) -> str:
    """Parts that say something, with commas."""
    return ", ".join(part for part in parts if part)


def day(time: str) -> str:
    """The day of an ISO time, short: ``23 Jul 2019``."""
    then = here(time).date()
    return str(format_date(then, t("evidence.pattern.dated"), locale=_LOCALES[language()]))


def moment(time: str) -> str:
    """``today 14:02``, ``yesterday 09:10``, else the day."""
    then, today = here(time), clock.now().date()
    if then.date() == today:
        return t("evidence.today_at", time=f"{then:%H:%M}")
    if then.date() == today - timedelta(1):
        return t("evidence.yesterday_at", time=f"{then:%H:%M}")
    return day(time)


def grouped(sha256: str) -> tuple[str, str]:
    """A hash in groups of eight, on two lines."""
    groups = [sha256[place : place + 8] for place in range(0, len(sha256), 8)]
    return " ".join(groups[:4]), " ".join(groups[4:])


def _of_media(media: str) -> str:
    name = next((name for start, name in _BY_MEDIA if media.startswith(start)), "file")
    return t(f"evidence.kind.{name}")


def of_case(session: Session, case_id: str) -> str:
    """What the filter says of a case; empty where it is gone."""
    found = picking.named(session, [case_id], language()).get(case_id)
    return ", ".join(part for part in (found.second, found.title) if part) if found else ""
