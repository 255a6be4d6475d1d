"""The People tab: who was what, who may be named, who said what, who is what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefile.domain.kinds import Organisation, Person, Position, Relationship, Role
from casefile.domain.sameperson import OTHER, SAME
from casefile.domain.shown import is_unnamed, name_of
from ui.case import added
from ui.case.heading import principals
from ui.case.reader import Reader, joined, small
from ui.facts.rows import Fact, FactRow, Head

_MOST_RECORDS = 3
_MOST_SPELLINGS = 2
Party = Person | Organisation


def rows(reader: Reader) -> tuple[FactRow, ...]:
    """Whom the case is about, then other people, organisations, positions and relationships."""
    roles = _roles(reader)
    about = [party.id for party in principals(reader.casefile)]  # each under the record that stands for all of theirs
    parties = [
        party for each in (*about, *(each for each in roles if each not in about)) if (party := _party(reader, each))
    ]
    groups = (
        ("case.people.about", [each for each in parties if each.id in about]),
        ("case.people.people", [each for each in parties if isinstance(each, Person) and each.id not in about]),
        (
            "case.people.organisations",
            [each for each in parties if isinstance(each, Organisation) and each.id not in about],
        ),
    )
    found: list[FactRow] = []
    for words, members in groups:
        found += section(reader, words, [_fact(reader, party, roles.get(party.id, [])) for party in members])
    found += section(reader, "case.people.positions", list(_positions(reader)))
    found += section(reader, "case.people.relationships", list(_relationships(reader)))
    return tuple(found)


def section(reader: Reader, words: str, facts: Sequence[Fact]) -> list[FactRow]:
    """A heading with its count and facts; nothing where there are none."""
    return [Head(reader.t(words), str(len(facts))), *facts] if facts else []


def _roles(reader: Reader) -> dict[str, list[Role]]:
    """Roles by party; those in the case itself first, then whoever has most of them."""
    found: dict[str, list[Role]] = {}
    for role in reader.casefile.of(Role):
        if role.party and (role.record == reader.casefile.case.id or role.record in reader.casefile.records):
            found.setdefault(reader.casefile.canonical(role.party), []).append(role)
    case = reader.casefile.case.id
    order = sorted(found, key=lambda each: (all(role.record != case for role in found[each]), -len(found[each]), each))
    return {party: sorted(found[party], key=lambda role: role.record != case) for party in order}


def _party(reader: Reader, reference: str) -> Party | None:
    return reader.casefile.party(reference)


def _fact(reader: Reader, party: Party, roles: Sequence[Role]) -> Fact:
    name = reader.casefile.called(party.id, reader.language)
    every = [each for member in reader.casefile.members(party.id) if (each := reader.casefile.party(member))]
    words = list(dict.fromkeys(reader.term("role", role.role) for role in roles if role.role))
    positions = [reader.text(role.position) for role in roles if role.position]
    positions += [reader.text(each.occupation) for each in every if isinstance(each, Person) and each.occupation]
    positions = list({words.casefold(): words for words in positions}.values())
    return Fact(
        key=party.id,
        title=name,
        after=joined(*_spellings(every, name)[:_MOST_SPELLINGS]),
        left=", ".join([*words[:1], *(small(each) for each in words[1:_MOST_RECORDS])]),
        second=added.below(
            reader,
            party,
            _also(reader, every, name),
            joined(*positions),
            joined(_where(reader, roles), naming(reader, party, roles)),
        ),
        icon="user-round" if isinstance(party, Person) else "landmark",
        citations=tuple(
            n for n in reader.citations(*(each.id for each in every), *(role.id for role in roles)) if n is not None
        ),
    )


def _also(reader: Reader, every: Sequence[Party], shown: str) -> str:
    """What the other records are called that stand for the same one."""
    names = dict.fromkeys(called for each in every if (called := name_of(each, reader.language)) != shown)
    return reader.t("case.people.also", names=", ".join(names)) if names else ""


def _spellings(every: Sequence[Party], shown: str) -> tuple[str, ...]:
    """The other names, the usual ones first."""
    names = sorted((name for each in every for name in each.names), key=lambda each: each.sort != "usual")
    return tuple(dict.fromkeys(each.text for each in names if each.text != shown))


def _where(reader: Reader, roles: Sequence[Role]) -> str:
    """The records in which the party has a role, when not the case alone."""
    inside = [role for role in roles if role.record != reader.casefile.case.id]
    titles = list(dict.fromkeys(title for role in inside if (title := reader.record(role.record))))
    if len(titles) > _MOST_RECORDS:
        return reader.t("case.people.in_records", n=len(titles))
    return joined(*titles)


def naming(reader: Reader, party: Party, roles: Sequence[Role]) -> str:
    """On what basis the party may be named to others: the bases of all roles, or that there is none."""
    if is_unnamed(party) or isinstance(party, Organisation):
        return ""
    bases = list(dict.fromkeys(role.naming for role in roles if role.naming and role.naming != "none"))
    if not bases:
        return reader.t("case.people.not_to_be_named")
    return reader.t("case.people.named", basis=", ".join(small(reader.term("naming_basis", each)) for each in bases))


def _positions(reader: Reader) -> Iterator[Fact]:
    for position in reader.casefile.of(Position):
        about = reader.record(position.on)
        yield Fact(
            key=position.id,
            title=reader.text(position.words) or reader.term("stance", position.stance),
            left=reader.term("stance", position.stance),
            left_second=reader.compact(position.date),
            second=added.below(
                reader,
                position,
                joined(reader.party(position.who), reader.t("case.people.on", title=about) if about else ""),
            ),
            citations=reader.citations(position.id),
        )


def _relationships(reader: Reader) -> Iterator[Fact]:
    for each in reader.casefile.of(Relationship):
        if each.type in (SAME, OTHER):
            continue
        yield Fact(
            key=each.id,
            title=joined(reader.party(each.subject), reader.party(each.object)),
            left=reader.term("relationship", each.type),
            second=added.below(reader, each, joined(reader.text(each.position), reader.date(each.dates))),
            citations=reader.citations(each.id),
        )
