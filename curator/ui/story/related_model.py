"""The related items of the article on screen, and what the folder knows of each."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from curator.articles import Related
from curator.library import Row
from curator.records import dataclass
from curator.triage.decisions import Mark
from curator.ui.look.figures import figure

Index = QModelIndex | QPersistentModelIndex


class RelatedRole(IntEnum):
    """What a delegate asks of an item beyond Qt's own roles."""

    CARD = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class RelatedCard:
    """A related item as the list paints it. `row` is its file in this folder, None when it has none."""

    item: Related
    leads: bool
    outranks: bool
    row: Row | None
    mark: Mark | None
    image: QImage | None

    @property
    def standing(self) -> str:
        """Provider and quality, and whether it leads or outranks the article, in words."""
        words = figure(self.item.quality) if self.item.quality is not None else "no quality"
        if self.leads:
            return f"{words} ▲ leads"
        return f"{words} ▲ outranks" if self.outranks else words

    @property
    def folder_state(self) -> str:
        """What the folder holds of it, "" when it is not a file here."""
        if self.row is None:
            return ""
        parts = ["in folder"]
        if self.mark is Mark.LATER:
            parts.append("later")
        elif self.row.published:
            parts.append("published")
        elif self.row.heat is not None and self.row.heat < 0:
            parts.append("no heat")
        elif self.row.published is False:
            parts.append("not published")
        # Last, since it is the end that is cut off where there is no room.
        if self.row.quality is not None and self.row.quality != self.item.quality:
            parts.append(f"now {figure(self.row.quality)}")
        return " · ".join(parts)


class RelatedModel(QAbstractListModel):
    """A short list that is replaced as a whole with every article."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: list[RelatedCard] = []

    def set_cards(self, cards: Sequence[RelatedCard]) -> None:
        """Show these items."""
        self.beginResetModel()
        self._cards = list(cards)
        self.endResetModel()

    def replace(self, place: int, card: RelatedCard) -> None:
        """One item looks different now, as when its picture has arrived."""
        if 0 <= place < len(self._cards):
            self._cards[place] = card
            index = self.index(place)
            self.dataChanged.emit(index, index)

    def card(self, place: int) -> RelatedCard | None:
        """The item at a place of the list."""
        return self._cards[place] if 0 <= place < len(self._cards) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Qt asks how many items there are."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt asks for one aspect of one item."""
        card = self.card(index.row()) if index.isValid() else None
        if card is None:
            return None
        if role == RelatedRole.CARD:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (card.item.title, card.item.provider.label, card.standing, card.folder_state)
            return ", ".join(part for part in parts if part)
        return None
