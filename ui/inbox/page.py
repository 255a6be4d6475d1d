"""The inbox: files that were dropped while the vault was locked, each to be filed into a case or discarded."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.kinds import Evidence
from casefile.errors import CasefileError
from casefile.usecases import inbox
from casefile.usecases.edit import Changes
from casefile.usecases.inbox import Waiting
from ui.bytesize import show_size
from ui.evidence import sayings
from ui.evidence.glancing import Glancing
from ui.inbox.address import Address
from ui.inbox.file_panel import FilePanel
from ui.parts.banner import ErrorBanner
from ui.parts.buttons import IconButton, Link
from ui.parts.dialog import Dialog, confirm_destruction
from ui.parts.empty import EmptyPage
from ui.parts.labels import Line, Run
from ui.parts.surface import Surface
from ui.parts.thumbs import ThumbView, Tile
from ui.shell.desk import Desk
from ui.theme import scaled, sizes
from ui.words import catalogue, t

_PANEL = 400


class _Panel(Surface):
    """Of one width where there is room; in a narrow window with large text it gives way as far as what lies `inside` can."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__("list", ("left", "top"))
        self._inside = inside
        self.setMaximumWidth(scaled(_PANEL))

    def sizeHint(self) -> QSize:
        """The width it would have."""
        return QSize(scaled(_PANEL), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """The width it needs."""
        wide = self._inside.minimumSizeHint().width() + 1
        return QSize(min(wide, scaled(_PANEL)), super().minimumSizeHint().height())


class InboxPage(Surface):
    """Brings in what was dropped when it is shown. Its target may be ``address``: how files get here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("page")
        self._desk, self._session = desk, desk.vault
        self._files: tuple[Waiting, ...] = ()
        self._at_address = False
        self.asking: Dialog | None = None
        self.title = Line([Run(t("inbox.page"), "title")])
        self.grid, self.panel, self.address = ThumbView(), FilePanel(desk), Address(self._session)
        self.glancing = Glancing(desk, self, inbox.opened)
        self.how = Link(t("inbox.address"))
        self._stack, self._side = QStackedWidget(), QStackedWidget()
        self._banners = QVBoxLayout()
        self.grid.setAccessibleName(t("inbox.page"))
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.grid)

    def show_target(self, target: object) -> None:
        """Show how files get here, where that is asked for."""
        if target == "address":
            self._show_address()

    def showEvent(self, event: QShowEvent) -> None:
        """More may have come meanwhile."""
        super().showEvent(event)
        self.load()

    def before_lock(self) -> None:
        """Forget what was seen."""
        self.glancing.stop()

    def load(self) -> None:
        """Bring in what was dropped since, and show what waits."""
        session = self._session
        self._desk.start(
            t("inbox.bringing"), lambda progress: inbox.waiting(session, progress), self._show, self._fail, self
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the page one came from."""
        if event.key() == Qt.Key.Key_Escape:
            self._desk.back()
        else:
            super().keyPressEvent(event)

    def _show(self, found: tuple[Waiting, ...]) -> None:
        self._files = found
        self.title.set_runs(
            [Run(t("inbox.page"), "title"), Run(sayings.number(len(found)) if found else "", "content", "ink3", 12)]
        )
        self._stack.setCurrentIndex(0 if found else 1)
        self.glancing.want([each.id for each in found if each.problem is None])
        self._show_tiles()
        if not self.grid.key() and not self._at_address:
            self.grid.choose(found[0].id if found else "")
        self._show_chosen(self.grid.key())

    def _show_tiles(self) -> None:
        self.grid.show_tiles([self._tile(each) for each in self._files])

    def _tile(self, file: Waiting) -> Tile:
        words = sayings.joined(sayings.kind_of_name(file.name or ""), show_size(file.size))
        name, picture = file.name or t("inbox.unnamed"), self.glancing.picture(file.id)
        if file.problem is not None:
            return Tile(file.id, name, words, state=t("inbox.unreadable"), state_icon="triangle-alert")
        return Tile(file.id, name, words, picture, state_icon="file-text")

    def _show_chosen(self, key: str) -> None:
        file = next((each for each in self._files if each.id == key), None)
        if file is not None:
            self._at_address = False
        self.how.setVisible(file is not None)
        self._side.setCurrentIndex(0 if file is not None else 1)
        if file is not None:
            self.panel.show_file(file)

    def _show_address(self) -> None:
        self._at_address = True
        self.grid.choose("")
        self._show_chosen("")

    def _file(self, waiting_id: str, details: Evidence) -> None:
        session = self._session
        self._desk.start(
            t("inbox.filing"),
            lambda progress: inbox.take(session, waiting_id, details, progress),
            self._filed,
            self._fail,
            self,
        )

    def _filed(self, made: Evidence) -> None:
        self._desk.publish(Changes(frozenset({made.id, *made.cases}), frozenset({"evidence"})))
        self.load()

    def _ask_discard(self, waiting_id: str) -> None:
        file = next(each for each in self._files if each.id == waiting_id)
        name = file.name or t("inbox.unnamed")
        self.asking = confirm_destruction(
            self.window(),
            t("inbox.discard.title", name=name),
            t("inbox.discard.line"),
            t("inbox.discard.verb"),
            lambda: self._discard(waiting_id),
        )

    def _discard(self, waiting_id: str) -> None:
        session = self._session
        self._desk.run(self, lambda _progress: inbox.discard(session, waiting_id), self._discarded, self._fail)

    def _discarded(self, _none: None) -> None:
        self._desk.publish(Changes())
        self.load()

    def _fail(self, error: CasefileError) -> None:
        self._banners.addWidget(ErrorBanner(t("inbox.failed"), catalogue().error(error)))

    def _connect(self) -> None:
        self.grid.chosen.connect(self._show_chosen)
        self.glancing.seen.connect(lambda _id: self._show_tiles())
        self.panel.filed.connect(self._file)
        self.panel.discarded.connect(self._ask_discard)
        self.how.clicked.connect(self._show_address)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(sizes.S16, 0, sizes.S24, 0)
        head.setSpacing(sizes.S8)
        back = IconButton("arrow-left", t("window.back"))
        back.clicked.connect(self._desk.back)
        self.title.setFixedHeight(scaled(sizes.HEADER))
        head.addWidget(back)
        head.addWidget(self.title.eliding(), 1)
        head.addWidget(self.how)
        self._banners.setContentsMargins(sizes.S24, 0, sizes.S24, 0)
        self._stack.addWidget(self.grid)
        self._stack.addWidget(EmptyPage("inbox", t("inbox.empty"), t("inbox.empty.line")))
        grid = QHBoxLayout()
        grid.setContentsMargins(sizes.S16, 0, 0, 0)
        grid.addWidget(self._stack)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addLayout(grid, 1)
        body.addWidget(self._panel())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._banners)
        column.addLayout(body, 1)

    def _panel(self) -> QWidget:
        self._side.addWidget(self.panel)
        self._side.addWidget(self.address)
        inner = Surface("list")
        room = QVBoxLayout(inner)
        room.setContentsMargins(sizes.S16, sizes.S16, sizes.S16, sizes.S16)
        room.addWidget(self._side)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        outer = _Panel(inner)
        column = QVBoxLayout(outer)
        column.setContentsMargins(1, 1, 0, 0)
        column.addWidget(area)
        return outer
