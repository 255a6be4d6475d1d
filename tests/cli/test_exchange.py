"""Whole records go from one vault to another and back, from the command line."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def desks(run, secret, tmp_path):
    """Two vaults that know each other, one with a case."""
    vaults = {name: tmp_path / f"{name}.casefile" for name in ("Ours", "Theirs")}
    opened = ("--passphrase-file", secret)
    for name, vault in vaults.items():
        assert run("init", vault, "--author", name, "--cost", "floor", *opened).code == 0
        assert run("identity", vault, "--card", tmp_path / f"{name}.txt", *opened).code == 0
    assert run("contacts", vaults["Ours"], "--add", tmp_path / "Theirs.txt", *opened).code == 0
    assert run("contacts", vaults["Theirs"], "--add", tmp_path / "Ours.txt", *opened).code == 0
    table = tmp_path / "cases.csv"
    table.write_text("reference,title\nX-1,An invented case\n", "utf-8")
    assert run("import", vaults["Ours"], table, *opened).code == 0
    return vaults["Ours"], vaults["Theirs"], opened


def test_there_with_a_receipt_back(run, desks, tmp_path):
    ours, theirs, opened = desks
    bundle, receipt = tmp_path / "out.age", tmp_path / "receipt.age"
    told = run("handover", ours, "--sync", "--all", "--to", "Theirs", "--preview", "--json", *opened).json
    assert told["records"]["case"] == 1 and told["bytes"] > 0
    made = run("handover", ours, "--sync", "--all", "--to", "Theirs", "-o", bundle, *opened)
    assert (made.code, made.out.strip()) == (0, str(bundle))
    seen = run("receive", theirs, bundle, "--preview", "--json", *opened).json
    (case,) = (each for each in seen["records"] if each["kind"] == "case")
    assert (case["label"], case["new"], seen["contact"] is None) == ("An invented case", True, False)
    assert "An invented case" in run("receive", theirs, bundle, "--preview", *opened).out
    taken = run("receive", theirs, bundle, "--receipt", receipt, *opened)
    assert (taken.code, str(receipt) in taken.out) == (0, True)
    assert "received before" in run("receive", theirs, bundle, *opened).out
    assert run("cases", theirs, "--json", *opened).json[0]["reference"] == "X-1"
    assert "Theirs confirmed" in run("receive", ours, receipt, *opened).out
    again = run("handover", ours, "--sync", "--case", "X-1", "--to", "Theirs", "-o", tmp_path / "2.age", *opened)
    run("receive", theirs, tmp_path / "2.age", "--receipt", tmp_path / "2r.age", *opened)
    run("receive", ours, tmp_path / "2r.age", *opened)
    again = run("handover", ours, "--sync", "--case", "X-1", "--to", "Theirs", "-o", tmp_path / "3.age", *opened)
    assert (again.code, "nothing new" in again.err) == (1, True)


def test_what_cannot_be_done_is_told_in_one_line(run, desks, tmp_path):
    ours, _, opened = desks
    out = tmp_path / "out.age"
    for words in (("--all", "--case", "X-1"), ()):
        refused = run("handover", ours, "--sync", *words, "--to", "Theirs", "-o", out, *opened)
        assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert run("handover", ours, "--sync", "--search", "nowhere", "--to", "Theirs", "-o", out, *opened).code == 1
    run("handover", ours, "--sync", "--all", "--to", "Theirs", "-o", out, *opened)
    assert run("receive", ours, out, *opened).code == 1, "made for someone else"
    assert run("conflicts", ours, "--json", *opened).json == []
    assert run("purge-requests", ours, "--json", *opened).json == []
    assert run("purge-requests", ours, "--accept", "0" * 64, *opened).code == 1
    assert run("resolve", ours, "0" * 32, "title", "--value", json.dumps("x"), *opened).code == 1


def test_what_was_removed_is_told_apart_and_comes_back_when_it_is_asked_for(run, desks, tmp_path):
    ours, theirs, opened = desks
    whole = ("handover", ours, "--sync", "--all", "--full", "--to", "Theirs")
    run(*whole, "-o", tmp_path / "1.age", *opened)
    run("receive", theirs, tmp_path / "1.age", *opened)
    assert run("travel-light", theirs, "X-1", "--yes", "--unconfirmed", *opened).code == 0
    run(*whole, "-o", tmp_path / "2.age", *opened)
    seen = run("receive", theirs, tmp_path / "2.age", "--preview", *opened).out
    assert "You removed these from this vault; they stay out (1 records)." in seen
    assert seen.index("You removed") < seen.index("An invented case")
    assert run("receive", theirs, tmp_path / "2.age", *opened).code == 0
    assert run("cases", theirs, "--json", *opened).json == []
    run(*whole, "-o", tmp_path / "3.age", *opened)
    assert run("receive", theirs, tmp_path / "3.age", "--bring-back", *opened).code == 0
    assert run("cases", theirs, "--json", *opened).json[0]["reference"] == "X-1"


def test_a_contact_whose_key_is_lost_is_refused_in_words(run, desks, tmp_path):
    ours, theirs, opened = desks
    run("handover", ours, "--sync", "--all", "--to", "Theirs", "-o", tmp_path / "1.age", *opened)
    marked = run("contacts", theirs, "Ours", "--lost", *opened)
    assert marked.code == 0, marked.err
    refused = run("receive", theirs, tmp_path / "1.age", *opened)
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "no longer to be trusted" in refused.err
