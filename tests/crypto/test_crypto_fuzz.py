"""Whatever the bytes are, a parser answers with its result or with a sentence for people; never with a surprise."""

from __future__ import annotations

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.crypto.age import (
    Decryptor,
    HybridIdentity,
    Identity,
    X25519Identity,
    bech32,
    parse_identity,
    parse_recipient,
)
from casefile.crypto.checkpoint import Checkpoint
from casefile.crypto.cosigning import CosignatureKey
from casefile.crypto.notes import Note
from casefile.crypto.signing import VerifyKey
from casefile.errors import CasefileError

IDENTITIES: list[Identity] = [HybridIdentity.from_seed(bytes(32)), X25519Identity(bytes(32))]
HEADER_PARTS = st.sampled_from(
    [
        b"age-encryption.org/v1\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\n",
        b"-----END AGE ENCRYPTED FILE-----\n",
        b"-> X25519 ",
        b"-> mlkem768x25519 ",
        b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 10\n",
        b"--- ",
        b"---\n",
        b"A" * 43,
        b"A" * 43 + b"\n",
        b"A" * 64 + b"\n",
        b"\n",
        b"\r\n",
        b" ",
    ]
)
FILES = st.lists(st.one_of(HEADER_PARTS, st.binary(max_size=20)), max_size=12).map(b"".join)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(st.sampled_from(["\n", "— ", "a", "+", "0", "AAAA", " "])).map("".join)
)


@pytest.mark.threat(25)
@settings(max_examples=300, deadline=None)
@given(st.one_of(FILES, FILES.map(lambda rest: b"age-encryption.org/v1\n" + rest)))
def test_any_file(data: bytes) -> None:
    with contextlib.suppress(CasefileError):
        list(Decryptor(io.BytesIO(data), IDENTITIES))


@pytest.mark.threat(25)
@settings(max_examples=200)
@given(TEXTS)
def test_any_note_checkpoint_and_key(text: str) -> None:
    with contextlib.suppress(CasefileError):
        note = Note.parse(text.encode(errors="surrogatepass"))
        assert note.serialise() == text.encode()
    with contextlib.suppress(CasefileError):
        assert Checkpoint.parse(text).text() == text
    for parse in (VerifyKey.parse, CosignatureKey.parse, lambda word: bech32.decode("age", word)):
        with contextlib.suppress(ValueError):
            parse(text)
    for read in (parse_recipient, parse_identity):
        with contextlib.suppress(CasefileError):
            read(text)
