"""A fingerprint as it is read aloud: its groups of digits, and its ten words below."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from casefile.usecases import comparing
from ui.parts.labels import Label
from ui.parts.paragraphs import Paragraph


def spoken(label: str, fingerprint: str) -> QVBoxLayout:
    """Label, digits and words, one below the other."""
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(Label(label, "second", "ink2"))
    column.addWidget(Label(fingerprint, "mono"))
    column.addWidget(Paragraph(" ".join(comparing.words(fingerprint)), "mono"))
    return column
