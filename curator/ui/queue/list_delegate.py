"""Paints one article of the list: state at the edge, two lines of title, who and when, quality over heat."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.library.decided import Departure
from curator.triage.decisions import Mark
from curator.ui.look.elision import LineBreaker
from curator.ui.look.figures import figure
from curator.ui.look.theme import Colors, Space, TextSize, Theme, interface_font
from curator.ui.queue.list_model import ItemRole, ListEntry

_EDGE = 4
_FIGURES = 40


class ArticleDelegate(QStyledItemDelegate):
    """Every row has the same height, so a hundred thousand of them cost nothing to lay out."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = LineBreaker(interface_font(bold=True), 2)
        self._small = interface_font(TextSize.SMALL)
        self._small_metrics = QFontMetrics(self._small)
        self._bold = interface_font(bold=True)
        self.row_height = (
            2 * self._title.line_height + self._small_metrics.height() + Space.HAIR + 2 * Space.SMALL
        )

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt asks for one row."""
        entry = index.data(ItemRole.ENTRY)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_current = bool(state & QStyle.StateFlag.State_Selected)
        colors = self._theme.colors
        if not isinstance(entry, ListEntry):
            # It is on its way; an empty row says that there is one.
            if is_current:
                painter.fillRect(rect, colors.color("current"))
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colors.color("line"))
            return
        painter.save()
        if is_current:
            painter.fillRect(rect, colors.color("current"))
        elif entry.is_marked:
            painter.fillRect(rect, colors.color("marked"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, colors.color("line"))
        if entry.mark is not None and entry.departure is Departure.NONE and not is_current:
            painter.setOpacity(0.55)
        edge = "accent" if is_current else edge_color(entry)
        if edge:
            bar = QRect(rect.left(), rect.top() + Space.SMALL, _EDGE, rect.height() - 2 * Space.SMALL)
            painter.fillRect(bar, colors.color(edge))
        inner = rect.adjusted(Space.WIDE, Space.SMALL, -Space.WIDE, -Space.SMALL)
        self._paint_text(painter, inner, entry, colors)
        self._paint_figures(painter, inner, entry, colors)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt asks how tall a row is."""
        return QSize(200, self.row_height)

    def _paint_text(self, painter: QPainter, inner: QRect, entry: ListEntry, colors: Colors) -> None:
        width = inner.width() - _FIGURES - Space.SMALL
        painter.setFont(self._title.font)
        painter.setPen(colors.color("text"))
        y = inner.top()
        for line in self._title.lines(entry.row.title, width):
            box = QRect(inner.left(), y, width, self._title.line_height)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)
            y += self._title.line_height
        painter.setFont(self._small)
        words, color = subline(entry)
        painter.setPen(colors.color(color))
        # The figures stand beside the title only, so this line has the whole width.
        box = QRect(inner.left(), y + Space.HAIR, inner.width(), self._small_metrics.height())
        text = self._small_metrics.elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_figures(self, painter: QPainter, inner: QRect, entry: ListEntry, colors: Colors) -> None:
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        box = QRect(inner.right() - _FIGURES, inner.top(), _FIGURES, self._title.line_height)
        painter.setFont(self._bold)
        painter.setPen(colors.color("text" if entry.row.quality is not None else "soft"))
        painter.drawText(box, right, figure(entry.row.quality))
        if entry.row.heat is not None:
            painter.setFont(self._small)
            painter.setPen(colors.color("soft"))
            painter.drawText(box.translated(0, self._title.line_height), right, figure(entry.row.heat))


def edge_color(entry: ListEntry) -> str:
    """The colour of the bar at the edge, "" for an article nobody has decided."""
    if entry.departure is Departure.SWAPPED:
        return "later"
    if entry.is_failed or entry.row.problem or entry.departure is Departure.UNDONE:
        return "problem"
    if entry.mark is Mark.LATER:
        return "later"
    if entry.mark is None:
        return ""
    return "published" if entry.row.published else "unpublished"


def subline(entry: ListEntry) -> tuple[str, str]:
    """The line under the title, and the name of its colour."""
    row = entry.row
    parts = ["✓ marked"] if entry.is_marked else []
    if entry.departure is Departure.SWAPPED:
        return _joined(*parts, entry.departure_words, row.provider or row.domain, entry.age), "later"
    if entry.is_failed:
        return "mine or theirs?" if entry.is_questioned else "not saved yet", "problem"
    if row.problem and not row.is_editable:
        return row.problem, "problem"
    # The state comes first, so that it is never what is cut off.
    if entry.departure is Departure.UNDONE:
        return _joined(*parts, entry.departure_words, row.provider or row.domain, entry.age), "problem"
    if entry.mark is Mark.LATER:
        parts.append("later")
    elif entry.mark is not None:
        parts.append("published" if row.published else "not published")
    parts += [row.provider or row.domain, entry.age]
    if entry.story > 1:
        parts.append(f"story of {entry.story}")
    return _joined(*parts), "soft"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
