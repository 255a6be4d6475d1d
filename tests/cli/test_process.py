"""The command line as a process of its own: its exit codes, its streams, and that it says what `run` says."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_process_answers_as_what_it_runs(
    run: Run, start: Run, sample_vault: Path, secret: Path, tmp_path: Path, passphrase: str
) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("not this one\n", "utf-8")
    for words, code in (
        (("show", sample_vault, "KZ-2016-003", "--json", "--passphrase-file", secret), 0),
        (("cases", sample_vault, "--passphrase-file", wrong), 1),
        (("show",), 2),
    ):
        answer = start(*words)
        assert answer == run(*words)
        assert answer.code == code
        assert "Traceback" not in answer.err
    typed = start("search", sample_vault, "Боқаев", "--kind", "person", stdin=passphrase + "\n")
    assert typed == run("search", sample_vault, "Боқаев", "--kind", "person", stdin=passphrase + "\n")
    assert (typed.code, "Max Bokayev" in typed.out) == (0, True)


def test_what_does_not_hold_is_the_exit_code_of_a_process(start: Run, secret: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.age"
    cut.write_bytes(b"age-encryption.org/v1\n")
    key = tmp_path / "key.txt"
    assert (
        start("init", tmp_path / "V.casefile", "--cost", "floor", "--author", "A", "--passphrase-file", secret).code
        == 0
    )
    assert start("identity", tmp_path / "V.casefile", "--export-identity", key, "--passphrase-file", secret).code == 0
    answer = start("inspect", cut, "--identity", key)
    assert (answer.code, answer.err.count("\n")) == (3, 1)
