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

    signs = run("identity", theirs, "--rotate-signing-key", "--card", tmp_path / "key.txt", "--json", *opened)
    assert "signing key is new" in signs.err and signs.json["signing_key"] != own["signing_key"]
    told = run("contacts", ours, "--add", tmp_path / "key.txt", *opened).out
    assert "A new signing key" in told and signs.json["fingerprint"] in told
    assert run("contacts", ours, "--json", *opened).json[0]["compared"]

    unknown = run("contacts", ours, "Dana Invented", "--lost", "zz", *opened)
    assert unknown.code == 1 and "zz" in unknown.err, "nobody believes that a key counts no more which does"
    assert "no longer trusted" in run("contacts", ours, "Dana Invented", "--lost", *opened).out
    (listed,) = run("contacts", ours, "--json", *opened).json
    assert (listed["signing_keys"], listed["compared"]) == ([], None)
    assert run("contacts", ours, "Dana Invented", "--remove", *opened).code == 0
    assert run("contacts", ours, *opened).out == ""


def test_a_card_goes_as_a_bundle_and_is_looked_at_and_taken_in(run, secret, desks, tmp_path):
    ours, theirs, card = desks
    opened = ("--passphrase-file", secret)
    assert run("contacts", ours, "--add", card, "--name", "Dana", *opened).code == 0
    assert run("identity", ours, "--card", tmp_path / "us.txt", *opened).code == 0
    assert run("contacts", theirs, "--add", tmp_path / "us.txt", "--name", "Us", *opened).code == 0
    first, second = tmp_path / "first.age", tmp_path / "second.age"
    assert run("handover", theirs, "--card", "--to", "Us", "-o", first, *opened).out.strip() == str(first)
    assert run("identity", theirs, "--rotate", *opened).code == 0
    (made,) = run("handover", theirs, "--card", "--to", "Us", "-o", second, "--json", *opened).json
    assert (made["path"], made["to"]) == (str(second), "Us")

    seen = run("receive", ours, second, "--preview", "--json", *opened).json
    assert (seen["kind"], seen["standing"], seen["changes"]["recipient"]) == ("card", "vouched", True)
    told = run("receive", ours, second, "--preview", *opened).out
    assert "A new exchange recipient" in told and seen["changes"]["after"] in told
    assert run("contacts", ours, "--json", *opened).json[0]["former_recipients"] == []
    assert "vouches for them" in run("receive", ours, second, *opened).out
    assert len(run("contacts", ours, "--json", *opened).json[0]["former_recipients"]) == 1
    assert run("receive", ours, second, "--json", *opened).json["standing"] == "known"
    older = run("receive", ours, first, *opened)
    assert (older.code, "newer keys" in older.err) == (1, True)
    assert "newer keys" in run("receive", ours, first, "--preview", *opened).out
    assert run("receive", theirs, second, *opened).code == 1, "it is not for them"
    both = run("handover", theirs, "--card", "--case", "X-1", "--to", "Us", "-o", tmp_path / "x.age", *opened)
    assert (both.code, both.err.count("\n")) == (1, 1)


def test_words_that_do_not_go_together_are_usage(run, secret, desks):
    ours, _, card = desks
    for words in (["--lost"], ["--add", card, "Dana"], ["Dana", "--compared", "phone"], ["--name", "x"]):
        assert run("contacts", ours, *words, "--passphrase-file", secret).code == 2
