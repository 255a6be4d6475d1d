"""How much of a date is said, and the same date said with more or less."""

from __future__ import annotations

from typing import Literal

from casefile.domain.dates.edtf import Grain, Point, Shape, parse

Precision = Literal["day", "month", "year", "interval", "about", "open"]
PRECISIONS: tuple[Precision, ...] = ("day", "month", "year", "interval", "about", "open")

_OF_GRAIN: dict[Grain, Precision] = {Grain.DAY: "day", Grain.MONTH: "month", Grain.SEASON: "month"}


def precision_of(edtf: str) -> Precision:
    """What kind of date it is; its words stand in the catalogue under ``dates.precision.<code>``.

    Raises:
        ValueError: `edtf` is not a date of ours.
    """
    expression = parse(edtf)
    if expression.shape is Shape.INTERVAL:
        return "interval" if expression.last else "open"
    if expression.shape is Shape.ONE_OF or expression.about or expression.first is None:
        return "about"
    return _OF_GRAIN.get(expression.first.grain, "year")


def reshape(edtf: str, precision: Precision) -> str:
    """The date with another precision. A day or month that is not known is not made up: then `edtf` comes back as it was.

    Raises:
        ValueError: `edtf` is not a date of ours.
    """
    expression = parse(edtf)
    point = expression.first or expression.last
    assert point is not None
    plain = _digits(point)
    match precision:
        case "day":
            return plain if point.day else edtf
        case "month":
            return plain[:7] if point.month else edtf
        case "year":
            return plain[:4]
        case "about":
            return f"{plain}~"
        case "open":
            return f"{plain}/.."
        case "interval":
            last = expression.last or point
            return f"{plain}/{_digits(last)}"


def _digits(point: Point) -> str:
    if point.grain in (Grain.DECADE, Grain.CENTURY):
        kept = 3 if point.grain is Grain.DECADE else 2
        return f"{point.year:04}"[:kept].ljust(4, "X")
    return "-".join([f"{point.year:04}", *(f"{number:02}" for number in (point.month, point.day) if number)])
