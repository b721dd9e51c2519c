"""Paints one related item as a card: small picture, two lines of title, who and how good, its place here."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.ui.article.meta_line import provider_color
from curator.ui.look.elision import LineBreaker
from curator.ui.look.theme import Colors, Space, TextSize, Theme, interface_font
from curator.ui.story.related_model import RelatedCard, RelatedRole

PICTURE = QSize(84, 60)
_RADIUS = 6


class RelatedDelegate(QStyledItemDelegate):
    """Cards of one height, separated by a hairline."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = LineBreaker(interface_font(bold=True), 2)
        self._small = interface_font(TextSize.SMALL)
        self._strong = interface_font(TextSize.SMALL, bold=True)
        self._small_height = QFontMetrics(self._small).height()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt asks how tall a card is."""
        text = 2 * self._title.line_height + 2 * self._small_height + Space.SMALL + 2
        return QSize(200, text + 2 * Space.SMALL)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for one card."""
        card = index.data(RelatedRole.CARD)
        if not isinstance(card, RelatedCard):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        colors = self._theme.colors
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        has_cursor = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus
        if (state & has_cursor) == has_cursor:
            painter.fillRect(rect, colors.color("current"))
        painter.fillRect(rect.left(), rect.top(), rect.width(), 1, colors.color("line"))
        inner = rect.adjusted(Space.WIDE, Space.BASE, -Space.WIDE, 0)
        self._paint_picture(painter, QRect(inner.topLeft(), PICTURE), card)
        self._paint_words(painter, inner.adjusted(PICTURE.width() + Space.BASE, -2, 0, 0), card, colors)
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRect, card: RelatedCard) -> None:
        painter.save()
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(box), _RADIUS, _RADIUS)
        painter.setClipPath(frame)
        if card.image is None:
            color = provider_color(card.item.provider.label)
            color.setAlpha(90)
            painter.fillRect(box, color)
            painter.setPen(self._theme.colors.color("soft"))
            painter.setFont(interface_font(TextSize.READING, bold=True))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, card.item.provider.label[:1].upper())
        else:
            painter.drawImage(box, card.image, _cover(card.image.size(), box.size()))
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRect, card: RelatedCard, colors: Colors) -> None:
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._title.font)
        painter.setPen(colors.color("text"))
        y = box.top()
        for line in self._title.lines(card.item.title or "(no title)", box.width()):
            painter.drawText(QRect(box.left(), y, box.width(), self._title.line_height), left, line)
            y += self._title.line_height
        y += 2
        who = card.item.provider.label
        metrics = QFontMetrics(self._small)
        standing_width = QFontMetrics(self._strong).horizontalAdvance(card.standing)
        who = metrics.elidedText(who, Qt.TextElideMode.ElideRight, box.width() - standing_width - Space.WIDE)
        who = f"{who} · " if who else ""
        painter.setFont(self._small)
        painter.setPen(colors.color("soft"))
        painter.drawText(QRect(box.left(), y, box.width(), self._small_height), left, who)
        painter.setFont(self._strong if card.outranks else self._small)
        painter.setPen(colors.color("problem" if card.outranks else "soft"))
        shift = metrics.horizontalAdvance(who)
        painter.drawText(QRect(box.left() + shift, y, box.width(), self._small_height), left, card.standing)
        if card.folder_state:
            room = QRect(box.left(), y + self._small_height + 3, box.width(), self._small_height + 2)
            self._paint_badge(painter, room, card.folder_state, colors)

    def _paint_badge(self, painter: QPainter, room: QRect, words: str, colors: Colors) -> None:
        painter.setFont(self._small)
        metrics = QFontMetrics(self._small)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width() - 2 * Space.SMALL)
        width = metrics.horizontalAdvance(shown) + 2 * Space.SMALL
        box = QRect(room.topLeft(), QSize(width, room.height()))
        painter.setPen(colors.color("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(colors.color("published" if "published" in words and "not" not in words else "soft"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


def _cover(image: QSize, box: QSize) -> QRect:
    """The part of a picture that fills the box without being stretched."""
    size = box.scaled(image, Qt.AspectRatioMode.KeepAspectRatio)
    return QRect(
        (image.width() - size.width()) // 2,
        (image.height() - size.height()) // 3,
        size.width(),
        size.height(),
    )
