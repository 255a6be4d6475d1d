"""The whole way: record, attach, find, export, hand over, check, back up, restore."""

from __future__ import annotations

import hashlib
import shutil
import subprocess

import pytest

from casefile.files import resource

BOKAYEV = "KZ-2016-003"


def happening(case, **wanted):
    """The happenings of a case whose fields are as wanted."""
    return [each for each in case["happening"] if all(each.get(name) == value for name, value in wanted.items())]


@pytest.fixture
def vault(sample_vault, tmp_path):
    """A copy of the sample vault that may be changed."""
    copy = tmp_path / "Sample.casefile"
    shutil.copytree(sample_vault, copy)
    return copy


def test_show_holds_the_whole_story_of_one_person(run, vault, secret):
    case = run("show", vault, BOKAYEV, "--json", "--passphrase-file", secret).json
    cited = {each["id"]: each for each in case["citation"]}
    sources = {each["id"]: each for each in case["source"]}

    def assert_cited(record):
        assert record["citations"], record
        assert all(cited[each]["source"] in sources for each in record["citations"])

    for wanted in (
        {"when": "2016-05-17", "type": "arrest"},
        {"when": "2016-10-12", "type": "trial_opened"},
        {"when": "2016-11", "type": "verdict"},
        {"when": "2017-06-12", "type": "complaint_rejected"},
        {"when": "2021-02-04", "type": "release"},
    ):
        (found,) = happening(case, **wanted)
        assert_cited(found)
    (strike,) = happening(case, type="hunger_strike")
    assert strike["length"]["words"] == "two weeks"
    assert_cited(strike)
    people = {name["text"]: person["id"] for person in case["person"] for name in person.get("names", ())}
    own = [each for each in case["measure"] if each["subject"] == people["Max Bokayev"]]
    (prison,) = [each for each in own if each["type"] == "imprisonment"]
    assert prison["length"]["words"] == "five years"
    assert_cited(prison)
    (restriction,) = [each for each in own if each["type"] == "restriction_of_freedom"]
    assert restriction["start"] == "2021-02-04"
    assert "end" not in restriction, "an end that nobody stated is not computed"
    assert len(restriction["conditions"]) >= 6
    (exception,) = [each["exception"] for each in restriction["conditions"] if "exception" in each]
    assert "funeral" in exception[0]["text"]
    assert_cited(restriction)
    assert {"Talgat Ayan", "Rinat Iskaliev", "Elena Semenova"} <= people.keys()
    assert len(sources) >= 4


def test_more_than_forty_cases_and_one_person_is_one(run, vault, secret):
    rows = run("cases", vault, "--json", "--passphrase-file", secret).json
    assert len(rows) > 40
    assert len({row["reference"] for row in rows}) == len(rows)
    hits = run("search", vault, "Боқаев", "--kind", "person", "--json", "--passphrase-file", secret).json
    assert [hit["title"] for hit in hits] == ["Max Bokayev"]


def test_attached_and_extracted_is_bit_for_bit_the_same(run, vault, secret, tmp_path):
    video = resource("sample", "media", "crowd.mp4")
    expected = hashlib.sha256(video.read_bytes()).hexdigest()
    before = video.stat()
    made = run("attach", vault, BOKAYEV, video, "--title", "Crowd", "--json", "--passphrase-file", secret).json
    assert made[0]["sha256"] == expected
    assert video.stat().st_mtime_ns == before.st_mtime_ns
    out = tmp_path / "out.mp4"
    assert run("extract", vault, made[0]["id"], "-o", out, "--passphrase-file", secret).code == 0
    assert hashlib.sha256(out.read_bytes()).hexdigest() == expected
    again = run("extract", vault, made[0]["id"], "-o", out, "--passphrase-file", secret)
    assert again.code == 1
    assert "already" in again.err


def test_the_case_handed_over_is_checked_by_the_recipient(run, vault, secret, tmp_path):
    lawyer = tmp_path / "Lawyer.casefile"
    assert run("init", lawyer, "--author", "Invented Lawyer", "--cost", "floor", "--passphrase-file", secret).code == 0
    card = run("identity", lawyer, "--json", "--passphrase-file", secret).json
    video = resource("sample", "media", "crowd.mp4")
    run("attach", vault, BOKAYEV, video, "--passphrase-file", secret)
    bundle = tmp_path / "bundle.age"
    made = run(
        "handover", vault, "--case", BOKAYEV, "--to", card["recipient"], "-o", bundle, "--passphrase-file", secret
    )
    assert made.code == 0, made.err
    identity = tmp_path / "identity.txt"
    assert run("identity", lawyer, "--export-identity", identity, "--passphrase-file", secret).code == 0
    folder = tmp_path / "extracted"
    seen = run("inspect", bundle, "--identity", identity, "--extract", folder)
    assert seen.code == 0, seen.err
    hashes = {hashlib.sha256(each.read_bytes()).hexdigest() for each in folder.rglob("*") if each.is_file()}
    assert hashlib.sha256(video.read_bytes()).hexdigest() in hashes
    manifest = next(folder.rglob("manifest-sha256.txt"))
    checked = subprocess.run(["sha256sum", "--quiet", "-c", manifest.name], cwd=manifest.parent, check=False)
    assert checked.returncode == 0
    preview = run("receive", lawyer, bundle, "--preview", "--passphrase-file", secret)
    assert preview.code == 0, preview.err
    stranger = run("receive", lawyer, bundle, "--passphrase-file", secret)
    assert stranger.code == 1, "a right signature by a key that nobody compared is not enough"
    sender = tmp_path / "sender.json"
    sender.write_text(run("identity", vault, "--json", "--passphrase-file", secret).out)
    assert run("contacts", lawyer, "--add", sender, "--passphrase-file", secret).code == 0
    assert run("receive", lawyer, bundle, "--passphrase-file", secret).code == 0


def test_backup_and_restore_bring_everything_back(run, vault, secret, tmp_path):
    stick, restored = tmp_path / "stick", tmp_path / "Restored.casefile"
    assert run("backup", vault, stick, "--passphrase-file", secret).code == 0
    assert run("restore", stick, restored).code == 0
    before = run("show", vault, BOKAYEV, "--json", "--passphrase-file", secret).json
    after = run("show", restored, BOKAYEV, "--json", "--passphrase-file", secret).json
    assert before == after
    assert run("verify", restored, "--deep", "--passphrase-file", secret).code == 0


def test_changed_passphrase_opens_and_the_old_one_does_not(run, vault, secret, tmp_path):
    new = tmp_path / "new.txt"
    new.write_text("another invented passphrase\n")
    assert run("passphrase", vault, "--passphrase-file", secret, "--new-passphrase-file", new).code == 0
    assert run("cases", vault, "--passphrase-file", new).code == 0
    assert run("cases", vault, "--passphrase-file", secret).code == 1


def test_summary_is_written_in_three_languages_as_pdf_and_docx(run, vault, secret, tmp_path):
    for language in ("en", "ru", "kk"):
        for suffix in ("pdf", "docx"):
            out = tmp_path / f"{language}.{suffix}"
            done = run("summary", vault, BOKAYEV, "-o", out, "--lang", language, "--passphrase-file", secret)
            assert done.code == 0, done.err
            assert out.stat().st_size > 10_000
