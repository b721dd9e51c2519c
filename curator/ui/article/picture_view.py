"""The picture of an article, cut to its place, or a calm placeholder that says why there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QImage,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.pictures import Picture, PictureState
from curator.ui.look.theme import Space, TextSize, Theme, interface_font, serif_font

_RADIUS = 10
_BADGE_GROUND = QColor(20, 18, 15, 225)
_BADGE_TEXT = QColor("#F4F1EA")


class PictureView(QWidget):
    """Shows one picture, or says why there is none. Signal `clicked`: somebody wants to see it larger."""

    clicked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article_image")
        self.setAccessibleName("Picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme
        self._pixmap = QPixmap()
        self._words = ""
        self._badge = ""
        self._letter = ""
        self._full_height = 0
        theme.changed.connect(self.update)

    @property
    def has_picture(self) -> bool:
        """Whether a picture is painted, rather than a placeholder."""
        return not self._pixmap.isNull()

    @property
    def words(self) -> str:
        """What the placeholder says; "" while a picture is shown or awaited."""
        return self._words

    def set_full_height(self, height: int) -> None:
        """The height of the place when nothing takes room from it: pictures are asked for at that size."""
        self._full_height = height

    def device_size(self) -> QSize:
        """The size a picture must have to be sharp here, in device pixels."""
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self._full_height * ratio))

    def await_picture(self, letter: str) -> None:
        """A picture is on its way: show the ground it will stand on, and nothing that moves."""
        self._set(QPixmap(), "", "", letter, "Picture, loading")

    def show_nothing(self, letter: str, words: str) -> None:
        """There is no picture; `letter` stands for the provider."""
        self._set(QPixmap(), words, "", letter, words)

    def show_picture(self, picture: Picture, place: int, count: int, letter: str) -> None:
        """Show what arrived for picture `place` (from 0) of `count`, be it a picture or a reason."""
        size = f"{picture.natural_width} × {picture.natural_height}"
        badge = f"{place + 1} of {count} · {size}"
        if picture.state is PictureState.READY and isinstance(picture.image, QImage):
            pixmap = QPixmap.fromImage(picture.image)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self._set(pixmap, "", badge, letter, f"Picture {badge}")
        else:
            words = f"Picture: {picture.reason}" if picture.reason else "Picture cannot be shown"
            self._set(QPixmap(), words, f"{place + 1} of {count}" if count > 1 else "", letter, words)

    def _set(self, pixmap: QPixmap, words: str, badge: str, letter: str, description: str) -> None:
        self._pixmap = pixmap
        self._words = words
        self._badge = badge
        self._letter = letter[:1].upper()
        self.setAccessibleDescription(description)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the picture."""
        with QPainter(self) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            frame = QPainterPath()
            frame.addRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
            painter.setClipPath(frame)
            if self._pixmap.isNull():
                self._paint_placeholder(painter)
            else:
                self._paint_pixmap(painter)
            if self._badge:
                self._paint_badge(painter)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the picture."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def _paint_pixmap(self, painter: QPainter) -> None:
        size = self._pixmap.deviceIndependentSize()
        scale = max(self.width() / size.width(), self.height() / size.height())
        width, height = size.width() * scale, size.height() * scale
        # Faces and skylines sit in the upper half of press pictures: cut twice as much below as above.
        target = QRectF((self.width() - width) / 2, (self.height() - height) / 3, width, height)
        painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))

    def _paint_placeholder(self, painter: QPainter) -> None:
        colors = self._theme.colors
        gradient = QLinearGradient(QPointF(0, 0), QPointF(self.width(), self.height()))
        gradient.setColorAt(0, colors.color("cap"))
        gradient.setColorAt(1, colors.color("line"))
        painter.fillRect(self.rect(), gradient)
        letter_box = self.rect().adjusted(0, 0, 0, -Space.LARGE) if self._words else self.rect()
        painter.setFont(serif_font(min(96, max(24, self.height() // 3)), bold=True))
        painter.setPen(colors.color("faint"))
        painter.setOpacity(0.45)
        painter.drawText(letter_box, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.setOpacity(1)
        if not self._words:
            return
        painter.setFont(interface_font(TextSize.SMALL))
        painter.setPen(colors.color("soft"))
        box = self.rect().adjusted(Space.WIDE, 0, -Space.WIDE, -Space.WIDE)
        bottom = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box, bottom | Qt.TextFlag.TextWordWrap, self._words)

    def _paint_badge(self, painter: QPainter) -> None:
        font = interface_font(TextSize.SMALL)
        metrics = QFontMetrics(font)
        width = metrics.horizontalAdvance(self._badge) + 2 * Space.SMALL
        height = metrics.height() + Space.SMALL
        left, top = self.width() - width - Space.BASE, self.height() - height - Space.BASE
        box = QRect(left, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_BADGE_GROUND)
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(font)
        painter.setPen(_BADGE_TEXT)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)
