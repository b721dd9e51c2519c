"""Paints a finding (whose article, where in it, what is wrong) and the row that heads a kind."""

from __future__ import annotations

import os

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.ui.look.theme import Colors, Space, TextSize, Theme, interface_font
from curator.ui.problems.problem_model import FindingEntry, KindEntry, ProblemRole

_PLACE_SHARE = 0.45
"""How much of a row the file's name may take beside the title."""
_FOLD = 14
_EDGE = 4
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class ProblemDelegate(QStyledItemDelegate):
    """Every row has the same height, so a hundred thousand of them cost nothing to lay out."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._base, self._bold = interface_font(), interface_font(bold=True)
        self._small = interface_font(TextSize.SMALL)
        self._line = QFontMetrics(self._base).height()
        self.row_height = 2 * self._line + 2 * Space.SMALL

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt asks how tall a row is."""
        return QSize(200, self.row_height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for one row."""
        entry = index.data(ProblemRole.ENTRY)
        rect: QRect = option.rect
        colors = self._theme.colors
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colors.color("current"))
            bar = QRect(rect.left(), rect.top() + Space.SMALL, _EDGE, rect.height() - 2 * Space.SMALL)
            painter.fillRect(bar, colors.color("accent"))
        inner = rect.adjusted(Space.BASE, Space.SMALL, -Space.BASE, -Space.SMALL)
        if isinstance(entry, KindEntry):
            self._paint_kind(painter, inner, entry, colors)
        elif isinstance(entry, FindingEntry):
            self._paint_finding(painter, inner, entry, colors)
        painter.restore()

    def _paint_kind(self, painter: QPainter, inner: QRect, entry: KindEntry, colors: Colors) -> None:
        """Paint the name of a kind with its count, on the line above its findings."""
        line = QRect(inner.left(), inner.bottom() - self._line + 1, inner.width(), self._line)
        middle = QPointF(line.left() + _FOLD / 2 - 2, line.center().y() + 1)
        painter.setPen(
            QPen(colors.color("soft"), 1.7, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        )
        shape = ((-3.5, -1.5), (0, 2), (3.5, -1.5)) if entry.is_open else ((-1.5, -3.5), (2, 0), (-1.5, 3.5))
        painter.drawPolyline([middle + QPointF(x, y) for x, y in shape])
        count = f"{entry.count:,}"
        words = line.adjusted(_FOLD + Space.HAIR, 0, -_width(self._base, count) - Space.SMALL, 0)
        _draw(painter, words, self._bold, entry.words, colors, "problem")
        taken = min(words.width(), _width(self._bold, entry.words)) + Space.SMALL
        _draw(painter, line.adjusted(_FOLD + Space.HAIR + taken, 0, 0, 0), self._base, count, colors, "soft")
        painter.fillRect(inner.left(), inner.bottom() + Space.SMALL, inner.width(), 1, colors.color("line"))

    @property
    def band_height(self) -> int:
        """How tall a band is in which `paint_band` paints."""
        return self._line + 2 * Space.SMALL

    def paint_band(self, painter: QPainter, band: QRect, entry: KindEntry) -> None:
        """Paint the name of a kind over the rows scrolled below it."""
        colors = self._theme.colors
        painter.fillRect(band, colors.color("panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_kind(painter, band.adjusted(Space.BASE, 0, -Space.BASE, -Space.SMALL), entry, colors)

    def _paint_finding(self, painter: QPainter, inner: QRect, entry: FindingEntry, colors: Colors) -> None:
        inner = inner.adjusted(_FOLD + Space.HAIR, 0, 0, 0)
        above = QRect(inner.left(), inner.top(), inner.width(), self._line)
        taken = self._paint_place(painter, above, entry, colors)
        strength = "soft" if entry.is_outdated else "text"
        _draw(painter, above.adjusted(0, 0, -taken, 0), self._bold, entry.title, colors, strength)
        below = above.translated(0, self._line)
        _draw(painter, below, self._base, entry.message, colors, "soft")

    def _paint_place(self, painter: QPainter, line: QRect, entry: FindingEntry, colors: Colors) -> int:
        """Paint file and line at the right, the line number always in full; the width taken."""
        number = "" if entry.line is None else f" · line {entry.line:,}"
        before = "changed since · " if entry.is_outdated else ""
        fixed = _width(self._small, before + number)
        room = max(0, int(line.width() * _PLACE_SHARE) - fixed)
        metrics = QFontMetrics(self._small)
        name = entry.name
        if metrics.horizontalAdvance(name) > room:
            # The folders go first; of the file's name both ends tell it from others.
            name = metrics.elidedText(os.path.basename(name), Qt.TextElideMode.ElideMiddle, room)
        painter.setFont(self._small)
        painter.setPen(colors.color("soft"))
        painter.drawText(line, _RIGHT, before + name + number)
        return metrics.horizontalAdvance(before + name + number) + Space.WIDE


def _width(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)


def _draw(painter: QPainter, box: QRect, font: QFont, text: str, colors: Colors, color: str) -> None:
    painter.setFont(font)
    painter.setPen(colors.color(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, _LEFT, shown)
