"""PDF through PDFium, built without scripts and without XFA.

Fonts that a document names and does not carry are replaced by ours, so that a page looks the same on every computer and nothing of the
system is read.
"""

from __future__ import annotations

import codecs
import ctypes

import pypdfium2
from pypdfium2 import raw

from casefile.evidence.worker.decoding import CannotDecode, Decoder, Found, Picture, Size, fit
from casefile.evidence.worker.filetypes import FileType
from casefile.evidence.worker.protocol import Failure
from casefile.evidence.worker.remotefile import RemoteFile
from casefile.evidence.worker.substitutes import install_substitute_fonts

_DRAW = raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER
_WHITE = 0xFFFFFFFF
codecs.lookup("utf-16-le")  # of PDFium's strings; a confined process can load no codec
_FAILURES = {raw.FPDF_ERR_PASSWORD: Failure.PASSWORD, raw.FPDF_ERR_SECURITY: Failure.PASSWORD}


def prepare(file: RemoteFile, filetype: FileType) -> Decoder:
    """A decoder whose callbacks exist: they are code made at run time, which a confined process cannot make."""
    install_substitute_fonts()
    return PdfDecoder(file, filetype)


class PdfDecoder(Decoder):
    """One document, opened at the first question and read as pages are asked for."""

    def __init__(self, file: RemoteFile, filetype: FileType) -> None:
        super().__init__(file, filetype)
        self._read = type(raw.FPDF_FILEACCESS().m_GetBlock)(self._block)
        self._access = raw.FPDF_FILEACCESS(m_FileLen=file.size, m_GetBlock=self._read)
        self._opened: pypdfium2.PdfDocument | None = None

    def probe(self) -> Found:
        """Number of pages, and the size of the first in points."""
        document = self._document()
        width, height = document.get_page_size(0)
        return Found(self.filetype, len(document), Size(int(width), int(height)))

    def render(self, page: int, box: Size) -> Picture:
        """The page as large as `box` allows, with its annotations and filled fields."""
        opened = self._page(page)
        width, height = opened.get_size()
        size = fit(Size(max(1, round(width)), max(1, round(height))), box, enlarge=True)
        bitmap = pypdfium2.PdfBitmap.new_native(*size, raw.FPDFBitmap_BGR, rev_byteorder=True)
        raw.FPDFBitmap_FillRect(bitmap, 0, 0, *size, _WHITE)
        raw.FPDF_RenderPageBitmap(bitmap, opened, 0, 0, *size, 0, _DRAW)
        if opened.formenv:
            raw.FPDF_FFLDraw(opened.formenv, bitmap, opened, 0, 0, *size, 0, _DRAW)
        rows = memoryview(bitmap.buffer).cast("B")
        rgb = b"".join(rows[start : start + size.width * 3] for start in range(0, len(rows), bitmap.stride))
        opened.close()
        return Picture(size, rgb)

    def text(self, limit: int) -> str:
        """The text layer, pages parted by form feeds; empty for a scan."""
        pieces: list[str] = []
        left = limit
        for number in range(len(self._document())):
            page = self._page(number)
            layer = page.get_textpage()
            pieces.append(
                layer.get_text_range(0, min(left, layer.count_chars())) if left and layer.count_chars() else ""
            )
            left -= len(pieces[-1])
            layer.close()
            page.close()
            if left <= 0:
                break
        return "\f".join(pieces).replace("\r\n", "\n")[:limit].strip("\f")

    def _page(self, number: int) -> pypdfium2.PdfPage:
        document = self._document()
        if not 0 <= number < len(document):
            raise CannotDecode(Failure.NOTHING_THERE)
        return document.get_page(number)

    def _document(self) -> pypdfium2.PdfDocument:
        if self._opened is None:
            opened = raw.FPDF_LoadCustomDocument(self._access, None)
            if not opened:
                raise CannotDecode(_FAILURES.get(raw.FPDF_GetLastError(), Failure.DAMAGED))
            self._opened = pypdfium2.PdfDocument(opened)
            if not len(self._opened):
                raise CannotDecode(Failure.DAMAGED)
            if self._opened.get_formtype() != raw.FORMTYPE_NONE:
                self._opened.init_forms()
        return self._opened

    def _block(self, _: object, position: int, target: object, size: int) -> int:
        """PDFium wants `size` bytes from `position`; 0 tells it that they cannot be had."""
        self.file.seek(position)
        buffer = (ctypes.c_ubyte * size).from_address(ctypes.addressof(target.contents))  # type: ignore[attr-defined]  # a pointer
        return int(self.file.readinto(buffer) == size)
