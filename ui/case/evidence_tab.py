"""The Evidence tab: the files of a case as tiles, and where more of them can be dropped."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from casefile.domain.kinds import Evidence
from casefile.progress import Progress
from casefile.usecases.preview import Glance, Glances, Pixels
from ui.bytesize import show_size
from ui.case.fact_tab import ToolBar
from ui.case.loaded import Loaded
from ui.case.reader import joined
from ui.parts.buttons import Button
from ui.parts.drop import DropArea
from ui.parts.labels import Label
from ui.parts.thumbs import HIGH, WIDE, ThumbView, Tile
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import t
from ui.work import Running

_ICONS = {"video": "video", "audio": "audio-lines", "photo": "image", "image": "image"}
_RATIO = 2  # pictures are made for dense screens


class EvidenceTab(QWidget):
    """`opened` carries the id of a file, `files_given` the paths of files to take in."""

    opened = Signal(str)
    files_given = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._glances = Glances(desk.vault, (WIDE * _RATIO, HIGH * _RATIO))
        self._files: tuple[Evidence, ...] = ()
        self._loaded: Loaded | None = None
        self._looking: Running | None = None
        self.count = Label("", "second", "ink2")
        self.add = Button(t("case.evidence.add"), "primary", "plus", sizes.FIELD_TOOLBAR)
        self.grid = ThumbView()
        self.grid.setAccessibleName(t("case.tab.evidence"))
        self.area = DropArea(t("case.evidence.drop"), t("case.evidence.drop.line"))
        self._stack = QStackedWidget()
        self.setFocusProxy(self.grid)
        self._lay_out()
        self.add.clicked.connect(self.choose_files)
        self.area.asked.connect(self.choose_files)
        self.area.dropped.connect(self.files_given)
        self.grid.opened.connect(self.opened)

    def show_case(self, loaded: Loaded) -> None:
        """Show the files of a case; their pictures follow one by one."""
        if self._loaded is None or self._loaded.id != loaded.id:
            self.grid.clearSelection()
        self._loaded = loaded
        own = (file for file in loaded.reader.casefile.of(Evidence) if loaded.id in file.cases)
        self._files = tuple(sorted(own, key=loaded.reader.title))
        total = sum(file.size or 0 for file in self._files)
        self.count.set_text(
            joined(t("case.evidence.count", n=len(self._files)), show_size(total)) if self._files else ""
        )
        self._stack.setCurrentIndex(0 if self._files else 1)
        self._fill()
        self._look()

    def stop(self) -> None:
        """Look at nothing more, as before a lock."""
        if self._looking is not None:
            self._looking.stop()
        self._glances.forget()

    def choose_files(self) -> None:
        """Let the person choose files in the system's dialog."""
        names, _ = QFileDialog.getOpenFileNames(self.window(), t("case.evidence.choose"))
        if names:
            self.files_given.emit(tuple(Path(name) for name in names))

    def _fill(self) -> None:
        self.grid.show_tiles([self._tile(file) for file in self._files])

    def _tile(self, file: Evidence) -> Tile:
        assert self._loaded is not None
        reader, glance = self._loaded.reader, self._glances.kept(file.id)
        kind = reader.term("evidence_kind", file.kind)
        second = joined(kind, reader.compact(file.captured) or show_size(file.size or 0))
        image = _image(glance.picture) if glance and glance.picture else None
        icon = _ICONS.get(file.kind or "", "file-text")
        return Tile(file.id, reader.title(file), second, image, state="" if image else kind, state_icon=icon)

    def _look(self) -> None:
        """Make the pictures that are not there yet, one after the other, off the window's thread."""
        if self._looking is not None:
            self._looking.stop()
        missing = [file.id for file in self._files if self._glances.kept(file.id) is None]
        if missing and self.isVisible():
            self._looking = self._desk.run(self, _looking(self._glances, missing[0]), self._seen, lambda _error: None)

    def _seen(self, _glance: Glance) -> None:
        self._fill()
        self._look()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]  # whatever Qt sends
        self._look()

    def _lay_out(self) -> None:
        bar = ToolBar(self.add)
        bar.row.addWidget(self.count.eliding(), 1)
        for page, margins in ((self.grid, (sizes.S16, sizes.S12, sizes.S16, 0)), (self.area, (sizes.S24,) * 4)):
            frame = QWidget()
            row = QHBoxLayout(frame)
            row.setContentsMargins(*margins)
            row.addWidget(page)
            self._stack.addWidget(frame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self._stack, 1)


def _looking(glances: Glances, evidence_id: str) -> Callable[[Progress], Glance]:
    return lambda progress: glances.look(evidence_id, progress)


def _image(pixels: Pixels) -> QImage:
    """A copy that owns its bytes."""
    image = QImage(pixels.rgb, pixels.width, pixels.height, pixels.width * 3, QImage.Format.Format_RGB888)
    return image.copy()
