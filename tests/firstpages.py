"""Every list of the program, as the window asks for its first page: what is measured in a full vault, and of which no plan may scan one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from casefile.domain.casefile import CaseFile
from casefile.domain.kinds import Person, Role
from casefile.usecases import (
    additions,
    calendar,
    casehistory,
    cases,
    contacts,
    deadlines,
    directory,
    drafts,
    edit,
    evidencelist,
    export,
    filetext,
    inbox,
    mentions,
    narrowing,
    picking,
    purgeoutlook,
    quickrecord,
    railcounts,
    receive,
    recordform,
    sameperson,
    savedviews,
    search,
    today,
)
from casefile.usecases.cases import CaseFilter
from casefile.usecases.evidencelist import EvidenceFilter
from casefile.usecases.search import Narrowing
from casefile.usecases.session import Session

Pages = Mapping[str, Callable[[], object]]
"""What a page is called, and what reads it."""

LANGUAGE = "ru"


def first_pages(session: Session) -> Pages:
    """All of them."""
    whole = cases.load(session, cases.page(session)[0].id)
    return {
        **_of_cases(session, whole),
        **_of_one_case(session, whole),
        **_of_people(session, whole),
        **_of_evidence(session),
        **_of_days(session),
        **_of_searches(session, whole),
        **_of_work(session),
    }


def lists_of_all(session: Session) -> Pages:
    """What is no page but all there is of something: for the command line, or before a person's records are removed."""
    whole = cases.load(session, cases.page(session)[0].id)
    person = next(each for each in whole.records.values() if isinstance(each, Person))
    return {
        "what waits": lambda: today.waiting(session, 14),
        "people who may be one": lambda: sameperson.duplicates(session, "person", LANGUAGE),
        "person, where the name is mentioned": lambda: mentions.of(session, person),
    }


def _of_cases(session: Session, whole: CaseFile) -> Pages:
    found = cases.choices(session)
    in_use, role = found.in_use, next(each for each in whole.records.values() if isinstance(each, Role))
    filters = {
        "all": CaseFilter(),
        "open": CaseFilter(closed=False),
        "closed": CaseFilter(closed=True),
        "detained": CaseFilter(detained=True),
        "no next step": CaseFilter(closed=False, next_step=False),
        **{f"of kind {each}": CaseFilter(kind=each) for each in in_use.kinds},
        **{f"of status {each}": CaseFilter(status=each) for each in in_use.statuses},
        **{f"of theme {each}": CaseFilter(theme=each) for each in in_use.themes[:3]},
        **{f"with tag {each}": CaseFilter(tag=each) for each in in_use.tags[:2]},
        **{f"of region {at}": CaseFilter(region=each.id) for at, each in enumerate(found.regions[:2])},
        "of a person": CaseFilter(person=role.party),
        "with a word": CaseFilter(words=("INV-2021",)),
        "with a word that all have": CaseFilter(words=((whole.case.reference or "")[:3],)),
        "with a word that is nowhere": CaseFilter(words=("xyzzy",)),
        "of kind, status and theme": CaseFilter(
            kind=whole.case.kind, status=whole.case.status, theme=next(iter(whole.case.themes), None), closed=False
        ),
    }
    last = cases.page(session)[-1]
    return {
        **{f"cases {name}": partial(cases.page, session, wanted) for name, wanted in filters.items()},
        "cases, the next page": partial(cases.page, session, None, last),
        "cases of a kind, the next page": partial(cases.page, session, CaseFilter(kind=whole.case.kind), last),
        "cases, numbers beside the filters": lambda: cases.overview(session),
        "cases, what can be filtered by": lambda: cases.choices(session),
        "cases, saved views": lambda: savedviews.saved(session),
    }


def _of_one_case(session: Session, whole: CaseFile) -> Pages:
    case = whole.case
    records = [case.id, *whole.records]
    return {
        "case, whole": lambda: cases.load(session, case.id),
        "case, by its reference": lambda: cases.find(session, case.reference or ""),
        "case, evidence": lambda: evidencelist.page(session, EvidenceFilter(case=case.id)),
        "case, proposals": lambda: deadlines.proposals(session, case.id),
        "case, dismissed proposals": lambda: deadlines.dismissed(session, case.id),
        "case, history": lambda: casehistory.latest(session, records),
        "case, all of its history": lambda: casehistory.steps(session, records),
        "case, what was deleted": lambda: casehistory.deleted(session, whole),
        "case, where else it was": lambda: purgeoutlook.elsewhere(session, case, whole.records),
        "record, form": lambda: recordform.load(session, "case", case.id, LANGUAGE),
        "record, history": lambda: edit.history(session, case.id),
        "record, before it is removed": lambda: purgeoutlook.outlook(session, "case", case.id),
        "record, what can be picked": lambda: picking.likely(session, ["happening", "person"], [case.id], LANGUAGE),
        "record, what is picked by name": lambda: picking.matching(session, "Нур", ["person"], LANGUAGE),
    }


def _of_people(session: Session, whole: CaseFile) -> Pages:
    person = next(each for each in whole.records.values() if isinstance(each, Person))
    names = [each.text for each in person.names if each.text]
    people = directory.page(session, "person", LANGUAGE)
    return {
        "people": lambda: directory.page(session, "person", LANGUAGE),
        "people, the next page": lambda: directory.page(session, "person", LANGUAGE, people[-1]),
        "people, their number": lambda: directory.count(session, "person"),
        "people named": lambda: directory.matching(session, "person", "Нурбек", LANGUAGE),
        "organisations": lambda: directory.page(session, "organisation", "kk"),
        "organisations named": lambda: directory.matching(session, "organisation", "суд", LANGUAGE),
        "person, dossier": lambda: directory.dossier(session, "person", person.id, LANGUAGE),
        "person, others of the group": lambda: sameperson.group(session, person.id, LANGUAGE),
        "person, who may be the same": lambda: sameperson.suggest(session, "person", names, LANGUAGE, person.id),
        "contacts": lambda: contacts.known(session),
    }


def _of_evidence(session: Session) -> Pages:
    filters = {
        "all": EvidenceFilter(),
        "photos": EvidenceFilter(kind="photo"),
        "linked": EvidenceFilter(linked=True),
        "not linked": EvidenceFilter(linked=False),
        "without a date": EvidenceFilter(dated=False),
        "of two months": EvidenceFilter(captured_from="2020-01-01", captured_to="2020-02-29"),
    }
    file = evidencelist.page(session).rows[-1]
    return {
        **{f"evidence {name}": partial(evidencelist.page, session, wanted) for name, wanted in filters.items()},
        "evidence, the next page": lambda: evidencelist.page(session, None, file),
        "evidence, where it comes from": lambda: evidencelist.provenance(session, file.evidence.id),
        "evidence, not read yet": lambda: filetext.unread(session),
        "inbox": lambda: inbox.pending(session),
        "bundles received": lambda: receive.received(session),
    }


def _of_days(session: Session) -> Pages:
    first, last = date(2026, 11, 1), date(2026, 11, 30)
    return {
        "today": lambda: today.today(session),
        "calendar, a month": lambda: calendar.calendar(session, first, last, LANGUAGE),
        "deadlines, rules": lambda: deadlines.rules(session),
        "deadlines, proposals": lambda: deadlines.proposals(session),
        "numbers in the rail": lambda: railcounts.counts(session),
    }


def _of_searches(session: Session, whole: CaseFile) -> Pages:
    found = cases.choices(session)
    theme, region = next(iter(found.in_use.themes), None), next((each.id for each in found.regions), None)
    return {
        "search": lambda: search.find(session, "задержание", (), LANGUAGE),
        "search for one letter": lambda: search.find(session, "а", (), LANGUAGE),
        "search for a name": lambda: search.find(session, "Нурбек", (), LANGUAGE),
        "search, kind by kind": lambda: search.survey(session, "адвокат", LANGUAGE, 6),
        "search in a case": lambda: search.find(session, "суд", (), LANGUAGE, narrowing=Narrowing(case=whole.case.id)),
        "search within a theme": lambda: search.find(session, "суд", (), LANGUAGE, narrowing=Narrowing(theme=theme)),
        "search within a region": lambda: search.find(session, "суд", (), LANGUAGE, narrowing=Narrowing(region=region)),
        "search within a role": lambda: search.find(session, "суд", (), LANGUAGE, narrowing=Narrowing(role="lawyer")),
        "searches kept": lambda: narrowing.saved(session),
    }


def _of_work(session: Session) -> Pages:
    return {
        "quick record, the next reference": lambda: quickrecord.propose_reference(session),
        "quick record, what was typed": lambda: quickrecord.kept_typed(session),
        "drafts": lambda: drafts.kept(session),
        "register of exports": lambda: export.register(session),
        "fields and terms that people added": lambda: additions.used(session),
    }
