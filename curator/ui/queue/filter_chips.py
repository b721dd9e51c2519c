"""The states of the folder as chips with live counts; each is a filter."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from curator.library import Counts
from curator.records import dataclass
from curator.ui.look.flow_layout import FlowLayout
from curator.ui.look.theme import Space


@dataclass(frozen=True, slots=True)
class _Chip:
    """A chip: its word, the filter it stands for, and whether it is shown when it counts nothing."""

    name: str
    words: str
    query: str
    is_always_shown: bool = False


_CHIPS = (
    _Chip("all", "All", "", is_always_shown=True),
    _Chip("undecided", "Undecided", "undecided", is_always_shown=True),
    _Chip("published", "Published", "published"),
    _Chip("later", "Later", "later"),
    _Chip("problems", "Problems", "problem"),
)


class FilterChips(QWidget):
    """Signal `query_chosen(text)` when a chip is clicked."""

    query_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filters")
        self.setAccessibleName("Filters")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        layout = FlowLayout(self, Space.HAIR + 2)
        layout.setContentsMargins(Space.BASE, Space.SMALL + 2, Space.BASE, Space.SMALL + 2)
        self._buttons: dict[str, QPushButton] = {}
        for chip in _CHIPS:
            button = QPushButton(chip.words, self)
            button.setObjectName(f"filter_{chip.name}")
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.clicked.connect(self._on_button_clicked)
            layout.addWidget(button)
            self._buttons[chip.query] = button
        self.show_counts(Counts())
        self.show_query("")

    def show_counts(self, counts: Counts) -> None:
        """Show how many articles each chip would list."""
        for chip in _CHIPS:
            number = int(getattr(counts, chip.name))
            button = self._buttons[chip.query]
            button.setText(f"{chip.words} {number:,}")
            button.setAccessibleName(f"{chip.words}, {number} articles")
            button.setVisible(chip.is_always_shown or number > 0 or button.isChecked())
        self.updateGeometry()

    def show_query(self, text: str) -> None:
        """Light the chip whose filter is in force, none when it is another one."""
        for query, button in self._buttons.items():
            button.setChecked(query == text.strip())

    @Slot()
    def _on_button_clicked(self) -> None:
        clicked = self.sender()
        for query, button in self._buttons.items():
            if button is clicked:
                self.query_chosen.emit(query)
