"""A worker that a hostile file has taken over can say anything; none of it is believed."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import time
import tracemalloc

import pytest

from casefile import program
from casefile.errors import Refused
from casefile.evidence.tables import Tables
from casefile.evidence.viewing import CannotShow, Limits, NotStarted, Viewer
from casefile.evidence.worker.protocol import PIXELS, PROBE, READ, READY, SOUND, VERSION, Tag

SOURCE = b"the whole file"
LIMITS = Limits(start_seconds=10, answer_seconds=2, long_answer_seconds=2)
SCRIPT = """
import sys
def question():
    head = sys.stdin.buffer.read(5)
    sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    return head
for answer in sys.argv[1:]:
    question()
    sys.stdout.buffer.write(bytes.fromhex(answer))
    sys.stdout.buffer.flush()
question()
"""


def message(tag: int, payload: bytes = b"", length: int | None = None) -> bytes:
    return struct.pack(">BI", tag, len(payload) if length is None else length) + payload


ready = message(Tag.READY, READY.pack(VERSION, 16, 0))


def answered_by(monkeypatch: pytest.MonkeyPatch, *answers: bytes) -> None:
    command = [sys.executable, "-I", "-c", SCRIPT, *(answer.hex() for answer in answers)]
    monkeypatch.setattr(program, "clean", lambda _name: command)


@pytest.mark.threat(20)
@pytest.mark.parametrize(
    "first",
    [
        b"Traceback (most recent call last):",
        message(Tag.READY, READY.pack(VERSION + 1, 16, 0)),
        message(Tag.READY, READY.pack(VERSION, 999, 0)),
        message(Tag.READY, READY.pack(VERSION, 16, 1 << 31)),
        message(Tag.READY, b"short"),
        message(Tag.READ, READ.pack(0, len(SOURCE) + 1)),
        message(Tag.READ, READ.pack(2**64 - 1, 1)),
        message(Tag.READ, b"x"),
        message(Tag.FAILED, b"\xff"),
        message(99),
    ],
)
def test_a_worker_that_begins_wrongly_is_ended(monkeypatch: pytest.MonkeyPatch, first: bytes) -> None:
    answered_by(monkeypatch, first)
    with pytest.raises(CannotShow) as refused:
        Viewer(io.BytesIO(SOURCE), LIMITS)
    assert refused.value.reason == "stopped"


def test_a_worker_that_knows_no_such_file_is_ended_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen
    answered_by(monkeypatch, message(Tag.FAILED, b"\x02"))
    monkeypatch.setattr(subprocess, "Popen", lambda *words, **kept: begun.append(popen(*words, **kept)) or begun[-1])
    with pytest.raises(CannotShow, match="unknown_kind"):
        Viewer(io.BytesIO(SOURCE), LIMITS)
    assert begun[0].returncode is not None


def test_a_computer_that_starts_no_worker_is_told_of_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "clean", lambda _name: ["/no/such/program"])
    with pytest.raises(NotStarted, match="not_started"):
        Viewer(io.BytesIO(SOURCE), LIMITS)
    with pytest.raises(Refused, match=r"importing\.refused\.not_started"):
        Tables(io.BytesIO(SOURCE))


@pytest.mark.threat(20)
def test_half_of_a_surrogate_pair_is_no_cell_and_no_name_of_a_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, ready, done(rb'["\ud800"]'))
    with pytest.raises(Refused, match="stopped"):
        Tables(io.BytesIO(SOURCE))
    answered_by(monkeypatch, ready, done(b'["A"]'), done(rb'[1, "\udfff"]'))
    with Tables(io.BytesIO(SOURCE)) as tables, pytest.raises(Refused, match="stopped"):
        next(tables.rows(0))


def done(payload: bytes) -> bytes:
    return message(Tag.DONE, payload)


@pytest.mark.threat(20)
@pytest.mark.parametrize(
    "answer",
    [
        done(PIXELS.pack(11, 10) + bytes(11 * 10 * 3)),
        done(PIXELS.pack(0, 0)),
        done(PIXELS.pack(10, 10) + bytes(10 * 10 * 3 - 1)),
        done(PIXELS.pack(4, 4) + bytes(10 * 10 * 3)),
        done(b""),
        message(Tag.READY),
        message(Tag.FAILED, b""),
    ],
)
def test_pixels_that_do_not_fit_are_refused(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    answered_by(monkeypatch, ready, answer)
    with Viewer(io.BytesIO(SOURCE), LIMITS) as viewer, pytest.raises(CannotShow) as refused:
        viewer.thumbnail((10, 10))
    assert refused.value.reason == "stopped"


@pytest.mark.threat(20)
def test_a_giant_announcement_is_refused_before_memory_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, ready, message(Tag.DONE, b"", length=0xFFFFFFFF))
    with Viewer(io.BytesIO(SOURCE), LIMITS) as viewer:
        tracemalloc.start()
        try:
            with pytest.raises(CannotShow):
                viewer.thumbnail((10, 10))
            assert tracemalloc.get_traced_memory()[1] < 1 << 20
        finally:
            tracemalloc.stop()


@pytest.mark.threat(20)
@pytest.mark.parametrize(
    ("code", "duration", "captured"),
    [(999, 0, b""), (16, 2**63, b""), (16, 0, b"last Tuesday"), (16, 0, b"2024-99-99T00:00:00"), (16, 0, b"\xff\xfe")],
)
def test_facts_that_cannot_be_are_refused(
    monkeypatch: pytest.MonkeyPatch, code: int, duration: int, captured: bytes
) -> None:
    answered_by(monkeypatch, ready, done(PROBE.pack(code, 1, 10, 10, duration, captured)))
    with Viewer(io.BytesIO(SOURCE), LIMITS) as viewer, pytest.raises(CannotShow):
        viewer.probe()


@pytest.mark.threat(20)
@pytest.mark.parametrize(
    ("rate", "channels", "samples"), [(0, 1, b""), (96_000, 1, b""), (8000, 7, b""), (8000, 2, b"abc")]
)
def test_sound_that_cannot_be_played_is_refused(
    monkeypatch: pytest.MonkeyPatch, rate: int, channels: int, samples: bytes
) -> None:
    answered_by(monkeypatch, ready, done(SOUND.pack(rate, channels) + samples))
    with Viewer(io.BytesIO(SOURCE), LIMITS) as viewer, pytest.raises(CannotShow):
        viewer.sound(0, 100)


@pytest.mark.threat(20)
def test_text_that_is_no_text_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, ready, done(b"\xff\xff"))
    with Viewer(io.BytesIO(SOURCE), LIMITS) as viewer, pytest.raises(CannotShow):
        viewer.text(100)


@pytest.mark.threat(20)
def test_a_waveform_of_another_length_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, ready, done(b"\x01" * 9))
    with Viewer(io.BytesIO(SOURCE), LIMITS) as viewer, pytest.raises(CannotShow):
        viewer.waveform(10)


@pytest.mark.threat(20)
def test_a_worker_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    answered_by(monkeypatch, ready, b"")
    limits = Limits(start_seconds=10, answer_seconds=0.3)
    began = time.monotonic()
    with Viewer(io.BytesIO(SOURCE), limits) as viewer, pytest.raises(CannotShow) as refused:
        viewer.probe()
    assert refused.value.reason in ("too_slow", "stopped")
    assert time.monotonic() - began < 60, "it hangs"
