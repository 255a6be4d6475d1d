"""The grid of evidence: tiles of 148 with a picture that the worker made, a title of two lines and what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.parts.meter import THICKNESS, paint_meter
from ui.theme import colour, draw, fonts, icons, scaled, sizes

TILE_ROLE = Qt.ItemDataRole.UserRole + 1
KEY_ROLE = Qt.ItemDataRole.UserRole + 2
Index = QModelIndex | QPersistentModelIndex
WIDE, HIGH, GAP, PITCH = 148, 104, 16, 184


@dataclass(frozen=True)
class Tile:
    """One piece of evidence.

    `image` is what the worker rendered, or None, and then `state_icon` stands for it; `badge` and `badge_icon` stand low left (a length, say); while
    `progress` is not None the tile shows `state` and a bar filled to it; `state` alone shows with `state_icon`.
    """

    key: str
    title: str
    second: str
    image: QImage | None = None
    badge: str = ""
    badge_icon: str = ""
    progress: float | None = None
    state: str = ""
    state_icon: str = ""


class TilesModel(QAbstractListModel):
    """Tiles as Qt's views want them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: tuple[Tile, ...] = ()

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Hold `tiles`; where the keys stay the same only the pictures are drawn again."""
        if [tile.key for tile in tiles] == [tile.key for tile in self._tiles] and tiles:
            self._tiles = tuple(tiles)
            self.dataChanged.emit(self.index(0), self.index(len(self._tiles) - 1))
            return
        self.beginResetModel()
        self._tiles = tuple(tiles)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default, immutable in use
        """How many tiles."""
        return 0 if parent.isValid() else len(self._tiles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """By role: the words, the key, the `Tile`."""
        tile = self._tiles[index.row()]
        if role == TILE_ROLE:
            return tile
        if role == KEY_ROLE:
            return tile.key
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return ", ".join(part for part in (tile.title, tile.second, tile.state) if part)
        return None


class ThumbDelegate(QStyledItemDelegate):
    """Paints tiles."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """A tile with the gap at its right and below."""
        return QSize(WIDE + GAP, HIGH + scaled(PITCH - HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Picture, badge or progress, title, second line."""
        tile: Tile = index.data(TILE_ROLE)
        corner = QRectF(option.rect).topLeft() + QPointF(GAP / 2, 4)
        picture = QRectF(corner.x(), corner.y(), WIDE, HIGH)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        _paint_picture(painter, picture, tile)
        if tile.state or (tile.state_icon and tile.image is None):
            _paint_state(painter, picture, tile)
        if tile.badge:
            _paint_badge(painter, picture, tile)
        if selected:
            draw.box(painter, picture.adjusted(-3, -3, 3, 3), sizes.CORNER + 2, None, "accent", sizes.RING)
        _paint_words(painter, picture, tile, "strong" if selected else "content")


def _paint_picture(painter: QPainter, area: QRectF, tile: Tile) -> None:
    if tile.image is None or tile.image.isNull():
        draw.box(painter, area, sizes.CORNER, "sunken", "line")
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    clip = QPainterPath()
    clip.addRoundedRect(area, sizes.CORNER, sizes.CORNER)
    painter.setClipPath(clip)
    painter.drawImage(area, tile.image, _cover(QRectF(tile.image.rect()), area))
    painter.restore()
    draw.box(painter, area, sizes.CORNER, None, "line")


def _cover(image: QRectF, area: QRectF) -> QRectF:
    """The part of `image` that fills `area` without stretching: its middle, or the top of a page."""
    factor = min(image.width() / area.width(), image.height() / area.height())
    wide, high = area.width() * factor, area.height() * factor
    top = 0.0 if image.height() > 1.2 * image.width() else (image.height() - high) / 2
    return QRectF((image.width() - wide) / 2, top, wide, high)


def _paint_badge(painter: QPainter, picture: QRectF, tile: Tile) -> None:
    room = sizes.ICON_CHIP + 3 if tile.badge_icon else 0
    wide = fonts.width("second", tile.badge) + room + 12
    area = QRectF(picture.left() + 6, picture.bottom() - 6 - 20, wide, 20)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = colour("viewer")
    ground.setAlphaF(0.86)
    painter.setBrush(ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(area, sizes.CORNER_BOX, sizes.CORNER_BOX)
    painter.restore()
    if tile.badge_icon:
        top = area.center().y() - sizes.ICON_CHIP / 2
        icons.paint(painter, tile.badge_icon, area.left() + 6, top, sizes.ICON_CHIP, "on_fill")
    draw.text(painter, area.adjusted(6 + room, 0, 0, 0), tile.badge, "second", "on_fill")


def _paint_state(painter: QPainter, picture: QRectF, tile: Tile) -> None:
    middle = picture.center()
    running = tile.progress is not None
    icon_y = middle.y() - (27 if running else 21 if tile.state else 9)
    icons.paint(painter, tile.state_icon or "clock", middle.x() - 9, icon_y, sizes.ICON_LARGE, "ink2")
    if tile.progress is not None:
        paint_meter(painter, QRectF(middle.x() - 54, middle.y() - 1, 108, THICKNESS), tile.progress)
    line = QRectF(picture.left(), middle.y() + (10 if running else 5), picture.width(), 17)
    draw.text(painter, line, tile.state, "second", "ink2", draw.Centre)


def _paint_words(painter: QPainter, picture: QRectF, tile: Tile, role: str) -> None:
    pitch, y = fonts.line_height("content"), picture.bottom() + 6
    for words in _two_lines(tile.title, role):
        draw.text(painter, QRectF(picture.left(), y, WIDE, pitch), words, role)
        y += pitch
    second = QRectF(picture.left(), y, WIDE, fonts.line_height("second"))
    draw.text(painter, second, tile.second, "second", "ink2")


def _two_lines(words: str, role: str) -> list[str]:
    """`words` broken into at most two lines of a tile; the second keeps the rest and elides."""
    layout = QTextLayout(words, fonts.font(role))
    layout.setTextOption(QTextOption())
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(WIDE)
    layout.endLayout()
    first, rest = words[: line.textLength()].rstrip(), words[line.textLength() :].strip()
    return [first, rest] if rest else [first]


class ThumbView(QListView):
    """The grid: arrows in both directions, `opened` with the key on Enter or double click, `chosen` on change."""

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles = TilesModel(self)
        self.setModel(self.tiles)
        self.setItemDelegate(ThumbDelegate(self))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.activated.connect(lambda index: self.opened.emit(str(index.data(KEY_ROLE))))
        self.selectionModel().currentChanged.connect(
            lambda now, _before: self.chosen.emit(str(now.data(KEY_ROLE) or ""))
        )

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show `tiles`, keeping the place and the chosen one if it is still there."""
        before, place = self.key(), self.verticalScrollBar().value()
        self.tiles.show_tiles(tiles)
        if before and before != self.key():
            self.choose(before)
        self.verticalScrollBar().setValue(place)

    def key(self) -> str:
        """The key of the chosen tile, or an empty string."""
        return str(self.currentIndex().data(KEY_ROLE) or "")

    def choose(self, key: str) -> None:
        """Choose the tile `key`, if there is one; no tile for an empty key."""
        for row in range(self.tiles.rowCount()):
            if self.tiles.index(row).data(KEY_ROLE) == key:
                self.setCurrentIndex(self.tiles.index(row))
                return
        if not key:
            self.selectionModel().clear()
