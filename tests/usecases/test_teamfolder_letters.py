"""What becomes of single letters in a team folder, whatever a synchroniser, a shared drive or a stranger makes of them."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import replace

import pytest

from casefile.domain.kinds import Case
from casefile.errors import Cancelled, Refused
from casefile.progress import Stoppable
from casefile.usecases import edit, identity, syncing, teamfolder, teampost
from casefile.usecases.teamfolder import Setting
from tests.usecases.teaming import around, titles, words


def test_a_sound_copy_serves_where_a_damaged_file_took_the_name(two, folder):
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    [letter] = folder.glob("*/*.age")
    shutil.copy(letter, letter.with_name(letter.stem + ".sync-conflict-20310101-000000-ABCDEFG.age"))
    letter.write_bytes(letter.read_bytes()[:-100])
    found = teamfolder.exchange(other)
    assert (found.came, found.waiting) == (("Aigerim",), ())
    around([one, other])
    assert (list(folder.glob("*/*")), teamfolder.waiting(other)) == ([], ())


def test_a_receipt_that_got_lost_is_written_again(two, folder):
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    [letter] = folder.glob("*/*.age")
    teamfolder.exchange(other)
    [receipt] = set(folder.glob("*/*.age")) - {letter}
    receipt.unlink()
    assert teamfolder.exchange(one).confirmed == 0
    assert teamfolder.exchange(other).came == ()
    assert teamfolder.exchange(one).confirmed == 1
    around(two)
    assert list(folder.glob("*/*")) == []


def test_copies_of_what_was_confirmed_go_with_it(two, folder):
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    [letter] = folder.glob("*/*.age")
    shutil.copy(letter, letter.with_name("f" * 32 + ".age"))
    shutil.copy(letter, letter.with_name(letter.stem + ".sync-conflict-20310101-000000-ABCDEFG.age"))
    shutil.copy(letter, letter.with_name(letter.stem + " (conflicted copy 2031-01-01 000000).age"))
    around([other, one])
    assert list(folder.glob("*/*")) == []


def test_a_letter_in_parts_is_one_letter(two, folder):
    one, other = two
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    [letter] = folder.glob("*/*.age")
    whole = letter.read_bytes()
    first, second = (letter.with_name(f"{letter.name}.00{number}") for number in (1, 2))
    letter.unlink()
    first.write_bytes(whole[:8192])
    assert teamfolder.exchange(other).came == (), "the second part is still on its way"
    second.write_bytes(whole[8192:])
    assert teamfolder.exchange(one).went == (), "it is under way"
    assert teamfolder.exchange(other).came == ("Aigerim",)
    around([one, other])
    assert list(folder.glob("*/*")) == []


def test_what_was_let_be_stays_so_when_an_exchange_is_stopped(two):
    one, other = two
    case = Case(reference="X-1", title=words("An invented case"))
    edit.save(one, [case])
    around(two)
    edit.delete(one, case)
    teamfolder.exchange(one)
    [letter] = teamfolder.exchange(other).waiting
    teamfolder.dismiss(other, letter.path)
    stopped = Stoppable()
    stopped.stop()
    with pytest.raises(Cancelled):
        teamfolder.exchange(other, progress=stopped)
    last = teamfolder.last(other)
    assert last is not None
    assert last.stopped
    assert teamfolder.exchange(other).waiting == ()


def test_another_file_put_in_place_of_the_one_looked_at_is_not_taken(two, folder):
    one, other = two
    case = Case(reference="X-1", title=words("An invented case"))
    edit.save(one, [case])
    around(two)
    edit.save(one, [replace(case, title=words("Harmless"))])
    teamfolder.exchange(one)
    [harmless] = folder.glob("*/*.age")
    looked_at = syncing.preview(other, harmless)
    edit.delete(one, case)
    teamfolder.exchange(one)
    [deletion] = set(folder.glob("*/*.age")) - {harmless}
    shutil.copy(deletion, harmless)
    with pytest.raises(Refused, match=r"sync\.replaced_meanwhile"):
        syncing.receive(other, harmless, looked_at=looked_at)
    assert case.id in titles(other)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in folders")
def test_a_pipe_or_a_link_is_no_letter(two, folder, tmp_path):
    other = two[1]
    own = identity.card(other).recipient
    box = teampost.mailbox(folder, own)
    box.mkdir()
    os.mkfifo(box / ("a" * 32 + ".age"))
    (box / ("b" * 32 + ".age")).symlink_to(tmp_path / "elsewhere.age")
    assert teamfolder.exchange(other).waiting == ()


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of the drive")
def test_on_a_shared_drive_others_may_read_and_take_away_as_in_the_folder(two, folder):
    folder.chmod(0o770)
    edit.save(two[0], [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(two[0])
    [letter] = folder.glob("*/*.age")
    assert stat.S_IMODE(letter.parent.stat().st_mode) == 0o770
    assert stat.S_IMODE(letter.stat().st_mode) == 0o660


def test_vault_and_folder_do_not_lie_one_in_the_other(two, tmp_path):
    for place, key in ((tmp_path, "vault_inside"), (two[0].path, "inside_vault")):
        with pytest.raises(Refused, match=rf"team\.{key}"):
            teamfolder.set_up(two[0], Setting(place))


def test_who_cannot_take_part_is_told_why(two):
    [able] = teamfolder.candidates(two[0])
    assert (able.contact.name, able.hindrance) == ("Boris", "")
    for changed, key in (
        (replace(able.contact, team=False), "team"),
        (replace(able.contact, compared=None), "compared"),
    ):
        edit.save(two[0], [changed])
        [found] = teamfolder.candidates(two[0])
        assert found.hindrance == f"team.why_not.{key}"


def test_the_last_exchange_is_remembered_until_the_folder_is_switched_off(two):
    one = two[0]
    assert teamfolder.last(one) is None
    edit.save(one, [Case(reference="X-1", title=words("An invented case"))])
    teamfolder.exchange(one)
    last = teamfolder.last(one)
    assert last is not None
    assert (last.went, last.came, last.stopped) == (("Boris",), (), False)
    teamfolder.switch_off(one)
    assert (teamfolder.setting(one), teamfolder.last(one), teamfolder.waiting(one)) == (None, None, ())
