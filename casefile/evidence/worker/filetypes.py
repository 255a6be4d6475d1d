"""What a file is, told from its first bytes and never from its name.

Signatures are those of https://www.iana.org/assignments/media-types/ registrations and of the `file` tool's public database.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

HEAD_SIZE = 4096
"""How many first bytes `recognise` wants to see."""


class Kind(Enum):
    """How a file is shown. The values are stored in records."""

    IMAGE = "image"
    PDF = "pdf"
    DOCUMENT = "document"
    TEXT = "text"
    AUDIO = "audio"
    VIDEO = "video"
    OTHER = "other"


class FileType(NamedTuple):
    """One type of file. `code` is its number in the protocol and is never reused; `format` is the decoder's name for it."""

    code: int
    kind: Kind
    mime: str
    format: str = ""


OTHER = FileType(0, Kind.OTHER, "application/octet-stream")
PDF = FileType(1, Kind.PDF, "application/pdf")
TEXT = FileType(2, Kind.TEXT, "text/plain")
DOCX = FileType(3, Kind.DOCUMENT, "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
ODT = FileType(4, Kind.DOCUMENT, "application/vnd.oasis.opendocument.text")
ZIP = FileType(5, Kind.OTHER, "application/zip")
OLD_OFFICE = FileType(6, Kind.OTHER, "application/x-ole-storage")
RTF = FileType(7, Kind.OTHER, "application/rtf")
JPEG = FileType(16, Kind.IMAGE, "image/jpeg", "JPEG")
PNG = FileType(17, Kind.IMAGE, "image/png", "PNG")
GIF = FileType(18, Kind.IMAGE, "image/gif", "GIF")
WEBP = FileType(19, Kind.IMAGE, "image/webp", "WEBP")
BMP = FileType(20, Kind.IMAGE, "image/bmp", "BMP")
TIFF = FileType(21, Kind.IMAGE, "image/tiff", "TIFF")
AVIF = FileType(22, Kind.IMAGE, "image/avif", "AVIF")
HEIF = FileType(23, Kind.IMAGE, "image/heic", "HEIF")
MP4 = FileType(32, Kind.VIDEO, "video/mp4", "mp4")
MP4_SOUND = FileType(33, Kind.AUDIO, "audio/mp4", "mp4")
QUICKTIME = FileType(34, Kind.VIDEO, "video/quicktime", "mov")
MATROSKA = FileType(35, Kind.VIDEO, "video/x-matroska", "matroska")
MATROSKA_SOUND = FileType(36, Kind.AUDIO, "audio/x-matroska", "matroska")
OGG = FileType(37, Kind.AUDIO, "audio/ogg", "ogg")
OGG_VIDEO = FileType(38, Kind.VIDEO, "video/ogg", "ogg")
AVI = FileType(39, Kind.VIDEO, "video/x-msvideo", "avi")
WAV = FileType(40, Kind.AUDIO, "audio/vnd.wave", "wav")
MP3 = FileType(41, Kind.AUDIO, "audio/mpeg", "mp3")
FLAC = FileType(42, Kind.AUDIO, "audio/flac", "flac")
AAC = FileType(43, Kind.AUDIO, "audio/aac", "aac")
AMR = FileType(44, Kind.AUDIO, "audio/amr", "amr")
ASF = FileType(45, Kind.VIDEO, "video/x-ms-asf", "asf")
ASF_SOUND = FileType(46, Kind.AUDIO, "audio/x-ms-wma", "asf")
MPEG = FileType(47, Kind.VIDEO, "video/mpeg", "mpeg")
MPEG_TS = FileType(48, Kind.VIDEO, "video/mp2t", "mpegts")
AIFF = FileType(49, Kind.AUDIO, "audio/aiff", "aiff")

BY_CODE = {value.code: value for value in tuple(globals().values()) if isinstance(value, FileType)}

SOUND_ALONE = {MP4: MP4_SOUND, QUICKTIME: MP4_SOUND, MATROSKA: MATROSKA_SOUND, OGG_VIDEO: OGG, ASF: ASF_SOUND}
"""The type of a film container in which no picture was found."""
WITH_PICTURE = {MP4_SOUND: MP4, MATROSKA_SOUND: MATROSKA, OGG: OGG_VIDEO, ASF_SOUND: ASF}

_SIGNATURES: tuple[tuple[int, bytes, FileType], ...] = (
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (0, b"GIF87a", GIF),
    (0, b"GIF89a", GIF),
    (0, b"II*\0", TIFF),
    (0, b"MM\0*", TIFF),
    (8, b"WEBP", WEBP),
    (8, b"AVI ", AVI),
    (8, b"WAVE", WAV),
    (8, b"AIFF", AIFF),
    (8, b"AIFC", AIFF),
    (0, b"\x1aE\xdf\xa3", MATROSKA),
    (0, b"OggS", OGG),
    (0, b"fLaC", FLAC),
    (0, b"ID3", MP3),
    (0, b"#!AMR", AMR),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", ASF),
    (0, b"\0\0\x01\xba", MPEG),
    (4, b"moov", QUICKTIME),
    (4, b"mdat", QUICKTIME),
    (0, b"PK\x03\x04", ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
    (0, b"{\\rtf", RTF),
)
_BRANDS = {
    b"avif": AVIF, b"avis": AVIF, b"heic": HEIF, b"heix": HEIF, b"heim": HEIF, b"mif1": HEIF, b"msf1": HEIF,
    b"hevc": HEIF, b"M4A ": MP4_SOUND, b"M4B ": MP4_SOUND, b"qt  ": QUICKTIME,
}  # fmt: skip
_BITMAP_HEADERS = {12, 40, 52, 56, 64, 108, 124}
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_NOT_IN_TEXT = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27}) + b"\x7f"


def recognise(head: bytes) -> FileType:
    """The type of a file that begins with `head` (its first `HEAD_SIZE` bytes, or all of it)."""
    for offset, signature, filetype in _SIGNATURES:
        if head.startswith(signature, offset) and not (filetype in (WEBP, AVI, WAV) and head[:4] != b"RIFF"):
            return filetype
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], MP4)
    if b"%PDF-" in head[:1024]:
        return PDF
    return _weakly_marked(head)


def _weakly_marked(head: bytes) -> FileType:
    """Types whose mark is so short that text could bear it are told after text."""
    if _reads_as_text(head):
        return TEXT
    if head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in _BITMAP_HEADERS:
        return BMP
    if len(head) > 376 and head[0] == head[188] == head[376] == 0x47:
        return MPEG_TS
    if len(head) > 4 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return AAC
    if len(head) > 4 and head[0] == 0xFF and head[1] & 0xE6 == 0xE2 and head[2] & 0xF0 not in (0, 0xF0):
        return MP3
    return OTHER


def _reads_as_text(head: bytes) -> bool:
    if head.startswith(_TEXT_MARKS):
        return True
    return bool(head) and len(head.translate(None, _NOT_IN_TEXT)) == len(head)
