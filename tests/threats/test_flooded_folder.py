"""Who runs the folder that a team exchanges through, and means it no good: files of any name, number and sort, and letters of strangers."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.domain.kinds import Case
from casefile.errors import Refused
from casefile.handover import parts
from casefile.i18n import LANGUAGES, Catalogue
from casefile.usecases import contacts, edit, identity, syncing, teamfolder, teampost
from casefile.usecases.session import Session
from casefile.usecases.teamfolder import Setting
from casefile.vault import durable
from tests.usecases.exchanging import send, team
from tests.usecases.teaming import titles, trusting, words


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "Folder"
    found.mkdir()
    return found


@pytest.fixture
def two(tmp_path: Path, folder: Path, passphrase: str) -> Iterator[list[Session]]:
    found = team(tmp_path, ("Aigerim", "Carol"), passphrase)
    for each in found:
        teamfolder.set_up(each, Setting(folder, tuple(trusting(each))))
    yield found
    for each in found:
        each.lock()


@pytest.mark.threat(15)
def test_a_folder_of_a_letters_name_stops_nobody(two: list[Session], folder: Path) -> None:
    """It cannot be removed as a file is; each exchange ended there, for good."""
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    [letter] = folder.glob("*/*.age")
    letter.with_name(letter.stem + ".age.stversions").mkdir()
    tag = teamfolder.setting(one)
    assert tag is not None
    (letter.parent / f"{tag.tag}.unfinished.d").mkdir()
    assert teamfolder.exchange(other).came == ("Aigerim",)
    [receipt] = set(folder.glob("*/*.age")) - {letter}
    receipt.with_name(receipt.stem + "-old").mkdir()
    assert teamfolder.exchange(one).confirmed == 1
    teamfolder.exchange(other)
    assert [each for each in folder.glob("*/*") if each.is_file()] == []
    assert titles(other) == titles(one)


@pytest.mark.threat(16)
def test_a_flood_of_files_is_one_sentence(two: list[Session], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    [letter] = folder.glob("*/*.age")
    monkeypatch.setattr(teampost, "_MOST_LETTERS", 20)
    junk = [letter.with_name(f"{secrets.token_hex(16)}.age") for _ in range(20)]
    for each in junk:
        each.write_bytes(b"")
    with pytest.raises(Refused, match="flooded") as refused:
        teamfolder.exchange(other)
    for language in LANGUAGES:
        assert "20" in Catalogue(language).error(refused.value)
    assert teamfolder.waiting(other) == (), "nothing is remembered of any of them"
    junk.pop().unlink()
    assert teamfolder.exchange(other).came == ("Aigerim",)
    assert titles(other) == titles(one)


@pytest.mark.threat(17)
def test_a_name_that_speaks_to_the_terminal_is_no_letter(two: list[Session], folder: Path) -> None:
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    [letter] = folder.glob("*/*.age")
    for deceiving in (" \x1b[2J", ".\u202ega", " \x07"):
        letter.with_name(f"{secrets.token_hex(16)}{deceiving}.age").write_bytes(b"junk")
    assert teamfolder.exchange(other).waiting == ()


@pytest.mark.threat(15)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_nobody_waits_at_a_pipe_that_took_the_place_of_a_file(tmp_path: Path) -> None:
    """Between the look at a folder and the opening of a file whoever runs the folder may put a pipe there, at which the program would stand for good."""
    pipe = tmp_path / "x.age"
    os.mkfifo(pipe)
    with pytest.raises(FileNotFoundError):
        durable.open_plain(pipe)
    with pytest.raises(FileNotFoundError):
        parts._begins(pipe)


@pytest.mark.threat(16)
def test_what_a_stranger_left_is_read_no_further_than_its_signature(
    two: list[Session], folder: Path, tmp_path: Path, passphrase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could be as large as the disk, and was read to its end at every exchange before it was said that nobody knows its sender."""
    other = two[1]
    (tmp_path / "elsewhere").mkdir()
    [stranger] = team(tmp_path / "elsewhere", ("Stranger",), passphrase)
    contacts.add(stranger, contacts.read_card(identity.card_text(other)), "Carol")
    edit.save(stranger, [Case(reference="X-1", title=words("An invented case"))])
    path = send(stranger, other, tmp_path / "x.age")
    box = teampost.mailbox(folder, identity.card(other).recipient)
    box.mkdir(exist_ok=True)
    shutil.copy(path, box / f"{'a' * 32}.age")
    monkeypatch.setattr(syncing, "preview", lambda *_args, **_named: pytest.fail("all of it was read"))
    [waits] = teamfolder.exchange(other).waiting
    assert waits.reason == "team.sender_not_of_the_team"
    stranger.lock()


@pytest.mark.threat(19)
def test_nobody_hides_what_waits_behind_another_of_the_same_id(
    two: list[Session], folder: Path, tmp_path: Path
) -> None:
    """Ids stand in the names of files for all to see. A member who used that of a deletion by someone else made it vanish from what waits."""
    one, other = two
    case = Case(reference="X-1", title=words("An invented case"))
    edit.save(one, [case])
    for each in (one, other, one, other):
        teamfolder.exchange(each)
    edit.delete(one, case)
    teamfolder.exchange(one)
    [waits] = teamfolder.exchange(other).waiting
    bundle = teampost.bundle_of(waits.path)
    with other.database.maintaining() as connection:
        other.local.keep(connection, f"sync/bundle/{bundle}", {"manifest": "f" * 64, "receipt": ""})
    assert [each.path for each in teamfolder.waiting(other)] == [waits.path]
