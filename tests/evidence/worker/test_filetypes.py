"""The type of a file by its first bytes."""

from __future__ import annotations

import pytest

from casefile.evidence.worker import filetypes
from casefile.evidence.worker.filetypes import BY_CODE, FileType, recognise


@pytest.mark.parametrize(
    ("head", "filetype"),
    [
        (b"\xff\xd8\xff\xe1", filetypes.JPEG),
        (b"RIFF\0\0\0\0WEBPVP8 ", filetypes.WEBP),
        (b"RIFF\0\0\0\0WAVEfmt ", filetypes.WAV),
        (b"\0\0\0\x18ftypqt  ", filetypes.QUICKTIME),
        (b"\0\0\0\x18ftypM4A ", filetypes.MP4_SOUND),
        (b"\0\0\0\x18ftyp3gp5", filetypes.MP4),
        (b"\0\0\0\x18ftypheic", filetypes.HEIF),
        (b"\x1aE\xdf\xa3", filetypes.MATROSKA),
        (b"\xff\xfb\x90\x44\0", filetypes.MP3),
        (b"\xff\xf1\x50\x80\0", filetypes.AAC),
        (b"#!AMR\n", filetypes.AMR),
        (b"junk before\n%PDF-1.4\n\x00", filetypes.PDF),
        (b"PK\x03\x04", filetypes.ZIP),
        (b"{\\rtf1", filetypes.RTF),
        (b"BM or not BM, that is the question", filetypes.TEXT),
        (b"GGG " * 200, filetypes.TEXT),
        ("Протокол задержания".encode("cp1251"), filetypes.TEXT),
        ("Протокол".encode("utf-16"), filetypes.TEXT),
        (b"XXXX\0\0\0\0WAVEfmt ", filetypes.OTHER),
        (b"\x7fELF\0", filetypes.OTHER),
        (b"", filetypes.OTHER),
    ],
)
def test_a_type_is_told_by_content(head: bytes, filetype: FileType) -> None:
    assert recognise(head) is filetype


def test_every_type_has_a_code_of_its_own() -> None:
    assert len(BY_CODE) == len([value for value in vars(filetypes).values() if isinstance(value, FileType)])
