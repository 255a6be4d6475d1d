"""What a person sees of each kind of evidence, through a real worker."""

from __future__ import annotations

import io
from array import array
from datetime import datetime, timedelta, timezone

import pytest
from PIL import Image

from casefile.errors import Cancelled
from casefile.evidence import viewing
from casefile.evidence.viewing import CannotShow, Kind, Pixels, Viewer
from casefile.progress import Stoppable

from .samples import BLUE, MEDIA, RED, document, docx, encoded, endless_pdf, raw_pdf, stream_object, two_colours

FOUR_HUNDRED = (400, 400)


def pixel(picture: Pixels, x: int, y: int) -> tuple[int, ...]:
    start = (y * picture.width + x) * 3
    return tuple(picture.rgb[start : start + 3])


def resembles(seen: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(seen, wanted, strict=True))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF"])
def test_images_of_every_format_are_recognised_and_shown(format: str) -> None:
    source = encoded(two_colours(), format)
    with Viewer(source) as viewer:
        seen = viewer.probe()
        picture = viewer.thumbnail((32, 32))
    assert (seen.kind, seen.mime, seen.width, seen.height) == (Kind.IMAGE, f"image/{format.lower()}", 64, 48)
    assert (picture.width, picture.height, len(picture.rgb)) == (32, 24, 32 * 24 * 3)
    assert resembles(pixel(picture, 3, 12), BLUE)
    assert resembles(pixel(picture, 28, 12), RED)


def test_a_photo_of_a_telephone_in_heic_is_shown_with_its_time() -> None:
    pytest.importorskip("pi_heif")
    with (MEDIA.parents[2] / "tests/evidence/media/two-colours.heic").open("rb") as source, Viewer(source) as viewer:
        assert viewer.probe().captured == datetime(2019, 7, 22, 11, 32, tzinfo=timezone(timedelta(hours=6)))
        assert resembles(pixel(viewer.thumbnail((32, 32)), 28, 12), RED)


def test_a_photo_taken_sideways_is_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise: what was left is up
    source = encoded(two_colours(), "JPEG", exif=exif)
    with Viewer(source) as viewer:
        assert (viewer.probe().width, viewer.probe().height) == (48, 64)
        picture = viewer.render(0, (24, 32))
    assert (picture.width, picture.height) == (24, 32)
    assert resembles(pixel(picture, 12, 3), BLUE)
    assert resembles(pixel(picture, 12, 28), RED)


def test_a_time_without_a_zone_stays_without_one() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2019:07:22 11:32:00"
    assert viewing.probe(encoded(two_colours(), "JPEG", exif=exif)).captured == datetime(2019, 7, 22, 11, 32)


def test_an_impossible_time_is_no_time() -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2019:13:45 11:32:00"
    assert viewing.probe(encoded(two_colours(), "JPEG", exif=exif)).captured is None


def test_an_animation_shows_its_first_frame() -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in (BLUE, RED, RED)]
    source = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert resembles(pixel(viewing.thumbnail(source, (20, 20)), 10, 10), BLUE)


def test_transparent_places_are_white() -> None:
    source = encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")
    assert pixel(viewing.thumbnail(source, (20, 20)), 10, 10) == (255, 255, 255)


def test_deep_greys_keep_their_tone() -> None:
    source = encoded(Image.new("I;16", (20, 20), 0x8000), "PNG")
    assert resembles(pixel(viewing.thumbnail(source, (20, 20)), 10, 10), (128, 128, 128))


def test_images_are_not_enlarged() -> None:
    picture = viewing.render(encoded(two_colours(), "PNG"), 0, (1000, 1000))
    assert (picture.width, picture.height) == (64, 48)


def test_a_document_is_paged_through_by_one_process() -> None:
    source = io.BytesIO(document(["First page", "Second page", "Third page"]))
    with Viewer(source) as viewer:
        process = viewer.process_id
        seen = viewer.probe()
        pictures = [viewer.render(page, FOUR_HUNDRED) for page in range(3)]
        assert viewer.process_id == process
        with pytest.raises(CannotShow) as refused:
            viewer.render(3, FOUR_HUNDRED)
        assert refused.value.reason == "nothing_there"
        assert viewer.text(1000).split("\f") == ["First page", "Second page", "Third page"]
    assert (seen.kind, seen.pages, seen.width, seen.height) == (Kind.PDF, 3, 595, 842)
    assert {(picture.width, picture.height) for picture in pictures} == {(282, 400)}
    assert len({picture.rgb for picture in pictures}) == 3


def test_cyrillic_in_a_font_that_the_document_does_not_carry_is_drawn() -> None:
    letters = b"/Differences[192/afii10017/afii10018/afii10019]"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    source = raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            page,
            stream_object(b"", b"BT /F 30 Tf 10 40 Td <C0C1C2> Tj ET"),
            b"<</Type/Font/Subtype/TrueType/BaseFont/Arial,Bold/FirstChar 0/LastChar 255/Encoding<<"
            + letters
            + b">>>>",
        ]
    )
    picture = viewing.render(io.BytesIO(source), 0, (100, 100))
    dark = sum(level < 128 for level in picture.rgb[::3])
    assert dark > 150


def test_the_sample_notice_is_readable_russian() -> None:
    with (MEDIA / "court-notice.pdf").open("rb") as source:
        words = viewing.text(source, 10_000)
    assert "ОБРАЗЕЦ" in words
    assert "извещает Вас о том" in words


def test_the_sample_film_has_poster_duration_sound_and_frames() -> None:
    with (MEDIA / "crowd.mp4").open("rb") as source, Viewer(source) as viewer:
        seen = viewer.probe()
        poster = viewer.thumbnail((320, 320))
        moments = [viewer.frame(at, (160, 160)).rgb for at in (0, 2000, 4000, 2000)]
        peaks = viewer.waveform(50)
        half_a_second = viewer.sound(1000, 500)
    assert (seen.kind, seen.mime, seen.width, seen.height) == (Kind.VIDEO, "video/mp4", 640, 360)
    assert seen.duration_ms == pytest.approx(6000, abs=100)
    assert (poster.width, poster.height) == (320, 180)
    assert moments[1] == moments[3]
    assert len(set(moments)) == 3
    assert len(peaks) == 50
    assert 0 < max(peaks) <= 255
    assert len(half_a_second.samples) == half_a_second.rate // 2 * half_a_second.channels * 2


def test_the_sample_voice_has_a_waveform_and_no_picture() -> None:
    with (MEDIA / "statement.ogg").open("rb") as source, Viewer(source) as viewer:
        seen = viewer.probe()
        peaks = viewer.waveform(100)
        with pytest.raises(CannotShow) as refused:
            viewer.thumbnail(FOUR_HUNDRED)
    assert (seen.kind, seen.mime) == (Kind.AUDIO, "audio/ogg")
    assert seen.duration_ms is not None
    assert seen.duration_ms > 10_000
    assert min(peaks) < 40 < max(peaks)
    assert refused.value.reason == "nothing_there"


def test_sound_asked_for_in_pieces_is_the_sound_asked_for_whole() -> None:
    with (MEDIA / "statement.ogg").open("rb") as source, Viewer(source) as viewer:
        pieces = b"".join(viewer.sound(start, 250).samples for start in range(0, 2000, 250))
        whole = viewer.sound(0, 2000)
        later = viewer.sound(1500, 500)
    assert pieces == whole.samples
    wanted, heard = (array("h", samples) for samples in (pieces[1500 * whole.rate // 1000 * 2 :], later.samples))
    assert len(wanted) == len(heard)
    middle = slice(len(wanted) // 4, None)  # a decoder that starts anew needs a moment to agree
    assert max(abs(a - b) for a, b in zip(wanted[middle], heard[middle], strict=True)) < 2000


def test_a_word_file_gives_its_words() -> None:
    source = docx(
        "<w:p><w:r><w:t>Заявление</w:t></w:r></w:p><w:p><w:r><w:t>Имя</w:t><w:tab/><w:t>Айгуль</w:t></w:r></w:p>",
        footnotes="<w:p><w:r><w:t>Примечание</w:t></w:r></w:p>",
    )
    with Viewer(source) as viewer:
        assert viewer.probe().kind is Kind.DOCUMENT
        assert viewer.text(1000) == "Заявление\nИмя\tАйгуль\nПримечание"
        assert viewer.text(4) == "Заяв"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866"])
def test_russian_text_is_read_in_whatever_encoding_it_came(encoding: str) -> None:
    words = "Десятого марта у здания суда «журналистке» разбили камеру.\nЁлки, подъезд, съёмка.\n"
    written = words if encoding not in ("koi8-r", "cp866") else words.replace("«", '"').replace("»", '"')
    assert viewing.text(io.BytesIO(written.encode(encoding)), 1000) == written


def test_text_is_bounded_and_free_of_control_characters() -> None:
    source = io.BytesIO("Ж".encode() * 5000 + b"\x1b[31m")
    assert viewing.text(source, 100) == "Ж" * 100
    assert viewing.text(io.BytesIO(b"plain\x1b[31m"), 100) == "plain[31m"


def test_the_type_is_told_by_content_and_the_name_plays_no_part() -> None:
    with Viewer(io.BytesIO(document(["A page"]))) as viewer:
        assert (viewer.kind, viewer.mime) == (Kind.PDF, "application/pdf")


def test_the_file_stays_open_and_is_read_in_parts() -> None:
    class Counted(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            piece = super().read(size)
            self.taken += len(piece)
            return piece

    film = (MEDIA / "crowd.mp4").read_bytes()
    moov = film.index(b"moov") - 4
    length = int.from_bytes(film[moov : moov + 4], "big")
    source = Counted(film + (8 << 20).to_bytes(4, "big") + b"free" + bytes((8 << 20) - 8))
    assert viewing.probe(source).kind is Kind.VIDEO
    assert length < source.taken < 1 << 20
    assert not source.closed


class Vast(io.RawIOBase):
    """`before`, then a hole of `hole` bytes, then `after`, without holding any of the hole."""

    def __init__(self, before: bytes, hole: int, after: bytes) -> None:
        self._before, self._hole, self._after = before, hole, after
        self._size = len(before) + hole + len(after)
        self._at = 0
        self.taken = 0

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + (self._size if whence == io.SEEK_END else 0)
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        start, end, edge = self._at, min(self._at + size, self._size), len(self._before) + self._hole
        piece = self._before[start:end]
        piece += bytes(max(0, min(end, edge) - max(start, len(self._before))))
        piece += self._after[max(0, start - edge) : max(0, end - edge)]
        self._at, self.taken = end, self.taken + len(piece)
        return piece


def test_a_film_of_ten_gigabytes_is_never_read_whole() -> None:
    film = (MEDIA / "crowd.mp4").read_bytes()
    hole = 10 << 30
    box = b"\0\0\0\x01free" + hole.to_bytes(8, "big")
    source = Vast(film + box, hole - len(box), b"\0\0\0\x08free")
    with Viewer(source) as viewer:  # type: ignore[arg-type]  # a raw stream reads as well
        assert viewer.probe().duration_ms == pytest.approx(6000, abs=100)
        assert viewer.frame(4000, (160, 160)).width == 160
    assert source.taken < 2 << 20


def test_a_stopped_job_ends_the_worker_at_once() -> None:
    progress = Stoppable()
    progress.stop()
    with pytest.raises(Cancelled), Viewer(io.BytesIO(endless_pdf()), progress=progress) as viewer:
        viewer.render(0, FOUR_HUNDRED)


def test_what_reading_the_source_raises_is_told_as_it_is() -> None:
    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError("the stick is gone")

    with pytest.raises(OSError, match="the stick is gone"):
        Viewer(Pulled(b"something"))
