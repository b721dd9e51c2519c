"""Choose one part of a queue that several editors share: which of how many, each by its figure."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QListView, QVBoxLayout, QWidget

from curator.library.share import Share
from curator.records import dataclass
from curator.ui.commands.command_list_model import ROW_HEIGHT, CommandDelegate, CommandListModel
from curator.ui.commands.strokes import stroke_of
from curator.ui.look.key_hints import KeyHints
from curator.ui.look.overlay import Overlay
from curator.ui.look.theme import Space, Theme

LEAST_EDITORS = 2
MOST_EDITORS = 9
"""More than there are figures on the keyboard type the filter."""

_WIDTH = 380
_FROM_TOP = 0.1
_STEPS = {"Up": -1, "K": -1, "Down": 1, "J": 1}
_EDITORS = {"Left": -1, "-": -1, "Right": 1, "+": 1}
_WHOLE_KEY = "0"
_HINTS = (("Left", "fewer"), ("Right", "more editors"), ("Esc", "leave"))
_NOW = "now"


@dataclass(frozen=True, slots=True)
class ShareEntry:
    """A share among other things to choose from; None is the whole queue."""

    share: Share | None
    help: str
    keys: tuple[str, ...]

    @property
    def id(self) -> str:
        """No command is called that."""
        return f"share {self.share}"

    @property
    def text(self) -> str:
        """What is shown."""
        return "The Whole Queue" if self.share is None else str(self.share)


class ShareChooser(Overlay):
    """Laid over the window by its command.

    Signal `share_chosen(Share)`, or of None for the whole queue.
    """

    share_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._editors = LEAST_EDITORS
        self._now: Share | None = None
        self.setObjectName("share_chooser")
        self.setAccessibleName("share of the queue")
        self._build()
        self.show_share(None)

    def _build(self) -> None:
        self._title = QLabel(self._card)
        self._title.setObjectName("share_title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setProperty("strength", "label")
        self._model = CommandListModel(self)
        self._list = QListView(self._card)
        self._list.setObjectName("share_list")
        self._list.setAccessibleName("shares")
        self._list.setModel(self._model)
        self._list.setItemDelegate(CommandDelegate(self._theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.clicked.connect(self._on_list_clicked)
        self._hints = KeyHints(self._theme, "share_hints", _HINTS, self._card)
        rows = QVBoxLayout(self._card)
        rows.setContentsMargins(Space.SMALL, Space.BASE, Space.SMALL, Space.BASE)
        rows.setSpacing(Space.SMALL)
        heading = QVBoxLayout()
        heading.setContentsMargins(Space.BASE, 0, Space.BASE, 0)
        heading.addWidget(self._title)
        rows.addLayout(heading)
        rows.addWidget(self._list, 1)
        rows.addWidget(self._hints)

    def show_share(self, share: Share | None) -> None:
        """Mark the share in force, None for the whole queue; the number of editors stays what it was."""
        self._now = share
        if share is not None:
            self._editors = min(MOST_EDITORS, max(LEAST_EDITORS, share.of))
        self._show_editors(min(share.number, self._editors) if share is not None else 1)

    def _show_editors(self, current: int) -> None:
        """Offer the shares among so many, with the keyboard at this one (from 1; beyond them the whole)."""
        shares = [Share(number, self._editors) for number in range(1, self._editors + 1)]
        entries = [self._entry(share, str(share.number)) for share in shares]
        self._model.set_commands([*entries, self._entry(None, _WHOLE_KEY)])
        self._title.setText(f"SHARED AMONG {self._editors} EDITORS, YOURS IS")
        # The list has no focus, so this is where a screen reader hears of how many.
        self.setAccessibleDescription(f"shared among {self._editors} editors")
        self._list.setCurrentIndex(self._model.index(current - 1))
        self._place_card()

    def _entry(self, share: Share | None, key: str) -> ShareEntry:
        return ShareEntry(share, _NOW if share == self._now else "", (key,))

    def _choose(self, place: int) -> None:
        share = Share(place + 1, self._editors) if place < self._editors else None
        self.dismiss()
        self.share_chosen.emit(share)

    def _place_card(self) -> None:
        top = max(Space.LARGE, round(self.height() * _FROM_TOP))
        width = min(_WIDTH, self.width() - 2 * Space.LARGE)
        wanted = (self._editors + 1) * ROW_HEIGHT + self._title.sizeHint().height() + 2 * Space.WIDE
        wanted += self._hints.heightForWidth(width - 2 * Space.SMALL) + 2 * Space.SMALL
        height = min(wanted, self.height() - top - Space.LARGE)
        self._card.setGeometry(QRect((self.width() - width) // 2, top, width, height))
        # The shadow around it is ours.
        self.update()

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A figure chooses, arrows move or change how many share; no key reaches the window below."""
        event.accept()
        stroke = stroke_of(event)
        current = self._list.currentIndex().row()
        if stroke in _STEPS:
            place = (current + _STEPS[stroke]) % (self._editors + 1)
            self._list.setCurrentIndex(self._model.index(place))
        elif stroke in _EDITORS:
            is_whole = current == self._editors
            self._editors = min(MOST_EDITORS, max(LEAST_EDITORS, self._editors + _EDITORS[stroke]))
            self._show_editors(self._editors + 1 if is_whole else min(current + 1, self._editors))
        elif event.isAutoRepeat():
            return
        elif stroke == "Esc":
            self.dismiss()
        elif stroke == "Enter":
            self._choose(current)
        elif stroke == _WHOLE_KEY:
            self._choose(self._editors)
        elif stroke.isdecimal() and int(stroke) <= self._editors:
            self._choose(int(stroke) - 1)
