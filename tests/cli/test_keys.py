"""What opens a vault, from the command line."""

from __future__ import annotations

import pytest

from tests.usecases.test_recovery import shares, typed


@pytest.fixture
def vault(run, secret, tmp_path):
    """An empty vault."""
    path = tmp_path / "Steppe.casefile"
    made = run("init", path, "--author", "Invented Author", "--cost", "floor", "--passphrase-file", secret)
    assert made.code == 0, made.err
    return path


@pytest.fixture
def hers(tmp_path):
    """A file with the passphrase of one more person."""
    path = tmp_path / "hers.txt"
    path.write_text("words that only Dana knows\n")
    return path


def opens(run, vault, file, *more):
    """Whether the vault opens with the passphrase in a file."""
    answer = run("cases", vault, "--passphrase-file", file, *more)
    assert answer.code in (0, 1), answer.err
    return answer.code == 0


def test_people_come_and_go(run, vault, secret, hers):
    added = run(
        "people", vault, "--add", "Dana Invented", "--new-passphrase-file", hers, "--json", "--passphrase-file", secret
    )
    assert [(each["name"], each["you"]) for each in added.json] == [("Invented Author", True), ("Dana Invented", False)]
    assert opens(run, vault, hers)
    removed = run("people", vault, "--remove", added.json[1]["id"][:8], "--passphrase-file", secret)
    assert removed.code == 0, removed.err
    assert "older copy" in removed.out
    assert "Dana" not in removed.out
    assert not opens(run, vault, hers)


def test_a_keyfile_is_made_and_then_needed(run, vault, secret, tmp_path):
    keyfile = tmp_path / "key"
    assert run("keyfile", keyfile).code == 0
    changed = ("passphrase", vault, "--passphrase-file", secret, "--new-passphrase-file", secret)
    assert run(*changed, "--new-keyfile", keyfile).code == 0
    assert not opens(run, vault, secret)
    assert opens(run, vault, secret, "--keyfile", keyfile)
    again = run(*changed[:-1], tmp_path / "other.txt", "--keyfile", keyfile)
    assert again.code == 1
    (tmp_path / "other.txt").write_text("another invented passphrase\n")
    assert run(*changed[:-1], tmp_path / "other.txt", "--keyfile", keyfile, "--no-keyfile").code == 0
    assert opens(run, vault, tmp_path / "other.txt")


def test_the_header_on_a_stick(run, vault, secret, tmp_path):
    stick = tmp_path / "stick"
    moved = run("header", vault, "--move-to", stick, "--passphrase-file", secret)
    assert moved.code == 0, moved.err
    without = run("cases", vault, "--passphrase-file", secret)
    assert without.code == 1
    assert "stick" in without.err
    assert opens(run, vault, secret, "--header", stick)
    (tmp_path / "note.txt").write_text("dropped")
    assert run("attach", vault, tmp_path / "note.txt", "--inbox", "--header", stick).code == 0
    assert run("header", vault, "--header", stick, "--move-back", "--passphrase-file", secret).code == 0
    assert opens(run, vault, secret)
    fresh = tmp_path / "Fresh.casefile"
    made = run("init", fresh, "--author", "A", "--cost", "floor", "--passphrase-file", secret, "--header", stick)
    assert made.code == 0, made.err
    assert opens(run, fresh, secret, "--header", stick)


def test_recovery_by_the_page_and_by_shares(run, vault, secret, hers, tmp_path):
    page, pages = tmp_path / "key.pdf", tmp_path / "shares.pdf"
    assert run("recovery", vault, "-o", page, "--lang", "kk", "--passphrase-file", secret).code == 0
    listed = run("recovery", vault, "--shares", 2, 3, "-o", pages, "--passphrase-file", secret)
    assert listed.code == 0, listed.err
    assert "Shares of a recovery key, 2/3" in listed.out
    (tmp_path / "key.txt").write_text(typed(page), "utf-8-sig")  # as some editors save it
    back = run("recover", vault, "--identity", tmp_path / "key.txt", "--new-passphrase-file", hers)
    assert back.code == 0, back.err
    assert opens(run, vault, hers)
    assert not opens(run, vault, secret)
    (tmp_path / "shares.txt").write_text("\n".join(shares(pages)[1:]))
    back = run("recover", vault, "--shares-file", tmp_path / "shares.txt", "--new-passphrase-file", secret)
    assert back.code == 0, back.err
    assert opens(run, vault, secret)
    gone = run("recovery", vault, "--remove", 1, "--passphrase-file", secret)
    assert "on paper" not in gone.out
    refused = run("recover", vault, "--identity", tmp_path / "key.txt", "--new-passphrase-file", hers)
    assert refused.code == 1
    assert refused.err.count("\n") == 1


def test_a_colleague_as_keeper(run, vault, secret, hers, tmp_path):
    colleague = tmp_path / "Hers.casefile"
    assert run("init", colleague, "--author", "Dana", "--cost", "floor", "--passphrase-file", hers).code == 0
    key = tmp_path / "key.txt"
    card = run("identity", colleague, "--json", "--export-identity", key, "--passphrase-file", hers).json
    kept = run("recovery", vault, "--keeper", card["recipient"], "--json", "--passphrase-file", secret)
    assert [each["kind"] for each in kept.json] == ["person"]
    back = run("recover", vault, "--identity", key, "--author", "Dana", "--new-passphrase-file", hers)
    assert back.code == 0, back.err
    assert opens(run, vault, hers)
    assert opens(run, vault, secret)


def test_new_keys_drop_the_passphrases_that_were_not_entered(run, vault, secret, hers, tmp_path):
    third = tmp_path / "third.txt"
    third.write_text("words that only Nadia knows\n")
    keyfile = tmp_path / "key"
    run("keyfile", keyfile)
    run("people", vault, "--add", "Dana", "--new-passphrase-file", hers, "--passphrase-file", secret)
    more = ("--add", "Nadia", "--new-passphrase-file", third, "--new-keyfile", keyfile)
    assert run("people", vault, *more, "--passphrase-file", secret).code == 0
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("no one's passphrase\n")
    assert run("rekey", vault, "--also", wrong, "--passphrase-file", secret).code == 1
    assert opens(run, vault, hers)
    done = run("rekey", vault, "--also", third, keyfile, "--passphrase-file", secret)
    assert done.code == 0, done.err
    assert "backup" in done.out
    assert opens(run, vault, secret)
    assert not opens(run, vault, hers)
    assert opens(run, vault, third, "--keyfile", keyfile)
    assert run("verify", vault, "--deep", "--passphrase-file", secret).code == 0


def test_erasing_says_what_it_does_not_reach_and_asks(run, vault, secret):
    asked = run("erase", vault)
    assert asked.code == 1
    assert "worn cells" in asked.out
    assert opens(run, vault, secret)
    assert run("erase", vault, "--yes").code == 0
    assert not vault.exists()
    assert run("erase", vault, "--yes").code == 1
