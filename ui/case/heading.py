"""What the header of a case says, in plain values."""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.casefile import CaseFile
from casefile.domain.dates import bounds
from casefile.domain.kinds import Organisation, Person, StatusAsOf
from ui.case.reader import Reader, joined, small

PRINCIPAL_ROLES = ("victim", "accused", "suspect", "convicted", "subject", "claimant", "applicant", "respondent")
_SPELLING_ORDER = ("ru", "kk", "en")
_PROPER = frozenset({"january_2022"})  # themes that keep their capital in English


@dataclass(frozen=True)
class CaseHeading:
    """Title, other `spellings` of the main person, the `status` with the day it was last known, and the line below."""

    title: str
    spellings: tuple[str, ...]
    status: str
    meta: str
    reference: str


def heading(reader: Reader) -> CaseHeading:
    """The header of the reader's case."""
    case = reader.casefile.case
    title = reader.title(case)
    parties = principals(reader.casefile)
    main = _main_party(reader.casefile, parties, title)
    others = [reader.casefile.called(each.id, reader.language) for each in parties if main and each.id != main.id]
    meta = joined(
        case.reference or "",
        _themes(reader, case.themes),
        reader.place(case.region),
        reader.t("case.with", names=", ".join(others)) if 0 < len(others) <= 3 else "",
    )
    return CaseHeading(title, _spellings(reader.casefile, main, title), _status(reader), meta, case.reference or "")


def principals(casefile: CaseFile) -> tuple[Person | Organisation, ...]:
    """Whom the case is about, each once: those with a principal role in the case itself, in the order of those roles."""
    roles = [role for role in casefile.roles_in(casefile.case.id) if role.role in PRINCIPAL_ROLES]
    roles.sort(key=lambda role: PRINCIPAL_ROLES.index(role.role or ""))
    ids = casefile.once(role.party for role in roles if role.party)
    return tuple(party for each in ids if (party := casefile.party(each)))


def _main_party(
    casefile: CaseFile, parties: tuple[Person | Organisation, ...], title: str
) -> Person | Organisation | None:
    """The one whose name is the title, else the only one there is."""
    for party in parties:
        if any(name.text == title for name in casefile.names_of(party.id)):
            return party
    return parties[0] if len(parties) == 1 else None


def _spellings(casefile: CaseFile, party: Person | Organisation | None, title: str) -> tuple[str, ...]:
    if party is None:
        return ()

    def place(language: str | None) -> int:
        return _SPELLING_ORDER.index(language) if language in _SPELLING_ORDER else len(_SPELLING_ORDER)

    usual = [name for name in casefile.names_of(party.id) if name.sort in (None, "usual")]
    names = sorted(usual, key=lambda name: place(name.language))
    return tuple(dict.fromkeys(name.text for name in names if name.text != title))


def _themes(reader: Reader, codes: tuple[str, ...]) -> str:
    words = [_short(reader, "theme", "theme", code) for code in codes]
    kept = [code in _PROPER and reader.language == "en" for code in codes]
    rest = [each if keep else small(each) for each, keep in zip(words[1:], kept[1:], strict=True)]
    return ", ".join([*words[:1], *rest])


def _short(reader: Reader, group: str, terms: str, code: str | None) -> str:
    """The words for a code, shorter where the header has its own: beside others "expression" says enough."""
    key = f"case.{group}.{code}"
    return reader.t(key) if reader.catalogue.has(key) else reader.term(terms, code)


def _status(reader: Reader) -> str:
    status = last_status(reader.casefile)
    if status is None:
        return ""
    words = _short(reader, "status", "person_status", status.status) or reader.text(status.detail)
    if status.as_of is None:
        return words
    return joined(words, reader.t("case.last_known", date=reader.compact(status.as_of)))


def last_status(casefile: CaseFile) -> StatusAsOf | None:
    """The status of the case that was known last."""

    def day(status: StatusAsOf) -> str:
        try:
            return bounds(status.as_of.edtf).latest.isoformat() if status.as_of else ""
        except ValueError:
            return ""

    return max(casefile.case.statuses, key=day, default=None)
