"""Bundles from the command line: secrets in files of their own, and an exit code for each kind of answer."""

from __future__ import annotations

import shutil

import pytest

REFERENCE = "KZ-2016-003"


@pytest.fixture
def sender(sample_vault, tmp_path):
    """A copy of the sample vault: a handover is logged in it."""
    return shutil.copytree(sample_vault, tmp_path / "Sample.casefile")


@pytest.fixture
def vault(run, secret, tmp_path):
    """An empty vault."""
    path = tmp_path / "Desk.casefile"
    assert run("init", path, "--author", "Invented Desk", "--cost", "floor", "--passphrase-file", secret).code == 0
    return path


def test_a_passphrase_is_made_and_kept_apart(run, sender, secret, tmp_path):
    bundle, chosen = tmp_path / "x.age", tmp_path / "chosen.txt"
    words = ("handover", sender, "--case", REFERENCE, "-o", bundle, "--passphrase-file", secret)
    made = run(*words, "--passphrase-to-file", chosen, "--json")
    assert made.code == 0, made.err
    assert chosen.stat().st_mode & 0o777 == 0o600
    assert chosen.read_text().strip() not in made.out + made.err
    seen = run("inspect", bundle, "--passphrase-file", chosen, "--json").json
    assert (seen["signature"], seen["addressed"], seen["not_proven"]) == ("unknown", "passphrase", 0)
    assert seen["cases"][0]["reference"] == REFERENCE
    assert [member["name"] for member in seen["members"]][:3] == [
        "data/journal.json",
        "data/case.json",
        "data/summary.pdf",
    ]
    again = run(*words, "--passphrase-to-file", tmp_path / "other.txt")
    assert again.code == 1
    assert not (tmp_path / "other.txt").exists(), "no passphrase is left for a bundle that was not made"
    wrong = run("inspect", bundle, "--passphrase-file", secret)
    assert (wrong.code, wrong.err) == (1, "casefile: The passphrase is wrong.\n")
    bundle.write_bytes(bundle.read_bytes()[:-5])
    cut = run("inspect", bundle, "--passphrase-file", chosen, "--extract", tmp_path / "out")
    assert cut.code == 3
    assert not (tmp_path / "out").exists()
    assert run("inspect", bundle).code == 2


def test_a_stranger_is_taken_by_fingerprint(run, vault, sender, secret, tmp_path):
    bundle, card = tmp_path / "x.age", tmp_path / "card.json"
    card.write_text(run("identity", vault, "--json", "--passphrase-file", secret).out)
    words = ("handover", sender, "--case", REFERENCE, "--to", card, "-o", bundle, "--passphrase-file", secret)
    assert run(*words, "--audience", "un", "--lang", "ru").code == 0
    stranger = run("receive", vault, bundle, "--passphrase-file", secret)
    assert stranger.code == 1
    told = stranger.err.split("Fingerprint ")[1].split(":")[0]
    assert run("receive", vault, bundle, "--from", "0" * 32, "--passphrase-file", secret).code == 1
    got = run("receive", vault, bundle, "--from", told, "--json", "--passphrase-file", secret)
    assert got.code == 0, got.err
    assert got.json["fingerprint"] == told
    seen = run("receive", vault, bundle, "--preview", "--json", "--passphrase-file", secret).json
    assert (seen["signature"], seen["received"], seen["audience"]) == ("known", got.json["id"], "un")


def test_in_parts(run, sender, secret, tmp_path):
    bundle, chosen = tmp_path / "x.age", tmp_path / "chosen.txt"
    words = ("handover", sender, "--case", REFERENCE, "-o", bundle, "--passphrase-file", secret)
    words = (*words, "--passphrase-to-file", chosen)
    assert run(*words, "--part-size", "1 GB").code == 2
    assert run(*words, "--part-size", "1K").code == 1
    made = run(*words, "--part-size", "40k", "--json")
    assert made.code == 0, made.err
    files = made.json[0]["files"]
    assert files[0] == made.json[0]["path"] == f"{bundle}.001"
    assert len(files) > 1
    seen = run("inspect", files[-1], "--passphrase-file", chosen, "--json")
    assert seen.json["id"] == made.json[0]["id"]
    (tmp_path / "x.age.001").unlink()
    gone = run("inspect", files[-1], "--passphrase-file", chosen)
    assert (gone.code, "x.age.001" in gone.err) == (1, True)
