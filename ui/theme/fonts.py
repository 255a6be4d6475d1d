"""The bundled fonts and the type sizes of the look."""

from __future__ import annotations

from functools import cache, lru_cache
from math import floor

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from casefile.files import resource
from ui.theme import current

SANS, MONO = "Noto Sans", "Noto Sans Mono"
FILES = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSansMono-Regular.ttf")

# role: family, pixel size, line height, semibold
_ROLES: dict[str, tuple[str, int, int, bool]] = {
    "name": (SANS, 28, 40, True),
    "title": (SANS, 20, 28, True),
    "section": (SANS, 16, 22, True),
    "query": (SANS, 16, 22, False),
    "content": (SANS, 14, 20, False),
    "strong": (SANS, 14, 20, True),
    "second": (SANS, 12, 17, False),
    "second_strong": (SANS, 12, 17, True),
    "mono": (MONO, 12, 17, False),
}


@cache
def load() -> None:
    """Register the bundled fonts with Qt, once.

    Raises:
        FileNotFoundError: a font is missing from ``resources/fonts``, a broken installation.
    """
    for name in FILES:
        path = resource("fonts", name)
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


def font(role: str) -> QFont:
    """The font of `role` at the person's text scale: ``name title section query content strong second second_strong mono``."""
    return QFont(_font(role, current.scale()))  # a copy, for whoever changes it


@lru_cache(maxsize=128)
def _font(role: str, scale: float) -> QFont:
    family, pixels, _, semibold = _ROLES[role]
    made = QFont(family)
    made.setPixelSize(round(pixels * scale))
    made.setWeight(QFont.Weight.DemiBold if semibold else QFont.Weight.Normal)
    # unhinted widths, but the horizontals of letters on whole pixels, as in the pictures of the look
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def line_height(role: str) -> int:
    """Height in pixels of one line of `role` at the person's text scale."""
    return current.scaled(_ROLES[role][2])


@lru_cache(maxsize=128)
def _metrics(role: str, scale: float) -> QFontMetricsF:
    return QFontMetricsF(_font(role, scale))


def metrics(role: str) -> QFontMetricsF:
    """Metrics of `role` at the person's text scale."""
    return _metrics(role, current.scale())


def width(role: str, text: str) -> float:
    """Advance of `text` in `role`, in pixels."""
    return metrics(role).horizontalAdvance(text)


def baseline(role: str, centre: float) -> int:
    """The y of the baseline that centres a line of `role` on `centre`, on a whole pixel so that stems stay sharp."""
    measured = metrics(role)
    return floor(centre + (measured.ascent() - measured.descent()) / 2)
