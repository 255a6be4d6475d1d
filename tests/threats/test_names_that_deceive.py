"""Names of files that deceive the eye or the terminal (threats.md, test 17) are spelt out wherever they are shown; the name itself is kept."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from casefile.cli import main
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Task
from casefile.domain.values import Text, When
from casefile.handover.ustar import shown
from casefile.usecases import cases, edit, evidence
from casefile.usecases.session import Session
from ui.evidence import fact_sayings, sayings
from ui.handover import wording

ROOT = Path(__file__).parents[2]
DECEIVING = {
    "turned around": "photo\u202egpj.exe",
    "isolated": "a\u2067b\u2069.jpg",
    "nothing between": "pho\u200bto.jpg",
    "a command of the terminal": "x\x1b[2J\x1b]0;owned\x07.jpg",
    "a mark of order": "\ufeffphoto.jpg",
}


@pytest.mark.threat(17)
@pytest.mark.parametrize("sort", DECEIVING)
def test_in_the_window_and_in_what_the_command_line_says_of_bundles(
    session: Session, tmp_path: Path, sort: str
) -> None:
    name = DECEIVING[sort]
    case = Case(reference="KZ-2031-001", title=Text.of("Invented", "en"))
    edit.save(session, [case])
    (tmp_path / name).write_bytes(b"some words")
    taken = evidence.attach(session, tmp_path / name, evidence.attached_to(case.id))
    assert taken.original_name == name, "what it was called is evidence, too"
    for said in (sayings.title(taken), fact_sayings._file(taken)[0].text, wording.evidence_title(taken), shown(name)):
        assert said.isprintable()
        assert not any(unicodedata.category(each) in ("Cc", "Cf") for each in said)


@pytest.mark.threat(17)
def test_on_the_command_line(session: Session, tmp_path: Path, passphrase: str) -> None:
    title = "".join(DECEIVING.values())
    case = Case(reference="KZ-2031-001", title=Text.of(title, "en"))
    edit.save(session, [case])
    (tmp_path / title[:40]).write_bytes(b"some words")
    evidence.attach(session, tmp_path / title[:40], evidence.attached_to(case.id))
    assert str(cases.load(session, "KZ-2031-001").case.title) == title
    session.lock()
    (tmp_path / "secret.txt").write_text(passphrase)
    common = [str(session.path), "--passphrase-file", str(tmp_path / "secret.txt")]
    for words in (["cases"], ["show", "KZ-2031-001"], ["search", "photo"]):
        command = [sys.executable, "-m", "casefile", words[0], *common[:1], *words[1:], *common[1:]]
        done = subprocess.run(command, capture_output=True, cwd=ROOT, env={**os.environ}, check=True)
        said = done.stdout.decode().replace("\n", "").replace("\t", "")
        assert "<U+202E>" in said, words
        assert not any(unicodedata.category(each) in ("Cc", "Cf") for each in said), words


@pytest.mark.threat(17)
def test_in_what_is_due_and_what_is_to_be_removed(
    session: Session, tmp_path: Path, passphrase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a colleague sent stands in these lists as well."""
    words = "".join(DECEIVING.values())
    case = Case(reference=f"KZ-{words}", title=Text.of(words, "en"))
    task = Task(cases=(Ref(case.id),), title=Text.of(words, "en"), basis=Text.of(words, "en"), due=When("2024-05-02"))
    edit.save(session, [case, task])
    session.lock()
    (tmp_path / "secret.txt").write_text(passphrase)
    opened = [str(session.path), "--passphrase-file", str(tmp_path / "secret.txt")]
    for command in (["deadlines"], ["remove", case.id], ["travel-light", case.id], ["show", f"none{words}"]):
        main([command[0], *opened[:1], *command[1:], *opened[1:]])
        told = capsys.readouterr()
        said = "".join((told.out + told.err).split())
        assert "<U+202E>" in said, command
        assert not any(unicodedata.category(each) in ("Cc", "Cf") for each in said), command


@pytest.mark.threat(17)
def test_two_names_that_differ_by_case_or_form_alone_are_two_files(session: Session, tmp_path: Path) -> None:
    """In a vault names are no paths: nothing is overwritten, whatever a disk takes for the same."""
    case = Case(reference="KZ-2031-001", title=Text.of("Invented", "en"))
    edit.save(session, [case])
    names = ("\u0439.jpg", "\u0438\u0306.jpg", "PHOTO.jpg", "photo.jpg")
    taken = []
    for number, name in enumerate(names):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_bytes(b"words %d" % number)
        taken.append(evidence.attach(session, folder / name, evidence.attached_to(case.id)))
    assert [each.original_name for each in taken] == list(names)
    for number, each in enumerate(taken):
        with evidence.opened(session, each.id) as stream:
            assert stream.read() == b"words %d" % number
