"""The drawn chronology: what a person sees and a screen reader says."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.invented import chronology
from ui import theme
from ui.chronology.legend import Legend
from ui.chronology.measures import columns, row_height
from ui.chronology.rows import ChronologyRow, LaneSpan
from ui.chronology.view import ChronologyView


def _view(qtbot: QtBot) -> ChronologyView:
    view = ChronologyView()
    qtbot.addWidget(view)
    view.resize(672, 560)
    view.show_rows(chronology())
    view.show()
    qtbot.waitExposed(view)
    return view


def _colour(image: QImage, view: ChronologyView, x: float, y: float) -> str:
    corner = view.viewport().pos()
    return QColor(image.pixelColor(round(corner.x() + x), round(corner.y() + y))).name().upper()


def test_rows_are_as_high_as_the_look_says() -> None:
    assert [row_height(row) for row in chronology()[:4]] == [49, 28, 28, 45]
    assert row_height(next(row for row in chronology() if row.kind == "silence")) == 24


def test_columns_stand_where_the_look_draws_them() -> None:
    at = columns(672, chronology())
    assert (at.date_right, at.lane, at.lasting, at.axis, at.text, at.right) == (132, 148, 164, 186, 208, 664)


def test_measures_at_one_time_push_the_columns_right() -> None:
    row = ChronologyRow("1", "happening", "x", lanes_below=(LaneSpan("remand"), LaneSpan("restriction", 1)))
    at = columns(672, [row])
    assert (at.lane_x(LaneSpan("restriction", 1)), at.axis, at.text) == (162, 200, 222)


def test_imprisonment_runs_solid_through_its_rows_and_is_cut_by_silence(qtbot: QtBot) -> None:
    view = _view(qtbot)
    image = view.grab().toImage()
    bar = theme.LIGHT.bar
    seventh = view.visualRect(view.rows.index(6))
    assert all(_colour(image, view, 152, y) == bar for y in range(seventh.top() + 6, seventh.bottom()))
    silence = view.visualRect(view.rows.index(9))
    assert _colour(image, view, 152, silence.center().y() + 1) == theme.LIGHT.page


def test_an_exact_day_is_filled_and_a_month_is_hollow(qtbot: QtBot) -> None:
    view = _view(qtbot)
    image = view.grab().toImage()
    assert _colour(image, view, 186, 4 + 14) == theme.LIGHT.ink2
    verdict = view.visualRect(view.rows.index(5))
    assert _colour(image, view, 186, verdict.top() + 14) == theme.LIGHT.page


def test_everything_drawn_is_also_said(qtbot: QtBot) -> None:
    view = _view(qtbot)
    said = str(view.rows.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    for words in ("May – Oct", "date not exact", "Ill-treatment", "alleged", "source 1"):
        assert words in said


def test_a_click_on_a_mark_opens_its_source(qtbot: QtBot) -> None:
    view = _view(qtbot)
    strike = view.visualRect(view.rows.index(8))
    with qtbot.waitSignal(view.cited) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(640, strike.top() + 14))
    assert told.args[1] == 2


def test_the_legend_tells_which_kinds_are_on(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    with qtbot.waitSignal(legend.kinds_changed) as told:
        legend._switches["happening"].click()
    assert told.args == [frozenset({"proceeding", "intervention", "measure"})]


def test_silences_are_passed_over(qtbot: QtBot) -> None:
    view = _view(qtbot)
    assert not view.rows.flags(view.rows.index(9)) & Qt.ItemFlag.ItemIsSelectable


def test_large_text_makes_rows_higher(qtbot: QtBot, qapp: QApplication) -> None:
    view = _view(qtbot)
    theme.apply(qapp, theme.Appearance(scale=1.5))
    QApplication.processEvents()
    assert view.sizeHintForRow(1) == 42
    assert view.columns().date_right == 198


def test_however_many_measures_run_at_one_time_the_words_keep_their_place() -> None:
    crowded = tuple(LaneSpan("remand", column) for column in range(60))
    at = columns(672, [ChronologyRow("1", "happening", "x", lanes_below=crowded)])
    assert at.lane < at.lane_x(crowded[-1]) < at.axis
    assert at.text < 672 / 2 + 10
