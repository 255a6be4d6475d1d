"""Looking at evidence: tiles, pages, text, waveform, and that closing ends everything at once."""

from __future__ import annotations

import time
from pathlib import Path
from threading import Thread

import pytest

from casefile.domain.kinds import Evidence
from casefile.errors import Cancelled, NotFound
from casefile.files import resource
from casefile.usecases import evidence, preview
from casefile.usecases.preview import Glances, Kind, Viewing
from casefile.usecases.session import Session

BOX = (300, 300)


def _attach(session: Session, name: str) -> str:
    return evidence.attach(session, resource("sample", "media", name), Evidence()).id


def test_a_tile_of_each_kind(session: Session) -> None:
    photo = preview.glance(session, _attach(session, "broken-camera.jpg"), BOX)
    assert photo.picture is not None
    assert (photo.picture.width, photo.picture.height) == (300, 225)
    film = preview.glance(session, _attach(session, "crowd.mp4"), BOX)
    assert film.picture is not None and film.probe is not None and film.probe.duration_ms == 6000
    notice = preview.glance(session, _attach(session, "court-notice.pdf"), BOX)
    assert notice.picture is not None and notice.probe is not None and notice.probe.pages == 1
    sound = preview.glance(session, _attach(session, "statement.ogg"), BOX)
    assert len(sound.waveform) == preview.WAVEFORM_BARS and max(sound.waveform) > 0
    words = preview.glance(session, _attach(session, "statement.txt"), BOX)
    assert words.text and words.picture is None


def test_a_file_that_cannot_be_shown_says_why(session: Session, tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe1" + bytes(300))
    seen = preview.glance(session, evidence.attach(session, broken, Evidence()).id, BOX)
    assert seen.picture is None and seen.fault is not None and seen.fault.key == "viewing.damaged"


def test_a_file_altered_in_the_vault_is_not_shown(session: Session) -> None:
    taken = _attach(session, "broken-camera.jpg")
    stored = next(each for each in (session.path / "evidence").rglob("*") if each.is_file())
    content = bytearray(stored.read_bytes())
    content[-20] ^= 1
    stored.write_bytes(content)
    seen = preview.glance(session, taken, BOX)
    assert seen.picture is None and seen.fault is not None and seen.fault.key == "vault.evidence_altered"


def test_glances_stay_in_memory_until_there_is_no_room(session: Session) -> None:
    first, second = _attach(session, "broken-camera.jpg"), _attach(session, "street-by-the-court.jpg")
    glances = Glances(session, BOX, most_bytes=250_000)
    seen = glances.look(first)
    assert glances.look(first) is seen
    glances.look(second)
    assert glances.kept(first) is None and glances.kept(second) is not None
    glances.forget()
    assert glances.kept(second) is None


def test_pages_text_and_waveform_of_an_open_file(session: Session) -> None:
    with Viewing(session, _attach(session, "court-notice.pdf")) as notice:
        assert notice.kind is Kind.PDF
        page = notice.page(0, (800, 800))
        assert page.height == 800 and len(page.rgb) == page.width * page.height * 3
    with Viewing(session, _attach(session, "statement.txt")) as words:
        assert words.text(20) == resource("sample", "media", "statement.txt").read_text("utf-8")[:20]
    with Viewing(session, _attach(session, "statement.ogg")) as sound:
        assert len(sound.waveform(100)) == 100


def test_closing_ends_a_question_in_another_thread(session: Session) -> None:
    viewing = Viewing(session, _attach(session, "statement.ogg"))
    ended: list[type[BaseException]] = []

    def ask() -> None:
        try:
            while True:
                viewing.waveform(5000)
        except Cancelled as end:
            ended.append(type(end))

    thread = Thread(target=ask)
    thread.start()
    time.sleep(0.05)
    viewing.close()
    thread.join(60)
    assert ended == [Cancelled]


def test_what_is_not_here_is_refused(session: Session) -> None:
    with pytest.raises(NotFound):
        Viewing(session, "0" * 32)
