"""Contacts from the command line: a card is taken in, compared, renewed, and loses its key."""

from __future__ import annotations

import pytest


@pytest.fixture
def desks(run, secret, tmp_path):
    """Our vault, theirs, and their card in a file."""
    ours, theirs = tmp_path / "Ours.casefile", tmp_path / "Theirs.casefile"
    for vault, author in ((ours, "Our Desk"), (theirs, "Dana Invented")):
        assert run("init", vault, "--author", author, "--cost", "floor", "--passphrase-file", secret).code == 0
    assert run("identity", theirs, "--card", tmp_path / "card.txt", "--passphrase-file", secret).code == 0
    return ours, theirs, tmp_path / "card.txt"


def test_a_colleague_from_card_to_lost_key(run, secret, desks, tmp_path):
    ours, theirs, card = desks
    opened = ("--passphrase-file", secret)
    own = run("identity", theirs, "--json", *opened).json
    assert own["card"].startswith("casefile.card/v1\n") and len(own["words"]) == 10
    added = run("contacts", ours, "--add", card, "--json", *opened).json
    assert (added["name"], added["standing"], added["signed"]) == ("Dana Invented", "new", True)

    wrong = ["abacus", *own["words"][1:]]
    told = run("contacts", ours, "Dana Invented", "--compared", "phone", "--told", " ".join(wrong), *opened)
    assert (told.code, "1: abacus" in told.err) == (1, True)
    told = run("contacts", ours, "Dana Invented", "--compared", "phone", "--told", " ".join(own["words"]), *opened)
    assert told.code == 0 and "compared by phone" in told.out
    assert run("contacts", ours, "Dana Invented", "--team", "yes", "--json", *opened).json[0]["team"] is True

    renewed = run("identity", theirs, "--rotate", "--card", tmp_path / "new.txt", *opened)
    assert renewed.code == 0 and "still opens" in renewed.err
    after = run("contacts", ours, "--add", tmp_path / "new.txt", "--json", *opened).json
    assert after["standing"] == "vouched" and after["compared"] and after["former_recipients"] == [own["recipient"]]
    assert run("contacts", ours, "--add", card, *opened).code == 1, "an older card brings nothing back"

    assert "no longer trusted" in run("contacts", ours, "Dana Invented", "--lost", *opened).out
    (listed,) = run("contacts", ours, "--json", *opened).json
    assert (listed["signing_keys"], listed["compared"]) == ([], None)
    assert run("contacts", ours, "Dana Invented", "--remove", *opened).code == 0
    assert run("contacts", ours, *opened).out == ""


def test_words_that_do_not_go_together_are_usage(run, secret, desks):
    ours, _, card = desks
    for words in (["--lost"], ["--add", card, "Dana"], ["Dana", "--compared", "phone"], ["--name", "x"]):
        assert run("contacts", ours, *words, "--passphrase-file", secret).code == 2
