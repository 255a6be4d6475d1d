"""Tooltips, whose words are never markup.

Qt takes words that look like markup for it, and gives a tooltip no way to say otherwise. Of a colleague's record called
``<img src="\\\\somewhere\\x">`` the tooltip would then ask somewhere for a picture, and tell there that the record is looked at.
"""

from __future__ import annotations

import html

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

from casefile.domain.visible import visible


def tip(widget: QWidget, words: str) -> None:
    """Let a widget say `words` while the pointer rests on it; none take the tooltip away."""
    widget.setToolTip(plain(words))


def plain(words: str) -> str:
    """Words as a model may give them for a tooltip, so that they are shown as they stand."""
    shown = visible(words)
    return f"<qt>{html.escape(shown).replace(chr(10), '<br/>')}</qt>" if Qt.mightBeRichText(shown) else shown
