"""A title is somebody's words, and may come from anybody: in a list it is one line, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile import clock
from casefile.cli import main
from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Person, Source, Task
from casefile.domain.kinds.party import Name
from casefile.domain.values import Text, When
from casefile.usecases import edit
from casefile.usecases import session as sessions

FORGED = "forged"
WORDS = "invented words for this test"


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028", "\u2029"])
def test_no_title_makes_up_a_line_of_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str], break_: str) -> None:
    secret, vault = tmp_path / "secret", tmp_path / "V.casefile"
    secret.write_text(f"{WORDS}\n")
    opened = sessions.create(vault, WORDS, "Invented Author", FLOOR)
    hostile = f"Invented{break_}{FORGED}"
    title = Text.of(hostile, "en")
    case, day = Case(reference="X-1", title=title), When(clock.now().date().isoformat())
    known = Ref(case.id)
    edit.save(
        opened,
        [
            case,
            Person(names=(Name(text=hostile),)),
            Happening(cases=(known,), title=title, when=day),
            Task(cases=(known,), title=title, due=day),
            Source(title=title),
        ],
    )
    opened.lock()
    for command in (["cases"], ["show", "X-1"], ["search", "Invented"], ["deadlines"]):
        words = [command[0], str(vault), *command[1:], "--passphrase-file", str(secret)]
        assert main(words) == 0
        lines = capsys.readouterr().out.splitlines()
        assert any(FORGED in line for line in lines), command
        assert not [line for line in lines if line.startswith(FORGED)], command
