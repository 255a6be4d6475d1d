"""The second line of a row: the measures that it imposed, and one phrase on what the title leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from casefile.domain.amounts import quote_length, show_amount, show_length, show_quantity
from casefile.domain.casefile import CaseFile
from casefile.domain.chronology.entries import Entry, readable
from casefile.domain.chronology.looks import VERDICTS, severity
from casefile.domain.dates import show
from casefile.domain.kinds import Happening, Intervention, Link, Measure, Organisation, Person, Place, Proceeding, Role
from casefile.domain.shown import Named, is_unnamed, name_of
from casefile.domain.values import Length, Text
from casefile.i18n import Catalogue

SEPARATOR = " · "
_MOST, _NAMES = 3, 2
_CONCERNED = ("victim", "accused", "suspect", "convicted", "subject")
_DOERS = ("alleged_perpetrator", "perpetrator")
_CAUSES = ("because_of", "in_retaliation_for", "in_response_to", "to_prevent")


class SecondLine:
    """Composes second lines for one case in one language.

    A description of a single phrase is taken as it is; sentences are for the record's own page. Otherwise the fields speak: who and how
    many, and where nothing is described also where and why. What the title says is left out, and what goes for the whole case: its
    people and its region. Three parts at most.
    """

    def __init__(self, casefile: CaseFile, language: str) -> None:
        self._casefile = casefile
        self._language = language
        self._text = Catalogue(language).text
        self._roles: dict[str, list[Role]] = {}
        for role in casefile.of(Role):
            self._roles.setdefault(role.record or "", []).append(role)
        self._known = {role.party for role in self._roles.get(casefile.case.id, ()) if role.role in _CONCERNED}
        self._causes: dict[str, list[Link]] = {}
        for link in casefile.of(Link):
            self._causes.setdefault(link.subject or "", []).append(link)

    def of(self, entry: Entry, ended_by: Sequence[Entry]) -> str | None:
        """The line for `entry`, or None. `ended_by` are the entries after it, in which a verdict may end a remand."""
        record = entry.record
        if isinstance(record, Measure):
            return self._conditions(record)
        parts = [*self._measures(entry, ended_by), *self._said(record)]
        return SEPARATOR.join(list(dict.fromkeys(parts))[:_MOST]) or None

    def _said(self, record: Happening | Intervention) -> Iterator[str]:
        phrase = self._phrase(record.description)
        if phrase:
            yield phrase
        elif isinstance(record, Intervention):
            yield from self._intervention(record)
        else:
            title = _Title(record.title)
            yield from self._who(record, title)
            if record.description is None:
                yield from self._how(record, title)

    def measure_title(self, measure: Measure, later: Sequence[Entry] = ()) -> str:
        """The measure's title and its length; its type where it has no title."""
        if measure.title:
            title = measure.title.best(self._language).text
            if not measure.length or re.search(r"[“«\"„]", title):
                return title
        else:
            title = self._casefile.additions.list("measure_type").label(measure.type or "other", self._language)
        if measure.length and measure.length.words.casefold() not in title.casefold():
            return self._text(
                "chronology.measure_length", measure=title, length=quote_length(measure.length, self._language)
            )
        return title if measure.title else self._until(measure, title, later)

    def _until(self, measure: Measure, title: str, later: Sequence[Entry]) -> str:
        end = readable(measure.end)
        if end is None:
            return title
        if any(entry.record.type in VERDICTS and entry.when and entry.when.edtf == end.edtf for entry in later):
            return self._text("chronology.until_verdict", measure=title)
        return self._text("chronology.until", measure=title, date=show(end, self._language))

    def _measures(self, entry: Entry, later: Sequence[Entry]) -> Iterator[str]:
        """Each measure once; whoever else got the same is named behind it."""
        told: dict[tuple[object, ...], list[Measure]] = {}
        for measure in sorted(entry.measures, key=lambda each: (severity(each.type), each.subject not in self._known)):
            told.setdefault((measure.type, measure.length, measure.amount), []).append(measure)
        for alike in told.values():
            said = self.measure_title(alike[0], later)
            others = [
                name for each in alike[1:] if each.subject != alike[0].subject and (name := self._name(each.subject))
            ]
            yield self._text("chronology.same_for", measure=said, names=", ".join(others)) if others else said

    def _conditions(self, measure: Measure) -> str | None:
        if not measure.conditions:
            return show_amount(measure.amount, self._language) if measure.amount else None
        acts = [_small(each.act.best(self._language).text) if each.act else "" for each in measure.conditions]
        excepted = next((each for each in reversed(measure.conditions) if each.exception), None)
        last = acts[measure.conditions.index(excepted)] if excepted else acts[-1]
        said = acts[0] if last == acts[0] else self._text("chronology.first_to_last", first=acts[0], last=last)
        if excepted and excepted.exception:
            what = _small(excepted.exception.best(self._language).text)
            said = self._text("chronology.except", act=said, exception=what)
        return self._text("chronology.conditions", n=len(acts), acts=said)

    def _phrase(self, text: Text | None) -> str | None:
        """A text that is one phrase; sentences are for the record's own page."""
        said = text.best(self._language).text.strip() if text else ""
        return said if said and not re.search(r"[.;!?](\s|$)|\n", said) else None

    def _who(self, happening: Happening, title: _Title) -> Iterator[str]:
        yield from self._people(happening, title)
        yield from self._unnamed_doers(happening, title)
        yield from self._numbers(happening, title)

    def _how(self, happening: Happening, title: _Title) -> Iterator[str]:
        yield from self._place(happening, title)
        if happening.length and not title.says(_core(happening.length)):
            yield show_length(happening.length, self._language)
        for text in (happening.method, happening.stated_reason):
            if phrase := self._phrase(text):
                yield phrase
        yield from self._because(happening.id)

    def _people(self, happening: Happening, title: _Title) -> Iterator[str]:
        concerned = (role for role in self._roles.get(happening.id, ()) if role.role in _CONCERNED)
        parties = (self._casefile.party(role.party) for role in concerned if role.party not in self._known)
        names = [name_of(party, self._language) for party in parties if party and not title.names(party)]
        if names:
            yield ", ".join(dict.fromkeys(names))

    def _place(self, happening: Happening, title: _Title) -> Iterator[str]:
        place = self._casefile.get(happening.place, Place)
        if place and place.id != self._casefile.case.region and not title.names(place):
            yield name_of(place, self._language)
        if detail := self._phrase(happening.place_detail):
            yield detail

    def _unnamed_doers(self, happening: Happening, title: _Title) -> Iterator[str]:
        for role in self._roles.get(happening.id, ()):
            party = self._casefile.party(role.party) if role.role in _DOERS else None
            if party and is_unnamed(party) and (label := name_of(party, self._language)) and not title.says(label):
                yield label

    def _numbers(self, happening: Happening, title: _Title) -> Iterator[str]:
        if happening.amount:
            yield show_amount(happening.amount, self._language)
        if happening.count:
            said = show_quantity(happening.count, self._language)
            yield said if said == happening.count.words else self._text("chronology.times", number=said)
        if happening.persons_affected and not title.says(happening.persons_affected.words or ""):
            yield self._text("chronology.people", number=show_quantity(happening.persons_affected, self._language))

    def _because(self, record_id: str) -> Iterator[str]:
        for link in self._causes.get(record_id, ()):
            cause = self._casefile.records.get(link.object or "")
            if (
                link.type in _CAUSES
                and isinstance(cause, Happening | Proceeding | Intervention | Measure)
                and cause.title
            ):
                yield self._text(f"chronology.{link.type}", title=cause.title.best(self._language).text)

    def _intervention(self, intervention: Intervention) -> Iterator[str]:
        title = _Title(intervention.title)
        if by := self._parties(intervention.by, title):
            yield by
        if intervention.signatory_number:
            number = show_quantity(intervention.signatory_number, self._language)
            if not title.says(number) and not (by and number in by):
                yield self._text("chronology.signatories", number=number)
        if to := self._parties(intervention.to, title):
            yield self._text("chronology.to", names=to)

    def _parties(self, references: Sequence[str], title: _Title) -> str | None:
        """The names, unless the title has one of them; of many, the first two and how many more."""
        parties = [party for each in references if (party := self._casefile.party(each))]
        if any(title.names(party) for party in parties):
            return None
        names = [name_of(party, self._language) for party in parties]
        more = [f"+{len(names) - _NAMES}"] if len(names) > _NAMES else []
        return ", ".join(names[:_NAMES] + more) or None

    def _name(self, reference: str | None) -> str:
        party: Person | Organisation | None = self._casefile.party(reference)
        return name_of(party, self._language) if party else ""


class _Title:
    """What a title says already, in any of its languages."""

    def __init__(self, title: Text | None) -> None:
        self._title = title

    @cached_property
    def _words(self) -> tuple[str, ...]:
        return tuple(word for version in (self._title.versions if self._title else ()) for word in _words(version.text))

    def names(self, named: Named) -> bool:
        """Whether the person, organisation or place is named, by the last word of a name and in any case ending."""
        return any(self._has(words[-1]) for name in named.names if (words := _words(name.text)))

    def says(self, phrase: str) -> bool:
        """Whether every word of the phrase is there."""
        words = _words(phrase)
        return bool(words) and all(self._has(word) for word in words)

    def _has(self, word: str) -> bool:
        stem = word[:-2] if len(word) > 5 else word
        return any(each.startswith(stem) and len(each) <= len(word) + 4 for each in self._words)


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _core(length: Length) -> str:
    """The words of a length without those that titles leave out."""
    return re.sub(r"^(about|for|some)\s+", "", length.words)


def _small(text: str) -> str:
    """Without its capital, to stand inside a line; abbreviations keep theirs."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
