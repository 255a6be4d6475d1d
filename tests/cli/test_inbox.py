"""The inbox from the command line: dropped without a passphrase, listed and filed with it."""

from __future__ import annotations

import hashlib
import shutil


def test_dropped_listed_and_filed(run, sample_vault, tmp_path, secret):
    vault = tmp_path / "Sample.casefile"
    shutil.copytree(sample_vault, vault)
    file = tmp_path / "voice.txt"
    file.write_text("an invented statement\n" * 300)
    assert run("identity", vault, "--inbox").out.startswith("age1")
    assert run("attach", vault, file, "--inbox").code == 0
    (vault / "inbox" / "stray\u202e.age").write_bytes(b"not an age file")
    listed = run("inbox", vault, "--passphrase-file", secret)
    assert listed.code == 0, listed.err
    assert "voice.txt" in listed.out
    assert "\u202e" not in listed.out
    good, stray = run("inbox", vault, "--json", "--passphrase-file", secret).json
    assert (good["name"], good["problem"]) == ("voice.txt", None)
    assert stray["problem"]
    filed = run("inbox", vault, good["id"][:8], "--file", "KZ-2016-003", "--passphrase-file", secret)
    assert filed.code == 0, filed.err
    out = tmp_path / "out.txt"
    assert run("extract", vault, filed.out.strip(), "-o", out, "--passphrase-file", secret).code == 0
    assert hashlib.sha256(out.read_bytes()).digest() == hashlib.sha256(file.read_bytes()).digest()
    assert run("inbox", vault, "--discard", "--passphrase-file", secret).code == 1, "what is destroyed is named"
    assert run("inbox", vault, "stray", "--discard", "--passphrase-file", secret).code == 0
    assert run("inbox", vault, "--json", "--passphrase-file", secret).json == []
