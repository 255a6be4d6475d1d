"""What goes wrong is told in one line with the exit code that was promised, and changes nothing."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys

import pytest

from casefile.usecases import cases
from tests.cli.conftest import ROOT


def fingerprint(folder):
    """Everything in a folder, names and bytes."""
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    return {str(each.relative_to(folder)): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


@pytest.fixture
def vault(sample_vault, tmp_path):
    """A copy of the sample vault that may be changed."""
    copy = tmp_path / "Sample.casefile"
    shutil.copytree(sample_vault, copy)
    return copy


def assert_one_line(answer, code):
    assert answer.code == code, answer
    assert answer.err.count("\n") == 1, answer.err
    assert "Traceback" not in answer.err


def test_wrong_passphrase(run, vault, tmp_path):
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not this one\n")
    before = fingerprint(vault)
    answer = run("cases", vault, "--passphrase-file", wrong)
    assert_one_line(answer, 1)
    assert "passphrase" in answer.err
    assert fingerprint(vault) == before


@pytest.mark.parametrize("what", ["nothing", "file", "folder"])
def test_not_a_vault(run, tmp_path, secret, what):
    path = tmp_path / "thing"
    if what == "file":
        path.write_text("not a vault")
    if what == "folder":
        path.mkdir()
        (path / "header.a").write_bytes(b"x" * 100)
    assert_one_line(run("cases", path, "--passphrase-file", secret), 1)


def test_unknown_case(run, vault, secret):
    answer = run("show", vault, "KZ-1999-999", "--passphrase-file", secret)
    assert_one_line(answer, 1)
    assert "KZ-1999-999" in answer.err


def test_usage_is_another_exit_code(run):
    assert run("show").code == 2
    assert run("no-such-command").code == 2


def test_a_file_that_is_not_there(run, vault, secret, tmp_path):
    assert_one_line(run("attach", vault, "KZ-2016-003", tmp_path / "none.jpg", "--passphrase-file", secret), 1)


def test_of_several_files_those_before_a_refusal_are_told(run, vault, secret, tmp_path):
    seen = tmp_path / "seen.txt"
    seen.write_text("what was seen")
    files = (seen, tmp_path / "none.jpg", tmp_path / "never-reached.jpg")
    answer = run("attach", vault, "KZ-2016-003", *files, "--passphrase-file", secret)
    assert_one_line(answer, 1)
    assert hashlib.sha256(seen.read_bytes()).hexdigest() in answer.out
    answer = run("attach", vault, "KZ-2016-003", *files, "--json", "--passphrase-file", secret)
    assert [each["original_name"] for each in answer.json] == ["seen.txt"]


def test_passphrase_file_that_is_not_there(run, vault, tmp_path):
    assert_one_line(run("cases", vault, "--passphrase-file", tmp_path / "none"), 1)


def test_a_passphrase_is_what_an_editor_saved_without_its_mark(run, vault, passphrase, tmp_path):
    saved = tmp_path / "saved.txt"
    saved.write_text(passphrase + "\n", "utf-8-sig")
    assert run("cases", vault, "--passphrase-file", saved).code == 0
    saved.write_text(passphrase + "\n", "utf-16")
    refused = run("cases", vault, "--passphrase-file", saved)
    assert_one_line(refused, 1)
    assert "saved.txt" in refused.err


def test_a_vault_is_not_made_over_another(run, vault, secret):
    before = fingerprint(vault)
    assert_one_line(run("init", vault, "--cost", "floor", "--passphrase-file", secret), 1)
    assert fingerprint(vault) == before


def test_damaged_evidence_fails_the_deep_check(run, vault, secret):
    victim = next(each for each in (vault / "evidence").rglob("*") if each.is_file())
    data = bytearray(victim.read_bytes())
    data[-1] ^= 1
    victim.chmod(0o600)
    victim.write_bytes(data)
    assert run("verify", vault, "--passphrase-file", secret).code == 0
    answer = run("verify", vault, "--deep", "--passphrase-file", secret)
    assert answer.code == 3
    assert victim.name in answer.out


def test_bundle_for_someone_else_or_cut_short(run, vault, secret, tmp_path):
    cards = []
    for name in ("One", "Other"):
        other = tmp_path / f"{name}.casefile"
        run("init", other, "--cost", "floor", "--passphrase-file", secret)
        cards.append(run("identity", other, "--json", "--passphrase-file", secret).json["recipient"])
    bundle = tmp_path / "bundle.age"
    made = run("handover", vault, "--case", "KZ-2016-003", "--to", cards[0], "-o", bundle, "--passphrase-file", secret)
    assert made.code == 0, made.err
    wrong = tmp_path / "Other.casefile"
    before = (wrong / "records.db").read_bytes()
    answer = run("receive", wrong, bundle, "--passphrase-file", secret)
    assert_one_line(answer, 1)
    cut = tmp_path / "cut.age"
    cut.write_bytes(bundle.read_bytes()[:-1000])
    answer = run("receive", tmp_path / "One.casefile", cut, "--passphrase-file", secret)
    assert_one_line(answer, 3)
    assert (wrong / "records.db").read_bytes() == before


def test_words_that_are_no_text(run, vault, secret):
    assert_one_line(run("show", vault, "\udcff\udcfe", "--passphrase-file", secret), 1)


def test_a_bug_is_one_line_without_what_it_was_about(run, vault, secret, monkeypatch):
    def fail(*_arguments, **_more):
        raise KeyError("Serik Invented")

    monkeypatch.setattr(cases, "page", fail)
    answer = run("cases", vault, "--passphrase-file", secret)
    assert_one_line(answer, 1)
    assert "KeyError" in answer.err
    assert "Serik" not in answer.err
    assert run("verify", vault, "--passphrase-file", secret).code == 0


def test_letters_that_the_terminal_lacks_end_no_listing(places):
    done = _process(places, "same-name", "Айгүл", "Aigul", "--json", PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    assert b"\\u" in done.stdout


def test_whoever_stops_reading_gets_no_traceback(vault, secret, places):
    reading, writing = os.pipe()
    os.close(reading)
    done = _process(places, "cases", vault, "--json", "--passphrase-file", secret, stdout=writing)
    os.close(writing)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1, done.stderr


def _process(places, *words, stdout=subprocess.PIPE, **environment):
    return subprocess.run(
        [sys.executable, "-m", "casefile", *map(str, words)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, **places, **environment, "PYTHONPATH": str(ROOT)},
        check=False,
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (("search", "--kind", "nonsense", "strike"), ("“nonsense” is no kind of record", "person", "happening")),
        (("cases", "--filter", "theme=nonsense"), ("“nonsense” is not in the list", "trade_unions")),
        (("cases", "--filter", "kind=nonsense"), ("“nonsense” is not in the list",)),
        (("cases", "--filter", "colour=red"), ("no filter colour", "kind, theme, tag")),
    ],
)
def test_a_value_that_is_in_no_list_is_not_taken_for_an_empty_answer(run, vault, secret, words, names):
    answer = run(words[0], vault, *words[1:], "--passphrase-file", secret)
    assert_one_line(answer, 1)
    assert answer.out == ""
    assert all(name in answer.err for name in names), answer.err


def test_a_kind_and_a_theme_may_be_written_as_people_do(run, vault, secret):
    assert run("search", vault, "strike", "--kind", "Happening", "--passphrase-file", secret).out
    by_code = run("cases", vault, "--filter", "theme=trade_unions", "--passphrase-file", secret).out
    assert (
        by_code
        == run("cases", vault, "--filter", "theme=trade unions and labour rights", "--passphrase-file", secret).out
    )
