"""Write-ahead logs and rollback journals that are genuine but of another moment, damaged, deleted (threats.md, tests 11 and 12).

All of them are valid under the vault's own key, so SQLCipher takes each for its own and says nothing.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from casefile.crypto.kdf import FLOOR
from casefile.domain.kinds import Case, Name, Person
from casefile.domain.values import Text
from casefile.usecases import edit
from casefile.usecases import session as sessions
from casefile.usecases.session import Session
from tests.faults.noticing import content, noticed
from tests.faults.test_flips import share

DATABASE, LOG, JOURNAL, INDEX, HEAD = "records.db", "records.db-wal", "records.db-journal", "records.db-shm", "head"
LOG_HEADER, FRAME = 32, 24 + 4096  # sqlite.org/walformat.html

Moments = dict[str, Path]


def work(session: Session, number: int) -> None:
    """Three saves; each changes what an earlier one wrote."""
    case = Case(reference=f"X-{number}", title=Text.of(f"Invented case {number}", "en"))
    edit.save(session, [case, Person(names=(Name(text=f"Invented Person {number}"),))])
    edit.save(session, [replace(case, title=Text.of(f"Renamed {number}", "en"))])
    edit.save(session, [replace(case, title=Text.of(f"Again {number}", "en"), tags=("late",))])


@pytest.fixture(scope="module")
def moments(tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> Moments:
    """One vault as it lay on the disk at six moments: twice open and once locked, on two days."""
    folder = tmp_path_factory.mktemp("moments")
    vault = folder / "V.casefile"
    found = {}

    def keep(name: str) -> None:
        found[name] = folder / name
        shutil.copytree(vault, found[name])

    session = sessions.create(vault, passphrase, "Invented Author", FLOOR)
    for day in ("first", "second"):
        for time in ("morning", "evening"):
            work(session, len(found))
            keep(f"{day} {time}")
        session.lock()
        keep(f"{day} night")
        session = sessions.unlock(vault, passphrase)
    session.lock()
    return found


@pytest.fixture(scope="module")
def truths(moments: Moments, tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> list[object]:
    """What the vault truly held at each of those moments."""
    folder = tmp_path_factory.mktemp("truths")
    return [content(shutil.copytree(vault, folder / name), passphrase) for name, vault in moments.items()]


def mixed(place: Path, base: Path, **others: Path | bytes | None) -> Path:
    """A copy of `base` with other files: database, log, journal, head."""
    names = {"database": DATABASE, "log": LOG, "journal": JOURNAL, "head": HEAD}
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(base, place)
    (place / INDEX).unlink(missing_ok=True)
    for what, source in others.items():
        target = place / names[what]
        if source is None:
            target.unlink(missing_ok=True)
        else:
            target.write_bytes(source if isinstance(source, bytes) else (source / names[what]).read_bytes())
    return place


def test_untouched_every_moment_opens_without_a_word(moments: Moments, tmp_path: Path, passphrase: str) -> None:
    for vault in moments.values():
        assert not noticed(mixed(tmp_path / "V", vault), passphrase), vault.name


OPEN = [f"{day} {time}" for day in ("first", "second") for time in ("morning", "evening")]


@pytest.mark.threat(12)
@pytest.mark.parametrize("planted", OPEN)
@pytest.mark.parametrize("locked", ["first night", "second night"])
def test_a_genuine_log_of_another_moment_beside_a_locked_vault(
    moments: Moments, tmp_path: Path, passphrase: str, locked: str, planted: str
) -> None:
    vault = mixed(tmp_path / "V", moments[locked], log=moments[planted])
    true = content(mixed(tmp_path / "true", moments[locked]), passphrase)
    session = sessions.unlock(vault, passphrase)
    said = [finding.key for finding in session.findings]
    session.lock()
    assert said == ["vault.finding.log_set_aside"]
    assert content(vault, passphrase) == true


@pytest.mark.threat(12)
@pytest.mark.parametrize("planted", [None, b"", *OPEN[:3]])
def test_another_log_beside_a_vault_that_a_crash_left(
    moments: Moments, tmp_path: Path, passphrase: str, planted: str | bytes | None
) -> None:
    log = moments[planted] if isinstance(planted, str) else planted
    assert noticed(mixed(tmp_path / "V", moments["second evening"], log=log), passphrase)


@pytest.mark.threat(11, 12)
@pytest.mark.parametrize(
    ("old", "log"), share(((old, log) for old in (*OPEN, "first night") for log in (None, *OPEN)), 8)
)
def test_an_old_head_with_any_log_over_the_new_database(
    moments: Moments, truths: list[object], tmp_path: Path, passphrase: str, old: str, log: str | None
) -> None:
    """An old head that allows a log: what comes of it is noticed, or is what the vault truly held at one moment."""
    vault = mixed(tmp_path / "V", moments["second night"], head=moments[old], log=moments[log] if log else None)
    assert noticed(vault, passphrase) or content(vault, passphrase) in truths


@pytest.mark.threat(11, 12)
@pytest.mark.parametrize("old", [*OPEN, "first night"])
@pytest.mark.parametrize("base", ["second evening", "second night"])
def test_an_old_database_with_the_rest_of_today(
    moments: Moments, truths: list[object], tmp_path: Path, passphrase: str, old: str, base: str
) -> None:
    vault = mixed(tmp_path / "V", moments[base], database=moments[old])
    assert noticed(vault, passphrase) or content(vault, passphrase) == truths[list(moments).index(base)]


@pytest.mark.threat(12)
def test_a_log_cut_at_every_frame_and_a_byte_beside(
    moments: Moments, truths: list[object], tmp_path: Path, passphrase: str
) -> None:
    crashed = moments["second evening"]
    log, true = (crashed / LOG).read_bytes(), truths[list(moments).index("second evening")]
    ends = [0, LOG_HEADER, *range(LOG_HEADER + FRAME, len(log), FRAME)]
    for length in share(sorted({end + beside for end in ends for beside in (-1, 0, 1)} - {-1}), 24):
        vault = mixed(tmp_path / "V", crashed, log=log[:length])
        assert noticed(vault, passphrase) or content(vault, passphrase) == true, length


def _flipped(log: bytes) -> Iterator[bytes]:
    frames = range(LOG_HEADER, len(log), FRAME)
    places = [*range(0, LOG_HEADER, 4), *(start + at for start in frames for at in (0, 4, 8, 16, 24, 2000, FRAME - 1))]
    for at in share(places, 30):
        yield log[:at] + bytes([log[at] ^ 1]) + log[at + 1 :]


def _rearranged(log: bytes) -> Iterator[bytes]:
    frames = [log[start : start + FRAME] for start in range(LOG_HEADER, len(log), FRAME)]
    for at in share(range(1, len(frames)), 6):
        swapped = [*frames[: at - 1], frames[at], frames[at - 1], *frames[at + 1 :]]
        for order in (swapped, [*frames[:at], frames[at - 1], *frames[at:]], [*frames[:at], *frames[at + 1 :]]):
            yield log[:LOG_HEADER] + b"".join(order)


def _signed_anew(log: bytes) -> Iterator[bytes]:
    """Frames left out, with checksums that hold: they are no secret, so who plants a log can compute them."""
    frames = [log[start : start + FRAME] for start in range(LOG_HEADER, len(log), FRAME)]
    for at in share(range(len(frames)), 4):
        yield resummed(log[:LOG_HEADER], [*frames[:at], *frames[at + 1 :]])
        yield resummed(log[:LOG_HEADER], [*frames[at:], *frames[:at]])


def resummed(header: bytes, frames: list[bytes]) -> bytes:
    """A log of these frames whose running checksums hold (sqlite.org/walformat.html, 4.2)."""
    order = ">" if header[3] & 1 else "<"
    sums = struct.unpack(">II", header[24:32])
    out = [header]
    for frame in frames:
        for data in (frame[:8], frame[24:]):
            sums = checksum(data, sums, order)
        out.append(frame[:16] + struct.pack(">II", *sums) + frame[24:])
    return b"".join(out)


def checksum(data: bytes, sums: tuple[int, ...], order: str) -> tuple[int, int]:
    """SQLite's checksum of a log, continued."""
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for at in range(0, len(words), 2):
        first = (first + words[at] + second) & 0xFFFFFFFF
        second = (second + words[at + 1] + first) & 0xFFFFFFFF
    return first, second


@pytest.mark.threat(12)
@pytest.mark.parametrize("damage", [_flipped, _rearranged, _signed_anew])
def test_a_log_that_was_changed(
    moments: Moments, truths: list[object], tmp_path: Path, passphrase: str, damage: Callable[[bytes], Iterator[bytes]]
) -> None:
    crashed = moments["second evening"]
    log, true = (crashed / LOG).read_bytes(), truths[list(moments).index("second evening")]
    passed = []
    for number, changed in enumerate(damage(log)):
        vault = mixed(tmp_path / "V", crashed, log=changed)
        if not noticed(vault, passphrase) and content(vault, passphrase) != true:
            passed.append(number)
    assert passed == []


def test_the_checksums_of_a_log_are_understood(moments: Moments) -> None:
    """Else the changed logs above would only be thrown away by SQLite."""
    log = (moments["second evening"] / LOG).read_bytes()
    frames = [log[start : start + FRAME] for start in range(LOG_HEADER, len(log), FRAME)]
    assert resummed(log[:LOG_HEADER], frames) == log


@pytest.fixture(scope="module")
def rollback(moments: Moments, tmp_path_factory: pytest.TempPathFactory, passphrase: str) -> bytes:
    """A rollback journal that would bring the pages of the first day back, made with the vault's own key."""
    vault = shutil.copytree(moments["first night"], tmp_path_factory.mktemp("rollback") / "V")
    session = sessions.rescue(vault, passphrase)
    key = session.vault.keys.database
    session.lock()
    connection = plain(vault, key)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE entry SET device = device")
    connection.execute('UPDATE "case" SET id = id')
    journal = (vault / JOURNAL).read_bytes()
    connection.execute("ROLLBACK")
    connection.close()
    return journal


def plain(vault: Path, key: bytes) -> dbapi2.Connection:
    """As any SQLCipher shell opens it."""
    connection = dbapi2.connect(str(vault / DATABASE), isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    return connection


@pytest.mark.threat(12)
@pytest.mark.parametrize("moment", ["second evening", "second night"])
def test_a_genuine_rollback_journal_is_never_used(
    moments: Moments, truths: list[object], rollback: bytes, tmp_path: Path, passphrase: str, moment: str
) -> None:
    vault = mixed(tmp_path / "V", moments[moment], journal=rollback)
    session = sessions.unlock(vault, passphrase)
    said = [dict(finding.values)["name"] for finding in session.findings]
    session.lock()
    assert said == [JOURNAL]
    assert content(vault, passphrase) == truths[list(moments).index(moment)]


def test_sqlcipher_would_have_used_that_journal(
    moments: Moments, rollback: bytes, tmp_path: Path, passphrase: str
) -> None:
    """Else the test above would prove nothing."""
    vault = mixed(tmp_path / "V", moments["second night"])
    session = sessions.rescue(vault, passphrase)
    key = session.vault.keys.database
    session.lock()
    (vault / JOURNAL).write_bytes(rollback)
    before = (vault / DATABASE).read_bytes()
    try:
        connection = plain(vault, key)
        connection.execute("SELECT * FROM entry").fetchall()
        connection.close()
    except dbapi2.DatabaseError:
        pass
    assert (vault / DATABASE).read_bytes() != before
