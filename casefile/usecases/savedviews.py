"""Views of the case list: filters kept under a name. They stay in this vault, sealed, and are nobody's claim: no journal tells of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from casefile.domain.values import new_id
from casefile.errors import NotFound, Refused
from casefile.records import caselist
from casefile.records.casefilter import READY_MADE, CaseFilter
from casefile.records.database import Connection
from casefile.search import query
from casefile.usecases.session import Session

PREFIX = "view/"
"""Of the names of their local rows; the id follows."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """Filters under a name.

    Attributes:
        ready: the name of the ready-made filter they begin with, empty for all cases.
        values: field of `CaseFilter` → what it is set to: a code, an id, words as typed.
        words: the same fields → what their chips said when the view was kept.
    """

    name: str
    ready: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    id: str = field(default_factory=new_id)

    def narrows_as(self, ready: str, values: Mapping[str, str]) -> bool:
        """Whether these are its filters."""
        return self.ready == ready and dict(self.values) == dict(values)


@dataclass(frozen=True, slots=True)
class Counted:
    """A view, and how many cases it shows now."""

    view: SavedView
    cases: int


def case_filter(ready: str, values: Mapping[str, str]) -> CaseFilter:
    """The filter that a ready-made one (or none, if empty) and the values of others make."""
    found: dict[str, object] = dict(values)
    if "words" in found:
        found["words"] = tuple(values["words"].split())
    return replace(READY_MADE.get(ready, CaseFilter()), **found)  # type: ignore[arg-type]  # names of its fields


def save(session: Session, view: SavedView) -> SavedView:
    """Keep a view; one of the same name gives way.

    Raises:
        Refused: it has no name.
    """
    kept = replace(view, name=_named(view.name))
    with session.database.maintaining() as connection:
        for other in _all(session, connection):
            if other.name == kept.name:
                session.local.forget(connection, PREFIX + other.id)
        _put(session, connection, kept)
    return kept


def rename(session: Session, view_id: str, name: str) -> SavedView:
    """Call a view otherwise.

    Raises:
        NotFound: there is none with this id.
        Refused: the name is empty, or that of another view.
    """
    wanted = _named(name)
    with session.database.maintaining() as connection:
        views = {each.id: each for each in _all(session, connection)}
        if view_id not in views:
            raise NotFound("cases.view.gone")
        if any(each.name == wanted and each.id != view_id for each in views.values()):
            raise Refused("cases.view.exists", name=wanted)
        renamed = replace(views[view_id], name=wanted)
        _put(session, connection, renamed)
    return renamed


def forget(session: Session, view_id: str) -> None:
    """Keep a view no longer; nothing happens where there is none."""
    with session.database.maintaining() as connection:
        session.local.forget(connection, PREFIX + view_id)


def saved(session: Session) -> tuple[Counted, ...]:
    """All views by name, each with its count."""
    with session.database.reading() as connection:
        views = sorted(_all(session, connection), key=lambda each: each.name.casefold())
        return tuple(Counted(each, _count(connection, each)) for each in views)


def _count(connection: Connection, view: SavedView) -> int:
    wanted = case_filter(view.ready, view.values)
    return caselist.count(connection, wanted, query.titled("case", wanted.words))


def _all(session: Session, connection: Connection) -> list[SavedView]:
    rows = session.local.all_kept(connection, PREFIX)
    return [SavedView(**row, id=key.removeprefix(PREFIX)) for key, row in rows.items()]


def _put(session: Session, connection: Connection, view: SavedView) -> None:
    row = asdict(view)
    session.local.keep(connection, PREFIX + row.pop("id"), row)


def _named(name: str) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise Refused("cases.view.unnamed")
    return wanted
