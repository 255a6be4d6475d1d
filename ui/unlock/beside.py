"""What a vault needs beside its passphrase: a keyfile, and its header where that is kept on a stick. Named anew each time, kept nowhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.buttons import IconButton
from ui.parts.labels import Line, Run
from ui.parts.tips import tip
from ui.theme import icons, scaled, sizes
from ui.unlock.door import Beside
from ui.words import t

_HIGH = 28
_ICONS = {"keyfile": "key-round", "header": "usb"}


class _Given(QWidget):
    """One thing that was named: icon, what it is, what it is called, and a cross that takes it back."""

    def __init__(self, sort: str) -> None:
        super().__init__()
        self._icon, self._label = _ICONS[sort], t(f"door.beside.{sort}")
        self._words = Line().eliding()
        self.remove = IconButton("x", t(f"door.beside.{sort}.remove"), side=20)
        row = QHBoxLayout(self)
        row.setContentsMargins(sizes.ICON + sizes.GAP_BUTTON, 0, 0, 0)
        row.setSpacing(sizes.S8)
        row.addWidget(self._words, 1)
        row.addWidget(self.remove)
        self.setFixedHeight(scaled(_HIGH))
        self.hide()

    def show_path(self, path: Path | None) -> None:
        """Show what `path` is called; hide without one."""
        self.setVisible(path is not None)
        if path is not None:
            self._words.set_runs([Run(self._label, "second", "ink2"), Run(path.name or str(path))])
            tip(self, str(path))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        icons.paint(QPainter(self), self._icon, 0, (self.height() - sizes.ICON) / 2, sizes.ICON, "ink2")


class BesidePassphrase(QWidget):
    """Rows for what was named; nothing to see before. `changed` after each naming and taking back."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside = Beside()
        self.rows = {"keyfile": _Given("keyfile"), "header": _Given("header")}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row in self.rows.values():
            column.addWidget(row)
        self.rows["keyfile"].remove.clicked.connect(lambda: self.set_keyfile(None))
        self.rows["header"].remove.clicked.connect(lambda: self.set_header(None))
        self.hide()

    def given(self) -> Beside:
        """What was named."""
        return self._beside

    def set_keyfile(self, path: Path | None) -> None:
        """Name a keyfile, or none."""
        self._take(Beside(path, self._beside.header))

    def set_header(self, folder: Path | None) -> None:
        """Name the folder with the header, or none."""
        self._take(Beside(self._beside.keyfile, folder))

    def forget(self) -> None:
        """Name nothing, as for another vault."""
        self._take(Beside())

    def ask_keyfile(self) -> None:
        """Let the person choose a keyfile."""
        chosen, _ = QFileDialog.getOpenFileName(self.window(), t("door.beside.keyfile.choose"))
        if chosen:
            self.set_keyfile(Path(chosen))

    def ask_header(self) -> None:
        """Let the person choose the folder with the header."""
        chosen = QFileDialog.getExistingDirectory(self.window(), t("door.beside.header.choose"))
        if chosen:
            self.set_header(Path(chosen))

    def _take(self, beside: Beside) -> None:
        self._beside = beside
        self.rows["keyfile"].show_path(beside.keyfile)
        self.rows["header"].show_path(beside.header)
        self.setVisible(beside != Beside())
        self.changed.emit()
