"""Every public vector of the age format: https://c2sp.org/CCTV/age, "Test file format"."""

from __future__ import annotations

import hashlib
import io
import zlib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from casefile.crypto.age import (
    AgeError,
    ArmorReader,
    ArmorWriter,
    Damaged,
    DamagedArmor,
    DamagedHeader,
    DamagedMac,
    Decryptor,
    Identity,
    NewerAge,
    NotAge,
    ScryptIdentity,
    SeekableReader,
    TooMuchWork,
    Truncated,
    WrongKey,
    parse_identity,
)
from casefile.crypto.age.armor import dearmored
from casefile.crypto.age.header import read_header
from casefile.crypto.age.stream import Sealer, payload_cipher

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "age-testkit"
NAMES = sorted(path.name for path in FOLDER.iterdir()) if FOLDER.is_dir() else []
BINARY = [name for name in NAMES if not name.startswith("armor_")]
HEADER_FAILURES = (NotAge, NewerAge, DamagedHeader, Truncated, TooMuchWork)


@dataclass
class Vector:
    """One file of the testkit."""

    expect: str = ""
    payload: str = ""
    file_key: bytes = b""
    armored: bool = False
    identities: list[Identity] = field(default_factory=list)
    file: bytes = b""


def read_vector(name: str) -> Vector:
    head, _, body = (FOLDER / name).read_bytes().partition(b"\n\n")
    vector = Vector(file=body)
    for line in head.decode().split("\n"):
        key, _, value = line.partition(": ")
        match key:
            case "expect":
                vector.expect = value
            case "payload":
                vector.payload = value
            case "file key":
                vector.file_key = bytes.fromhex(value)
            case "identity":
                vector.identities.append(parse_identity(value))
            case "passphrase":
                vector.identities.append(ScryptIdentity(value))
            case "armored":
                vector.armored = value == "yes"
            case "compressed":
                vector.file = zlib.decompress(body)
            case "comment":
                pass
            case _:
                raise AssertionError(f"unknown key {key}")
    return vector


def outcome(vector: Vector) -> tuple[str, bytes]:
    """What reading the file came to, in the words of the vectors, and all that was released."""
    released = bytearray()
    try:
        decryptor = Decryptor(io.BytesIO(vector.file), vector.identities)
    except AgeError as error:
        return name_of(error), b""
    try:
        for chunk in decryptor:
            released += chunk
    except DamagedArmor:
        return "armor failure", bytes(released)
    except Damaged:
        return "payload failure", bytes(released)
    return "success", bytes(released)


def name_of(error: AgeError) -> str:
    match error:
        case DamagedArmor():
            return "armor failure"
        case DamagedMac():
            return "HMAC failure"
        case WrongKey():
            return "no match"
        case _ if isinstance(error, HEADER_FAILURES):
            return "header failure"
        case _:
            return repr(error)


@pytest.mark.threat(14)
def test_the_testkit_is_whole() -> None:
    if not NAMES:
        pytest.skip("the age testkit is not beside this checkout")
    assert len(NAMES) == 143


@pytest.mark.threat(14)
@pytest.mark.parametrize("name", NAMES)
def test_vector(name: str) -> None:
    vector = read_vector(name)
    result, released = outcome(vector)
    if vector.expect == "armor failure" and result == "header failure":
        with pytest.raises(
            DamagedArmor
        ):  # what does not even begin like armor is told apart only when armor is expected
            io.BufferedReader(ArmorReader(io.BytesIO(vector.file))).read()
        return
    assert result == vector.expect
    if vector.payload:
        assert hashlib.sha256(released).hexdigest() == vector.payload


@pytest.mark.threat(14)
@pytest.mark.parametrize("name", BINARY)
def test_reading_out_of_order_agrees(name: str) -> None:
    vector = read_vector(name)
    result, released = outcome(vector)
    if result == "success":
        with SeekableReader(io.BytesIO(vector.file), vector.identities) as reader:
            assert reader.size == len(released)
            assert reader.read() == released
        return
    with pytest.raises(AgeError) as caught, SeekableReader(io.BytesIO(vector.file), vector.identities) as reader:
        reader.read()
    if result != "payload failure":
        assert name_of(caught.value) == result


def well_formed(expected: str) -> bool:
    return expected not in ("armor failure", "header failure")


@pytest.mark.parametrize("name", [name for name in BINARY if well_formed(read_vector(name).expect)])
def test_what_was_read_is_written_alike(name: str) -> None:
    vector = read_vector(name)
    result, released = outcome(vector)
    source = io.BytesIO(vector.file)
    line, binary = dearmored(source)
    header = read_header(binary, line).serialise()
    assert vector.file.startswith(header)
    if result == "success":
        payload = vector.file[len(header) :]
        assert payload[16:] == sealed(vector.file_key, payload[:16], released)


@pytest.mark.parametrize(
    "name", [name for name in NAMES if name not in BINARY and well_formed(read_vector(name).expect)]
)
def test_armor_that_was_read_is_written_alike(name: str) -> None:
    vector = read_vector(name)
    written = io.BytesIO()
    armor = ArmorWriter(written)
    armor.write(io.BufferedReader(ArmorReader(io.BytesIO(vector.file))).read())
    armor.finish()
    assert written.getvalue() == vector.file.replace(b"\r\n", b"\n").strip() + b"\n"


def sealed(file_key: bytes, nonce: bytes, plaintext: bytes) -> bytes:
    sealer = Sealer(payload_cipher(file_key, nonce))
    whole = max(0, len(plaintext) - 1) // 65536 * 65536
    chunks = [bytes(batch) for batch in sealer.seal(memoryview(plaintext)[:whole])]
    return b"".join(chunks) + sealer.seal_last(plaintext[whole:])
