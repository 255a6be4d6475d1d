"""What this program is, and what it is made of."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from casefile import __version__
from ui.parts.labels import Label
from ui.parts.tables import Cell, Column, TableRow, TableView
from ui.settings.section import Tab
from ui.theme import sizes
from ui.words import t

# name, distribution to ask for the version (empty for what comes inside another), licence by its SPDX name
PARTS = (
    ("Qt, PySide6", "pyside6-essentials", "LGPL-3.0-only"),
    ("SQLCipher, sqlcipher3", "sqlcipher3", "BSD-3-Clause, Zlib"),
    ("SQLAlchemy", "sqlalchemy", "MIT"),
    ("cryptography", "cryptography", "Apache-2.0 OR BSD-3-Clause"),
    ("FFmpeg, PyAV", "av", "LGPL-2.1-or-later, BSD-3-Clause"),
    ("Pillow", "pillow", "MIT-CMU"),
    ("libheif, pi-heif", "pi-heif", "LGPL-3.0-or-later, BSD-3-Clause"),
    ("PDFium, pypdfium2", "pypdfium2", "BSD-3-Clause OR Apache-2.0"),
    ("ReportLab", "reportlab", "BSD-3-Clause"),
    ("python-docx", "python-docx", "MIT"),
    ("Babel", "babel", "BSD-3-Clause"),
    ("AnyAscii", "anyascii", "ISC"),
    ("RapidFuzz", "rapidfuzz", "MIT"),
    ("rfc8785", "rfc8785", "Apache-2.0"),
    ("zxcvbn", "zxcvbn", "MIT"),
    ("Diceware", "diceware", "GPL-3.0-or-later"),
    ("holidays", "holidays", "MIT"),
    ("icalendar", "icalendar", "BSD-2-Clause"),
    ("appdirs", "appdirs", "MIT"),
    ("Noto Sans", "", "OFL-1.1"),
    ("Lucide", "", "ISC"),
)


class AboutTab(Tab):
    """Version, licence, and the licences of the parts."""

    def __init__(self) -> None:
        super().__init__()
        self.section(t("window.name"))
        self.column.addWidget(Label(t("settings.about.version", version=__version__), "strong"))
        self.column.addSpacing(sizes.S4)
        self.words(t("settings.about.help"))
        self.section(t("settings.about.parts"))
        self.parts = TableView(
            [
                Column(t("settings.about.part"), stretch=True),
                Column(t("settings.about.number"), wide=96),
                Column(t("settings.about.licence"), wide=240),
            ]
        )
        self.parts.setAccessibleName(t("settings.about.parts"))
        self.parts.show_rows(
            [
                TableRow(name, (Cell(name), Cell(_version(package), "second", "ink2"), Cell(licence, "second", "ink2")))
                for name, package, licence in PARTS
            ]
        )
        self.parts.fit_height()
        self.column.addWidget(self.parts)


def _version(package: str) -> str:
    try:
        return version(package) if package else ""
    except PackageNotFoundError:
        return ""
