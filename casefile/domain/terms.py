"""Term lists: the codes a field may hold and the words for them in three languages.

A list is one file, ``resources/terms/<name>.json``: ``{"list", "huridocs", "terms": [{"code", "huridocs"?, "en", "ru", "kk"}]}``, in the
order in which it is offered. Selection and wording are our own; ``huridocs`` names the HURIDOCS micro-thesaurus and its term code.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from casefile.domain.values import Text
from casefile.files import resource
from casefile.i18n import LANGUAGES


@dataclass(frozen=True)
class Term:
    """One entry of a list. `labels` is language → words; `huridocs` is the micro-thesaurus code, where there is one.

    A `hidden` one is not offered; records that hold it keep it and its words.
    """

    code: str
    labels: Mapping[str, str]
    huridocs: str | None = None
    hidden: bool = False


@dataclass(frozen=True)
class TermList:
    """A list in its order. `huridocs` is the title of the micro-thesaurus it corresponds to."""

    name: str
    terms: tuple[Term, ...]
    huridocs: str | None = None

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    @property
    def offered(self) -> tuple[Term, ...]:
        """The terms to choose from."""
        return tuple(term for term in self.terms if not term.hidden)

    def __contains__(self, code: object) -> bool:
        return any(term.code == code for term in self.terms)

    def find(self, code: str) -> Term | None:
        """The term with `code`; None for a code that a newer or another colleague's list knows."""
        return next((term for term in self.terms if term.code == code), None)

    def label(self, code: str, language: str) -> str:
        """The words for `code`, in English where `language` has none; an unknown code is shown as it is, never lost."""
        term = self.find(code)
        if term is None:
            return code
        return term.labels.get(language) or term.labels["en"]


@cache
def term_list(name: str) -> TermList:
    """The shipped list `name`.

    Raises:
        FileNotFoundError: there is no such list, which is a bug.
    """
    data = json.loads(resource("terms", f"{name}.json").read_text("utf-8"))
    return TermList(data["list"], tuple(_term(entry) for entry in data["terms"]), data.get("huridocs"))


@cache
def shipped_lists() -> frozenset[str]:
    """The names of all lists that come with the program."""
    return frozenset(path.stem for path in resource("terms").glob("*.json"))


def extended(shipped: TermList, added: Iterable[tuple[str, Text | None, bool]]) -> TermList:
    """A list with more terms, each a code, its words and whether it is hidden. One with a code that is there already words it anew."""
    terms = {term.code: term for term in shipped}
    for code, label, hidden in added:
        terms[code] = _worded(
            terms.get(code) or Term(code, MappingProxyType(dict.fromkeys(LANGUAGES, code))), label, hidden
        )
    return TermList(shipped.name, tuple(terms.values()), shipped.huridocs)


def _worded(term: Term, label: Text | None, hidden: bool) -> Term:
    if label is None or not label.versions:
        return replace(term, hidden=hidden)
    spoken = {language: label.best(language, "en").text for language in LANGUAGES}
    return replace(term, labels=MappingProxyType(spoken), hidden=hidden)


def _term(entry: Mapping[str, Any]) -> Term:
    labels = MappingProxyType({language: entry[language] for language in LANGUAGES})
    return Term(entry["code"], labels, entry.get("huridocs"))
