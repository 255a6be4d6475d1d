"""Files made to break what opens them: the answer is a clear sentence, in time, and the program lives on in little memory."""

from __future__ import annotations

import io
import random
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable

import pytest
from PIL import Image

from casefile.evidence import viewing
from casefile.evidence.viewing import CannotShow, Limits, Viewer
from casefile.i18n import LANGUAGES, Catalogue

from .samples import MEDIA, document, docx, encoded, endless_pdf, png_of_declared_size, raw_pdf, two_colours

BOX = (400, 400)
QUICK = Limits(start_seconds=30, answer_seconds=5, long_answer_seconds=5)
NOISE = random.Random(20240310).randbytes(300_000)


def cut(data: bytes, share: float) -> io.BytesIO:
    return io.BytesIO(data[: int(len(data) * share)])


def noisy_photo() -> bytes:
    return encoded(Image.frombytes("RGB", (200, 200), NOISE[:120_000]), "JPEG").getvalue()


def locked_document() -> io.BytesIO:
    security = b"<</Filter/Standard/V 1/R 2/P -4/O <%s>/U <%s>>>" % (b"11" * 32, b"22" * 32)
    pages = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", security]
    trailer = b"<</Encrypt 3 0 R/ID[<00><00>]"
    return io.BytesIO(raw_pdf(pages).replace(b"trailer\n<<", b"trailer\n" + trailer))


def bomb_of_words() -> io.BytesIO:
    stream = docx("<w:p><w:r><w:t>short</w:t></w:r></w:p>")
    with (
        zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/footnotes.xml", "w") as notes,
    ):
        notes.write(b"<a>")
        for _ in range(300):
            notes.write(b" " * (1 << 20))
        notes.write(b"</a>")
    return stream


def bomb_of_entities() -> io.BytesIO:
    stream = io.BytesIO()
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE d [<!ENTITY e0 "ha">{entities}]><d>&e9;</d>')
    return stream


def zip_of_anything() -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("holiday.txt", "no document")
    return stream


def deep_words() -> io.BytesIO:
    return docx("<w:p>" * 100_000 + "</w:p>" * 100_000)


def shown(source: io.BytesIO) -> object:
    return viewing.thumbnail(source, BOX, limits=QUICK)


def read(source: io.BytesIO) -> object:
    return viewing.text(source, 100_000, limits=QUICK)


def heard(source: io.BytesIO) -> object:
    return viewing.waveform(source, 100, limits=QUICK)


HOSTILE: dict[str, tuple[Callable[[], io.BytesIO], Callable[[io.BytesIO], object], set[str]]] = {
    "png cut short": (lambda: cut(encoded(two_colours(400, 400), "PNG").getvalue(), 0.6), shown, {"damaged"}),
    "jpeg cut short": (lambda: cut(noisy_photo(), 0.5), shown, {"damaged"}),
    "jpeg cut in its header": (lambda: cut(noisy_photo(), 0.005), shown, {"damaged"}),
    "pdf cut in its first object": (lambda: cut(document(["A page"]), 0.05), shown, {"damaged"}),
    "pdf without pages": (lambda: io.BytesIO(raw_pdf([b"<</Type/Catalog>>"])), shown, {"damaged"}),
    "pdf with a password": (locked_document, shown, {"password"}),
    "film cut before its index": (lambda: cut((MEDIA / "crowd.mp4").read_bytes(), 0.01), shown, {"damaged"}),
    "sound cut in its header": (lambda: cut((MEDIA / "statement.ogg").read_bytes(), 0.0005), heard, {"damaged"}),
    "png of 4 billion by 4 billion": (
        lambda: png_of_declared_size(0x7FFFFFFF, 0x7FFFFFFF),
        shown,
        {"too_large", "damaged"},
    ),
    "png of 100,000 by 100,000": (lambda: png_of_declared_size(100_000, 100_000), shown, {"too_large"}),
    "bitmap of 30,000 by 30,000": (
        lambda: io.BytesIO(encoded(two_colours(), "BMP").getvalue().replace(b"@\0\0\x000\0\0\0", b"0u\0\x000u\0\0", 1)),
        shown,
        {"too_large"},
    ),
    "word file that unfolds to 300 MB": (bomb_of_words, read, {"too_large"}),
    "word file of entities": (bomb_of_entities, read, {"damaged"}),
    "word file 100,000 deep": (deep_words, read, {"damaged"}),
    "zip of anything else": (zip_of_anything, read, {"unknown_kind"}),
    "garbage": (lambda: io.BytesIO(NOISE), shown, {"unknown_kind"}),
    "garbage that begins as a png": (lambda: io.BytesIO(b"\x89PNG\r\n\x1a\n" + NOISE), shown, {"damaged"}),
    "garbage that begins as a jpeg": (lambda: io.BytesIO(b"\xff\xd8\xff\xe0" + NOISE), shown, {"damaged"}),
    "garbage that begins as a pdf": (lambda: io.BytesIO(b"%PDF-1.7\n" + NOISE), shown, {"damaged"}),
    "garbage that begins as a film": (lambda: io.BytesIO(b"\0\0\0\x18ftypmp42" + NOISE), shown, {"damaged"}),
    "garbage that begins as a zip": (lambda: io.BytesIO(b"PK\x03\x04" + NOISE), read, {"damaged"}),
    "nothing": (lambda: io.BytesIO(b""), shown, {"unknown_kind"}),
    "a playlist of other files": (lambda: io.BytesIO(b"#EXTM3U\nfile:///etc/passwd\n"), heard, {"nothing_there"}),
}


PATIENCE = 60
"""Seconds after which it would be a hang, also on a machine that does much else. The limits themselves are far lower."""


@pytest.mark.threat(20)
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_a_clear_sentence_in_time_and_little_memory(name: str) -> None:
    make, look, reasons = HOSTILE[name]
    source = make()
    began = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(CannotShow) as refused:
            look(source)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert refused.value.reason in reasons
    assert time.monotonic() - began < PATIENCE
    assert peak < 20 << 20
    for language in LANGUAGES:
        assert re.fullmatch(r".{20,200}\.", Catalogue(language).error(refused.value))


@pytest.mark.threat(20)
def test_a_file_that_hangs_its_decoder_is_given_up_in_time() -> None:
    began = time.monotonic()
    limits = Limits(start_seconds=30, answer_seconds=0.5)
    with Viewer(io.BytesIO(endless_pdf()), limits) as viewer, pytest.raises(CannotShow) as refused:
        viewer.render(0, BOX)
    assert refused.value.reason == "too_slow"
    assert time.monotonic() - began < PATIENCE


@pytest.mark.threat(20)
def test_processor_time_ends_a_worker_even_when_no_one_waits() -> None:
    limits = Limits(start_seconds=30, answer_seconds=20, processor_seconds=1)
    with Viewer(io.BytesIO(endless_pdf()), limits) as viewer, pytest.raises(CannotShow) as refused:
        viewer.render(0, BOX)
    assert refused.value.reason == "stopped"


@pytest.mark.threat(20)
def test_memory_ends_a_decoder_that_wants_too_much() -> None:
    source = encoded(Image.new("RGB", (9000, 9000)), "PNG")
    limits = Limits(memory_bytes=300 << 20)
    with Viewer(source, limits) as viewer, pytest.raises(CannotShow) as refused:
        viewer.render(0, BOX)
    assert refused.value.reason in ("too_large", "damaged", "stopped")


@pytest.mark.threat(20)
def test_a_damaged_file_is_refused_again_and_its_type_is_still_known() -> None:
    with Viewer(cut(noisy_photo(), 0.5)) as viewer:
        for _ in range(2):
            with pytest.raises(CannotShow, match="damaged"):
                viewer.thumbnail(BOX)
        assert viewer.mime == "image/jpeg"
        assert viewer.probe().width == 200


@pytest.mark.threat(20)
def test_the_program_goes_on_after_a_worker_was_killed() -> None:
    with Viewer(io.BytesIO(document(["A page"]))) as viewer:
        viewer.close()
        with pytest.raises(CannotShow) as refused:
            viewer.probe()
        assert refused.value.reason == "stopped"
    assert viewing.probe(io.BytesIO(document(["A page"]))).pages == 1
