"""The few line drawings of the window: a newspaper for a folder of articles, and one for each empty state.

They are drawn on a grid of 24 by 24 with a line of two, so that they stay sharp at every scale and take the
colour of the theme.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.ui.look.theme import Theme

_GRID = 24.0
_LINE = 1.7


class Glyph(Enum):
    """What is drawn."""

    NEWSPAPER = "newspaper"
    FOLDER = "folder"
    UNREADABLE = "unreadable"
    SEARCH = "search"
    DONE = "done"
    INFO = "info"
    QUESTION = "question"
    PROBLEM = "problem"


def paint_glyph(painter: QPainter, rect: QRectF, glyph: Glyph, color: QColor) -> None:
    """Draw `glyph` into the square `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _GRID, rect.height() / _GRID)
    pen = QPen(color, _LINE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(glyph))
    painter.restore()


def _path(glyph: Glyph) -> QPainterPath:
    match glyph:
        case Glyph.NEWSPAPER:
            return _newspaper()
        case Glyph.FOLDER:
            return _folder()
        case Glyph.UNREADABLE:
            return _unreadable()
        case Glyph.SEARCH:
            return _search()
        case Glyph.DONE:
            return _ringed(_lines(((7.5, 12.4), (10.6, 15.4), (16.5, 9))))
        case Glyph.INFO:
            return _ringed(_lines(((12, 11), (12, 16.5)), ((12, 7.6), (12, 7.7))))
        case Glyph.QUESTION:
            return _ringed(_question())
        case Glyph.PROBLEM:
            return _ringed(_lines(((12, 7.2), (12, 12.8)), ((12, 16.3), (12, 16.4))))


def _lines(*strokes: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for first, *rest in strokes:
        path.moveTo(QPointF(*first))
        for point in rest:
            path.lineTo(QPointF(*point))
    return path


def _ringed(inside: QPainterPath) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(2.5, 2.5, 19, 19))
    path.addPath(inside)
    return path


def _newspaper() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(2, 3, 16.5, 18), 2.4, 2.4)
    path.addPath(_lines(((6, 7.6), (14.4, 7.6)), ((6, 12), (14.4, 12)), ((6, 16.4), (11, 16.4))))
    path.moveTo(18.5, 7.4)
    path.lineTo(22, 7.4)
    path.lineTo(22, 18.6)
    path.cubicTo(22, 20.2, 21.2, 21, 19.8, 21)
    return path


def _folder() -> QPainterPath:
    path = QPainterPath(QPointF(2.5, 7.2))
    path.cubicTo(2.5, 5.6, 3.3, 4.8, 4.9, 4.8)
    path.lineTo(8.6, 4.8)
    path.lineTo(11, 7.4)
    path.lineTo(19.1, 7.4)
    path.cubicTo(20.7, 7.4, 21.5, 8.2, 21.5, 9.8)
    path.lineTo(21.5, 17)
    path.cubicTo(21.5, 18.6, 20.7, 19.4, 19.1, 19.4)
    path.lineTo(4.9, 19.4)
    path.cubicTo(3.3, 19.4, 2.5, 18.6, 2.5, 17)
    path.closeSubpath()
    return path


def _unreadable() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(4, 2.5, 16, 19), 2.4, 2.4)
    path.addPath(_lines(((9, 9), (15, 15)), ((15, 9), (9, 15))))
    return path


def _search() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(3, 3, 14, 14))
    path.addPath(_lines(((15.2, 15.2), (21, 21))))
    return path


def _question() -> QPainterPath:
    path = QPainterPath(QPointF(9.4, 9.6))
    path.cubicTo(9.4, 6.2, 14.8, 6.4, 14.6, 9.6)
    path.cubicTo(14.5, 11.4, 12, 11.6, 12, 13.4)
    path.addPath(_lines(((12, 16.5), (12, 16.6))))
    return path


class GlyphView(QWidget):
    """One glyph as a label, in a colour of the theme by name ("accent")."""

    def __init__(
        self, theme: Theme, glyph: Glyph, side: int, color: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._glyph = glyph
        self._side = side
        self._color = color
        self.setObjectName("glyph")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name()
        theme.changed.connect(self._on_theme_changed)

    def set_glyph(self, glyph: Glyph, color: str) -> None:
        """Draw another glyph, in the theme's colour of that name."""
        self._glyph = glyph
        self._color = color
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(self._glyph.value)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the glyph."""
        with QPainter(self) as painter:
            paint_glyph(painter, QRectF(self.rect()), self._glyph, self._theme.colors.color(self._color))
