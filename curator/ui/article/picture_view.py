"""The picture of an article in its place, or a calm placeholder that says why there is none."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
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

from curator.pictures import Picture, PictureState, fills_place
from curator.ui.article.picture_badge import paint_badge
from curator.ui.article.picture_ground import ground_for
from curator.ui.article.picture_words import LOADING, NO_PICTURE, PictureWords
from curator.ui.look.key_cap import CAP_HEIGHT, CapTone, key_cap_width, paint_key_cap
from curator.ui.look.theme import Space, TextSize, Theme, interface_font, serif_font

_RADIUS = 10
_PATIENCE_MILLISECONDS = 400
"""Most pictures are there sooner, and a word that comes and goes is a flicker."""


class PictureView(QWidget):
    """Shows one picture, or says why there is none. Signal `clicked`: somebody wants to see it larger."""

    clicked = Signal()

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, patience: int = _PATIENCE_MILLISECONDS
    ) -> None:
        super().__init__(parent)
        self.setObjectName("article_image")
        self.setAccessibleName("Picture")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme
        self._image = QImage()
        self._pixmap = QPixmap()
        self._fills = True
        self._words = PictureWords()
        self._is_slow = False
        self._letter = ""
        self._full_height = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience)
        self._patience.timeout.connect(self._on_patience_timeout)
        theme.changed.connect(self.update)

    @property
    def has_picture(self) -> bool:
        """Whether a picture is painted, rather than a placeholder."""
        return not self._pixmap.isNull()

    def set_full_height(self, height: int) -> None:
        """The height of the place when nothing takes room from it: pictures are asked for at that size."""
        self._full_height = height

    def device_size(self) -> QSize:
        """The size a picture must have to be sharp here, in device pixels."""
        ratio = self.devicePixelRatioF()
        return QSize(round(self.width() * ratio), round(self._full_height * ratio))

    def await_picture(self, letter: str) -> None:
        """A picture is on its way: show the ground it will stand on, and nothing that moves."""
        self._set(QImage(), PictureWords(), letter, "Picture, loading")
        self._patience.start()

    def show_nothing(self, letter: str, words: PictureWords) -> None:
        """There is no picture; `letter` stands for the provider."""
        self._set(QImage(), words, letter, words.description)

    def show_picture(self, picture: Picture, words: PictureWords, letter: str) -> None:
        """Show what arrived, be it a picture or a reason, with what is said of it."""
        if picture.state is PictureState.READY and isinstance(picture.image, QImage):
            self._fills = fills_place(picture)
            self._set(picture.image, words, letter, words.description)
        else:
            self.show_nothing(letter, words)

    def _set(self, image: QImage, words: PictureWords, letter: str, description: str) -> None:
        self._patience.stop()
        self._is_slow = False
        self._image = image
        self._pixmap = QPixmap.fromImage(image)
        self._pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self._words = words
        self._letter = letter[:1].upper()
        self.setAccessibleDescription(description)
        self.update()

    @Slot()
    def _on_patience_timeout(self) -> None:
        self._is_slow = True
        self.setAccessibleDescription("Picture, still loading")
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
            paint_badge(painter, QRectF(self.rect()), self._words)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click anywhere on the picture."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def _paint_pixmap(self, painter: QPainter) -> None:
        if not self._fills or self._pixmap.hasAlphaChannel():
            painter.fillRect(self.rect(), ground_for(self._image, self._theme.colors))
        target = filling(self._pixmap, self.size()) if self._fills else standing(self._pixmap, self.size())
        painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))

    def _paint_placeholder(self, painter: QPainter) -> None:
        colors = self._theme.colors
        gradient = QLinearGradient(QPointF(0, 0), QPointF(self.width(), self.height()))
        gradient.setColorAt(0, colors.color("cap"))
        gradient.setColorAt(1, colors.color("line"))
        painter.fillRect(self.rect(), gradient)
        reason = self._words.reason or (LOADING if self._is_slow else "")
        below = (Space.HUGE if self._words.key else Space.LARGE) if reason else 0
        letter_box = self.rect().adjusted(0, 0, 0, -below)
        painter.setFont(serif_font(min(96, max(24, self.height() // 3)), bold=True))
        painter.setPen(colors.color("faint"))
        painter.setOpacity(0.45)
        painter.drawText(letter_box, Qt.AlignmentFlag.AlignCenter, self._letter)
        painter.setOpacity(1)
        if not reason:
            return
        bottom = self.height() - Space.WIDE
        if self._words.key:
            self._paint_help(painter, bottom)
            bottom -= CAP_HEIGHT + Space.SMALL
        # What nobody has to look into is said softly.
        self._paint_line(painter, bottom, reason, "soft" if reason in (LOADING, NO_PICTURE) else "text")

    def _paint_line(self, painter: QPainter, bottom: int, words: str, colour: str) -> None:
        font = interface_font(TextSize.BASE if colour == "text" else TextSize.SMALL)
        painter.setFont(font)
        painter.setPen(self._theme.colors.color(colour))
        box = QRect(Space.WIDE, 0, self.width() - 2 * Space.WIDE, bottom)
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        painter.drawText(box, middle | Qt.TextFlag.TextWordWrap, words)

    def _paint_help(self, painter: QPainter, bottom: int) -> None:
        """The key that helps, and what it does."""
        font = interface_font(TextSize.SMALL)
        metrics = QFontMetrics(font)
        cap = key_cap_width(self._words.key)
        words = metrics.elidedText(
            self._words.help,
            Qt.TextElideMode.ElideRight,
            max(1, int(self.width() - 2 * Space.WIDE - cap - Space.SMALL)),
        )
        left = (self.width() - cap - Space.SMALL - metrics.horizontalAdvance(words)) / 2
        middle = bottom - CAP_HEIGHT / 2
        colors = self._theme.colors
        paint_key_cap(painter, QPointF(left, middle), self._words.key, colors, CapTone.ON_PICTURE)
        painter.setFont(font)
        painter.setPen(colors.color("soft"))
        box = QRectF(left + cap + Space.SMALL, bottom - CAP_HEIGHT, self.width(), CAP_HEIGHT)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def filling(pixmap: QPixmap, place: QSize) -> QRectF:
    """Where a picture goes that is to leave no gap."""
    size = pixmap.deviceIndependentSize()
    size *= max(place.width() / size.width(), place.height() / size.height())
    # Faces and skylines sit in the upper half of press pictures: cut twice as much below as above.
    left, top = (place.width() - size.width()) / 2, (place.height() - size.height()) / 3
    return QRectF(QPointF(left, top), QSizeF(size))


def standing(pixmap: QPixmap, place: QSize) -> QRectF:
    """Where a picture goes that is shown whole: in the middle, in its own size, or smaller where it must."""
    size = pixmap.deviceIndependentSize()
    size *= min(1.0, place.width() / size.width(), place.height() / size.height())
    # On whole pixels: half of one makes a small picture soft.
    left = round((place.width() - size.width()) / 2)
    top = round((place.height() - size.height()) / 2)
    return QRectF(QPointF(left, top), size)
