"""Other people's age tools read what we write, and we read what they write."""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import pyrage  # type: ignore[import-untyped]  # it ships no types
import pytest

from casefile.crypto.age import (
    ArmorWriter,
    HybridIdentity,
    Identity,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    decrypt,
    encrypt,
    parse_identity,
    parse_identity_file,
    parse_recipient,
)

SIZES = [0, 1, 65536, 200_000]
CHECKOUT = Path(__file__).resolve().parents[3]
PASSPHRASE = "жеті сөз seven words"


def ours(plain: bytes, recipient: Recipient) -> bytes:
    file = io.BytesIO()
    encrypt(io.BytesIO(plain), file, [recipient])
    return file.getvalue()


def opened(file: bytes, identity: Identity) -> bytes:
    plain = io.BytesIO()
    decrypt(io.BytesIO(file), plain, [identity])
    return plain.getvalue()


@pytest.mark.parametrize("size", SIZES)
def test_pyrage_x25519(size: int) -> None:
    plain = os.urandom(size)
    identity = X25519Identity.generate()
    theirs = pyrage.x25519.Identity.from_str(identity.encode())
    assert str(theirs.to_public()) == identity.recipient.encode()
    assert pyrage.decrypt(ours(plain, identity.recipient), [theirs]) == plain
    assert opened(pyrage.encrypt(plain, [theirs.to_public()]), identity) == plain


def test_pyrage_armor() -> None:
    identity = X25519Identity.generate()
    theirs = pyrage.x25519.Identity.from_str(identity.encode())
    assert opened(pyrage.encrypt(b"x" * 1000, [theirs.to_public()], armored=True), identity) == b"x" * 1000
    text = io.BytesIO()
    armor = ArmorWriter(text)
    encrypt(io.BytesIO(b"y" * 1000), armor, [identity.recipient])
    armor.finish()
    assert pyrage.decrypt(text.getvalue(), [theirs]) == b"y" * 1000


def test_pyrage_passphrase() -> None:
    assert pyrage.passphrase.decrypt(ours(b"x", ScryptRecipient(PASSPHRASE, work_factor=12)), PASSPHRASE) == b"x"
    theirs = pyrage.passphrase.encrypt(b"y", PASSPHRASE)
    assert opened(theirs, ScryptIdentity(PASSPHRASE, max_work_factor=22)) == b"y"


def run_age(*words: str, given: bytes) -> bytes:
    tool = shutil.which("age")
    if tool is None:
        pytest.skip("the age tool is not installed")
    return subprocess.run([tool, *words], input=given, capture_output=True, check=True).stdout


@pytest.mark.parametrize("size", SIZES)
def test_the_age_tool(size: int, tmp_path: Path) -> None:
    plain = os.urandom(size)
    identity = X25519Identity.generate()
    keys = tmp_path / "key.txt"
    keys.write_text(f"# a comment\n{identity.encode()}\n")
    assert run_age("-d", "-i", str(keys), given=ours(plain, identity.recipient)) == plain
    assert opened(run_age("-r", identity.recipient.encode(), given=plain), identity) == plain
    assert opened(run_age("-a", "-r", identity.recipient.encode(), given=plain), identity) == plain


def test_the_keys_of_age_keygen() -> None:
    tool = shutil.which("age-keygen")
    if tool is None:
        pytest.skip("age-keygen is not installed")
    text = subprocess.run([tool], capture_output=True, check=True, text=True).stdout
    [identity] = parse_identity_file(text)
    assert isinstance(identity, X25519Identity)
    assert identity.recipient.encode() in text


def ask_npm(**request: object) -> bytes:
    """What the age-encryption package answers; see peer.mjs."""
    folder = Path(os.environ.get("CASEFILE_NPM", CHECKOUT / "build" / "npm"))
    node = shutil.which("node")
    if node is None or not (folder / "node_modules" / "age-encryption").is_dir():
        pytest.skip("node, or the age-encryption package under CASEFILE_NPM or build/npm, is not there")
    if isinstance(data := request.get("data"), bytes):
        request["data"] = base64.b64encode(data).decode()
    script = Path(__file__).with_name("peer.mjs")
    command = [node, str(script), str(folder)]
    return subprocess.run(command, input=json.dumps(request).encode(), capture_output=True, check=True).stdout


def test_npm_keys_are_our_keys() -> None:
    theirs = json.loads(ask_npm(do="generate"))
    identity = parse_identity(theirs["identity"])
    assert identity.encode() == theirs["identity"]
    assert identity.recipient.encode() == theirs["recipient"]
    assert parse_recipient(theirs["recipient"]) == identity.recipient


@pytest.mark.parametrize("armor", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_npm_hybrid(size: int, armor: bool) -> None:
    plain = os.urandom(size)
    identity = HybridIdentity.generate()
    file = ours(plain, identity.recipient)
    if armor:
        text = io.BytesIO()
        writer = ArmorWriter(text)
        writer.write(file)
        writer.finish()
        file = text.getvalue()
    assert ask_npm(do="decrypt", identity=identity.encode(), data=file, armor=armor) == plain
    theirs = ask_npm(do="encrypt", recipient=identity.recipient.encode(), data=plain, armor=armor)
    assert opened(theirs, identity) == plain


def test_npm_passphrase() -> None:
    file = ours(b"x", ScryptRecipient(PASSPHRASE, work_factor=10))
    assert ask_npm(do="decrypt", passphrase=PASSPHRASE, data=file) == b"x"
    theirs = ask_npm(do="encrypt", passphrase=PASSPHRASE, data=b"y")
    assert opened(theirs, ScryptIdentity(PASSPHRASE)) == b"y"
