"""The bundled faces, and text that they can print."""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from casefile.domain.visible import visible
from casefile.exports.document import Line, Tone
from casefile.files import resource

REGULAR, SEMIBOLD, MONO = "CasefileSans", "CasefileSans-SemiBold", "CasefileMono"
_FILES = {REGULAR: "NotoSans-Regular.ttf", SEMIBOLD: "NotoSans-SemiBold.ttf", MONO: "NotoSansMono-Regular.ttf"}
_FACES: dict[Tone, str] = {"plain": REGULAR, "strong": SEMIBOLD, "quiet": REGULAR, "mono": MONO}


@cache
def register() -> None:
    """Make the faces known to reportlab; each document embeds the glyphs it uses."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    # There is no italic and no bold: markup cannot ask for one either.
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, SEMIBOLD, REGULAR, SEMIBOLD)


def printable(text: str, face: str = REGULAR) -> str:
    """The text as `visible`; a character that the face cannot draw is shown by its number, not lost."""
    register()
    glyphs = pdfmetrics.getFont(face).face.charToGlyph
    return visible(text, lambda character: ord(character) in glyphs)


def markup(line: Line, quiet: str, mono_size: float) -> str:
    """A line for a platypus paragraph. What a person typed stays what they typed: markup in it is escaped."""
    return "".join(_span(span.text, span.tone, quiet, mono_size) for span in line)


def _span(text: str, tone: Tone, quiet: str, mono_size: float) -> str:
    face = _FACES[tone]
    safe = escape(printable(text, face)).replace("\n", "<br/>")
    if tone == "plain":
        return safe
    attributes = {"strong": "", "quiet": f' color="{quiet}"', "mono": f' size="{mono_size}"'}[tone]
    return f'<font face="{face}"{attributes}>{safe}</font>'
