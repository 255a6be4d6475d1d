"""The viewer: an image or a page to zoom, a text to read, a sound to see. Everything in it comes from the confined worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from casefile.errors import CasefileError
from casefile.usecases.preview import Kind, Pixels, Probe
from ui.evidence import pictures, sayings
from ui.evidence.canvas import Canvas
from ui.evidence.opening import Look, Opened
from ui.parts.buttons import IconButton
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph
from ui.parts.surface import Surface
from ui.shell.desk import Desk
from ui.theme import colour, draw, fonts, icons, scaled, sizes
from ui.words import catalogue, t
from ui.work import Running

_HIGH, _TOOLS = 226, 36
_AROUND_WORDS = 10
_ANY = 16_777_215  # Qt's own "no limit"
_DENSE = 2  # pictures are made for dense screens


class _Sound(QWidget):
    """A waveform on the viewer's ground."""

    def __init__(self) -> None:
        super().__init__()
        self._bars: Sequence[int] = ()

    def show_bars(self, bars: Sequence[int]) -> None:
        self._bars = bars
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sunken"))
        area = QRectF(self.rect()).adjusted(sizes.S24, sizes.S40, -sizes.S24, -sizes.S40)
        pictures.paint_waveform(painter, area, self._bars, 2)


class _Message(QWidget):
    """Why there is nothing to see."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Paragraph("", "content", "ink2")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.S24, sizes.S40 + sizes.S24, sizes.S24, sizes.S24)
        column.addWidget(self.words)
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("sunken"))
        icons.paint(painter, "eye-off", (self.width() - sizes.ICON_EMPTY) / 2, sizes.S40, sizes.ICON_EMPTY, "ink3")


class _Text(QPlainTextEdit):
    """Text to read and copy, never to change. Plain text: nothing in it is read as markup."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(sizes.S16)
        self.setFont(fonts.font("content"))
        self.setAccessibleName(t("evidence.viewer.text"))
        self.viewport().setAutoFillBackground(False)


class _Words(QPushButton):
    """A tool that is a word: as quiet as the icons beside it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("ring", True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(fonts.width("second", self.text())) + 2 * _AROUND_WORDS, sizes.FIELD_TOOLBAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        draw.box(painter, area, sizes.CORNER, "sel" if self.isDown() else "hover" if self.underMouse() else None)
        draw.text(painter, area, self.text(), "second", "ink2", draw.Centre)


class Viewer(QWidget):
    """Shows one file at a time. `open_file` begins, `close_file` ends the worker behind it. `told` fires when `probe` is known."""

    told = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opened: Opened | None = None
        self._opening: Running | None = None
        self._finer: Running | None = None
        self._page, self._pages = 0, 1
        self._probe: Probe | None = None
        self.canvas, self.text, self._sound, self.message = Canvas(), _Text(), _Sound(), _Message()
        self.canvas.setAccessibleName(t("evidence.viewer.picture"))
        self.stack = QStackedWidget()
        for each in (self.canvas, self._sound, self.message, _on_ground(self.text)):
            self.stack.addWidget(each)
        self.says = Label(t("evidence.viewer.note"), "second", "ink2")
        self.place = Label("", "second", "ink2")
        self.back = _icon("chevron-left", "evidence.viewer.page_back", lambda: self.show_page(self._page - 1))
        self.on = _icon("chevron-right", "evidence.viewer.page_on", lambda: self.show_page(self._page + 1))
        self.further = _icon("zoom-out", "evidence.viewer.further", self.canvas.further)
        self.fit = _Words(t("evidence.viewer.fit"))
        self.fit.clicked.connect(self.canvas.fit)
        self.closer = _icon("zoom-in", "evidence.viewer.closer", self.canvas.closer)
        self.turn = _icon("rotate-cw", "evidence.viewer.turn", self.canvas.turn)
        self.canvas.wanted.connect(self._look_closer)
        self.canvas.paged.connect(lambda by: self.show_page(self._page + by))
        self._lay_out()
        self._show_tools(None)

    def open_file(self, evidence_id: str, meanwhile: QImage | None) -> None:
        """Look into a file. `meanwhile` is shown until the worker has something better."""
        if self._opened is not None and self._opened.id == evidence_id:
            return
        self.close_file()
        self._page, self._probe = 0, None
        self._show_tools(None)
        self.canvas.show_picture(meanwhile or QImage())
        self.stack.setCurrentWidget(self.canvas)
        opened = self._opened = Opened(self._desk.vault, evidence_id)
        box = self._box()
        self._opening = self._desk.run(self, lambda progress: opened.open(progress, box), self._show_look, self._say)

    def close_file(self) -> None:
        """End the worker."""
        self._stop()
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def before_lock(self) -> None:
        """End the worker and wait for its end."""
        self._stop()
        if self._opened is not None:
            self._opened.close_now()
            self._opened = None
        self.canvas.show_picture(QImage())
        self.text.clear()

    def probe(self) -> Probe | None:
        """What the open file says about itself, once the worker has told."""
        return self._probe

    def show_page(self, number: int) -> None:
        """Show page `number`, from 0, if there is such a page."""
        if self._opened is None or not 0 <= number < self._pages:
            return
        self._page = number
        self._show_place()
        self._ask_page(self._box(), self._show_new_page)

    def fixed_height(self, fixed: bool) -> None:
        """Be as high as in the look, or as high as there is room."""
        self.stack.setMinimumHeight(_HIGH)
        self.stack.setMaximumHeight(_HIGH if fixed else _ANY)

    def _box(self) -> tuple[int, int]:
        size = self.stack.size().expandedTo(QSize(400, _HIGH))
        return size.width() * _DENSE, size.height() * _DENSE

    def _show_look(self, look: Look) -> None:
        self._pages, self._probe = look.probe.pages or 1, look.probe
        self._show_tools(look)
        if look.picture is not None:
            self.canvas.show_picture(pictures.image(look.picture))
        elif look.waveform:
            self._sound.show_bars(look.waveform)
            self.stack.setCurrentWidget(self._sound)
        elif look.text:
            self.text.setPlainText(look.text)
            self.stack.setCurrentIndex(self.stack.count() - 1)
        else:
            self._say_words(t("evidence.viewer.nothing"))
        self.told.emit()

    def _look_closer(self, wide: int, high: int) -> None:
        self._ask_page((wide, high), lambda pixels: self.canvas.show_finer(pictures.image(pixels)))

    def _show_new_page(self, pixels: Pixels) -> None:
        self.canvas.show_picture(pictures.image(pixels))
        self.stack.setCurrentWidget(self.canvas)

    def _ask_page(self, box: tuple[int, int], show: Callable[[Pixels], None]) -> None:
        opened, number = self._opened, self._page
        if opened is None or (self._opening is not None and not self._opening.is_over):
            return
        if self._finer is not None:
            self._finer.stop()
        self._finer = self._desk.run(self, lambda _progress: opened.page(number, box), show, self._say)

    def _stop(self) -> None:
        for running in (self._opening, self._finer):
            if running is not None:
                running.stop()
        self._opening = self._finer = None

    def _say(self, error: CasefileError) -> None:
        self._say_words(catalogue().error(error))

    def _say_words(self, words: str) -> None:
        self.message.words.set_text(words)
        self.stack.setCurrentWidget(self.message)
        self._show_tools(None)

    def _show_tools(self, look: Look | None) -> None:
        """The tools that this kind of file can use."""
        pictured = look is not None and look.picture is not None
        for tool in (self.further, self.fit, self.closer, self.turn):
            tool.setVisible(pictured)
        paged = pictured and self._pages > 1
        for part in (self.back, self.place, self.on):
            part.setVisible(paged)
        kind = look.probe.kind if look else None
        still = kind in (Kind.VIDEO, Kind.AUDIO)
        words = t("evidence.viewer.still") if still else t("evidence.viewer.note")
        if look is not None and look.probe.duration_ms:
            words = sayings.joined(sayings.length(look.probe.duration_ms), words)
        self.says.set_text(words)
        self._show_place()

    def _show_place(self) -> None:
        self.place.set_text(t("evidence.viewer.page", page=self._page + 1, pages=self._pages))
        self.back.setEnabled(self._page > 0)
        self.on.setEnabled(self._page < self._pages - 1)

    def _lay_out(self) -> None:
        tools = Surface("page", ("bottom",))
        tools.setFixedHeight(scaled(_TOOLS))
        row = QHBoxLayout(tools)
        row.setContentsMargins(sizes.S16, 0, sizes.S8, 0)
        row.setSpacing(0)
        row.addWidget(self.says.eliding(), 1)
        for widget in (self.back, self.place, self.on, self.further, self.fit, self.closer, self.turn):
            row.addWidget(widget)
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.stack, 1)
        column.addWidget(tools)
        self.setFocusProxy(self.canvas)
        self.fixed_height(True)


def _on_ground(text: QWidget) -> Surface:
    ground = Surface("sunken", ("top",))
    column = QVBoxLayout(ground)
    column.setContentsMargins(0, 1, 0, 0)
    column.addWidget(text)
    return ground


def _icon(name: str, words: str, act: Callable[[], object]) -> IconButton:
    button = IconButton(name, t(words))
    button.clicked.connect(lambda _checked=False: act())
    return button
