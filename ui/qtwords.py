"""The words of Qt's own dialogs and menus, from our catalogue: Qt has none in Kazakh, and ours read like the rest of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTranslator

from ui.words import catalogue

_CONTEXTS = frozenset(
    {
        "QFileDialog",
        "QFileSystemModel",
        "QPlatformTheme",
        "QDialogButtonBox",
        "QLineEdit",
        "QWidgetTextControl",
        "QMessageBox",
    }
)


class QtWords(QTranslator):
    """Answers Qt in the language in use, whatever it is at that moment. Install one, keep it."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName("qtwords")

    def isEmpty(self) -> bool:
        """Qt passes over translators that say they know nothing."""
        return False

    def translate(self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1) -> str | None:
        """Our words for `source`, or None for what is not among them."""
        key = f"qt.{source.replace('&', '').rstrip(':')}"
        if context not in _CONTEXTS or not catalogue().has(key):
            return None
        return catalogue().text(key) + (":" if source.endswith(":") else "")
