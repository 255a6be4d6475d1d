"""The words of the page of evidence, and its tiles, without a window."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile.domain.additions import Additions
from casefile.domain.definition import Ref
from casefile.domain.kinds import AddedField, Evidence, Extra, Name, Person
from casefile.domain.values import Text, When
from casefile.usecases.evidence import CustodyStep
from casefile.usecases.evidencelist import EvidenceRow, Provenance
from casefile.usecases.intake import Intake
from casefile.usecases.preview import Glance, Kind, Probe
from ui import words
from ui.bytesize import show_part, show_size
from ui.evidence import custody, fact_sayings, sayings, tiles


def _row(linked: bool = True, **fields: object) -> EvidenceRow:
    values = {"title": Text.of("Invented", "en"), "size": 4_100_000, **fields}
    return EvidenceRow(Evidence(**values), "2024-05-02T14:06:00+05:00", linked)  # type: ignore[arg-type]


def _fits(limit: int = 99) -> object:
    return lambda said: len(said) <= limit


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (_row(kind="photo", captured=When("2019-07-22")), "Photo · 22 July 2019"),
        (_row(kind="document", media_type="application/pdf"), "PDF · 2 pages"),
        (_row(kind="audio", transcript=Text.of("words", "en")), "Audio · transcript"),
        (_row(linked=False, media_type="image/png"), "Image · not linked"),
        (_row(kind="video"), "Video · 4.1 MB"),
    ],
)
def test_a_tile_says_what_the_file_is(row: EvidenceRow, said: str) -> None:
    glance = Glance(Probe(Kind.PDF, "application/pdf", pages=2))
    assert sayings.second(row, glance, _fits()) == said  # type: ignore[arg-type]


def test_a_date_is_shortened_before_it_is_cut() -> None:
    row = _row(kind="court_document", captured=When("2019-07-22"))
    assert sayings.second(row, None, _fits(28)) == "Court document · 22 Jul 2019"  # type: ignore[arg-type]
    assert sayings.second(row, None, _fits(20)) == "22 July 2019"  # type: ignore[arg-type]


def test_sizes_and_lengths() -> None:
    assert [show_size(each) for each in (1, 812_000, 4_130_000, 9_200_000_000)] == [
        "1 bytes",
        "812 KB",
        "4.1 MB",
        "9.2 GB",
    ]
    assert show_part(3_100_000_000, 8_400_000_000) == "3.1 of 8.4 GB"
    assert [sayings.length(each) for each in (18_000, 221_000, 3_723_000)] == ["0:18", "3:41", "1:02:03"]
    words.use("ru")
    assert show_size(4_130_000) == "4,1 МБ"


def test_files_on_their_way_are_shown_with_the_next_that_wait(tmp_path: Path) -> None:
    files = []
    for name in ("VID_1.mp4", "a.jpg", "b.pdf", "c.txt", "d.txt"):
        (tmp_path / name).write_bytes(bytes(1000))
        files.append(tmp_path / name)
    intake = Intake(files, Evidence())
    intake.done = 620
    shown = tiles.incoming(intake)
    assert [tile.title for tile in shown] == ["VID_1.mp4", "a.jpg", "b.pdf", "c.txt"]
    assert (shown[0].state, shown[0].progress) == ("Encrypting, 62 %", 0.62)
    assert {tile.state for tile in shown[1:]} == {"Waiting"}
    assert shown[0].second == "Video · 1 KB"


def test_custody_tells_claims_from_what_the_log_saw() -> None:
    file = Evidence(captured=When("2019-07-22"), captured_by="a colleague of hers")
    found = (
        CustodyStep("2019-07-23T10:00:00+06:00", "me", "device", 211, {"event": "imported"}),
        CustodyStep("2019-08-12T10:00:00+06:00", "else", "device", 340, {"event": "handed_over", "to": "Counsel"}),
    )
    told = custody.steps(file, found, "me")
    assert [(step.day, step.words, step.right) for step in told] == [
        ("22 July 2019", "Captured by a colleague of hers", "claim"),
        ("23 Jul 2019", "Added to this vault", "entry 212"),
        ("12 Aug 2019", "Handed over to Counsel, by a colleague", "entry 341"),
    ]


def test_rows_that_say_nothing_are_left_out() -> None:
    giver = Person(names=(Name(text="Invented Person"),))
    file = Evidence(original_name="IMG_1.jpg", size=4_100_000, obtained_from="Invented Person")
    found = Provenance(file, (), (), (), None, None, None, (giver,), (), ())
    rows = fact_sayings.rows(found, None)
    assert [row.label for row in rows] == ["File", "Obtained from", "Consent", "Cases"]
    assert [run.text for run in rows[0].runs] == ["IMG_1.jpg", "· 4.1 MB · original"]
    assert [chip[0] for chip in rows[2].chips] == ["court: not asked", "lawyer: not asked", "public: not asked"]


def test_the_fields_that_people_added_stand_under_their_own_names() -> None:
    giver = Person(names=(Name(text="Invented Giver"),))
    by_whom = AddedField(kind="evidence", label=Text.of("Carried by", "en"), shape="reference", to=("person",))
    file = Evidence(original_name="a.jpg", extra=(Extra(id=by_whom.id, records=(Ref(giver.id),)),))
    found = Provenance(file, (), (), (), None, None, None, (), (), (), {giver.id: giver})
    words.speak_of(Additions((by_whom,)))
    try:
        assert ("Carried by", "Invented Giver") in [(row.label, row.words) for row in fact_sayings.rows(found, None)]
    finally:
        words.speak_of(words.NONE)
