"""What a reader sees on the printed pages, and what a searcher finds in the bytes."""

from __future__ import annotations

import base64
import re
import zlib

import pypdfium2
import pytest

from casefile.domain.casefile import CaseFile
from casefile.exports import pdf
from casefile.exports.document import Document

HOSTILE = '<img src="file:///etc/passwd"/> & <b>bold</b> <font size="99">'
SHA256 = "01234567 89abcdef " * 4


def read(data: bytes) -> list[str]:
    """The words of each page."""
    opened = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_bounded() for page in opened]
    finally:
        opened.close()


def flat(pages: list[str]) -> str:
    """All words in one line."""
    return " ".join(" ".join(pages).split())


def raw(data: bytes) -> bytes:
    """The bytes with every stream opened: Flate, in text streams inside ASCII85 (ISO 32000-1, 7.4)."""
    found = [data]
    for stream in re.finditer(rb"stream\r?\n(.*?)\r?\n?endstream", data, re.DOTALL):
        packed = stream.group(1)
        if packed.endswith(b"~>"):
            packed = base64.a85decode(b"<~" + packed, adobe=True)
        found.append(zlib.decompress(packed))
    return b"\n".join(found)


def test_pages_are_numbered(document: Document) -> None:
    pages = read(pdf.write(document))
    assert len(pages) > 1
    for number, words in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in words


@pytest.mark.threat(21)
def test_markup_prints_as_typed(document: Document) -> None:
    words = flat(read(pdf.write(document)))
    assert words.count(HOSTILE) == 2


def test_the_hash_stands_in_groups_with_size_and_custody(document: Document) -> None:
    words = flat(read(pdf.write(document)))
    assert SHA256.strip() in words
    assert "1,234,567 bytes" in words and "площадь.mp4" in words
    assert "1 May 2024, 10:00:00 (UTC+05:00)" in words and "A. Monitor" in words


@pytest.mark.parametrize("language", ["kk"])
def test_kazakh_letters_are_whole(document: Document) -> None:
    words = flat(read(pdf.write(document)))
    assert "Қысқаша: әөүұіғқңһ ӘӨҮҰІҒҚҢҺ." in words
    assert "Базарда ұсталды" in words and "Қызылорда" in words
    assert "1-бет, барлығы" in words


def test_metadata_is_title_and_language_alone(document: Document) -> None:
    opened = pypdfium2.PdfDocument(pdf.write(document))
    said = {name: value for name, value in opened.get_metadata_dict().items() if value}
    opened.close()
    assert said == {"Title": "Timur Abayev", "Producer": "Casefile"}
    opened_streams = raw(pdf.write(document))
    assert b"/Lang" in opened_streams
    for telling in (b"/Author", b"/CreationDate", b"/ModDate", b"/Keywords", b"xmpmeta"):
        assert telling not in opened_streams


def test_faces_are_embedded_as_subsets(document: Document) -> None:
    data = pdf.write(document)
    assert re.search(rb"/FontName /[A-Z]{6}\+NotoSans", data)
    assert b"Helvetica" not in raw(data) and len(data) < 300_000


def test_the_same_case_gives_the_same_bytes(document: Document) -> None:
    assert pdf.write(document) == pdf.write(document)


@pytest.mark.parametrize("audience", ["un", "partner", "public"])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_no_spelling_of_a_protected_name_is_left(document: Document) -> None:
    data = pdf.write(document)
    seen = flat(read(data)) + raw(data).decode("utf-8", "ignore") + raw(data).decode("utf-16-be", "ignore")
    for fragment in ("Bokenov", "Serik", "Бөкен", "Бокен", "Серік", "Серик"):
        assert fragment not in seen.replace("Серіктес", "")  # the Kazakh for partner


def test_the_measure_says_what_is_stated_and_what_is_not(document: Document) -> None:
    words = flat(read(pdf.write(document)))
    assert "“three years”" in words and "end not stated" in words
    assert "1. No mass gathering · Exception: a funeral" in words
    assert "180 EUR, each or together not stated" in words


def test_alleged_and_last_known(document: Document) -> None:
    words = flat(read(pdf.write(document)))
    assert "Arrested at the market [alleged]" in words
    assert "last known on 4 March 2021 [1]" in words


@pytest.mark.parametrize("language", ["ru"])
def test_what_is_not_translated_says_so(document: Document) -> None:
    words = flat(read(pdf.write(document)))
    assert "Release him [на английском языке, без перевода]" in words
    assert "Распространение ложной информации" in words


@pytest.mark.parametrize("audience", ["un"])
def test_what_was_replaced_and_withheld_is_counted_and_not_told(document: Document) -> None:
    words = flat(read(pdf.write(document)))
    assert "Witness 1 no naming basis · 1 place in the text" in words
    assert "Witness 1's car was stopped." in words
    assert "площадь" not in words and "passer-by" not in words


def test_a_character_that_turns_the_line_is_shown(casefile: CaseFile) -> None:
    tricky = Document("Kind", "a\u202eb\u0000c", "", "en", "r", "{page}/{pages}")
    assert "a<U+202E>b<U+0000>c" in flat(read(pdf.write(tricky)))


def test_a_text_longer_than_a_page_is_printed_whole() -> None:
    from casefile.exports.document import Fact, Facts, Table, line

    long = " ".join(f"word{number}" for number in range(3000))
    document = Document(
        "Kind", "Title", "", "en", "r", "{page}/{pages}",
        (Facts((Fact("Label", (line(long),)),)), Table(("A", "B"), (0.5, 0.5), (((line(long),), (line("b"),)),))),
    )  # fmt: skip
    words = flat(read(pdf.write(document)))
    assert words.count("word2999") == 2


def test_lines_for_a_machine_print_as_typed_and_go_on_when_too_long() -> None:
    from casefile.exports.document import Listing

    long = "0123456789" * 20
    listing = Document("Kind", "Title", "", "en", "r", "{page}/{pages}", (Listing(("if <b>:", "    return 1", long)),))
    words = read(pdf.write(listing))[0]
    assert "if <b>:" in words and "return 1" in words
    assert long in "".join(words.split())
