"""Our own fonts in place of those that a PDF names and does not carry: `fpdf_sysfontinfo.h` of PDFium."""

from __future__ import annotations

import ctypes

from pypdfium2 import raw

from casefile.files import resource

_SEMIBOLD_FROM = 600
_WHOLE_FONT = 0
_FIXED_PITCH = 1


class _Substitutes:
    """Answers PDFium's questions. A handle of a font is its number in `_fonts`, from 1 on."""

    def __init__(self) -> None:
        names = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSansMono-Regular.ttf")
        self._fonts = [resource("fonts", name).read_bytes() for name in names]
        types = dict(raw.FPDF_SYSFONTINFO._fields_)
        self.info = raw.FPDF_SYSFONTINFO(
            version=1,
            MapFont=types["MapFont"](self._map),
            GetFontData=types["GetFontData"](self._data),
            DeleteFont=types["DeleteFont"](lambda *_: None),
        )

    def _map(self, _: object, weight: int, italic: int, charset: int, pitch: int, name: object, exact: object) -> int:  # noqa: ARG002  # PDFium's order
        wanted = ctypes.string_at(name)  # type: ignore[arg-type]  # a pointer to characters
        if pitch & _FIXED_PITCH or b"Courier" in wanted:
            return 3
        return 2 if weight >= _SEMIBOLD_FROM or b"Bold" in wanted else 1

    def _data(self, _: object, font: int, table: int, target: object, size: int) -> int:
        """Length of the font, copied where it fits. Single tables are asked for to find collections, which these are not."""
        if table != _WHOLE_FONT or not 0 < font <= len(self._fonts):
            return 0
        data = self._fonts[font - 1]
        if target and size >= len(data):
            ctypes.memmove(target, data, len(data))  # type: ignore[arg-type]  # a pointer to bytes
        return len(data)


_installed: list[_Substitutes] = []


def install_substitute_fonts() -> None:
    """Make PDFium ask us for fonts, once for the process. It keeps the address, so the object stays alive."""
    if not _installed:
        _installed.append(_Substitutes())
        raw.FPDF_SetSystemFontInfo(_installed[0].info)
