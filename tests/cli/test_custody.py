"""The custody of a file from the command line."""

from __future__ import annotations

import json
import shutil


def test_listed_then_reported(run, sample_vault, tmp_path, secret):
    vault = shutil.copytree(sample_vault, tmp_path / "Sample.casefile")
    opened = ("--passphrase-file", secret)
    (tmp_path / "seen.txt").write_text("what was seen")
    made = run("attach", vault, "KZ-2016-003", tmp_path / "seen.txt", "--json", *opened).json[0]
    listed = run("custody", vault, made["id"], "--json", *opened).json
    assert [each["event"] and each["event"]["event"] for each in listed] == [None, "imported"]
    assert {each["sha256"] for each in listed} == {made["sha256"]}
    assert run("custody", vault, made["id"], *opened).out.count(made["sha256"]) == 2
    report = tmp_path / "report.pdf"
    done = run("custody", vault, made["id"], "-o", report, "--lang", "ru", *opened)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [str(report), str(tmp_path / "report.custody.json")]
    assert json.loads((tmp_path / "report.custody.json").read_text("utf-8"))["file"]["sha256"] == made["sha256"]
    again = run("custody", vault, made["id"], "-o", report, *opened)
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert run("custody", vault, "0" * 32, *opened).code == 1
    assert run("verify", vault, "--deep", *opened).code == 0
