"""Days of the calendar for other programs: iCalendar, RFC 5545.

What has to be done is a VTODO, what takes place a VEVENT. UID is the id of the record, so a file imported again replaces what was there.
Hours are given in UTC, which every program reads without a table of time zones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, Todo

_PRODUCT = "-//Casefile//Calendar//EN"
_DOMAIN = "casefile.invalid"
_MORNING = time(9)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One day. `uid` is the record's id; `hour` is aware, or naive for an hour of whatever clock; `alarms` are days on which to remind."""

    uid: str
    summary: str
    first: date
    last: date
    hour: time | None = None
    is_to_do: bool = False
    alarms: tuple[date, ...] = ()


def write(entries: Iterable[CalendarEntry], name: str, now: datetime) -> bytes:
    """The file: UTF-8, lines of at most 75 octets ended by CRLF. `name` is how the calendar is called there."""
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for entry in entries:
        calendar.add_component(_component(entry, now))
    return bytes(calendar.to_ical())


def _component(entry: CalendarEntry, now: datetime) -> Event | Todo:
    component = Todo() if entry.is_to_do else Event()
    component.add("uid", f"{entry.uid}@{_DOMAIN}")
    component.add("dtstamp", now.astimezone(UTC))
    component.add("summary", entry.summary)
    component.add("class", "CONFIDENTIAL")
    begins = _moment(entry)
    if isinstance(component, Todo):
        component.add("due", begins if entry.hour else entry.last)
    else:
        component.add("dtstart", begins)
        component.add("transp", "TRANSPARENT")
        if entry.hour is None:
            component.add("dtend", entry.last + timedelta(1))  # RFC 5545, 3.6.1: the end is not part of the event
    for day in entry.alarms:
        component.add_component(_alarm(entry, day))
    return component


def _moment(entry: CalendarEntry) -> date | datetime:
    if entry.hour is None:
        return entry.first
    moment = datetime.combine(entry.first, entry.hour)
    return moment.astimezone(UTC) if moment.tzinfo else moment


def _alarm(entry: CalendarEntry, day: date) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", entry.summary)
    moment = datetime.combine(day, _MORNING).astimezone(UTC)
    alarm.add("trigger", moment)
    return alarm
