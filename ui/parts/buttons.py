"""Buttons: one primary a page, normal ones, danger (outlined outside its dialog, filled in it), icons alone, links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.parts.tips import tip
from ui.theme import draw, fonts, icons, scaled, sizes

Kind = Literal["primary", "normal", "danger", "destroy"]


@dataclass(frozen=True)
class _Look:
    text: str
    fill: str | None
    edge: str | None


_REST: dict[Kind, _Look] = {
    "primary": _Look("on_fill", "fill", None),
    "normal": _Look("ink", "page", "control"),
    "danger": _Look("danger", "page", "danger"),
    "destroy": _Look("on_fill", "danger_fill", None),
}
_HOVER: dict[Kind, _Look] = {
    "primary": _Look("on_fill", "fill_hover", None),
    "normal": _Look("ink", "hover", "control"),
    "danger": _Look("danger", "danger_soft", "danger"),
    "destroy": _Look("on_fill", "danger_fill", None),
}
_PRESSED: dict[Kind, _Look] = {
    "primary": _Look("on_fill", "fill_pressed", None),
    "normal": _Look("ink", "sel", "control"),
    "danger": _Look("on_fill", "danger_fill", None),
    "destroy": _Look("on_fill", "danger_fill", None),
}
_DISABLED: dict[Kind, _Look] = {
    "primary": _Look("off", "hover", None),
    "normal": _Look("off", None, "line"),
    "danger": _Look("off", None, "line"),
    "destroy": _Look("off", "hover", None),
}
# height: padding at the sides
_PADDING = {sizes.FIELD_TOOLBAR: 10, sizes.FIELD: 12, sizes.FIELD_PASSPHRASE: 20}


class Button(QPushButton):
    """A button of `kind`, `height` 28 (toolbars, bars), 32 or 40 px, with an optional Lucide `icon` before its words."""

    def __init__(
        self,
        text: str,
        kind: Kind = "normal",
        icon: str | None = None,
        height: int = sizes.FIELD,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._kind, self._icon, self._height = kind, icon, height
        self.setProperty("kind", kind)
        self.setProperty("ring", True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Words, icon and padding, never a fixed width."""
        wide = fonts.width(self._role(), self._words()) + 2 * _PADDING[self._height] + self._icon_room()
        return QSize(round(wide), scaled(self._height))

    def minimumSizeHint(self) -> QSize:
        """A button never hides part of its words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the state the mouse and keyboard have put it in."""
        painter = QPainter(self)
        look = self._look()
        area = QRectF(self.rect())
        draw.box(painter, area, sizes.CORNER, look.fill, look.edge)
        role = "strong" if look.text == "on_fill" else self._role()
        wide = fonts.width(role, self._words()) + self._icon_room()
        x = (area.width() - wide) / 2
        if self._icon:
            icons.paint(painter, self._icon, x, (area.height() - sizes.ICON) / 2, sizes.ICON, look.text)
            x += self._icon_room()
        draw.text(painter, QRectF(x, 0, area.width() - x, area.height()), self._words(), role, look.text)

    def _look(self) -> _Look:
        if not self.isEnabled():
            return _DISABLED[self._kind]
        if self.isDown() or self.isChecked():
            return _PRESSED[self._kind]
        return (_HOVER if self.underMouse() else _REST)[self._kind]

    def _role(self) -> str:
        return "strong" if self._kind in ("primary", "destroy") else "content"

    def _words(self) -> str:
        return self.text().replace("&", "")

    def _icon_room(self) -> int:
        return sizes.ICON + sizes.GAP_BUTTON if self._icon else 0


class IconButton(QPushButton):
    """An icon alone. `name` is said by the tooltip and to screen readers. Checkable ones turn accent on sel."""

    def __init__(
        self,
        icon: str,
        name: str,
        size: int = sizes.ICON,
        side: int = sizes.FIELD_TOOLBAR,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._size = icon, size
        self.setProperty("ring", True)
        self.setFixedSize(side, side)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.rename(icon, name)

    def rename(self, icon: str, name: str) -> None:
        """Show another `icon` under another `name`, as for an eye that closes."""
        self._icon = icon
        tip(self, name)
        self.setAccessibleName(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon in the middle of what the pointer does to it."""
        painter = QPainter(self)
        chosen = self.isChecked() or self.isDown()
        fill = "sel" if chosen else "hover" if self.underMouse() and self.isEnabled() else None
        draw.box(painter, QRectF(self.rect()), sizes.CORNER, fill)
        tone = "off" if not self.isEnabled() else "accent" if chosen else "ink2"
        x, y = (self.width() - self._size) / 2, (self.height() - self._size) / 2
        icons.paint(painter, self._icon, x, y, self._size, tone)


class Link(QPushButton):
    """A flat button in accent, without padding, so that it starts where text starts. `role` sets its size."""

    def __init__(
        self, text: str, icon: str | None = None, role: str = "content", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self._icon, self._text_role = icon, role
        self.setProperty("kind", "flat")
        self.setProperty("ring", True)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Its words and icon, one line high."""
        wide = fonts.width(self._text_role, self.text()) + self._icon_room()
        return QSize(int(wide) + 1, fonts.line_height(self._text_role))

    def minimumSizeHint(self) -> QSize:
        """A link never hides part of its words."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw; the pointer underlines."""
        painter = QPainter(self)
        tone = "accent" if self.isEnabled() else "off"
        if self._icon:
            icons.paint(painter, self._icon, 0, (self.height() - sizes.ICON) / 2, sizes.ICON, tone)
        x = self._icon_room()
        end = draw.text(painter, QRectF(x, 0, self.width() - x, self.height()), self.text(), self._text_role, tone)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            below = fonts.baseline(self._text_role, self.height() / 2) + 2
            draw.hairline(painter, x, end, below, tone)

    def _icon_room(self) -> int:
        return sizes.ICON + sizes.GAP_BUTTON if self._icon else 0
