"""The commands of the palette as a Qt list model, and how a row of it is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from curator.ui.commands.entries import Entry
from curator.ui.look.key_cap import cap_text, paint_key_caps_from_right
from curator.ui.look.theme import Space, TextSize, Theme, interface_font

ROW_HEIGHT = 36
COMMAND_ROLE = Qt.ItemDataRole.UserRole + 1
_SHOWN_KEYS = 2
_LEAST_HELP = 80
_RADIUS = 6.0

Index = QModelIndex | QPersistentModelIndex


class CommandListModel(QAbstractListModel):
    """The commands found, in the order given; `COMMAND_ROLE` is the Command, or what is like one, itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands: tuple[Entry, ...] = ()

    def set_commands(self, commands: Sequence[Entry]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._commands = tuple(commands)
        self.endResetModel()

    def command_at(self, row: int) -> Entry:
        """The command in `row`, counted from 0."""
        return self._commands[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default; never changed
        """How many commands were found."""
        return 0 if parent.isValid() else len(self._commands)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Name, help, and what a screen reader says."""
        if not index.isValid():
            return None
        command = self._commands[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            keys = " or ".join(cap_text(key) for key in command.keys)
            words = f"{command.text}, {command.help}" if command.help else command.text
            return words + (f", key {keys}" if keys else "")
        return command if role == COMMAND_ROLE else None


class CommandDelegate(QStyledItemDelegate):
    """Paints name and help on the left, key caps on the right."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """All rows alike."""
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one command."""
        command = index.data(COMMAND_ROLE)
        colors = self._theme.colors
        rect = QRectF(option.rect)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colors.color("current"))
            painter.drawRoundedRect(rect, _RADIUS, _RADIUS)
        middle = rect.center().y()
        keys = command.keys[:_SHOWN_KEYS]
        taken = paint_key_caps_from_right(painter, QPointF(rect.right() - Space.BASE, middle), keys, colors)
        words = rect.adjusted(Space.BASE, 0, -(Space.BASE + taken + Space.BASE), 0)
        self._paint_words(painter, words, command)
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRectF, command: Entry) -> None:
        colors = self._theme.colors
        name, help_text = interface_font(TextSize.BASE), interface_font(TextSize.SMALL)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        metrics = QFontMetricsF(name)
        elide = Qt.TextElideMode.ElideRight
        painter.setFont(name)
        painter.setPen(colors.color("text"))
        painter.drawText(rect, flags, metrics.elidedText(command.text, elide, rect.width()))
        rest = rect.adjusted(metrics.horizontalAdvance(command.text) + Space.BASE, 0, 0, 0)
        if rest.width() >= _LEAST_HELP:
            painter.setFont(help_text)
            painter.setPen(colors.color("soft"))
            shown = QFontMetricsF(help_text).elidedText(command.help, elide, rest.width())
            painter.drawText(rest, flags, shown)
