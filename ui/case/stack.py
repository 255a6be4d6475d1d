"""The tabs of a case, made when first opened, all telling the same things by the same signals."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QStackedWidget, QWidget

from ui.case.chronology_tab import ChronologyTab
from ui.case.evidence_tab import EvidenceTab
from ui.case.fact_tab import FactTab
from ui.case.history_tab import HistoryTab
from ui.case.loaded import Loaded
from ui.case.overview_tab import OverviewTab
from ui.case.tabs import FACT_TABS
from ui.shell.desk import Desk

Tab = OverviewTab | ChronologyTab | EvidenceTab | HistoryTab | FactTab


class TabStack(QStackedWidget):
    """Shows one tab of one case.

    `opened` carries a record's id (or a key of the overview), `cited` a record's id and a source's number, `add_asked` a
    kind, `files_given` paths, `kinds_changed` the kinds the chronology shall show, `failed` a CasefileError.
    """

    opened = Signal(str)
    file_opened = Signal(str)
    cited = Signal(str, int)
    add_asked = Signal(str)
    files_given = Signal(object)
    kinds_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._made: dict[str, Tab] = {}
        self._stale: set[str] = set()
        self._cases: dict[str, str] = {}  # tab: the case it shows
        self._loaded: Loaded | None = None

    def show_case(self, loaded: Loaded) -> None:
        """Show `loaded` in the open tab; the others follow when they are opened."""
        self._loaded = loaded
        self._stale = set(self._made)
        self._refresh()

    def open(self, name: str) -> Tab:
        """Show the tab `name` and give it back."""
        if name not in self._made:
            self._made[name] = self._make(name)
            self.addWidget(self._made[name])
            self._stale.add(name)
        self.setCurrentWidget(self._made[name])
        self.setFocusProxy(self._made[name])
        self._refresh()
        return self._made[name]

    def stop(self) -> None:
        """End what runs in the tabs, as before a lock."""
        for tab in self._made.values():
            if isinstance(tab, EvidenceTab):
                tab.stop()

    def _refresh(self) -> None:
        for name in [name for name, tab in self._made.items() if tab is self.currentWidget()]:
            if self._loaded is not None and name in self._stale:
                self._stale.discard(name)
                _fill(self._made[name], self._loaded)
                if self._cases.get(name) != self._loaded.id:
                    self._cases[name] = self._loaded.id
                    _begin(self._made[name])

    def _make(self, name: str) -> Tab:
        if name == "overview":
            return self._connected(OverviewTab())
        if name == "chronology":
            chronology = ChronologyTab()
            chronology.kinds_changed.connect(self.kinds_changed)
            return self._connected(chronology)
        if name == "evidence":
            evidence = EvidenceTab(self._desk)
            evidence.opened.connect(self.file_opened)
            evidence.files_given.connect(self.files_given)
            evidence.failed.connect(self.failed)
            return evidence
        if name == "history":
            history = HistoryTab(self._desk)
            history.failed.connect(self.failed)
            return history
        return self._connected(FactTab(next(spec for spec in FACT_TABS if spec.name == name)))

    def _connected(self, tab: OverviewTab | ChronologyTab | FactTab) -> Tab:
        tab.opened.connect(self.opened)
        tab.cited.connect(self.cited)
        if not isinstance(tab, OverviewTab):
            tab.add_asked.connect(self.add_asked)
        return tab


def _fill(tab: Tab, loaded: Loaded) -> None:
    if isinstance(tab, ChronologyTab):
        tab.show_chronology(loaded.chronology)
    else:
        tab.show_case(loaded)


def _begin(tab: Tab) -> None:
    """Another case: its lists begin at their top, with nothing chosen."""
    for view in tab.findChildren(QAbstractItemView):
        view.clearSelection()
        view.scrollToTop()
