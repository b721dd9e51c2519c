"""Who published an article, and when: the icon, the name in strong type, the date softly."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from curator.ui.look.theme import Space, TextSize, Theme, interface_font

ICON_SIZE = 22


class MetaLine(QLabel):
    """Its `text()` is the whole line in words; what it paints is the same with an icon and two strengths."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article_meta")
        self.setAccessibleName("Provider and date")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._theme = theme
        self._who = ""
        self._when = ""
        self._icon = QPixmap()
        self._strong = interface_font(bold=True)
        self._plain = interface_font()
        theme.changed.connect(self.update)

    def set_words(self, who: str, when: str) -> None:
        """Show the provider's name and the date; the icon follows when it is there."""
        self._who = who
        self._when = when
        self._icon = QPixmap()
        self.setText(" · ".join(part for part in (who, when) if part))
        self.setAccessibleDescription(self.text())
        self.updateGeometry()
        self.update()

    def set_icon(self, image: QImage | None) -> None:
        """Show the provider's icon, or its letter when there is none."""
        self._icon = QPixmap.fromImage(image) if image is not None else QPixmap()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt asks how large the line would like to be."""
        who = QFontMetrics(self._strong).horizontalAdvance(self._who)
        when = QFontMetrics(self._plain).horizontalAdvance(self._when)
        return QSize(ICON_SIZE + who + when + 3 * Space.BASE, ICON_SIZE + 2)

    def minimumSizeHint(self) -> QSize:
        """It may be cut short; the whole is in its description."""
        return QSize(120, ICON_SIZE + 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the line."""
        with QPainter(self) as painter:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            top = (self.height() - ICON_SIZE) // 2
            paint_icon(painter, QRect(0, top, ICON_SIZE, ICON_SIZE), self._icon, self._who)
            colors = self._theme.colors
            middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            left = ICON_SIZE + 10
            for words, font, color in ((self._who, self._strong, "text"), (self._when, self._plain, "soft")):
                metrics = QFontMetrics(font)
                room = max(0, self.width() - left)
                shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
                painter.setFont(font)
                painter.setPen(colors.color(color))
                painter.drawText(QRect(left, 0, room, self.height()), middle, shown)
                left += metrics.horizontalAdvance(shown) + 10


def paint_icon(painter: QPainter, box: QRect, icon: QPixmap, name: str) -> None:
    """Paint a provider's icon, or its first letter on a colour that is always the same for the same name."""
    painter.save()
    frame = QPainterPath()
    frame.addRoundedRect(QRectF(box), 5, 5)
    painter.setClipPath(frame)
    if icon.isNull():
        painter.fillRect(box, provider_color(name))
        painter.setFont(interface_font(TextSize.SMALL, bold=True))
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name[:1].upper())
    else:
        painter.drawPixmap(box, icon)
    painter.restore()


def provider_color(name: str) -> QColor:
    """A quiet colour for a provider without an icon; stable across runs, so not from `hash`."""
    hue = sum((place + 1) * ord(letter) for place, letter in enumerate(name)) % 360
    return QColor.fromHsl(hue, 96, 104)
