"""The text of files from the command line: counted, read, found."""

from __future__ import annotations

import shutil

from casefile.usecases import session as sessions


def test_what_was_not_looked_into_is_counted_read_and_found(run, sample_vault, tmp_path, secret, passphrase):
    vault = tmp_path / "Sample.casefile"
    shutil.copytree(sample_vault, vault)
    letter = tmp_path / "letter.txt"
    letter.write_text("an invented lighthouse\n")
    made = run("attach", vault, "KZ-2016-003", letter, "--json", "--passphrase-file", secret).json[0]
    opened = sessions.unlock(vault, passphrase)
    with opened.database.maintaining() as connection:  # as if its intake had been cancelled in the middle
        opened.local.forget_text(connection, made["sha256"])
    opened.lock()
    assert run("text", vault, "--count", "--passphrase-file", secret).out == "0 read, 1 not looked into\n"
    assert run("text", vault, "--json", "--passphrase-file", secret).json == {"read": 1, "unread": 0}
    assert run("text", vault, "--passphrase-file", secret).out == "0 read, 0 not looked into\n"
    hits = run("search", vault, "lighthouse", "--kind", "evidence", "--json", "--passphrase-file", secret).json
    assert [hit["id"] for hit in hits] == [made["id"]]
