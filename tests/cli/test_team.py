"""A team folder from the command line: set up, exchanged through, looked at, let be, switched off."""

from __future__ import annotations

import pytest


@pytest.fixture
def desks(run, secret, tmp_path):
    """Two vaults of one team, one with two cases, and a folder between them."""
    opened = ("--passphrase-file", secret)
    vaults = {name: tmp_path / f"{name}.casefile" for name in ("Ours", "Theirs")}
    told = {}
    for name, vault in vaults.items():
        assert run("init", vault, "--author", name, "--cost", "floor", *opened).code == 0
        told[name] = run("identity", vault, "--json", "--card", tmp_path / f"{name}.txt", *opened).json["fingerprint"]
    for name, other in (("Ours", "Theirs"), ("Theirs", "Ours")):
        vault = vaults[name]
        assert run("contacts", vault, "--add", tmp_path / f"{other}.txt", *opened).code == 0
        trust = ("--compared", "phone", "--told", told[other], "--team", "yes")
        assert run("contacts", vault, other, *trust, *opened).code == 0
    table = tmp_path / "cases.csv"
    table.write_text("reference,title\nX-1,An invented case\nX-2,Another\n", "utf-8")
    assert run("import", vaults["Ours"], table, *opened).code == 0
    (tmp_path / "Shared").mkdir()
    return vaults["Ours"], vaults["Theirs"], opened


def test_set_up_and_exchange(run, desks, tmp_path):
    ours, theirs, opened = desks
    folder = tmp_path / "Shared"
    assert "No team folder" in run("team", ours, *opened).out
    shown = run("team", ours, "--folder", folder, "--member", "Theirs", "--cases", "X-1", *opened)
    assert (shown.code, "Theirs  1 case" in shown.out) == (0, True)
    assert run("team", theirs, "--folder", folder, "--member", "Ours", *opened).code == 0
    assert "went to: Theirs" in run("team", ours, "--exchange", *opened).out
    done = run("team", theirs, "--exchange", "--json", *opened).json
    assert (done["came"], done["waiting"], len(done["records"]) > 0) == (["Ours"], [], True)
    assert [each["reference"] for each in run("cases", theirs, "--json", *opened).json] == ["X-1"]
    assert run("team", ours, "--exchange", "--json", *opened).json["confirmed"] == 1
    found = run("team", ours, "--json", *opened).json
    assert (found["folder"], found["last"]["confirmed"]) == (str(folder), 1)
    assert run("team", ours, "--off", *opened).code == 0
    refused = run("team", ours, "--exchange", *opened)
    assert (refused.code, "No team folder is set up" in refused.err) == (1, True)


def test_what_waits_is_told_with_its_reason_and_let_be(run, desks, tmp_path):
    ours, theirs, opened = desks
    folder = tmp_path / "Shared"
    assert run("team", ours, "--folder", folder, "--member", "Theirs", *opened).code == 0
    assert run("team", theirs, "--folder", folder, *opened).code == 0
    assert run("contacts", theirs, "Ours", "--team", "no", *opened).code == 0
    run("team", ours, "--exchange", *opened)
    [waiting] = run("team", theirs, "--exchange", "--json", *opened).json["waiting"]
    assert "not of the team" in waiting["reason"]
    assert waiting["file"] in run("team", theirs, *opened).out
    assert run("team", theirs, "--dismiss", waiting["file"], "--json", *opened).json["waiting"] == []


@pytest.mark.parametrize("words", [("--off", "--exchange"), ("--cases", "X-1")])
def test_words_that_do_not_go_together(run, tmp_path, words):
    assert run("team", tmp_path / "None.casefile", *words).code == 2
