"""A picture to look at closely: zoom, fit, turn, drag. It asks for more pixels when there are too few for its zoom."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colour, draw, sizes

_STEP, _MOST = 1.5, 24.0
_NUDGE = 40
_REST_MS = 150  # after the last zoom, before finer pixels are asked for
_ENOUGH = 0.9  # of the pixels wanted
_NOTCH = 120  # a step of a wheel, in Qt's eighths of a degree


class Canvas(QWidget):
    """Shows a picture on the viewer's dark ground. `wanted` asks for the picture inside (wide, high) pixels, for a finer look;
    `paged` carries 1 for the next page, -1 for the one before.
    """

    wanted = Signal(int, int)
    paged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._asked = QSize()
        self._zoom, self._turns = 1.0, 0
        self._centre = QPointF()  # of the view, from the picture's centre, in pixels of the view
        self._grabbed: QPointF | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(96)

    def show_picture(self, image: QImage) -> None:
        """Show another picture, whole."""
        self._turns = 0
        self._asked = QSize()
        self.show_finer(image)
        self.fit()

    def show_finer(self, image: QImage) -> None:
        """Show the same picture with more pixels."""
        self._image = image
        self.update()

    def is_empty(self) -> bool:
        """Whether there is nothing to zoom."""
        return self._image.isNull()

    def zoom(self) -> float:
        """1.0 is the whole picture."""
        return self._zoom

    def fit(self) -> None:
        """Show all of it."""
        self._zoom, self._centre = 1.0, QPointF()
        self._changed()

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Come closer or go back; what lies under `around` stays under it."""
        before, self._zoom = self._zoom, min(max(self._zoom * factor, 1.0), _MOST)
        fixed = (around or QRectF(self.rect()).center()) - QRectF(self.rect()).center() + self._centre
        self._centre += fixed * (self._zoom / before - 1)
        self._changed()

    def closer(self) -> None:
        """One step closer."""
        self.zoom_by(_STEP)

    def further(self) -> None:
        """One step back."""
        self.zoom_by(1 / _STEP)

    def turn(self) -> None:
        """A quarter to the right. The stored file stays as it is."""
        self._turns = (self._turns + 1) % 4
        self.fit()

    def sizeHint(self) -> QSize:
        """As in the look."""
        return QSize(400, 226)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms."""
        if not self.is_empty():
            self.zoom_by(_STEP ** (event.angleDelta().y() / _NOTCH), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the picture."""
        self._grabbed = event.position()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._grabbed is not None and self._zoom > 1:
            self._move(self._grabbed - event.position())
            self._grabbed = event.position()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Close up, or whole again."""
        if self._zoom > 1:
            self.fit()
        else:
            self.zoom_by(_STEP**3, event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Plus, minus, 0 and R; arrows move a picture that is larger than the view; Page Up and Down turn pages."""
        acts = {
            Qt.Key.Key_Plus: self.closer,
            Qt.Key.Key_Equal: self.closer,
            Qt.Key.Key_Minus: self.further,
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_R: self.turn,
        }
        moves = {
            Qt.Key.Key_Left: QPointF(-_NUDGE, 0),
            Qt.Key.Key_Right: QPointF(_NUDGE, 0),
            Qt.Key.Key_Up: QPointF(0, -_NUDGE),
            Qt.Key.Key_Down: QPointF(0, _NUDGE),
        }
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        key = Qt.Key(event.key())
        if key in pages:
            self.paged.emit(pages[key])
        elif key in acts and not self.is_empty():
            acts[key]()
        elif key in moves and self._zoom > 1:
            self._move(moves[key])
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger view may want finer pixels."""
        super().resizeEvent(event)
        self._changed()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the picture, then the focus."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("viewer"))
        if not self._image.isNull():
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setTransform(self._transform())
            painter.drawImage(QPointF(0, 0), self._image)
            painter.restore()
        if self.hasFocus():
            draw.box(painter, QRectF(self.rect()), 0, None, "accent", sizes.RING)

    def _upright(self) -> QSize:
        """Size of the picture as it is turned."""
        size = self._image.size()
        return size.transposed() if self._turns % 2 else size

    def _scale(self) -> float:
        """Pixels of the view for one of the picture."""
        upright = self._upright()
        if upright.isEmpty():
            return 1.0
        whole = min(self.width() / upright.width(), self.height() / upright.height())
        return whole * self._zoom

    def _transform(self) -> QTransform:
        scale, middle = self._scale(), QRectF(self.rect()).center() - self._centre
        made = QTransform()
        made.translate(middle.x(), middle.y())
        made.rotate(90 * self._turns)
        made.scale(scale, scale)
        made.translate(-self._image.width() / 2, -self._image.height() / 2)
        return made

    def _move(self, by: QPointF) -> None:
        self._centre += by
        self._changed()

    def _changed(self) -> None:
        """Keep the picture in the view, repaint, and after a rest ask for finer pixels."""
        upright, scale = self._upright(), self._scale()
        reach_x = max(upright.width() * scale - self.width(), 0) / 2
        reach_y = max(upright.height() * scale - self.height(), 0) / 2
        x = min(max(self._centre.x(), -reach_x), reach_x)
        y = min(max(self._centre.y(), -reach_y), reach_y)
        self._centre = QPointF(x, y)
        self._rest.start()
        self.update()

    def _ask(self) -> None:
        if self._image.isNull():
            return
        factor = self._scale() * self.devicePixelRatioF()
        wish = QSize(round(self._image.width() * factor), round(self._image.height() * factor))
        if self._image.width() >= wish.width() * _ENOUGH or self._asked.width() >= wish.width() * _ENOUGH:
            return
        self._asked = wish
        self.wanted.emit(wish.width(), wish.height())
