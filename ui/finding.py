"""What the palette and the Search page find: records of the open vault, and things to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from casefile.domain import dates
from casefile.domain.kinds import Case, Happening, Intervention, Source
from casefile.domain.labels import kinds_key
from casefile.usecases import narrowing, search, teamfolder
from casefile.usecases.narrowing import SavedSearch
from casefile.usecases.picking import called
from casefile.usecases.search import Found as Hit
from casefile.usecases.session import Session
from ui.shell.answers import Answer, Found, FoundGroup, Marked
from ui.shell.targets import OpenRecord, OpenReport
from ui.shell.undoing import offers
from ui.teamwork import EXCHANGE
from ui.words import additions, language, t

_ORDER = ("person", "organisation", "case", "happening", "proceeding", "measure", "evidence", "intervention", "source")
_ICONS = {
    "person": "user-round",
    "organisation": "landmark",
    "case": "folder",
    "happening": "circle",
    "proceeding": "scale",
    "measure": "gavel",
    "evidence": "file-text",
    "intervention": "megaphone",
    "source": "quote",
    "task": "list-todo",
    "deadlinerule": "calendar-clock",
    "note": "sticky-note",
    "place": "map-pin",
    "instrument": "scroll-text",
    "contact": "user-round-plus",
}
_OWN_PAGE = {"person": "people", "organisation": "organisations", "evidence": "evidence"}
_LED_TO_CASE = ("happening", "proceeding", "measure", "intervention")
_ACTIONS = (
    ("finding.new_case", "plus", "cases", "new"),
    ("finding.hand_over", "package", "handover", None),
    ("finding.add_evidence", "paperclip", "evidence", None),
    ("inbox.action", "inbox", "inbox", None),
    ("report.action", "quote", "report", OpenReport()),
    ("importing.action", "upload", "importing", None),
)

_STEPS = {"undo": "undo-2", "redo": "redo-2", EXCHANGE: "refresh-cw"}


class Finder:
    """Answers the palette for one open vault. Called off the window's thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, query: str, every_spelling: bool) -> Answer:
        """The best results kind by kind; with nothing typed, what one can do."""
        words = query.strip()
        does = [*offers(self._session), *_exchange(self._session)]
        steps = [Found(name, _STEPS[name], ((said, False),), act=name) for name, said in does]
        saved = _saved(narrowing.saved(self._session), words.casefold())
        if not words:
            return Answer((_actions(_ACTIONS, steps), *saved))
        most = search.AS_ONE_TYPES
        hits = search.answer(self._session, words, language=language(), limit=most, every_spelling=every_spelling)
        matching = [action for action in _ACTIONS if words.lower() in t(action[0]).lower()]
        steps = [step for step in steps if words.lower() in step.title[0][0].lower()]
        groups = [replace(group(kind, found, len(found)), more=len(hits) >= most) for kind, found in _by_kind(hits)]
        return Answer(
            (*by_reference_first(groups, words), *saved, *([_actions(matching, steps)] if matching or steps else []))
        )


def _exchange(session: Session) -> list[tuple[str, str]]:
    """What is done, and words for it, where a team folder is set up."""
    return [(EXCHANGE, t("team.action"))] if teamfolder.setting(session) else []


def _saved(kept: Sequence[SavedSearch], words: str) -> list[FoundGroup]:
    """Searches that were kept under a name with these words, folded."""
    found = tuple(
        Found(f"saved:{each.id}", "bookmark", ((each.name, False),), ((each.typed, False),), page="search", target=each)
        for each in kept
        if words in each.name.casefold()
    )
    return [FoundGroup("saved", t("search.saved"), len(found), found)] if found else []


def place_of(kind: str) -> tuple[int, str]:
    """What kinds are sorted by wherever results are shown."""
    return (_ORDER.index(kind) if kind in _ORDER else len(_ORDER), kind)


def by_reference_first(groups: Iterable[FoundGroup], typed: str) -> list[FoundGroup]:
    """The groups in their order; but who types the whole reference of a case means that case: it stands before all names that are like a part of it."""
    words = typed.strip().casefold()

    def is_meant(each: Found) -> bool:
        return bool(words) and each.page == "cases" and each.right.casefold() == words

    moved = [replace(each, found=tuple(sorted(each.found, key=lambda one: not is_meant(one)))) for each in groups]
    return sorted(moved, key=lambda each: not any(map(is_meant, each.found)))


def group(kind: str, hits: Sequence[Hit], total: int) -> FoundGroup:
    """Results of one kind, of which there are `total`, as lists show them."""
    return FoundGroup(kind, t(kinds_key(kind)), total, tuple(_found(hit) for hit in hits))


def _by_kind(hits: Iterable[Hit]) -> list[tuple[str, list[Hit]]]:
    def kind(hit: Hit) -> tuple[int, str]:
        return place_of(hit.kind)

    return [(name, list(found)) for (_, name), found in groupby(sorted(hits, key=kind), key=kind)]


def _found(hit: Hit) -> Found:
    page, target = _way(hit)
    return Found(
        hit.id,
        _ICONS.get(hit.kind, "file"),
        _marked(hit.title, hit.title_marks) or ((called(hit.record, language(), additions()), False),),
        _spellings(hit) if hit.spellings else _marked(hit.snippet, hit.marks),
        _right(hit),
        page,
        target,
    )


def _spellings(hit: Hit) -> Marked:
    pieces: list[tuple[str, bool]] = []
    for name, spans in zip(hit.spellings, hit.spelling_marks, strict=True):
        pieces += [*([(" · ", False)] if pieces else []), *_marked(name, spans)]
    return tuple(pieces)


def _way(hit: Hit) -> tuple[str, object]:
    if hit.kind == "case":
        return "cases", hit.id
    if hit.kind in _LED_TO_CASE and hit.cases:
        return "cases", (hit.cases[0], hit.id)
    if hit.kind in _OWN_PAGE:
        return _OWN_PAGE[hit.kind], hit.id
    return "form", OpenRecord(hit.kind, hit.id)


def _right(hit: Hit) -> str:
    record = hit.record
    if isinstance(record, Case):
        return record.reference or ""
    when = {Happening: "when", Intervention: "date", Source: "date"}.get(type(record))
    found = getattr(record, when) if when else None
    return dates.show(found, language(), "long") if found else ""


def _marked(text: str, spans: Iterable[tuple[int, int]]) -> Marked:
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if start >= at:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    pieces.append((text[at:], False))
    return tuple(piece for piece in pieces if piece[0])


def _actions(actions: Iterable[tuple[str, str, str, object]], steps: Iterable[Found]) -> FoundGroup:
    pages = (Found(key, icon, ((t(key), False),), page=page, target=target) for key, icon, page, target in actions)
    found = (*steps, *pages)
    return FoundGroup("action", t("finding.actions"), len(found), found)
