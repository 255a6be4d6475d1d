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
