"""The words of word-processor files: Office Open XML (ECMA-376) and OpenDocument (ISO/IEC 26300).

Members are unpacked in pieces and dropped once read, so a small file that unpacks to a giant one costs time up to a limit, never memory.
"""

from __future__ import annotations

import codecs
import zipfile
from collections.abc import Callable
from typing import NamedTuple
from xml.parsers import expat

from casefile.evidence.worker.decoding import CannotDecode, Decoder, Found
from casefile.evidence.worker.filetypes import DOCX, ODT, FileType
from casefile.evidence.worker.protocol import Failure
from casefile.evidence.worker.remotefile import RemoteFile

_PIECE = 1 << 16
_MOST_XML = 64 << 20
_MOST_MEMBERS = 20_000
_DEEPEST = 200
codecs.lookup("cp437")  # of names in old ZIP files; a confined process can load no codec

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "


class _Layout(NamedTuple):
    """Where a format keeps its words: parts in reading order, elements that hold text, end a line or stand for a space."""

    parts: tuple[str, ...]
    holding: frozenset[str]
    ending_line: frozenset[str]
    spaces: frozenset[str]


_LAYOUTS = {
    DOCX: _Layout(
        ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"),
        frozenset({_W + "t"}),
        frozenset({_W + "p", _W + "br", _W + "cr"}),
        frozenset({_W + "tab"}),
    ),
    ODT: _Layout(
        ("content.xml",),
        frozenset({_TEXT + "p", _TEXT + "h"}),
        frozenset({_TEXT + "p", _TEXT + "h", _TEXT + "line-break"}),
        frozenset({_TEXT + "tab", _TEXT + "s"}),
    ),
}


def prepare(file: RemoteFile, filetype: FileType) -> Decoder:
    """A decoder; ZIP and XML came with the module's imports."""
    return ArchiveDecoder(file, filetype)


class ArchiveDecoder(Decoder):
    """One ZIP file, which may be a document. Its words alone can be had."""

    def probe(self) -> Found:
        """Which kind of document it is, if one."""
        return Found(_document_type(self._archive()) or self.filetype)

    def text(self, limit: int) -> str:
        """Paragraphs, one a line, then notes."""
        archive = self._archive()
        filetype = _document_type(archive)
        if filetype is None:
            raise CannotDecode(Failure.UNKNOWN_KIND)
        layout = _LAYOUTS[filetype]
        words = _Words(layout, limit)
        for part in layout.parts:
            if part in archive.namelist():
                words.read(archive, part)
        return words.text()

    def _archive(self) -> zipfile.ZipFile:
        self.file.seek(0)
        archive = zipfile.ZipFile(self.file)
        if len(archive.infolist()) > _MOST_MEMBERS:
            raise CannotDecode(Failure.TOO_LARGE)
        return archive


def _document_type(archive: zipfile.ZipFile) -> FileType | None:
    names = set(archive.namelist())
    if "word/document.xml" in names:
        return DOCX
    if "mimetype" in names and archive.open("mimetype").read(80) == ODT.mime.encode():
        return ODT
    return None


class _Enough(Exception):
    """As many characters as were asked for are there."""


class _Words:
    """Collects words from XML up to a limit of characters."""

    def __init__(self, layout: _Layout, limit: int) -> None:
        self._layout = layout
        self._limit = limit
        self._pieces: list[str] = []
        self._length = 0
        self._depth = 0
        self._holding = 0

    def read(self, archive: zipfile.ZipFile, part: str) -> None:
        """Add the words of one member."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            _feed(archive, part, parser.Parse)
        except _Enough:
            return

    def text(self) -> str:
        """What was collected, at most `limit` characters."""
        return "".join(self._pieces)[: self._limit].strip("\n")

    def _start(self, name: str, _: object) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise CannotDecode(Failure.DAMAGED)
        self._holding += name in self._layout.holding
        if name in self._layout.spaces:
            self._add("\t" if name.endswith("tab") else " ")

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._holding -= name in self._layout.holding
        if name in self._layout.ending_line:
            self._add("\n")

    def _characters(self, data: str) -> None:
        if self._holding:
            self._add(data)

    def _add(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
        if self._length >= self._limit:
            raise _Enough


def _refuse_doctype(*_: object) -> None:
    """Neither format has one; what brings one brings entities that unfold without end."""
    raise CannotDecode(Failure.DAMAGED)


def _feed(archive: zipfile.ZipFile, part: str, parse: Callable[[bytes, bool], int]) -> None:
    unpacked = 0
    with archive.open(part) as member:
        while piece := member.read(_PIECE):
            unpacked += len(piece)
            if unpacked > _MOST_XML:
                raise CannotDecode(Failure.TOO_LARGE)
            parse(piece, False)
    parse(b"", True)
