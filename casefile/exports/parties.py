"""The people and organisations of a case, with every spelling of their names, their parts and what is last known of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefile.domain.kinds import Name, Organisation, Person, Relationship, Role
from casefile.domain.sameperson import OTHER, SAME
from casefile.domain.values import Text
from casefile.exports.document import Block, Fact, Facts, Heading, Line, Span, Table, line
from casefile.exports.particulars import around, own_facts
from casefile.exports.reader import Reader, small

_WIDTHS = (0.34, 0.4, 0.26)
_NARROW = (0.5, 0.5)
_NAMED_KINDS = frozenset({"former", "nickname"})
_IN_COLUMNS = frozenset({"names", "label", "number", "statuses", "pseudonym", "types", "description"})


def parties(reader: Reader) -> Iterator[Block]:
    """People, organisations, and what ties them to each other."""
    people, organisations = reader.casefile.of(Person), reader.casefile.of(Organisation)
    if not people and not organisations:
        return
    yield Heading(reader.t("summary.section.parties"))
    for title, found in (("people", people), ("organisations", organisations)):
        if found:
            yield Heading(reader.t(f"summary.section.{title}"), 2)
            yield _table(reader, found)
    yield from _relationships(reader)


def _table(reader: Reader, found: Sequence[Person | Organisation]) -> Table:
    """A row a party; without a column for what is last known where nothing is."""
    listed = tuple(party for party in found if reader.casefile.canonical(party.id) == party.id)
    head = tuple(reader.t(f"summary.head.{name}") for name in ("names", "part", "last_known"))
    rows = tuple(_row(reader, party) for party in _ordered(reader, listed))
    if any(row[-1] for row in rows):
        return Table(head, _WIDTHS, rows)
    return Table(head[:-1], _NARROW, tuple(row[:-1] for row in rows))


def _ordered(reader: Reader, found: Sequence[Person | Organisation]) -> list[Person | Organisation]:
    """Those with a role in the case itself first, as it lists them; then by name."""
    roles = reader.casefile.roles_in(reader.casefile.case.id)
    listed = reader.casefile.once(role.party for role in roles if role.party)
    return sorted(
        found,
        key=lambda party: (
            listed.index(party.id) if party.id in listed else len(listed),
            reader.name(party.id).casefold(),
        ),
    )


def _row(reader: Reader, party: Person | Organisation) -> tuple[tuple[Line, ...], ...]:
    """Whoever stands under several records has one row, with what all of them say."""
    every = _recorded(reader, party)
    statuses = dict.fromkeys(reader.status(status) for each in every for status in each.statuses)
    return _names(reader, every), tuple(dict.fromkeys(_part(reader, every))), tuple(statuses)


def _recorded(reader: Reader, party: Person | Organisation) -> tuple[Person | Organisation, ...]:
    """The records that stand for a party, the one that lists have first."""
    return tuple(each for member in reader.casefile.members(party.id) if (each := reader.casefile.party(member)))


def _names(reader: Reader, every: Sequence[Person | Organisation]) -> tuple[Line, ...]:
    shown = reader.casefile.called(every[0].id, reader.language)
    lines: list[Line] = [line(shown, "strong")]
    spellings = dict.fromkeys(_spelling(reader, name) for each in every for name in each.names if name.text != shown)
    if spellings:
        lines.append(line(" · ".join(spellings), "quiet"))
    if also := dict.fromkeys(name for each in every if (name := reader.name(each.id)) != shown):
        lines.append(line(reader.t("summary.also_recorded", names=", ".join(also)), "quiet"))
    lines += [reader.text(each.label) for each in every if isinstance(each, Person) and each.names and each.label]
    return tuple(lines)


def _spelling(reader: Reader, name: Name) -> str:
    said = small(reader.term("name_kind", name.sort)) if name.sort in _NAMED_KINDS else ""
    return f"{name.text} ({said})" if said else name.text


def _part(reader: Reader, every: Sequence[Person | Organisation]) -> Iterator[Line]:
    """Roles in the case, or else in its records; then what is known of the party."""
    ids = {each.id for each in every}
    roles = [role for role in reader.casefile.of(Role) if role.party in ids]
    main = [role for role in roles if role.record == reader.casefile.case.id]
    for said in dict.fromkeys(reader.role(role) for role in main or roles):
        yield line(said)
    for each in every:
        yield from _known(reader, each)


def _known(reader: Reader, party: Person | Organisation) -> Iterator[Line]:
    if isinstance(party, Organisation):
        if party.types:
            yield line(", ".join(reader.term("organisation_type", code) for code in party.types), "quiet")
        yield from _description(reader, party.description)
    elif party.number:
        yield line(f"{reader.label(Person, 'number')}: {'; '.join(_plain(reader, party))}")
    for fact in (*own_facts(reader, party, _IN_COLUMNS), *around(reader, party)):
        for number, each in enumerate(fact.lines):
            yield (Span(f"{fact.label}: ", "quiet"), *each) if number == 0 else each


def _plain(reader: Reader, person: Person) -> Iterator[str]:
    for fact in own_facts(reader, person, _IN_COLUMNS - {"number"}):
        if fact.label == reader.label(Person, "number"):
            yield from ("".join(span.text for span in said) for said in fact.lines)


def _description(reader: Reader, text: Text | None) -> Iterator[Line]:
    if text:
        yield reader.text(text)


def _relationships(reader: Reader) -> Iterator[Block]:
    facts = []
    for tie in reader.casefile.of(Relationship):
        one, other = reader.name(tie.subject), reader.name(tie.object)
        if not one or not other or tie.type in (SAME, OTHER):
            continue
        said = [reader.t("summary.tie", type=reader.term("relationship", tie.type), name=other)]
        said += [reader.said(tie.position)] if tie.position else []
        said += [reader.date(tie.dates)] if tie.dates else []
        mark = reader.cited(tie.id)
        facts.append(Fact(one, ((Span(", ".join(said)), Span(f" {mark}" if mark else "", "quiet")),)))
    if facts:
        yield Heading(reader.t("summary.section.relationships"), 2)
        yield Facts(tuple(facts))
