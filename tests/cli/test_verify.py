"""What a script reads of a check: exit code 3, and each promise with what is wrong and how much is good."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.cli.conftest import Run


def test_damage_is_named_for_a_program_and_the_rest_called_good(
    run: Run, sample_vault: Path, secret: Path, tmp_path: Path
) -> None:
    vault = tmp_path / "Copy.casefile"
    shutil.copytree(sample_vault, vault)
    words = ("verify", vault, "--json", "--passphrase-file", secret)
    whole = run(*words)
    assert whole.code == 0, whole.err
    checks = {each["check"]: each for each in whole.json}
    held = checks["verify.files"]
    assert (held["wrong"], held["good"] > 0) == ([], True)
    assert "entry" in checks["verify.checkpoint"]["says"] and "signed on 2" in checks["verify.checkpoint"]["says"]
    gone = next(path for path in sorted((vault / "evidence").rglob("*")) if path.is_file())
    gone.unlink()
    damaged = run(*words)
    assert damaged.code == 3
    [failed] = [each for each in damaged.json if not each["held"]]
    assert (failed["check"], failed["wrong"]) == ("verify.files_missing", [gone.name])
    assert len(failed["records"]) == 1 and failed["good"] == held["good"] - 1


def test_a_quick_check_says_what_it_did_not_look_at(run: Run, sample_vault: Path, secret: Path, tmp_path: Path) -> None:
    vault = tmp_path / "Copy.casefile"
    shutil.copytree(sample_vault, vault)
    last = run("verify", vault, "--passphrase-file", secret).out.splitlines()[-1]
    assert "What is in the files was not read" in last
    assert "--deep" in last


def test_of_many_damaged_pages_the_first_are_named_and_the_rest_counted(
    run: Run, sample_vault: Path, secret: Path, tmp_path: Path
) -> None:
    vault = tmp_path / "Copy.casefile"
    shutil.copytree(sample_vault, vault)
    pages = (vault / "records.db").stat().st_size // 4096
    with (vault / "records.db").open("r+b") as file:
        for page in range(pages - 40, pages):
            file.seek(page * 4096 + 1000)
            file.write(b"damage")
    answer = run("verify", vault, "--deep", "--passphrase-file", secret)
    assert answer.code == 3
    (line,) = [line for line in answer.out.splitlines() if "Pages of the database are damaged" in line]
    assert line.endswith(
        f"(40): page {pages - 39}, page {pages - 38}, page {pages - 37}, page {pages - 36}, page {pages - 35} … +35"
    )
