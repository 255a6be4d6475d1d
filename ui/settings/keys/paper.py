"""Recovery on paper: a key, or shares of one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from casefile.usecases import recovery, recoveryshown
from casefile.usecases.recoveryshown import Shown
from ui.parts.buttons import Button
from ui.parts.choice import Choice
from ui.parts.labelled import Labelled
from ui.settings.keys.part import Part
from ui.settings.keys.showing import Showing
from ui.shell.desk import Desk
from ui.theme import sizes
from ui.words import language, t

_PDF = "PDF (*.pdf)"
_MOST = 9
_NEEDED, _COUNT = 2, 3


class _Paper(Part):
    """What both have in common. `made` fires once a keeper is on the list."""

    made = Signal()

    def failed(self) -> None:
        """The list of keepers is to be read again, whatever came of it."""
        self.made.emit()

    def written(self, words: str) -> None:
        """Tell where it lies and what to do with it."""
        self.say(words)
        self.made.emit()

    def show_shown(self, shown: Shown) -> None:
        """Show it on the screen, to be written down."""
        self.open(Showing(self, shown, lambda: self.written(t("settings.showing.kept"))))

    def ask_file(self, name: str) -> Path | None:
        """A PDF that the person names."""
        chosen, _ = QFileDialog.getSaveFileName(
            self.window(),
            t("settings.paper.choose"),
            f"{name}.pdf",
            _PDF,
            options=QFileDialog.Option.DontConfirmOverwrite,  # nothing is ever written over
        )
        if not chosen:
            return None
        return Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")


class KeyPart(_Paper):
    """A key on one page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.key"), t("settings.key.help"))
        self.button, self.show_it = Button(t("settings.paper.save"), icon="printer"), Button(t("settings.key.show"))
        self.acts(self.button, self.show_it)
        self.button.clicked.connect(self._ask)
        self.show_it.clicked.connect(lambda: self.show_shown(recoveryshown.new_key()))

    def write(self, path: Path) -> None:
        """Make a key and write its page."""
        session, spoken = self.session, language()
        self.attempt(
            t("settings.paper.not_made"),
            lambda _progress: recovery.make_key(session, path, spoken),
            lambda _made: self.written(t("keys.sheet_written")),
        )

    def _ask(self) -> None:
        path = self.ask_file(t("settings.key.name"))
        if path is not None:
            self.write(path)


class SharesPart(_Paper):
    """A key in shares of which some are enough."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, t("settings.shares"), t("settings.shares.help"))
        numbers = [(str(number), str(number)) for number in range(2, _MOST + 1)]
        self.needed, self.count = Choice(numbers, str(_NEEDED)), Choice(numbers, str(_COUNT))
        self._needed = Labelled(t("settings.shares.needed"), self.needed)
        self.button = Button(t("settings.shares.files"), icon="printer")
        self.one = Button(t("settings.shares.one"))
        self.show_them = Button(t("settings.shares.show"))
        row = QHBoxLayout()
        row.setSpacing(sizes.S16)
        for labelled in (self._needed, Labelled(t("settings.shares.count"), self.count)):
            row.addWidget(labelled)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addSpacing(sizes.S12)
        self.acts(self.button, self.one, self.show_them)
        self.needed.currentIndexChanged.connect(self._check)
        self.count.currentIndexChanged.connect(self._check)
        self.button.clicked.connect(self._ask_folder)
        self.one.clicked.connect(self._ask_file)
        self.show_them.clicked.connect(self.show_shares)

    def numbers(self) -> tuple[int, int]:
        """How many are needed, and how many there are."""
        return int(self.needed.value()), int(self.count.value())

    def write_into(self, folder: Path) -> None:
        """Make shares and write each into a file of its own."""
        session, spoken, (needed, count) = self.session, language(), self.numbers()
        self.attempt(
            t("settings.paper.not_made"),
            lambda _progress: recovery.make_share_files(session, needed, count, folder, spoken),
            lambda _made: self.written(t("keys.shares_written")),
        )

    def write(self, path: Path) -> None:
        """Make shares and write all into one file."""
        session, spoken, (needed, count) = self.session, language(), self.numbers()
        self.attempt(
            t("settings.paper.not_made"),
            lambda _progress: recovery.make_shares(session, needed, count, path, spoken),
            lambda _made: self.written(t("keys.shares_written")),
        )

    def show_shares(self) -> None:
        """Make shares and show them one at a time."""
        needed, count = self.numbers()
        self.attempt(
            t("settings.paper.not_made"),
            lambda _progress: recoveryshown.new_shares(needed, count),
            self.show_shown,
        )

    def _check(self) -> None:
        needed, count = self.numbers()
        fits = needed <= count
        self._needed.clear() if fits else self._needed.refuse(t("settings.shares.too_many"))
        for button in (self.button, self.one, self.show_them):
            button.setEnabled(fits)

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.window(), t("settings.shares.choose"))
        if chosen:
            self.write_into(Path(chosen))

    def _ask_file(self) -> None:
        path = self.ask_file(t("settings.shares.name"))
        if path is not None:
            self.write(path)
