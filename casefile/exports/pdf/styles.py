"""Measures, colours and paragraph styles of the printed page. Colours are the light tokens of the window; every difference they make
is also one of shape or weight, so a photocopy loses nothing."""

from __future__ import annotations

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from casefile.exports.pdf.fonts import MONO, REGULAR, SEMIBOLD

PAGE = A4
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = 18 * mm, 22 * mm, 20 * mm
WIDTH = PAGE[0] - 2 * MARGIN_SIDE

QUIET = "#474C4A"
INK: Color = HexColor("#1B1E1D")
INK2: Color = HexColor(QUIET)
INK3: Color = HexColor("#636865")
HAIR: Color = HexColor("#E2E2DD")
LINE: Color = HexColor("#CDCDC7")
ACCENT: Color = HexColor("#0E5F5B")
BAR: Color = HexColor("#4B5351")
PAPER: Color = HexColor("#FFFFFF")

MONO_SIZE = 8.4


def _style(size: float, leading: float, **more: object) -> ParagraphStyle:
    given = {"fontName": REGULAR, "textColor": INK, "splitLongWords": 1, **more}
    return ParagraphStyle(f"{size}/{leading}/{sorted(map(str, more.items()))}", fontSize=size, leading=leading, **given)


KIND = _style(9.5, 13, textColor=INK2)
TITLE = _style(21, 27, fontName=SEMIBOLD)
SUBTITLE = _style(11, 15, textColor=INK2, spaceAfter=6)
SECTION = _style(14, 19, fontName=SEMIBOLD)
PART = _style(11, 15, fontName=SEMIBOLD)
ITEM = _style(10, 14, fontName=SEMIBOLD)
ASIDE = _style(8.8, 14, textColor=INK2, alignment=TA_RIGHT)
BODY = _style(9.6, 14)
VALUE = _style(9.2, 13)
LABEL = _style(8.6, 13, textColor=INK2)
CELL = _style(8.8, 12.2)
HEAD = _style(8.2, 11, textColor=INK2)
EVENT = _style(9.6, 13)
SECOND = _style(8.4, 11.4, textColor=INK2)
DATE = _style(8.6, 11.4, textColor=INK2, alignment=TA_RIGHT)
LISTING = _style(7.4, 10.2, fontName=MONO, leftIndent=8)
FOOT = (REGULAR, 8)
HASH = MONO
