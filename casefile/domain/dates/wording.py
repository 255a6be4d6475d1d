"""Writing a date in the reader's language, long for a sentence or short for a row under its year.

Every word, order and case ending stands in the catalogue ``dates``; lists of names there are parted by ``|``. A template takes the
date in the case its language needs: ``plain, of, to, from, with`` (in Russian nominative, genitive, accusative, genitive, instrumental;
in Kazakh nominative, genitive, dative, ablative, and with its particle мен).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from casefile.domain.dates.edtf import Expression, Grain, Point, Shape, parse
from casefile.domain.dates.lexicon import language_of
from casefile.domain.dates.phrase import Part, part_of
from casefile.domain.values import When
from casefile.i18n import Catalogue

Form = Literal["long", "short"]
_CASES = ("plain", "of", "to", "from", "with")
_PART_KEYS = {Part.EARLY: "early", Part.MID: "mid", Part.LATE: "late"}


@lru_cache(maxsize=16384)
def show(when: When, language: str, form: Form = "long") -> str:
    """The date as the reader of `language` says it: "before 12 June 2017", short "before 12 Jun".

    The short form leaves the year to the year column, but for a year that stands alone or differs from the first. Words that the
    program cannot say itself ("in the days after the trial") are kept for those who read their language.

    Raises:
        ValueError: the date is not of our format.
    """
    writer = _Writer(language, form)
    date = writer.expression(parse(when.edtf), when.words)
    if form == "short":
        return date
    if when.words and part_of(when.words) is None and language_of(when.words) == writer.catalogue.language:
        date = _beside_words(writer, when.words, date)
    return writer.text("inferred", date=date) if when.inferred else date


def _beside_words(writer: _Writer, words: str, date: str) -> str:
    """The words alone when they hold the year, else with the date that they mean."""
    return words if re.search(r"\d{4}", words) else writer.text("words_and_date", words=words, date=date)


class _Writer:
    """The words of one language in one form."""

    def __init__(self, language: str, form: Form) -> None:
        self.catalogue = Catalogue(language)
        self.short = form == "short"

    def text(self, key: str, **values: object) -> str:
        """A template in the writer's form where there is one of its own."""
        short = f"dates.short.{key}"
        return self.catalogue.text(short if self.short and self.catalogue.has(short) else f"dates.{key}", **values)

    def expression(self, expression: Expression, words: str | None) -> str:
        """A whole date."""
        if expression.shape is Shape.POINT and expression.first:
            return self._alone(expression.first, part_of(words) if words else None)
        if expression.choices:
            return self._either(expression.choices)
        first, last = expression.first, expression.last
        lasted = expression.shape is Shape.INTERVAL
        if first and last:
            return self._range(first, last) if lasted else self._between(first, last)
        return self._one_sided(expression, lasted)

    def _one_sided(self, expression: Expression, lasted: bool) -> str:
        if expression.last:
            return self._frame("until" if lasted else "before", expression.last)
        assert expression.first is not None
        said = self._frame("since" if lasted else "after", expression.first)
        return (
            self.catalogue.text("dates.end_unknown", date=said) if expression.unknown_end and not self.short else said
        )

    def _alone(self, point: Point, part: Part | None) -> str:
        if part and point.grain in (Grain.MONTH, Grain.YEAR, Grain.DECADE):
            said = self._frame(_PART_KEYS[part], point)
        elif point.approximate:
            said = self._frame("about", point)
        else:
            said = self._point(point, "plain")
        return self.catalogue.text("dates.doubted", date=said) if point.doubted else said

    def _frame(self, key: str, point: Point) -> str:
        cases = {case: self._point(point, case) for case in _CASES}
        return self.text(key, **cases, abbreviated=self._in_range(point))

    def _either(self, choices: tuple[Point, ...]) -> str:
        said = self._alone(choices[0], None)
        for choice in choices[1:]:
            said = self.text("or", first=said, last=self._alone(choice, None))
        return said

    def _between(self, first: Point, last: Point) -> str:
        if self.short:
            return self._short_pair("between", first, last)
        if first.year == last.year and Grain.YEAR not in (first.grain, last.grain):
            sides = (self._bare(first, "with"), self._bare(last, "with"), self._bare(last, "plain"))
            key = "between_in_year"
        else:
            sides = (self._point(first, "with"), self._point(last, "with"), self._point(last, "plain"))
            key = "between"
        return self.text(key, first_with=sides[0], last_with=sides[1], last=sides[2], year=first.year)

    def _range(self, first: Point, last: Point) -> str:
        if (first.year, first.month) == (last.year, last.month) and first.day and last.day:
            names = self._names(first, "plain")
            said = self.text("range_in_month", **{**names, "first": first.day, "last": last.day})
        elif self.short:
            return self._short_pair("range", first, last)
        elif first.grain is last.grain is Grain.YEAR:
            said = self.text("range_years", first=first.year, last=last.year)
        elif first.year == last.year and Grain.YEAR not in (first.grain, last.grain):
            sides = self._bare(first, "plain"), self._bare(last, "plain")
            said = self.text("range_in_year", first=sides[0], last=sides[1], year=first.year)
        else:
            said = self.text("range", first=self._point(first, "plain"), last=self._point(last, "plain"))
        about = not self.short and (first.about or last.about)
        return self.text("about_range", range=said) if about else said

    def _short_pair(self, key: str, first: Point, last: Point) -> str:
        """Both sides, the year with the one that does not stand under it: a range under its beginning, a set under its end."""
        begins, ends = self._in_range(first), self._in_range(last)
        if first.year != last.year:
            if key == "range":
                ends = self._with_year(ends, last)
            else:
                begins = self._with_year(begins, first)
        return self.text(key, first=begins, last=ends)

    def _with_year(self, said: str, point: Point) -> str:
        return self.text("with_year", date=said, year=point.year) if point.month else said

    def _in_range(self, point: Point) -> str:
        if self.short and point.grain in (Grain.MONTH, Grain.DAY):
            return self.text(f"{point.grain}_in_range", **self._names(point, "plain"))
        return self._point(point, "plain")

    def _bare(self, point: Point, case: str) -> str:
        return self.catalogue.text(f"dates.bare.{point.grain}", **self._names(point, case))

    def _point(self, point: Point, case: str) -> str:
        if self.short and point.grain is Grain.SEASON:
            return self._bare(point, case)
        if point.grain is Grain.YEAR:
            return self.catalogue.text("dates.short.year" if self.short else f"dates.year.{case}", year=point.year)
        if point.grain is Grain.DECADE:
            return self.catalogue.text(f"dates.decade.{case}", year=point.year)
        return self.text(point.grain, **self._names(point, case))

    def _names(self, point: Point, case: str) -> dict[str, object]:
        names: dict[str, object] = {"day": point.day, "year": point.year, "last": point.latest.year}
        if point.grain is Grain.SEASON:
            names["season"] = self._listed(f"seasons.{case}", point.month, 21)
        elif point.month:
            for name, key in _MONTH_FORMS.items():
                names[name] = self._listed(key.format(case), point.month, 1)
        return names

    def _listed(self, key: str, number: int | None, first: int) -> str:
        return self.catalogue.text(f"dates.{key}").split("|")[(number or first) - first]


_MONTH_FORMS = {"month": "months.{}", "of": "months.of", "short": "months_short.plain", "short_of": "months_short.of"}
