"""`casefile sample VAULT --cases N --seed S`: the sample cases, and N invented ones that are the same each time."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def references(run: Run, vault: Path, secret: Path) -> list[str]:
    """The references of the invented cases in a vault."""
    listed = run("cases", vault, "--passphrase-file", secret, "--json").json
    return sorted(each["reference"] for each in listed if each["reference"].startswith("INV-"))


def test_invented_cases_on_request(run: Run, tmp_path: Path, secret: Path) -> None:
    made = []
    for name in ("A.casefile", "B.casefile"):
        vault = tmp_path / name
        words = ("--passphrase-file", secret, "--author", "A", "--cost", "floor", "--cases", 12, "--seed", 7)
        assert run("sample", vault, *words).code == 0
        made.append(references(run, vault, secret))
    assert made[0] == made[1]
    assert len(made[0]) == 12


def test_a_number_below_none_is_no_number(run: Run, tmp_path: Path, secret: Path) -> None:
    answer = run("sample", tmp_path / "C.casefile", "--passphrase-file", secret, "--cases", -1)
    assert answer.code == 2
    assert not (tmp_path / "C.casefile").exists()
