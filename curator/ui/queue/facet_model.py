"""The lines of the narrowing panel as a Qt list model, and how one of them is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.library.query_edit import Standing
from curator.ui.look.theme import Space, TextSize, Theme, interface_font
from curator.ui.look.tool_tip import tool_tip
from curator.ui.queue.facet_rows import FacetGroup, FacetLine, LineKind

LINE_HEIGHT = 28
LINE_ROLE = Qt.ItemDataRole.UserRole
_SIGN = 14

Index = QModelIndex | QPersistentModelIndex


class FacetModel(QAbstractListModel):
    """Holds the lines; `LINE_ROLE` is the FacetLine itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[FacetLine, ...] = ()

    def set_lines(self, lines: Sequence[FacetLine]) -> None:
        """Show these; where only numbers and signs differ, cursor and scroll stay."""
        fresh = tuple(lines)
        if [line.key for line in fresh] == [line.key for line in self._lines]:
            self._lines = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._lines = fresh
        self.endResetModel()

    def line(self, place: int) -> FacetLine | None:
        """The line at a place."""
        return self._lines[place] if 0 <= place < len(self._lines) else None

    def place_of(self, line: FacetLine) -> int:
        """Where the line about the same is now, -1 when there is none."""
        return next((at for at, each in enumerate(self._lines) if each.key == line.key), -1)

    def first_value(self) -> int:
        """The first line that is a value to narrow by, else one that can be taken back; -1 without either."""
        values = [at for at, line in enumerate(self._lines) if line.kind is LineKind.VALUE]
        return next(
            (at for at in values if self._lines[at].group is not FacetGroup.TYPED), min(values, default=-1)
        )

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Qt asks how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt asks for one aspect of one line."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == LINE_ROLE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(line)
        if role == Qt.ItemDataRole.ToolTipRole and line.kind is LineKind.VALUE:
            return tool_tip(line.words, "Click to narrow, Shift+click to leave out")
        return None


def spoken(line: FacetLine) -> str:
    """The line in words, for a screen reader."""
    if line.kind is LineKind.GROUP:
        return f"{line.words}, {line.count:,} values, {'unfolded' if line.is_open else 'folded'}"
    if line.kind is LineKind.MORE:
        return f"{line.words} of {line.group}"
    # Of what is left out nothing is listed, so there is nothing to count.
    if line.standing is Standing.EXCLUDED:
        return f"{line.words}, left out"
    if line.count is None:
        return f"{line.words}, chosen"
    articles = "1 article" if line.count == 1 else f"{line.count:,} articles"
    return f"{line.words}, {articles}" + (", chosen" if line.standing is Standing.WANTED else "")


class FacetDelegate(QStyledItemDelegate):
    """Paints a sign, the value, and how many articles have it; every line has the same height."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._base, self._small = interface_font(), interface_font(TextSize.SMALL)
        self._strong = interface_font(bold=True)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Qt asks how tall a line is."""
        return QSize(0, LINE_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt asks for one line."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, FacetLine):
            return
        rect: QRect = option.rect
        colors = self._theme.colors
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colors.color("current"))
        inner = rect.adjusted(Space.WIDE, 0, -Space.WIDE, 0)
        taken = self._paint_count(painter, inner, line)
        words = inner.adjusted(0 if line.kind is LineKind.GROUP else _SIGN + Space.HAIR, 0, -taken, 0)
        self._paint_sign(painter, inner, line)
        self._paint_words(painter, words, line)
        painter.restore()

    def _paint_count(self, painter: QPainter, rect: QRect, line: FacetLine) -> int:
        """Paint the number at the right; the width it takes."""
        if line.kind is LineKind.MORE or line.count is None or line.standing is Standing.EXCLUDED:
            return 0
        text = f"{line.count:,}"
        painter.setFont(self._small)
        painter.setPen(self._theme.colors.color("soft"))
        right = _SIGN + Space.HAIR if line.kind is LineKind.GROUP else 0
        box = rect.adjusted(0, 0, -right, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        return QFontMetrics(self._small).horizontalAdvance(text) + right + Space.SMALL

    def _paint_sign(self, painter: QPainter, rect: QRect, line: FacetLine) -> None:
        colors = self._theme.colors
        if line.kind is LineKind.GROUP:
            middle = QPointF(rect.right() - _SIGN / 2 + 1, rect.center().y() + 0.5)
            _draw_fold(painter, middle, colors.color("soft"), is_open=line.is_open)
        elif line.standing is not Standing.ABSENT:
            is_wanted = line.standing is Standing.WANTED
            middle = QPointF(rect.left() + _SIGN / 2 - 1, rect.center().y() + 0.5)
            _draw_standing(painter, middle, colors.color("accent" if is_wanted else "problem"), line.standing)

    def _paint_words(self, painter: QPainter, rect: QRect, line: FacetLine) -> None:
        colors = self._theme.colors
        font, color = self._base, "text"
        words = line.words
        if line.kind is LineKind.GROUP:
            font, color, words = self._small, "soft", words.upper()
        elif line.kind is LineKind.MORE:
            font, color = self._small, "soft"
        elif line.standing is Standing.WANTED:
            font, color = self._strong, "accent"
        elif line.standing is Standing.EXCLUDED:
            color = "soft"
        painter.setFont(font)
        painter.setPen(colors.color(color))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(rect, flags, shown)
        if line.standing is Standing.EXCLUDED:
            width = QFontMetrics(font).horizontalAdvance(shown)
            painter.drawLine(rect.left(), rect.center().y() + 1, rect.left() + width, rect.center().y() + 1)


def _pen(color: QColor) -> QPen:
    return QPen(color, 1.7, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _draw_fold(painter: QPainter, middle: QPointF, color: QColor, *, is_open: bool) -> None:
    painter.setPen(_pen(color))
    if is_open:
        points = [QPointF(-3.5, -1.5), QPointF(0, 2), QPointF(3.5, -1.5)]
    else:
        points = [QPointF(-1.5, -3.5), QPointF(2, 0), QPointF(-1.5, 3.5)]
    painter.drawPolyline([middle + point for point in points])


def _draw_standing(painter: QPainter, middle: QPointF, color: QColor, standing: Standing) -> None:
    painter.setPen(_pen(color))
    if standing is Standing.WANTED:
        points = [QPointF(-4, 0), QPointF(-1, 3), QPointF(4, -3)]
    else:
        points = [QPointF(-4, 0), QPointF(4, 0)]
    painter.drawPolyline([middle + point for point in points])
