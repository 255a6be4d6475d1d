"""The shell around an invented case, to lay beside the pictures `case-chronology` and `search`."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tests.ui.invented import SOURCES, chronology
from ui.chronology.legend import CitationKey, Legend
from ui.chronology.view import ChronologyView
from ui.parts.buttons import Button, IconButton
from ui.parts.chips import FilterChip
from ui.parts.headings import Heading
from ui.parts.labels import Line, Run
from ui.parts.rows import ListView, Row
from ui.parts.surface import Surface
from ui.parts.tabs import Tabs
from ui.shell.answers import Answer, Found, FoundGroup
from ui.shell.desk import Desk
from ui.shell.pages import PAGES, PageSpec
from ui.shell.workspace import Workspace
from ui.theme import sizes
from ui.words import language

_TABS = {
    "en": ["Overview", "Chronology", "People", "Proceedings", "Evidence", "Interventions", "Sources", "Tasks", "Notes"],
    "ru": ["Обзор", "Хронология", "Люди", "Процессы", "Доказательства", "Обращения", "Источники", "Задачи", "Заметки"],
}
_TABS["kk"] = ["Шолу", "Хронология", "Адамдар", "Іс жүргізу", "Дәлелдемелер", "Үндеулер", "Дереккөздер", "Міндеттер"]
_CASES = [
    ("Alga Kazakhstan!", "KZ-2022-006", "24th registration request filed", "building-2", "1 May", True),
    ("Duman Mukhamedkarim", "KZ-2024-002", "on trial, closed hearings", "user-round", "6 May", False),
    ("Akylbek Muratbai and two others", "KZ-2024-003", "detained, extradition", "users", "8 May", False),
    ("Max Bokayev", "KZ-2016-003", "restricted after release", "user-round", "", False),
    ("Talgat Ayan", "KZ-2016-004", "sentenced to five years", "user-round", "", False),
    ("Larisa Kharkova", "KZ-2017-008", "restriction of freedom, 4 years", "user-round", "", False),
    ("Zhanbolat Mamay", "KZ-2017-011", "remand, trial expected", "user-round", "", False),
    ("Press conference, 22 July 2019", "KZ-2019-007", "no follow-up by police", "zap", "", False),
    ("Lukpan Akhmedyarov", "KZ-2021-002", "under investigation", "user-round", "", False),
    ("Marat Zhylanbaev", "KZ-2023-005", "in prison, appeal rejected", "user-round", "", False),
    ("Dina Smailova", "KZ-2024-004", "abroad, international warrant", "user-round", "", False),
    ("Draft media law", "KZ-2024-001", "before the upper house", "scroll-text", "", False),
]


class CasePage(QWidget):
    """List and record as the look draws them, of parts alone."""

    def __init__(self, _desk: Desk) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(_list())
        row.addWidget(_record(), 1)


def _list() -> QWidget:
    side = Surface("list", ("right",))
    side.setFixedWidth(sizes.LIST_WIDTH)
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 1, 0)
    column.setSpacing(0)
    head = Heading("Cases", "21", bare=True)
    head.add(IconButton("list-filter", "Filter", sizes.ICON_LARGE))
    head.add(IconButton("plus", "New case", sizes.ICON_LARGE))
    head.setFixedHeight(sizes.HEADER)
    head.row.setContentsMargins(16, 0, 14, 0)
    head.row.setSpacing(12)
    chips = QHBoxLayout()
    chips.setContentsMargins(16, 0, 0, 0)
    chips.setSpacing(4)
    for number, words in enumerate(("Open 14", "Detained 6", "No next step 4", "Closed 7")):
        chip = FilterChip(words)
        chip.setChecked(number == 0)
        chips.addWidget(chip)
    chips.addStretch(1)
    chips.addStrut(sizes.FILTER_STRIP - 8)
    cases = ListView("list")
    cases.show_rows(
        [
            Row(reference, title, second, reference, icon, due, "due", overdue)
            for title, reference, second, icon, due, overdue in _CASES
        ]
    )
    cases.choose("KZ-2016-003")
    column.addWidget(head)
    column.addLayout(chips)
    column.addSpacing(8)
    column.addWidget(cases, 1)
    return side


def _record() -> QWidget:
    page = Surface("page")
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    title = QHBoxLayout()
    title.setContentsMargins(24, 12, 18, 36)
    title.setSpacing(8)
    names = [Run("Max Bokayev", "title"), Run("Макс Бокаев · Макс Боқаев", "content", "ink3")]
    title.addWidget(Line(names).eliding(), 1)
    title.addWidget(Button("Summary...", icon="file-text", height=28))
    title.addWidget(Button("Hand over...", icon="package", height=28))
    title.addWidget(IconButton("ellipsis", "More"))
    title.addStrut(32)
    tabs = Tabs([(words, words) for words in _TABS[language()]])
    tabs.open(_TABS[language()][1])
    bar = QHBoxLayout()
    bar.setContentsMargins(24, 0, 24, 0)
    bar.addWidget(Legend(), 1)
    bar.addWidget(Button("Add...", "primary", "plus", 28))
    bar.addStrut(44)
    list_ = ChronologyView()
    list_.show_rows(chronology())
    list_.choose("6")
    margins = QHBoxLayout()
    margins.setContentsMargins(24, 0, 24, 0)
    margins.addWidget(list_)
    line = Surface("page", ("bottom",))
    line.setFixedHeight(1)
    key = CitationKey()
    key.show_sources(list(enumerate(SOURCES[language()], 1)))
    column.addLayout(title)
    column.addWidget(tabs)
    column.addLayout(bar)
    column.addWidget(line)
    column.addLayout(margins, 1)
    column.addWidget(key)
    return page


class InventedSource:
    """Always finds the same."""

    def find(self, query: str, every_spelling: bool) -> Answer:
        name = (("Max ", False), ("Bokayev", True))
        spellings = (("Макс ", False), ("Бокаев", True), (" · Макс ", False), ("Боқаев", True))
        person = Found(
            "p", "user-round", name, (*spellings, (" · in 4 cases, Atyrau", False)), "one person, 4 spellings"
        )
        case = Found("c", "folder", name, (("Restricted · last known Feb 2021", False),), "KZ-2016-003", "cases")
        strike = Found(
            "h",
            "circle",
            (("Hunger strike against the ruling, two weeks", False),),
            (("С. Глушкова: «Макс ", False), ("Бокаев", True), (" вторую неделю держит в тюрьме голодовку»", False)),
            "mid-Jun 2017",
        )
        add = Found("a", "plus", (("Add a happening to Max ", False), ("Bokayev", True)))
        groups = (
            FoundGroup("people", "People", 2, (person,)),
            FoundGroup("cases", "Cases", 4, (case,)),
            FoundGroup("happenings", "Happenings", 14, (strike, strike)),
            FoundGroup("actions", "Actions", 1, (add,)),
        )
        return Answer(groups)


def specs() -> list[PageSpec]:
    """The rail's pages, all of them the invented one."""
    return [PageSpec(s.name, s.icon, s.words, "tests.ui.shell_page:CasePage", s.group) for s in PAGES]


def shell() -> Workspace:
    """The workspace with an invented case."""
    desk = Desk(vault=None)
    workspace = Workspace(desk, "West desk", InventedSource(), specs(), first="cases")
    desk.setParent(workspace)
    desk.counted.emit("today", "7")
    desk.counted.emit("cases", "21")
    desk.counted.emit("handover", "1")
    desk.saved.emit("4,182", "2 May 2024, 14:06")
    return workspace
