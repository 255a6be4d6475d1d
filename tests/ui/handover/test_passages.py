"""The texts as their audience will read them, without a window."""

from __future__ import annotations

from casefile.usecases import handover
from tests.ui.handover.conftest import Desks
from ui import words
from ui.handover.account import goes_out
from ui.handover.passages import Passage, passages


def _passages(desks: Desks, audience: str) -> tuple[Passage, ...]:
    preview = handover.preview(desks.sender, desks.cases, audience)
    return passages(preview.cases, preview.replaced, preview.changed)


def test_replaced_names_are_marked_and_no_protected_name_is_left(desks: Desks) -> None:
    first = _passages(desks, "un")[0]
    assert first.case == "XX-2017-013, Nurlan Primerov"
    assert [piece.text for paragraph in first.paragraphs for piece in paragraph if piece.kind == "replaced"] == [
        "Participant 1",
        "Participant 1",
        "Lawyer 1",
    ]
    everything = " ".join(passage.plain() for passage in _passages(desks, "un"))
    assert "Bekov" not in everything and "Tulegenova" not in everything


def test_they_are_marked_in_russian_too(desks: Desks) -> None:
    words.use("ru")
    first = _passages(desks, "un")[0]
    assert first.replaced == 3 and "«Участник 1»" in first.plain() and "Беков" not in first.plain()


def test_what_was_taken_out_beside_is_named(desks: Desks) -> None:
    named = {piece.text for each in _passages(desks, "un") for paragraph in each.paragraphs for piece in paragraph}
    assert "Contact details: withheld" in named


def test_where_nothing_is_replaced_each_case_shows_what_it_is_about(desks: Desks) -> None:
    preview = handover.preview(desks.sender, desks.cases, "un")
    shown = passages(preview.cases, (), ())
    assert [passage.case for passage in shown] == ["XX-2017-013, Nurlan Primerov", "XX-2019-002, Asem Ulgina"]
    assert shown[0].plain() == "Invented."


def test_what_goes_out_in_one_line(desks: Desks) -> None:
    preview = handover.preview(desks.sender, desks.cases, "un")
    assert goes_out(preview, "ru") == "2 cases, 19 records, 3 files, 2 summaries in Russian"
