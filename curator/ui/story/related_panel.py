"""The story pane: how many publishers tell it, who leads, and each related item as a card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from curator.ui.commands.commands import CommandId
from curator.ui.look.key_link import KeyLink
from curator.ui.look.theme import Space, Theme
from curator.ui.story.related_delegate import RelatedDelegate
from curator.ui.story.related_model import RelatedCard, RelatedModel

SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect


class RelatedList(QListView):
    """The cards. With the focus in it, arrows and J K move, Enter opens; everything else is the window's."""

    card_activated = Signal(int)

    def __init__(self, model: RelatedModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("related_list")
        self.setAccessibleName("Related articles")
        self.setModel(model)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(self._on_self_double_clicked)

    @Slot(QModelIndex)
    def _on_self_double_clicked(self, index: QModelIndex) -> None:
        self.card_activated.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move inside the list; leave decisions and everything else to the window."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_J: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_K: -1}.get(
            Qt.Key(event.key())
        )
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif step is not None:
            place = max(0, min(self.model().rowCount() - 1, self.currentIndex().row() + step))
            self.setCurrentIndex(self.model().index(place, 0))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.card_activated.emit(self.currentIndex().row())
        else:
            event.ignore()


class RelatedPanel(QWidget):
    """Signals: `command_requested(CommandId)`, `related_requested(place)` when a card was chosen."""

    command_requested = Signal(object)
    related_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RelatedModel(self)
        self._build(theme)
        self._list.card_activated.connect(self.related_requested)
        self._link.command_requested.connect(self.command_requested)

    def _build(self, theme: Theme) -> None:
        self.setObjectName("story_pane")
        self.setAccessibleName("Story")
        self.setProperty("role", "right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._headline = QLabel("Story", self)
        self._headline.setObjectName("story_headline")
        self._headline.setProperty("strength", "strong")
        self._headline.setTextFormat(Qt.TextFormat.PlainText)
        self._link = KeyLink(theme, "mark story", "D", CommandId.STORY, self)
        self._none = QLabel("No other publisher tells this story.", self)
        self._none.setObjectName("story_empty")
        self._none.setTextFormat(Qt.TextFormat.PlainText)
        self._none.setProperty("strength", "soft")
        self._none.setWordWrap(True)
        self._none.setContentsMargins(Space.WIDE, Space.SMALL, Space.WIDE, 0)
        self._list = RelatedList(self._model, self)
        self._list.setItemDelegate(RelatedDelegate(theme, self._list))
        head = QHBoxLayout()
        head.setContentsMargins(Space.WIDE, Space.BASE, Space.BASE, Space.SMALL)
        head.addWidget(self._headline)
        head.addStretch(1)
        head.addWidget(self._link)
        self._head_height = head.sizeHint().height()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._none)
        layout.addWidget(self._list, 1)
        layout.addStretch(0)

    def show_story(self, cards: Sequence[RelatedCard], publishers: int) -> None:
        """Show the related items of an article whose story is told by `publishers`, itself included."""
        self._model.set_cards(cards)
        self._headline.setText(f"Story · {publishers} publishers" if publishers > 1 else "Story")
        self._none.setVisible(not cards)
        self._list.setVisible(bool(cards))
        self._link.setVisible(any(card.row is not None for card in cards))

    def refresh(self, cards: Sequence[RelatedCard]) -> None:
        """The same items, of which the folder may say something else now; their pictures stay."""
        for place, card in enumerate(cards):
            old = self._model.card(place)
            fresh = replace(card, image=old.image) if old is not None and old.item == card.item else card
            if fresh != old:
                self._model.replace(place, fresh)
        self._link.setVisible(any(card.row is not None for card in cards))

    def set_image(self, place: int, card: RelatedCard, image: QImage) -> None:
        """The small picture of one card has arrived."""
        self._model.replace(place, replace(card, image=image))

    def card(self, place: int) -> RelatedCard | None:
        """The card at a place of the list."""
        return self._model.card(place)

    def wanted_height(self) -> int:
        """How tall the pane must be to show all cards."""
        card = self._list.sizeHintForRow(0) if self._model.rowCount() else 0
        return self._head_height + card * self._model.rowCount() + Space.SMALL

    def enter(self) -> bool:
        """Put the keyboard into the list; False when there is nothing to enter."""
        if not self._model.rowCount():
            return False
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        index = self._model.index(max(0, self._list.currentIndex().row()))
        self._list.selectionModel().setCurrentIndex(index, SELECT)
        return True

    def set_below(self, *, is_below: bool) -> None:
        """Say whether the pane lies below the article (a narrow window) rather than beside it."""
        self.setProperty("role", "below" if is_below else "right")
        self.style().unpolish(self)
        self.style().polish(self)
