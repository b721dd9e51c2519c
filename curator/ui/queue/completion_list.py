"""The completions of a filter as a Qt list model, and how a row of them is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.library.query_completion import Completion
from curator.ui.look.theme import Space, TextSize, Theme, interface_font

ROW_HEIGHT = 30
COMPLETION_ROLE = Qt.ItemDataRole.UserRole + 1
# The text goes first; what is left belongs to the hint, and a hint of two letters is none.
_MOST_FOR_TEXT = 0.72
_LEAST_HINT = 40
_RADIUS = 6.0

Index = QModelIndex | QPersistentModelIndex


class CompletionModel(QAbstractListModel):
    """The completions in the order given; `COMPLETION_ROLE` is the Completion itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._completions: tuple[Completion, ...] = ()

    @property
    def completions(self) -> tuple[Completion, ...]:
        """What is listed."""
        return self._completions

    def set_completions(self, completions: Sequence[Completion]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._completions = tuple(completions)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default; never changed
        """How many there are."""
        return 0 if parent.isValid() else len(self._completions)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, and what a screen reader says."""
        if not index.isValid():
            return None
        completion = self._completions[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return completion.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{completion.text}, {completion.hint}"
        return completion if role == COMPLETION_ROLE else None


class CompletionDelegate(QStyledItemDelegate):
    """Paints what would be typed on the left and what it means, or how many it finds, on the right."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def ideal_width(self, completions: Sequence[Completion]) -> int:
        """How wide a row has to be for all of these to be seen whole."""
        text, hint = self._metrics()
        widths = [
            text.horizontalAdvance(each.text) + hint.horizontalAdvance(each.hint) for each in completions
        ]
        return round(max(widths, default=0)) + 2 * Space.BASE + Space.LARGE

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows alike."""
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one completion."""
        colors = self._theme.colors
        rect = QRectF(option.rect)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        is_pointed_at = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen or is_pointed_at:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.color("current" if is_chosen else "cap"))
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        self._paint_words(painter, rect.adjusted(Space.BASE, 0, -Space.BASE, 0), index.data(COMPLETION_ROLE))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, completion: Completion) -> None:
        colors = self._theme.colors
        text, hint = self._metrics()
        hint_width = hint.horizontalAdvance(completion.hint) + Space.BASE
        most = max(rect.width() - hint_width, rect.width() * _MOST_FOR_TEXT)
        # The end of a long name tells it from others as much as its beginning.
        shown = text.elidedText(completion.text, Qt.TextElideMode.ElideMiddle, most)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setFont(interface_font(TextSize.BASE))
        painter.setPen(colors.color("text"))
        painter.drawText(rect, flags | Qt.AlignmentFlag.AlignLeft, shown)
        rest = rect.adjusted(text.horizontalAdvance(shown) + Space.BASE, 0, 0, 0)
        if rest.width() >= min(_LEAST_HINT, hint_width):
            painter.setFont(interface_font(TextSize.SMALL))
            painter.setPen(colors.color("soft"))
            words = hint.elidedText(completion.hint, Qt.TextElideMode.ElideRight, rest.width())
            painter.drawText(rest, flags | Qt.AlignmentFlag.AlignRight, words)

    @staticmethod
    def _metrics() -> tuple[QFontMetricsF, QFontMetricsF]:
        return QFontMetricsF(interface_font(TextSize.BASE)), QFontMetricsF(interface_font(TextSize.SMALL))
