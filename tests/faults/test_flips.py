"""Bytes flipped and files cut short in a locked vault: noticed, at the latest by the deep check (threats.md, tests 6 and 7).

Every byte of header and head is flipped in tests/vault; here the files that are large. The quick share takes some places of each.
"""

from __future__ import annotations

import io
import os
import random
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Evidence, Happening
from casefile.domain.values import Text, When
from casefile.errors import VerificationFailed
from casefile.usecases import edit, evidence, verify
from casefile.usecases import session as sessions
from casefile.vault.blobs import Blob, BlobStore
from casefile.vault.keys import Keys, new_vault_key
from tests.faults.noticing import noticed

ALL = os.environ.get("CASEFILE_FAULTS") == "all"
PAGE, RESERVE = 4096, 80  # of SQLCipher 4: 16 bytes of nonce and 64 of HMAC-SHA-512 end each page
REGIONS = (0, 16, 100, 1000, 2048, PAGE - RESERVE - 1, PAGE - RESERVE, PAGE - 64, PAGE - 1)
CHUNK = 65536 + 16


def share(places: Iterable[int], wanted: int) -> list[int]:
    """All places, or so many of them in the quick share, spread over the whole."""
    found = list(places)
    return found if ALL else found[:: max(1, len(found) // wanted)]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Path:
    """A locked vault with some records and two files."""
    folder = tmp_path_factory.mktemp("flips")
    session = sessions.create(folder / "V.casefile", passphrase, "Invented Author", FLOOR)
    cases = [Case(reference=f"X-{number}", title=Text.of(f"Invented case {number}", "en")) for number in range(6)]
    arrests = [Happening(cases=(Ref(case.id),), type="arrest", when=When("2031-05-01")) for case in cases]
    edit.save(session, [*cases, *arrests])
    for size in (100, 200_000):
        content = io.BytesIO(random.Random(size).randbytes(size))
        evidence.take_in(session, content, Evidence(kind="photo", media_type="image/jpeg", original_name=f"{size}.jpg"))
    session.lock()
    return session.path


@pytest.fixture
def copy(vault: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy to damage; whatever opening it wrote is taken back by `restored`."""
    target = tmp_path / "V.casefile"
    shutil.copytree(vault, target)
    yield target


def restored(vault: Path, copy: Path) -> None:
    for name in ("records.db", "head", "header.a", "header.b"):
        shutil.copyfile(vault / name, copy / name)
    for name in ("records.db-wal", "records.db-shm"):
        (copy / name).unlink(missing_ok=True)


@pytest.mark.threat(6)
def test_a_byte_in_each_region_of_each_page_of_the_database(vault: Path, copy: Path, passphrase: str) -> None:
    data = (vault / "records.db").read_bytes()
    places = share((page + at for page in range(0, len(data), PAGE) for at in REGIONS), 40)
    passed = []
    for at in places:
        with (copy / "records.db").open("r+b") as file:
            file.seek(at)
            file.write(bytes([data[at] ^ 1]))
        if not noticed(copy, passphrase):
            passed.append((at // PAGE + 1, at % PAGE))
        restored(vault, copy)
    assert passed == []


@pytest.mark.threat(7)
def test_the_database_cut_at_each_page_and_a_byte_beside(vault: Path, copy: Path, passphrase: str) -> None:
    size = (vault / "records.db").stat().st_size
    for length in share((end + beside for end in range(0, size, PAGE) for beside in (-1, 0, 1)), 24):
        if 0 <= length < size:
            os.truncate(copy / "records.db", length)
            assert noticed(copy, passphrase), length
            restored(vault, copy)


@pytest.mark.threat(7)
@pytest.mark.parametrize("name", ["header.a", "head"])
def test_small_files_cut_anywhere_are_put_right_from_their_twin(
    vault: Path, copy: Path, passphrase: str, name: str
) -> None:
    """Of the head either half is a twin of the other; what both halves lack is noticed."""
    size = (vault / name).stat().st_size
    for length in share(range(size), 10):
        os.truncate(copy / name, length)
        if name == "head" and length < 512:
            with pytest.raises(VerificationFailed):
                sessions.unlock(copy, passphrase)
        else:
            session = sessions.unlock(copy, passphrase)
            assert [finding.key for finding in session.findings] == [
                f"vault.finding.{name.removesuffix('.a')}_repaired"
            ]
            session.lock()
        restored(vault, copy)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> tuple[BlobStore, Blob, Path]:
    """A small file in a store, and one of several chunks."""
    folder = tmp_path_factory.mktemp("store")
    for name in ("staging", "evidence"):
        (folder / name).mkdir()
    store = BlobStore(folder, Keys.of(new_vault_key()).store)
    blob = store.add(io.BytesIO(random.Random(7).randbytes(150_000)))
    return store, blob, folder / "evidence" / blob.name[:2] / blob.name


def altered(store: BlobStore, blob: Blob) -> bool:
    """Whether both ways of looking at a file refuse it."""
    with pytest.raises(VerificationFailed):
        store.verify(blob)
    with pytest.raises(VerificationFailed), store.read(blob) as stream:
        stream.read()
    return True


@pytest.mark.threat(6)
def test_each_byte_of_an_evidence_file(stored: tuple[BlobStore, Blob, Path]) -> None:
    store, blob, path = stored
    whole = path.read_bytes()
    for at in share(range(len(whole)), 400):
        with path.open("r+b") as file:
            file.seek(at)
            file.write(bytes([whole[at] ^ 1]))
        assert altered(store, blob), at
        path.write_bytes(whole)


@pytest.mark.threat(7)
def test_an_evidence_file_cut_at_each_boundary_and_a_byte_beside(stored: tuple[BlobStore, Blob, Path]) -> None:
    store, blob, path = stored
    whole = path.read_bytes()
    lines = [at + 1 for at in range(1500) if whole[at : at + 1] == b"\n"]
    payload = whole.index(b"\n--- ") + 5 + 43 + 1 + 16
    boundaries = {0, *lines, payload, *range(payload, len(whole), CHUNK), len(whole)}
    for length in sorted({end + beside for end in boundaries for beside in (-1, 0, 1)} - {-1, len(whole)}):
        path.write_bytes(whole[:length].ljust(length, b"\0"))
        assert altered(store, blob), length
    path.write_bytes(whole)


@pytest.mark.threat(6)
def test_one_damaged_page_is_named_and_the_rest_is_called_good(vault: Path, copy: Path, passphrase: str) -> None:
    session = sessions.rescue(copy, passphrase)
    with session.database.reading() as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'person'"
        page = connection.exec_driver_sql(query).scalar_one()
    session.lock()
    with (copy / "records.db").open("r+b") as file:
        file.seek((page - 1) * PAGE + 1000)
        file.write(b"damage")
    session = sessions.rescue(copy, passphrase)
    checks = {check.key: check.held for check in verify.deep(session)}
    session.lock()
    assert checks["verify.pages_damaged"] is False
    assert checks["verify.evidence"] is True
    assert checks["verify.files"] is True
