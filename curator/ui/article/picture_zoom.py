"""One picture over the whole window: as large as fits, or in full size, point for point."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from curator.pictures import Animation, Picture, PictureRequest, PictureService
from curator.ui.article.picture_ground import ground_for
from curator.ui.article.picture_player import PicturePlayer
from curator.ui.article.picture_words import LOADING, RETRY_KEY
from curator.ui.article.zoom_line import LINE_HEIGHT, ZoomLine, paint_line
from curator.ui.article.zoom_room import STEP, bounded_offset, fitted, moved
from curator.ui.article.zoom_words import LOADING_LINE, Painted, failed_line, shown_line
from curator.ui.article.zoomed import Zoomed
from curator.ui.commands.strokes import stroke_of
from curator.ui.look.theme import DARK

MOST_PIXELS = 8192
"""On each side of a picture in full size; a larger one is made that large."""
_SCRIM = QColor(12, 11, 10, 242)
_TOGGLES = ("Space", "Enter")
_MOVES = {
    "Left": (1, 0),
    "H": (1, 0),
    "Right": (-1, 0),
    "L": (-1, 0),
    "Up": (0, 1),
    "K": (0, 1),
    "Down": (0, -1),
    "J": (0, -1),
}
_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
    }
)
_STEPS = {"I": 1, "Right": 1, "Left": -1}


class PictureZoom(QWidget):
    """Covers its parent until a key that means nothing here, or a click; nobody decides on what is covered.

    Signals: `step_requested(int)` for another picture of the article, so many places on;
    `retry_requested()` for the same once more.
    """

    step_requested = Signal(int)
    retry_requested = Signal()

    def __init__(self, service: PictureService, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("picture_zoom")
        self.setAccessibleName("Picture, large")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._service = service
        self._owner = parent
        self._zoomed: Zoomed | None = None
        self._picture: Picture | None = None
        self._full: QImage | None = None
        self._frame: QImage | None = None
        self._note = ""
        self._is_full = False
        self._is_play_awaited = False
        self._offset = QPointF()
        self._held_at = QPointF()
        self._is_dragged = False
        self._player = PicturePlayer(self)
        self._player.frame_changed.connect(self._on_player_frame_changed)
        service.picture_ready.connect(self._on_service_picture_ready)
        service.animation_ready.connect(self._on_service_animation_ready)
        parent.installEventFilter(self)
        self.hide()

    def box(self) -> QSize:
        """The size a picture may have here, in device pixels."""
        room = self._owner.size() - QSize(0, LINE_HEIGHT)
        return room.expandedTo(QSize(1, 1)) * self._owner.devicePixelRatioF()

    def open(self, zoomed: Zoomed) -> None:
        """Show this picture; it is asked for when it is not in memory."""
        self._let_go()
        self._zoomed = zoomed
        self.setGeometry(self._owner.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self._picture = self._service.lookup(zoomed.request)
        if self._picture is None:
            self._service.request(zoomed.request, urgent=True)
        self._tell()

    def _let_go(self) -> None:
        """Hold nothing of the picture before; one in full size may be a hundred megabytes."""
        self._player.stop()
        self._picture = self._full = self._frame = None
        self._note = ""
        self._is_full = self._is_play_awaited = False
        self._offset = QPointF()

    def _line(self) -> ZoomLine:
        """What is said of the picture, and the keys that do something now."""
        zoomed, picture = self._zoomed, self._picture
        if zoomed is None or picture is None:
            return LOADING_LINE
        if picture.image is None:
            return failed_line(zoomed, picture)
        is_reduced, is_playing = self._is_reduced(picture), self._player.is_playing
        return shown_line(
            zoomed, picture, Painted(self._scale(), self._is_full, is_reduced, is_playing, self._note)
        )

    def _is_reduced(self, picture: Picture) -> bool:
        """Whether there is more to see than fits the window."""
        return self._target().width() * self.devicePixelRatioF() < picture.natural_width - 1

    def _scale(self) -> float:
        """How large the picture is painted, 1 for one pixel of the screen for each of the picture."""
        picture = self._picture
        if picture is None or picture.image is None or not picture.natural_width:
            return 1.0
        return self._target().width() * self.devicePixelRatioF() / picture.natural_width

    def _tell(self) -> None:
        self.setAccessibleDescription(self._line().spoken)
        self.update()

    def _toggle_size(self) -> None:
        picture = self._picture
        if picture is None or picture.image is None or not (self._is_full or self._is_reduced(picture)):
            return
        self._is_full = not self._is_full
        self._offset = QPointF()
        self._stop()
        if self._is_full and self._full is None:
            request = self._full_request(picture)
            known = picture if request == picture.request else self._service.lookup(request)
            if known is not None and known.image is not None:
                self._full = known.image
            else:
                self._note = LOADING
                self._service.request(request, urgent=True)
        self._tell()

    @staticmethod
    def _full_request(picture: Picture) -> PictureRequest:
        width, height = min(picture.natural_width, MOST_PIXELS), min(picture.natural_height, MOST_PIXELS)
        return PictureRequest(picture.request.source, width, height)

    def _shift(self, by: QPointF) -> None:
        self._offset = bounded_offset(self._target().size(), self._room(), self._offset + by)
        self.update()

    def _play(self) -> None:
        if self._player.is_playing or self._is_play_awaited:
            self._stop()
        elif self._picture is not None and self._picture.is_animated and self._zoomed is not None:
            self._is_full = False
            self._is_play_awaited = True
            self._note = LOADING
            self._service.animate(self._zoomed.request)
        self._tell()

    def _stop(self) -> None:
        self._player.stop()
        self._frame = None
        self._is_play_awaited = False
        self._note = ""

    @Slot(object)
    def _on_service_picture_ready(self, picture: Picture) -> None:
        if self.isHidden() or self._zoomed is None:
            return
        if picture.request == self._zoomed.request:
            self._picture = picture
            self._tell()
        elif (
            self._is_full
            and self._picture is not None
            and picture.request == self._full_request(self._picture)
        ):
            self._full = picture.image
            self._note = "" if picture.image is not None else picture.reason
            self._tell()

    @Slot(object)
    def _on_service_animation_ready(self, animation: Animation) -> None:
        if not self._is_play_awaited or self._zoomed is None or animation.request != self._zoomed.request:
            return
        self._is_play_awaited = False
        self._note = animation.reason
        if animation.frames:
            self._player.play(animation)
        self._tell()

    @Slot(object)
    def _on_player_frame_changed(self, frame: QImage) -> None:
        self._frame = frame
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the parent."""
        if watched is self._owner and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._owner.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key that means nothing here closes, and does nothing else."""
        stroke = stroke_of(event)
        if self._is_full and stroke in _MOVES:
            across, down = _MOVES[stroke]
            self._shift(QPointF(across * self.width() * STEP, down * self.height() * STEP))
        elif event.key() in _MODIFIERS or event.isAutoRepeat():
            return
        elif stroke in _TOGGLES:
            self._toggle_size()
        elif stroke in _STEPS and self._zoomed is not None and self._zoomed.count > 1:
            self.step_requested.emit(_STEPS[stroke])
        elif stroke == RETRY_KEY:
            self.retry_requested.emit()
        elif stroke == "P" and self._picture is not None and self._picture.is_animated:
            self._play()
        else:
            self._close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click closes; in full size the picture can be dragged."""
        self._held_at = event.position()
        self._is_dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the picture along."""
        if self._is_full:
            self._is_dragged = True
            self._shift(event.position() - self._held_at)
            self._held_at = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing was dragged: it was a click."""
        if not self._is_dragged:
            self._close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the picture."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), _SCRIM)
            image = self._image()
            if image is not None:
                # Point for point nothing is to be mixed.
                is_exact = self._is_full and self._full is not None
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not is_exact)
                target = self._target()
                if image.hasAlphaChannel():
                    painter.fillRect(target, ground_for(image, DARK))
                painter.drawImage(target, image, QRectF(image.rect()))
            paint_line(painter, QRectF(self.rect()), self._line())

    def _image(self) -> QImage | None:
        """What is painted now: a frame, the full size once it is there, or what fits the window."""
        if self._frame is not None:
            return self._frame
        if self._is_full and self._full is not None:
            return self._full
        return self._picture.image if self._picture is not None else None

    def _room(self) -> QSizeF:
        """Where the picture may be: in full size below the line as well, which is painted over it."""
        return QSizeF(self.size() if self._is_full else self.size() - QSize(0, LINE_HEIGHT))

    def _target(self) -> QRectF:
        picture, image = self._picture, self._image()
        if picture is None or image is None:
            return QRectF()
        ratio = self.devicePixelRatioF()
        if not self._is_full:
            return fitted(QSizeF(image.size()) / ratio, self._room())
        request = self._full_request(picture)
        full = QSize(picture.natural_width, picture.natural_height)
        full.scale(request.width, request.height, Qt.AspectRatioMode.KeepAspectRatio)
        return moved(QSizeF(full) / ratio, self._room(), self._offset)

    def _close(self) -> None:
        self.hide()
        self._let_go()
        self._owner.setFocus()
