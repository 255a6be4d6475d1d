"""`casefile deadlines`: what is due, overdue and proposed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from casefile import clock
from casefile.cli import main
from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Task
from casefile.domain.values import Text, Version, When
from casefile.usecases import edit
from casefile.usecases import session as sessions


def test_due_overdue_and_proposed_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "secret"
    secret.write_text("invented words for this test\n")
    opened = sessions.create(tmp_path / "V.casefile", "invented words for this test", "Invented Author", FLOOR)
    day = clock.now().date().isoformat()
    case = Case(reference="KZ-1", title=Text.of("Invented", "en"), kind="person_at_risk")
    task = Task(cases=(Ref(case.id),), title=Text.of("Call", "en"), kind="call", due=When("2024-05-02"))
    held = Happening(cases=(Ref(case.id),), type="detention", when=When(day), time="00:30+05:00")
    edit.save(opened, [case, task, held, replace(task, id="a" * 32, due=When(day))])
    opened.lock()
    command = ["deadlines", str(tmp_path / "V.casefile"), "--passphrase-file", str(secret)]
    assert main([*command, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(each["state"], each["title"]) for each in found[:2]] == [("overdue", "Call"), ("due", "Call")]
    (proposed,) = found[2:]
    assert (proposed["state"], proposed["case"], proposed["time"]) == ("proposed", "KZ-1", "00:30+05:00")
    assert "Check with counsel." in proposed["basis"]
    assert main(command) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "overdue\t2024-05-02\t\tKZ-1\tCall"


def test_the_calendar_is_one_of_the_formats_of_export(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "secret"
    secret.write_text("invented words for this test\n")
    opened = sessions.create(tmp_path / "V.casefile", "invented words for this test", "Invented Author", FLOOR)
    day = clock.now().date().isoformat()
    edit.save(opened, [Task(title=Text.of("Call Invented Person", "en"), kind="call", due=When(day))])
    opened.lock()
    command = ["export", str(tmp_path / "V.casefile"), "--passphrase-file", str(secret), "--format", "ics"]
    assert main([*command, "-o", str(tmp_path / "out")]) == 0
    written = tmp_path / "out" / "calendar.ics"
    assert capsys.readouterr().out.splitlines() == [str(written)]
    assert "Invented" not in written.read_text("utf-8")
    assert main([*command, "--titles", "-o", str(tmp_path / "titles")]) == 0
    assert "Call Invented Person" in (tmp_path / "titles" / "calendar.ics").read_text("utf-8")


def test_the_calendar_is_in_the_language_asked_for_and_makes_no_folder_for_who_has_no_passphrase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret, wrong, out = tmp_path / "secret", tmp_path / "wrong", tmp_path / "out"
    secret.write_text("invented words for this test\n")
    wrong.write_text("other words\n")
    opened = sessions.create(tmp_path / "V.casefile", "invented words for this test", "Invented Author", FLOOR)
    title = Text((Version("en", "Call"), Version("ru", "Позвонить", original=False)))
    edit.save(opened, [Task(title=title, kind="call", due=When(clock.now().date().isoformat()))])
    opened.lock()
    command = ["export", str(tmp_path / "V.casefile"), "--format", "ics", "--titles", "--lang", "ru", "-o", str(out)]
    assert main([*command, "--passphrase-file", str(wrong)]) == 1
    assert not out.exists()
    assert main([*command, "--passphrase-file", str(secret)]) == 0
    assert "Позвонить" in (out / "calendar.ics").read_text("utf-8")
