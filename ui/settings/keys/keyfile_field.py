"""The choice of a keyfile."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from casefile.usecases import keyfiles
from ui.parts.buttons import Button, IconButton
from ui.parts.fields import TextField
from ui.parts.labelled import Labelled
from ui.parts.tips import tip
from ui.theme import sizes
from ui.words import t


class KeyfileField(QWidget):
    """Under `label`, the name of a file that was chosen, or nothing. `chosen` tells every change."""

    chosen = Signal()

    def __init__(self, label: str, help_text: str = "") -> None:
        super().__init__()
        self.path: Path | None = None
        self._name = TextField()
        self._none = IconButton("x", t("settings.keyfile.none"), side=24)
        self._name.add(self._none)
        self.labelled = Labelled(label, self._name, help_text)
        self._choose = Button(t("window.create.choose"))
        self._choose.setAccessibleDescription(label)
        self._name.show_only(self._choose)
        self._lay_out()
        self._none.clicked.connect(lambda: self.take(None))
        self._choose.clicked.connect(self._ask)
        self.take(None)

    def take(self, path: Path | None) -> None:
        """Show `path` as chosen."""
        self.path = path
        self._name.edit.setText("" if path is None else path.name)
        tip(self._name.edit, "" if path is None else str(path))
        self._none.setVisible(path is not None)
        self.labelled.clear()
        self.chosen.emit()

    def reader(self) -> Content:
        """What reads the file off the window's thread."""
        return Content(self.path)

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.window(), t("settings.keyfile.choose"))
        if chosen:
            self.take(Path(chosen))

    def _lay_out(self) -> None:
        beside = QVBoxLayout()
        beside.addSpacing(self.labelled.label.sizeHint().height() + 3)
        beside.addWidget(self._choose)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(sizes.S8)
        row.addWidget(self.labelled, 1)
        row.addLayout(beside)


class Content:
    """The content of a keyfile that was chosen, or none."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    def read(self) -> bytes | None:
        """Read it, on the pool.

        Raises:
            Refused: it is gone, empty or too large.
        """
        return None if self._path is None else keyfiles.read(self._path)
