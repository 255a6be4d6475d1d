"""The binding to Qt must not lose references: a window that paints all day would die of it."""

import sys

import pytest
from PySide6.QtGui import QImage, QPainter, QPen


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from 3.12 on")
def test_painting_keeps_none_alive() -> None:
    """PySide6 6.12.0 gives back None without owning it on Python 3.11 and kills the process after some thousand calls."""
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    painter, pen = QPainter(image), QPen()
    before = sys.getrefcount(None)
    for _ in range(200):
        painter.setPen(pen)
    lost = before - sys.getrefcount(None)
    painter.end()
    assert lost < 100, "this release of PySide6 cannot be used with this Python"
