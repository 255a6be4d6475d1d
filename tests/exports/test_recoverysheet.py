"""The pages that bring a vault back, as they are printed."""

from __future__ import annotations

import io
from datetime import date

import pypdfium2
import pytest
import segno
from reportlab.pdfgen.canvas import Canvas

from casefile.crypto.age import HybridIdentity
from casefile.exports import recoverysheet
from casefile.exports.pdf.code import Code
from casefile.exports.sheet import Sheet
from casefile.i18n import LANGUAGES

IDENTITY = HybridIdentity.from_seed(bytes(range(32))).encode()
SHARES = tuple(" ".join(f"word{number}" for number in range(1, 34)) for _ in range(3))


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_key_stands_there_to_be_typed_and_every_language_says_what_to_do(language: str) -> None:
    first, second = pages(recoverysheet.key(Sheet("1a2b3c4d", date(2026, 11, 21), language), IDENTITY))
    typed = first[first.index("AGE-SECRET") :].split("\r\n")[:4]
    assert "".join("".join(typed).split()) == IDENTITY
    assert IDENTITY[19:23] not in second
    assert first.count("age -d -i key.txt recovery.age") == 1
    assert second.count("age -d -i key.txt recovery.age") == 2
    said = first + second
    for words in ("Without Casefile", "Без Casefile", "Casefile бағдарламасынсыз"):
        assert said.count(words) == 1


def test_each_share_has_its_own_sheet() -> None:
    texts = pages(recoverysheet.shares(Sheet("1a2b3c4d", date(2026, 11, 21), "en"), SHARES, 2))
    assert len(texts) == 6
    for number, text in enumerate(texts[::2], 1):
        assert f"Share {number} of 3" in text
        assert "word33" in text


def test_the_code_is_printed_as_it_was_made() -> None:
    rows = [bytes(row) for row in segno.make(IDENTITY, error="m", micro=False).matrix_iter(border=4)]
    side, sink = len(rows), io.BytesIO()
    canvas = Canvas(sink, pagesize=(side, side))
    Code(IDENTITY, side).drawOn(canvas, 0, 0)
    canvas.save()
    document = pypdfium2.PdfDocument(sink.getvalue())
    image = document[0].render(scale=3, grayscale=True).to_pil()
    document.close()
    seen = [bytes(image.getpixel((3 * x + 1, 3 * y + 1)) < 128 for x in range(side)) for y in range(side)]
    assert seen == rows


def test_nothing_in_the_file_says_who_or_when_it_was_made() -> None:
    pdf = recoverysheet.key(Sheet("1a2b3c4d", date(2026, 11, 21), "en"), IDENTITY)
    assert b"CreationDate" not in pdf
    assert b"/Author" not in pdf
    assert pdf == recoverysheet.key(Sheet("1a2b3c4d", date(2026, 11, 21), "en"), IDENTITY)
