"""Choose the order of the list: every field both ways round, each with a letter that chooses it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from curator.library import Sort
from curator.ui.commands.command_list_model import ROW_HEIGHT, CommandDelegate, CommandListModel
from curator.ui.commands.commands import CommandId, command_table
from curator.ui.commands.sort_fields import SORT_FIELDS
from curator.ui.commands.strokes import stroke_of
from curator.ui.look.overlay import Overlay
from curator.ui.look.theme import Space, Theme

_WIDTH = 380
_FROM_TOP = 0.1
_STEPS = {"Up": -1, "K": -1, "Down": 1, "J": 1}
_NOW = "now"


def _letters() -> dict[str, Sort]:
    """The first letter of a field chooses its usual order, with Shift the other way round."""
    found: dict[str, Sort] = {}
    for sort, field in SORT_FIELDS.items():
        letter = field[0]
        found[f"Shift+{letter}" if letter in found else letter] = sort
    return found


class SortChooser(Overlay):
    """Laid over the window by its key. Signal `command_chosen(CommandId)` of the chosen order."""

    command_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._letters = _letters()
        self._sorts = list(self._letters.values())
        self._closing = frozenset({"Esc", *command_table()[CommandId.SORT].keys})
        self.setObjectName("sort_chooser")
        self.setAccessibleName("order of the list")
        self._build()
        self.show_sort(Sort.NEWEST)

    def _build(self) -> None:
        title = QLabel("SORT BY", self._card)
        title.setObjectName("sort_title")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setProperty("strength", "label")
        self._model = CommandListModel(self)
        self._list = QListView(self._card)
        self._list.setObjectName("sort_list")
        self._list.setAccessibleName("orders")
        self._list.setModel(self._model)
        self._list.setItemDelegate(CommandDelegate(self._theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_list_clicked)
        rows = QVBoxLayout(self._card)
        rows.setContentsMargins(Space.SMALL, Space.BASE, Space.SMALL, Space.SMALL)
        rows.setSpacing(Space.SMALL)
        heading = QVBoxLayout()
        heading.setContentsMargins(Space.BASE, 0, Space.BASE, 0)
        heading.addWidget(title)
        rows.addLayout(heading)
        rows.addWidget(self._list, 1)
        self._title = title

    def show_sort(self, sort: Sort) -> None:
        """Mark the order in force."""
        table = command_table()
        entries = []
        for letter, each in self._letters.items():
            command = table[CommandId(f"sort-{each}")]
            words = _NOW if each is sort else ""
            entries.append(replace(command, text=SORT_FIELDS[each], help=words, keys=(letter,)))
        self._model.set_commands(entries)
        self._list.setCurrentIndex(self._model.index(self._sorts.index(sort)))

    def _choose(self, sort: Sort) -> None:
        self.dismiss()
        self.command_chosen.emit(CommandId(f"sort-{sort}"))

    def _place_card(self) -> None:
        wanted = len(self._sorts) * ROW_HEIGHT + self._title.sizeHint().height() + 2 * Space.WIDE
        top = max(Space.LARGE, round(self.height() * _FROM_TOP))
        width = min(_WIDTH, self.width() - 2 * Space.LARGE)
        height = min(wanted, self.height() - top - Space.LARGE)
        self._card.setGeometry(QRect((self.width() - width) // 2, top, width, height))

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._choose(self._sorts[index.row()])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter chooses, arrows move; no key reaches the window below."""
        event.accept()
        stroke = stroke_of(event)
        if stroke in _STEPS:
            place = (self._list.currentIndex().row() + _STEPS[stroke]) % len(self._sorts)
            self._list.setCurrentIndex(self._model.index(place))
        elif event.isAutoRepeat():
            return
        elif stroke in self._closing:
            self.dismiss()
        elif stroke == "Enter":
            self._choose(self._sorts[self._list.currentIndex().row()])
        elif stroke in self._letters:
            self._choose(self._letters[stroke])
