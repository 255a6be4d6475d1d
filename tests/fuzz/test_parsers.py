"""No bytes surprise a parser (threats.md, test 25)."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.errors import CasefileError
from tests.fuzz.parsers import PARSERS, Broken, Parser, alike

LONG = 1 << 16
EXAMPLES = int(os.environ.get("CASEFILE_FUZZ_EXAMPLES", "60"))
_CHUNKS = st.sampled_from(
    [b"\n", b"\r\n", b"\0", b"\xff", b'"', b"{}", b"[" * 2000, b"9" * 5000, b"-1", b"..", b"/", b"\xed\xa0\x80", b"--- ", b"-> "]
)  # fmt: skip


@st.composite
def near(draw: st.DrawFn, parser: Parser) -> bytes:
    """Any bytes; or some that are understood, with up to three stretches of them replaced, doubled or dropped."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=300) | st.text(max_size=80).map(lambda text: text.encode("utf-8")))
    data = draw(st.sampled_from(parser.seeds))
    for _ in range(draw(st.integers(1, 3))):
        start, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        piece = data[start : start + length]
        new = draw(st.binary(max_size=20) | _CHUNKS | st.just(piece * 2) | st.just(b""))
        data = data[:start] + new + data[start + length :]
    return data


@pytest.mark.threat(25)
@pytest.mark.parametrize("name", PARSERS)
def test_no_bytes_surprise_it(name: str) -> None:
    parser = PARSERS[name]

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(near(parser))
    def any_bytes(data: bytes) -> None:
        parser.answers(data)

    any_bytes()


# A forger's header and head have no key, and a record is tried as one of every kind.
@pytest.mark.parametrize("name", [name for name in PARSERS if name not in ("forged vault header", "head", "record")])
def test_it_understands_what_it_should(name: str) -> None:
    """Else nothing behind its first check would be tried."""
    for seed in PARSERS[name].seeds:
        PARSERS[name].read(seed)


@pytest.mark.threat(25)
@pytest.mark.parametrize("name", PARSERS)
def test_long_bytes_take_no_long_time(name: str) -> None:
    """64 KiB are answered in time: nothing takes the square of it, or worse."""
    parser = PARSERS[name]
    for piece in (
        b"a",
        b"age1",
        b"1",
        b"a+",
        b"\n",
        b" ",
        b"=",
        b"[",
        b'{"a":',
        b"-> X\n",
        b"2031-05 ",
        b"~",
        "й".encode(),
    ):
        begun = time.process_time()
        parser.answers(parser.seeds[0] + piece * (LONG // len(piece)))
        parser.answers(piece * (LONG // len(piece)))
        assert time.process_time() - begun < 3, piece


def test_a_surprise_would_be_noticed() -> None:
    def surprised(data: bytes) -> None:
        raise IndexError

    def declared(data: bytes) -> None:
        raise CasefileError("errors.any")

    Parser(declared).answers(b"")
    with pytest.raises(IndexError):
        Parser(surprised).answers(b"")
    with pytest.raises(Broken):
        Parser(lambda data: alike(data, data.lower())).answers(b"A")
