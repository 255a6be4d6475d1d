"""The evidence of a received disclosure: a list, and beside it what the confined worker sees in the chosen file."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from casefile.errors import CasefileError
from casefile.progress import Progress
from casefile.usecases import receive
from casefile.usecases.inspection import Disclosure
from casefile.usecases.preview import Kind, Pixels, Viewing
from ui.handover import wording
from ui.parts.buttons import IconButton
from ui.parts.labels import Label
from ui.parts.rows import ListView, Row
from ui.parts.split import ListAndRecord
from ui.shell.desk import Desk
from ui.theme import colour, sizes
from ui.words import catalogue, t
from ui.work import Running

_BOX = (1600, 1600)  # pixels of what the worker draws; the view shrinks it to its room
_CHARACTERS = 200_000
_KINDS_WITH_TEXT = frozenset({Kind.TEXT, Kind.DOCUMENT})
_KINDS_WITHOUT_PICTURE = frozenset({Kind.AUDIO, Kind.OTHER})


class ReceivedFiles(QWidget):
    """Shows the files of a disclosure; opening one closes the one before."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._received, self._name = "", ""
        self._viewing: Viewing | None = None
        self._begun: list[Viewing] = []  # what was opened, also by a question whose answer nobody waits for any more
        self._asking: Running | None = None
        self._page = 0
        self._pages = 1
        self.list = ListView("two")
        self.list.setAccessibleName(t("kinds.evidence"))
        self.view = _View()
        self._before = IconButton("chevron-left", t("handing.page.before"))
        self._after = IconButton("chevron-right", t("handing.page.after"))
        self._count = Label("", "second", "ink2")
        self._lay_out()
        self.list.chosen.connect(self.open)
        self.list.opened.connect(lambda _name: self._both.show_record())
        self._before.clicked.connect(lambda: self._turn(-1))
        self._after.clicked.connect(lambda: self._turn(1))

    def show_disclosure(self, received: str, disclosure: Disclosure) -> None:
        """List the evidence of the disclosure that was kept as `received`."""
        self.close_file()
        self._received, self._name = received, ""
        rows = [*_summaries(disclosure), *_evidence(disclosure)]
        self.list.show_rows(rows)
        self._both.show_left()
        self.view.say(t("handing.choose_evidence") if rows else t("handing.no_files"))
        self._show_tools()

    def open(self, name: str) -> None:
        """Look at the file of this name in the bundle."""
        if not name or name == self._name:
            return
        self.close_file()
        self._name, self._page, self._pages = name, 0, 1
        self.view.say(t("handing.opening"))
        session, received = self._desk.vault, self._received

        begun = self._begun

        def begin(progress: Progress) -> _Seen:
            viewing = Viewing(
                session, name, progress, opened=lambda vault, one: receive.open_file(vault, received, one)
            )
            begun.append(viewing)
            return _look(viewing, 0)

        self._asking = self._desk.run(self, begin, self._show, self._refuse)

    def close_file(self) -> None:
        """End the worker that looks at the file."""
        if self._asking is not None:
            self._asking.stop()
        self._viewing, self._name = None, ""
        while self._begun:
            self._begun.pop().close()

    def _turn(self, by: int) -> None:
        viewing = self._viewing
        page = self._page + by
        if viewing is None or not 0 <= page < self._pages:
            return
        self._page = page
        self._asking = self._desk.run(self, lambda _progress: _look(viewing, page), self._show, self._refuse)

    def _show(self, seen: _Seen) -> None:
        self._viewing, self._pages = seen.viewing, seen.pages
        if seen.picture is not None:
            self.view.show_picture(seen.picture)
        elif seen.text is not None:
            self.view.show_text(seen.text)
        else:
            self.view.say(t("handing.cannot_show"))
        self._show_tools()

    def _refuse(self, error: CasefileError) -> None:
        self.view.say(catalogue().error(error))
        self._show_tools()

    def _show_tools(self) -> None:
        several = self._viewing is not None and self._pages > 1
        self._tools.setVisible(several)
        self._count.set_text(t("handing.passage.of", number=self._page + 1, total=self._pages))
        self._before.setEnabled(self._page > 0)
        self._after.setEnabled(self._page + 1 < self._pages)

    def _lay_out(self) -> None:
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(sizes.S8, sizes.S4, sizes.S8, sizes.S4)
        for widget in (self._before, self._count, self._after):
            tools.addWidget(widget)
        tools.addStretch(1)
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self._tools)
        left = QWidget()
        margins = QVBoxLayout(left)
        margins.setContentsMargins(sizes.S12, sizes.S12, sizes.S12, 0)
        margins.addWidget(self.list)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._both = ListAndRecord(left, panel)
        outer.addWidget(self._both)


def _summaries(disclosure: Disclosure) -> list[Row]:
    titles = [wording.cited_case(case.case) for case in disclosure.cases]
    return [
        Row(name, t("handing.summary"), title, icon="file-text")
        for name, title in zip(disclosure.summaries, titles, strict=False)
    ]


def _evidence(disclosure: Disclosure) -> list[Row]:
    came = {each.record: each for each in disclosure.files}
    return [
        Row(
            came[each.id].name if each.id in came else each.id,
            wording.evidence_title(each),
            wording.size(came[each.id].size) if each.id in came else t("handing.file_stayed"),
            icon="paperclip",
            enabled=each.id in came,
        )
        for each in disclosure.evidence
    ]


class _Seen:
    """What the worker answered for one page."""

    def __init__(self, viewing: Viewing, pages: int, picture: Pixels | None, text: str | None) -> None:
        self.viewing, self.pages, self.picture, self.text = viewing, pages, picture, text


def _look(viewing: Viewing, page: int) -> _Seen:
    try:
        probe = viewing.probe()
        if probe.kind in _KINDS_WITH_TEXT:
            return _Seen(viewing, 1, None, viewing.text(_CHARACTERS))
        if probe.kind in _KINDS_WITHOUT_PICTURE:
            return _Seen(viewing, 1, None, None)
        draws = partial(viewing.page, page) if probe.kind in (Kind.IMAGE, Kind.PDF) else viewing.thumbnail
        return _Seen(viewing, probe.pages or 1, draws(_BOX), None)
    except BaseException:
        viewing.close()
        raise


class _View(QWidget):
    """A picture on the viewer's dark ground, a text, or a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture = _Picture()
        self._text, self._sentence = QPlainTextEdit(), Label("", "content", "ink3").eliding()
        self._text.setReadOnly(True)
        self._text.document().setDocumentMargin(sizes.S16)
        self._text.viewport().setAutoFillBackground(False)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.addStretch(1)
        column.addWidget(self._sentence)
        column.addStretch(2)
        self._stack = QStackedLayout(self)
        for widget in (middle, self._picture, self._text):
            self._stack.addWidget(widget)

    def say(self, sentence: str) -> None:
        """Say `sentence` instead of showing anything."""
        self._picture.image = None
        self._text.clear()
        self._sentence.set_text(sentence)
        self._stack.setCurrentIndex(0)

    def sentence(self) -> str:
        """What is said."""
        return self._sentence.text() if self._stack.currentIndex() == 0 else ""

    def show_picture(self, pixels: Pixels) -> None:
        """Show a picture, as large as there is room and no larger than it is."""
        made = QImage(pixels.rgb, pixels.width, pixels.height, 3 * pixels.width, QImage.Format.Format_RGB888)
        self._picture.image = made.copy()  # the bytes beneath go with the answer
        self._picture.update()
        self._stack.setCurrentIndex(1)

    def has_picture(self) -> bool:
        """Whether a picture is shown."""
        return self._stack.currentIndex() == 1

    def show_text(self, text: str) -> None:
        """Show a text, as plain words."""
        self._text.setPlainText(text)
        self._stack.setCurrentIndex(2)

    def text(self) -> str:
        """The text that is shown."""
        return self._text.toPlainText() if self._stack.currentIndex() == 2 else ""


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("viewer"))
        if self.image is None:
            return
        room = QSize(self.width() - 2 * sizes.S16, self.height() - 2 * sizes.S16)
        shown = self.image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio).boundedTo(self.image.size())
        place = QRectF(
            (self.width() - shown.width()) / 2, (self.height() - shown.height()) / 2, shown.width(), shown.height()
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, self.image)
