"""Everything comes back without Casefile: the paper key, npm's age-encryption and a bare SQLCipher 4. See resources/manual/recovery.en.md."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casefile.domain.kinds import Case, Evidence
from casefile.domain.values import Text
from casefile.usecases import edit, evidence, recovery, rekey
from casefile.usecases.rekey import Secret
from casefile.usecases.session import Session
from tests.conftest import PASSPHRASE
from tests.crypto.age.test_age_peers import CHECKOUT, ask_npm
from tests.usecases.test_recovery import shares, typed

TITLE = "Ұсталған күнгі сурет"
PHOTOGRAPH = bytes(range(256)) * 700
_SHELL = """
import json, sys
from sqlcipher3 import dbapi2
database, key = sys.argv[1:]
connection = dbapi2.connect(database)
connection.execute(f"PRAGMA key = \\"x'{key}'\\"")
rows = connection.execute(
    "SELECT e.title, e.original_name, b.name, b.length, b.sha256 FROM evidence e JOIN blob b ON b.sha256 = e.sha256"
).fetchall()
cases = connection.execute('SELECT reference, title FROM "case"').fetchall()
assert not any(name.split(".")[0] == "casefile" for name in sys.modules)
print(json.dumps([rows, cases]))
"""
_JOIN = """
import sys
from shamir_mnemonic import combine_mnemonics
print(combine_mnemonics(sys.stdin.read().splitlines()).hex())
"""
_TO_KEY = """
import("@scure/base").then(({bech32, hex}) => console.log(bech32.encodeFromBytes(
  "age-secret-key-pq-", hex.decode(process.argv[1])).toUpperCase()))
"""


@pytest.fixture
def furnished(session: Session) -> Session:
    """A vault with a case and a photograph."""
    edit.save(session, [Case(reference="KZ-2021-001", title=Text.of("An invented case", "en"))])
    evidence.take_in(session, io.BytesIO(PHOTOGRAPH), Evidence(title=Text.of(TITLE, "kk"), original_name="day.jpg"))
    return session


def bare(script: str, *words: str, given: str = "") -> str:
    """What a Python without Casefile says."""
    command = [sys.executable, "-I", "-c", script, *words]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=True).stdout


def brought_back(vault: Path, key: str) -> None:
    """Read records and evidence as the manual says."""
    text = ask_npm(do="decrypt", identity=key, data=(vault / "recovery.age").read_bytes()).decode()
    says = dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    rows, cases = json.loads(bare(_SHELL, str(vault / "records.db"), says["Database key"]))
    ((title, original, name, length, sha256),) = rows
    assert TITLE in title
    assert original == "day.jpg"
    ((reference, words),) = cases
    assert reference == "KZ-2021-001"
    assert "An invented case" in words
    file = vault / "evidence" / name[:2] / name
    padded = ask_npm(do="decrypt", identity=says["Store identity"], data=file.read_bytes())
    assert padded[:length] == PHOTOGRAPH
    assert padded[length:].strip(b"\0") == b""
    checked = subprocess.run(["sha256sum"], input=padded[:length], capture_output=True, check=True).stdout
    assert checked.split()[0].decode() == sha256


def test_with_the_key_on_paper(furnished: Session, tmp_path: Path) -> None:
    key = "".join(typed(recovery.make_key(furnished, tmp_path / "key.pdf", "ru")).split())
    furnished.lock()
    brought_back(furnished.path, key)


def test_with_the_key_on_paper_after_the_vault_got_new_keys(furnished: Session, tmp_path: Path) -> None:
    key = "".join(typed(recovery.make_key(furnished, tmp_path / "key.pdf", "en")).split())
    opened = rekey.renew(furnished, [Secret(PASSPHRASE)])
    rekey.finish(opened)
    opened.lock()
    brought_back(opened.path, key)


def test_with_two_of_three_shares(furnished: Session, tmp_path: Path) -> None:
    node, folder = shutil.which("node"), Path(os.environ.get("CASEFILE_NPM", CHECKOUT / "build" / "npm"))
    if node is None or not (folder / "node_modules" / "@scure" / "base").is_dir():
        pytest.skip("node, or the package @scure/base that comes with age-encryption, is not there")
    one, two, _three = shares(recovery.make_shares(furnished, 2, 3, tmp_path / "shares.pdf", "kk"))
    furnished.lock()
    digits = bare(_JOIN, given=f"{two}\n{one}").strip()
    key = subprocess.run([node, "-e", _TO_KEY, digits], cwd=folder, capture_output=True, text=True, check=True).stdout
    brought_back(furnished.path, key.strip())
