"""Find any command by a few letters of its name, and run it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from curator.ui.commands.command_list_model import ROW_HEIGHT, CommandDelegate, CommandListModel
from curator.ui.commands.command_match import rank
from curator.ui.commands.commands import COMMANDS, Command, CommandId, command_table
from curator.ui.commands.entries import Entry, ViewEntry
from curator.ui.commands.strokes import stroke_of
from curator.ui.look.overlay import Overlay
from curator.ui.look.theme import Space, Theme

_WIDTH = 660
_MOST_ROWS = 9
_FROM_TOP = 0.1
_RECENT_LIMIT = 8
_STEPS = {"Up": -1, "Down": 1, "PageUp": -_MOST_ROWS, "PageDown": _MOST_ROWS}


class CommandPalette(Overlay):
    """Laid over the top of the window by Ctrl+K; what was used lately comes first."""

    command_chosen = Signal(object)
    """The CommandId to run; the palette is closed by then and the focus back where it was."""
    view_chosen = Signal(str)
    """The name of the saved view to open; as above."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._commands: tuple[Entry, ...] = ()
        self._views: tuple[Entry, ...] = ()
        self._recent: list[str] = []
        self._own_keys = frozenset(command_table()[CommandId.PALETTE].keys)
        self.setObjectName("command_palette")
        self.setAccessibleName("command palette")
        self._build()
        self._connect()
        self.set_commands(COMMANDS)

    def _build(self) -> None:
        self._input = QLineEdit(self._card)
        self._input.setObjectName("palette_input")
        self._input.setAccessibleName("name of a command")
        self._input.setPlaceholderText("What do you want to do?")
        self._input.installEventFilter(self)
        self._model = CommandListModel(self)
        self._list = QListView(self._card)
        self._list.setObjectName("palette_list")
        self._list.setAccessibleName("commands found")
        self._list.setModel(self._model)
        self._list.setItemDelegate(CommandDelegate(self._theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._nothing = QLabel("No command is called that.", self._card)
        self._nothing.setObjectName("palette_nothing")
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("strength", "soft")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(ROW_HEIGHT)
        rows = QVBoxLayout(self._card)
        rows.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.SMALL)
        rows.setSpacing(Space.SMALL)
        rows.addWidget(self._input)
        rows.addWidget(self._nothing)
        rows.addWidget(self._list, 1)

    def _connect(self) -> None:
        self._input.textChanged.connect(self._on_input_text_changed)
        self._list.clicked.connect(self._on_list_clicked)
        self._list.entered.connect(self._on_list_entered)

    def set_commands(self, commands: Sequence[Command]) -> None:
        """Offer these; leave out what cannot be done at the moment."""
        self._commands = tuple(command for command in commands if command.id is not CommandId.PALETTE)
        self._find()

    def set_views(self, views: Sequence[ViewEntry]) -> None:
        """Offer these saved views after the commands."""
        self._views = tuple(views)
        self._find()

    def _find(self) -> None:
        found = rank(self._input.text(), (*self._commands, *self._views), self._recent)
        self._model.set_commands(found)
        self._nothing.setVisible(not found)
        self._list.setVisible(bool(found))
        if found:
            self._list.setCurrentIndex(self._model.index(0))
            self._list.scrollToTop()
        self._place_card()

    def _move(self, step: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        row = self._list.currentIndex().row() + step
        # One step past an end goes round; a page stops there.
        row = row % count if abs(step) == 1 else max(0, min(count - 1, row))
        self._list.setCurrentIndex(self._model.index(row))

    def _choose(self, row: int) -> None:
        entry = self._model.command_at(row)
        self._recent = [entry.id, *(each for each in self._recent if each != entry.id)][:_RECENT_LIMIT]
        self.dismiss()
        if isinstance(entry, ViewEntry):
            self.view_chosen.emit(entry.name)
        else:
            self.command_chosen.emit(CommandId(entry.id))

    def open_over(self) -> None:
        """Open with an empty field."""
        self._input.clear()
        self._find()
        super().open_over()

    def _take_focus(self) -> None:
        self._input.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place_card(self) -> None:
        rows = max(1, min(_MOST_ROWS, self._model.rowCount()))
        height = self._input.sizeHint().height() + rows * ROW_HEIGHT + 3 * Space.SMALL + 2
        top = max(Space.LARGE, round(self.height() * _FROM_TOP))
        width = min(_WIDTH, self.width() - 2 * Space.LARGE)
        room = self.height() - top - Space.LARGE
        self._card.setGeometry(QRect((self.width() - width) // 2, top, width, min(height, room)))
        self.update()

    def _handles(self, event: QKeyEvent) -> bool:
        stroke = stroke_of(event)
        if stroke == "Esc" or stroke in self._own_keys:
            self.dismiss()
        elif stroke == "Enter":
            if self._list.currentIndex().isValid() and not event.isAutoRepeat():
                self._choose(self._list.currentIndex().row())
        elif stroke in _STEPS:
            self._move(_STEPS[stroke])
        else:
            return stroke == "" and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    @Slot(str)
    def _on_input_text_changed(self, _text: str) -> None:
        self._find()

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    @Slot(QModelIndex)
    def _on_list_entered(self, index: QModelIndex) -> None:
        self._list.setCurrentIndex(index)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that move in the list while the field keeps the cursor."""
        if watched is self._input and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._handles(event)
        return super().eventFilter(watched, event)
