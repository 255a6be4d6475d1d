"""A vault that is open for rescue: what would write is refused in one sentence, whatever it would write to."""

from __future__ import annotations

import json
import shutil

import pytest

from tests.kept.test_kept_vaults import KEPT, PASSPHRASE
from tests.vault import still

SENTENCE = "casefile: The vault is open for reading only. Nothing was changed.\n"


@pytest.fixture
def vault(run, secret, tmp_path):
    """A vault with a case, a file in it, and one in the inbox."""
    path, note = tmp_path / "Steppe.casefile", tmp_path / "note.txt"
    note.write_text("An invented note\n")
    assert run("sample", path, "--author", "Invented", "--cost", "floor", "--passphrase-file", secret).code == 0
    assert run("attach", path, "KZ-2016-003", note, "--passphrase-file", secret).code == 0
    assert run("attach", path, note, "--inbox").code == 0
    return path


def content(vault):
    """Every file of the vault but the note of the last saved entry, which says too whether the vault is in use."""
    return {
        str(path.relative_to(vault)): path.read_bytes()
        for path in sorted(vault.rglob("*"))
        if path.is_file() and path.name not in ("head", "lock")
    }


def test_nothing_is_written_in_a_rescue_from_the_command_line(run, vault, secret, tmp_path):
    new, keyfile, stick = tmp_path / "new.txt", tmp_path / "key", tmp_path / "stick"
    new.write_text("another invented passphrase\n")
    assert run("keyfile", keyfile).code == 0
    before = content(vault)
    drop = next(name.removeprefix("inbox/") for name in before if name.startswith("inbox/"))
    changing = [
        ("people", vault, "--add", "Dana Invented", "--new-passphrase-file", new),
        ("people", vault, "--remove", "Invented"),
        ("passphrase", vault, "--new-passphrase-file", new),
        ("passphrase", vault, "--new-passphrase-file", new, "--new-keyfile", keyfile),
        ("header", vault, "--move-to", stick),
        ("recovery", vault, "-o", tmp_path / "page.pdf"),
        ("recovery", vault, "--shares", 2, 3, "-o", tmp_path / "pages.pdf"),
        ("recovery", vault, "--keeper", "age1pq1invented"),
        ("rekey", vault),
        ("attach", vault, "KZ-2016-003", new),
        ("backup", vault, tmp_path / "copy"),
        ("handover", vault, "--case", "KZ-2016-003", "--passphrase-to-file", tmp_path / "p", "-o", tmp_path / "b.age"),
    ]
    for words in changing:
        answer = run(*words, "--rescue", "--passphrase-file", secret)
        assert (answer.code, answer.err) == (1, SENTENCE), words
    assert content(vault) == before
    assert drop in str(before)
    left = {path.name for path in tmp_path.iterdir()} - {"home", "tmp", "passphrase.txt", "new.txt", "key", "note.txt"}
    assert left == {vault.name}


def test_what_is_intact_gets_out(run, vault, secret, tmp_path):
    rescue = ("--rescue", "--passphrase-file", secret)
    summary, copy = tmp_path / "summary.pdf", tmp_path / "copy.txt"
    assert run("summary", vault, "KZ-2016-003", "-o", summary, *rescue).code == 0
    assert summary.read_bytes().startswith(b"%PDF")
    shown = json.loads(run("show", vault, "KZ-2016-003", "--json", *rescue).out)
    note = next(each["id"] for each in shown["evidence"] if each["original_name"] == "note.txt")
    assert run("extract", vault, note, "-o", copy, *rescue).code == 0
    assert copy.read_text() == "An invented note\n"


@pytest.mark.parametrize(
    ("stop", "says"), [(still.fill, "is full"), (still.write_protect, "where nothing can be written")]
)
def test_what_lies_on_a_disk_that_takes_nothing_gets_out(run, vault, secret, tmp_path, stop, says):
    with still.small_disk(tmp_path / "stick") as stick:
        there = stick / vault.name
        shutil.copytree(vault, there)
        stop(stick)
        answer = run("cases", there, "--passphrase-file", secret)
        assert answer.code == 1
        assert says in answer.err
        assert answer.err.endswith(" To read what can be read, add --rescue.\n")
        test_what_is_intact_gets_out(run, there, secret, tmp_path)
        rescue = ("--rescue", "--passphrase-file", secret)
        assert "KZ-2016-003" in run("cases", there, *rescue).out
        assert run("export", there, "--format", "json", "-o", tmp_path / "out", *rescue).code == 0
        assert "ok" in run("verify", there, "--passphrase-file", secret).out
        assert run("verify", there, "--deep", "--passphrase-file", secret).code == 0


def test_a_vault_of_an_earlier_version_on_a_write_protected_disk_says_to_copy_it(run, tmp_path):
    secret = tmp_path / "kept.txt"
    secret.write_text(PASSPHRASE)
    with still.small_disk(tmp_path / "stick") as stick:
        shutil.copytree(KEPT / "records-2" / "Kept.casefile", stick / "Kept.casefile")
        still.write_protect(stick)
        answer = run("cases", stick / "Kept.casefile", "--rescue", "--passphrase-file", secret)
    assert answer.code == 1
    assert "earlier version" in answer.err
    assert "open the copy" in answer.err


def test_a_damaged_vault_names_the_way_to_read_it(run, vault, secret):
    head = vault / "head"
    head.write_bytes(bytes(len(head.read_bytes())))
    answer = run("cases", vault, "--passphrase-file", secret)
    assert answer.code == 3
    assert answer.err.endswith(" To read what can be read, add --rescue.\n")
    assert run("cases", vault, "--rescue", "--passphrase-file", secret).code == 0
