"""Exporting a summary from a vault: what is written, what is refused, and what is left when it fails."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path

import docx
import pypdfium2
import pytest

from casefile.crypto.kdf import FLOOR
from casefile.domain.definition import Ref
from casefile.domain.kinds import Case, Happening, Name, Person, Role
from casefile.domain.values import Text, When
from casefile.errors import Cancelled, NotFound, Refused
from casefile.i18n import Catalogue
from casefile.journal.entry import Operation
from casefile.journal.log import entries_of
from casefile.progress import Stoppable
from casefile.usecases import cases, edit, sample, summary
from casefile.usecases.session import Session, create

BOKAYEV = "KZ-2016-003"


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A vault with the sample cases."""
    opened = create(tmp_path_factory.mktemp("vault") / "Practice.casefile", "seven quiet herons", "A. Monitor", FLOOR)
    sample.fill(opened)
    yield opened
    opened.lock()


def _words(path: Path) -> str:
    opened = pypdfium2.PdfDocument(path.read_bytes())
    found = " ".join(page.get_textpage().get_text_bounded() for page in opened)
    opened.close()
    return " ".join(found.split())


def test_the_case_that_every_release_must_hold(session: Session, tmp_path: Path) -> None:
    words = _words(summary.export(session, BOKAYEV, tmp_path / "b.pdf", "en", "lawyer"))
    for fact in (
        "17 May 2016", "12 October 2016", "“five years”", "12 June 2017", "Hunger strike against the ruling, two weeks",
        "4 February 2021", "6. no mass gathering · Exception: a funeral", "last known in February 2021", "Макс Боқаев",
    ):  # fmt: skip
        assert fact in words, fact


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_in_the_readers_language_as_a_word_file(session: Session, tmp_path: Path, language: str) -> None:
    path = summary.export(session, BOKAYEV, tmp_path / "b.docx", language, "un")
    words = "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(path.read_bytes())).paragraphs)
    assert Catalogue(language).text("summary.section.chronology") in words


@pytest.mark.parametrize("audience", summary.AUDIENCES)
def test_sample_cases_can_go_to_every_audience_or_say_why_not(session: Session, audience: str) -> None:
    for row in cases.page(session, limit=500)[::6]:
        found = summary.preview(session, row.id, audience)
        assert all(place.reason == "unpublished" for place in found.blocked), row.reference


def test_what_lies_in_a_bundle_is_the_same_paper(session: Session, tmp_path: Path) -> None:
    redacted = summary.preview(session, BOKAYEV, "un")
    rendered = summary.render(session, redacted, "kk")
    assert rendered == summary.export(session, BOKAYEV, tmp_path / "b.pdf", "kk", "un").read_bytes()
    assert b"A. Monitor" not in rendered


def test_the_export_is_logged_with_its_place(session: Session, tmp_path: Path) -> None:
    path = summary.export(session, BOKAYEV, tmp_path / "b.pdf", "en", "partner")
    case = cases.find(session, BOKAYEV)
    with session.database.reading() as connection:
        last = [entry for entry in entries_of(connection, case.id) if entry.operation is Operation.CUSTODY][-1]
    assert last.kind == "case"
    assert last.changes[0].value == {
        "event": "summary_exported", "audience": "partner", "language": "en", "to": str(path.absolute()),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "name", "language", "audience"),
    [
        ("none", "b.pdf", "en", "lawyer"),
        (BOKAYEV, "b.txt", "en", "lawyer"),
        (BOKAYEV, "b.pdf", "de", "lawyer"),
        (BOKAYEV, "b.pdf", "en", "police"),
        (BOKAYEV, "nowhere/b.pdf", "en", "lawyer"),
    ],
)
def test_refused_in_one_sentence(
    session: Session, tmp_path: Path, reference: str, name: str, language: str, audience: str
) -> None:
    with pytest.raises(Refused) as refused:
        summary.export(session, reference, tmp_path / name, language, audience)
    assert isinstance(refused.value, NotFound) or Catalogue("en").error(refused.value).endswith(".")
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_not_overwritten(session: Session, tmp_path: Path) -> None:
    there = tmp_path / "b.pdf"
    there.write_text("mine")
    with pytest.raises(Refused):
        summary.export(session, BOKAYEV, there, "en", "lawyer")
    assert there.read_text() == "mine"


def test_a_full_disk_leaves_nothing(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(Refused) as refused:
            summary.export(session, BOKAYEV, tmp_path / "b.pdf", "en", "lawyer")
    assert refused.value.key == "vault.disk_full"
    assert list(tmp_path.iterdir()) == []


def test_stopped_leaves_nothing(session: Session, tmp_path: Path) -> None:
    stopped = Stoppable()
    stopped.stop()
    with pytest.raises(Cancelled):
        summary.export(session, BOKAYEV, tmp_path / "b.pdf", "en", "lawyer", stopped)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_may_still_be_read_stops_the_export_and_shows_the_place(session: Session, tmp_path: Path) -> None:
    case = Case(reference="X-1", title=Text.of("An invented case", "en"), confidentiality="open")
    person = Person(names=(Name(text="Nurlan Kerimbayev"),))
    step = Happening(
        cases=(Ref(case.id),), title=Text.of("They asked for Kerimbanev", "en"), when=When("2020"), type="search"
    )
    role = Role(party=Ref(person.id), role="witness", record=Ref(step.id), naming="none")
    edit.save(session, [case, person, step, role])
    with pytest.raises(Refused) as refused:
        summary.export(session, "X-1", tmp_path / "x.pdf", "en", "un")
    said = Catalogue("en").error(refused.value)
    assert "They asked for Kerimbanev" in said and "Title" in said
    assert list(tmp_path.iterdir()) == []
    assert summary.export(session, "X-1", tmp_path / "x.pdf", "en", "lawyer").exists()
