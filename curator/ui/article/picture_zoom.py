"""One picture over the whole window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from curator.pictures import Picture, PictureRequest, PictureService
from curator.ui.look.theme import Space, TextSize, interface_font

_SCRIM = QColor(12, 11, 10, 235)
_WORDS = QColor("#EDEAE3")


class PictureZoom(QWidget):
    """Covers its parent until a key or a click; shows the picture as large as it is, or as fits."""

    def __init__(self, service: PictureService, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("picture_zoom")
        self.setAccessibleName("Picture, large")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._service = service
        self._owner = parent
        self._request: PictureRequest | None = None
        self._pixmap = QPixmap()
        self._words = ""
        service.picture_ready.connect(self._on_service_picture_ready)
        parent.installEventFilter(self)
        self.hide()

    def box(self) -> QSize:
        """The size a picture may have here, in device pixels."""
        return self._owner.size() * self._owner.devicePixelRatioF()

    def open(self, request: PictureRequest) -> None:
        """Show this picture; it is asked for when it is not in memory."""
        self._request = request
        self._pixmap = QPixmap()
        self._words = "Loading…"
        self.setGeometry(self._owner.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        known = self._service.lookup(request)
        if known is not None:
            self._take(known)
        else:
            self._service.request(request, urgent=True)

    def _take(self, picture: Picture) -> None:
        if picture.image is not None:
            self._pixmap = QPixmap.fromImage(picture.image)
            self._pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self._words = f"{picture.natural_width} × {picture.natural_height} · any key closes"
        else:
            self._words = f"{picture.reason} · any key closes"
        self.setAccessibleDescription(self._words)
        self.update()

    @Slot(object)
    def _on_service_picture_ready(self, picture: Picture) -> None:
        if self.isVisible() and picture.request == self._request:
            self._take(picture)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the parent."""
        if watched is self._owner and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._owner.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key closes and does nothing else: nobody decides on what is covered."""
        if not event.isAutoRepeat():
            self._close()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click closes."""
        self._close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the picture."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.rect(), _SCRIM)
            if not self._pixmap.isNull():
                size = self._pixmap.deviceIndependentSize()
                # The window may have become smaller since the picture was asked for.
                size *= min(1.0, self.width() / size.width(), self.height() / size.height())
                left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
                target = QRectF(left, top, size.width(), size.height())
                painter.drawPixmap(target, self._pixmap, QRectF(self._pixmap.rect()))
            painter.setFont(interface_font(TextSize.SMALL))
            painter.setPen(_WORDS)
            box = self.rect().adjusted(0, 0, 0, -Space.WIDE)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, self._words)

    def _close(self) -> None:
        self.hide()
        self._owner.setFocus()
