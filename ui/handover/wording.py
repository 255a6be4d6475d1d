"""Numbers, sizes and dates of a handover in the words of the window's language."""

from __future__ import annotations

from collections.abc import Iterable

from babel.numbers import format_decimal
from babel.units import format_unit

from casefile.domain.casefile import CaseFile
from casefile.domain.dates import show
from casefile.domain.kinds import Case, Contact, Evidence, Organisation, Person, Place, Record, Source, kind_of
from casefile.domain.labels import kind_key
from casefile.domain.redaction import Replacement, Withheld
from casefile.domain.shown import name_of
from casefile.domain.values import Text, When
from casefile.domain.visible import visible
from ui.words import language, t, term_list

_UNITS = ("digital-byte", "digital-kilobyte", "digital-megabyte", "digital-gigabyte")
_STEP = 1000
_WHOLE_FROM = 10


def number(count: int) -> str:
    """A whole number as the language groups it."""
    return format_decimal(count, locale=language())


def size(count: int) -> str:
    """Bytes in the unit that keeps the number short: "212 MB", "1.4 GB"."""
    amount, unit = float(count), 0
    while amount >= _STEP and unit + 1 < len(_UNITS):
        amount, unit = amount / _STEP, unit + 1
    rounded = round(amount) if amount >= _WHOLE_FROM or unit == 0 else round(amount, 1)
    return format_unit(rounded, _UNITS[unit], length="short", locale=language())


def date(when: When | None) -> str:
    """A date, whole; empty where there is none, as it was typed where it cannot be read."""
    if when is None:
        return ""
    try:
        return show(when, language())
    except ValueError:
        return when.words or when.edtf


def day(time: str) -> str:
    """The day of an ISO time or date; empty where there is none."""
    return date(When(time[:10])) if time else ""


def text(words: Text | None) -> str:
    """A text in the reader's language, else as it was said."""
    return words.best(language()).text if words else ""


def compared(contact: Contact) -> str:
    """When and how the fingerprint was compared; empty when nobody did."""
    if contact.compared is None:
        return ""
    how, day = text(contact.compared_how), date(contact.compared)
    return t("handing.compared.how", how=how, date=day) if how else t("handing.compared.day", date=day)


def case_title(case: Case) -> str:
    """The title of a case, else its reference."""
    return text(case.title) or case.reference or t("kind.case")


def cited_case(case: Case) -> str:
    """Reference and title in one line."""
    title = case_title(case)
    return f"{case.reference}, {title}" if case.reference and case.reference != title else title


def record_title(record: Record) -> str:
    """What stands for a record in a line; never empty."""
    found = ""
    if isinstance(record, Person | Organisation | Place):
        found = name_of(record, language())
    elif isinstance(record, Source):
        found = record.short or text(record.title)
    elif isinstance(title := getattr(record, "title", None), Text):
        found = text(title)
    return found or t(kind_key(kind_of(record).name))


def evidence_title(file: Evidence) -> str:
    """What a file is called: its title, else what kind of file it is."""
    kind = term_list("evidence_kind").label(file.kind, language()) if file.kind else ""
    return visible(text(file.title)) or kind or t("kind.evidence")


def received_title(kept: Evidence) -> str:
    """The titles of the cases of a disclosure that was received."""
    titles = str(kept.description).splitlines() if kept.description else []
    return visible(", ".join(titles)) or evidence_title(kept)


def records_of(cases: Iterable[CaseFile]) -> dict[str, Record]:
    """Every record of some cases by id, each once."""
    return {record.id: record for case in cases for record in case}


def places(replaced: Replacement) -> str:
    """In how many places of the texts a name was replaced, and how many of them had a case ending."""
    found = t("handing.places", n=replaced.places)
    return t("handing.places.inflected", places=found, n=replaced.inflected) if replaced.inflected else found


def withheld_totals(withheld: Iterable[Withheld]) -> str:
    """How much stays behind in all."""
    some = tuple(withheld)
    return ", ".join(
        part for part in (records(sum(each.records for each in some)), files(sum(each.files for each in some))) if part
    )


def records(count: int) -> str:
    """ "3 records", or nothing."""
    return t("handing.records", n=count) if count else ""


def files(count: int) -> str:
    """ "2 files", or nothing."""
    return t("handing.files", n=count) if count else ""


def summaries(count: int, code: str) -> str:
    """ "a summary in English", "2 summaries in English"."""
    return t("handing.summaries", n=count, language=t(f"handing.in.{code}"))
