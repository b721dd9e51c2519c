"""The heat of the article on screen, and in words why it is what it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from curator.articles import NO_HEAT
from curator.ui.look.figures import figure
from curator.ui.look.key_cap import KeyCap
from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import BAR_HEAD, Space, TextSize, Theme, interface_font
from curator.ui.look.tool_tip import tool_tip
from curator.ui.rating.number_field import NumberField


class HeatField(QWidget):
    """Signals: `exact_entered(heat, stays)`, with -1 for no heat of its own, and `entry_left()`."""

    exact_entered = Signal(int, bool)
    none_entered = Signal(bool)
    entry_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("heat")
        self.setAccessibleName("Heat")
        self._heat: int | None = None
        self._build(theme)

    def _build(self, theme: Theme) -> None:
        label = QLabel("HEAT", self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setObjectName("heat_label")
        label.setProperty("strength", "label")
        self._number = QLabel(self)
        self._number.setObjectName("heat_number")
        self._number.setTextFormat(Qt.TextFormat.PlainText)
        self._number.setFont(interface_font(TextSize.READING + 3, bold=True))
        self._reason = ShortText(interface_font(TextSize.SMALL), 2, self)
        self._reason.setObjectName("heat_reason")
        self._reason.setProperty("strength", "small")
        self._entry = NumberField("heat_entry", "Exact heat, X for none", self, takes_x=True)
        self._entry.setPlaceholderText("number, or X")
        self._entry.entered.connect(self.exact_entered)
        self._entry.cleared.connect(self.none_entered)
        self._entry.left.connect(self.entry_left)
        self._entry.shown.connect(self._on_entry_shown)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(label)
        head.addWidget(KeyCap(theme, "H", self))
        head.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(Space.SMALL)
        body.addWidget(self._number)
        body.addWidget(self._reason, 1)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(6)
        layout.setRowMinimumHeight(0, BAR_HEAD)
        layout.setRowMinimumHeight(1, 38)
        layout.addLayout(head, 0, 0)
        layout.addLayout(body, 1, 0)
        layout.addWidget(self._entry, 1, 0)

    def text(self) -> str:
        """The heat as text, "" when the article has none set."""
        return "" if self._heat is None else str(self._heat)

    def set_heat(self, heat: int | None, reason: str) -> None:
        """Show a heat and the words that explain it."""
        self._heat = heat
        self.setProperty("value", heat)
        self._number.setText(figure(heat))
        words = reason or ("no heat of its own" if heat == NO_HEAT else "" if heat is not None else "not set")
        self._reason.setText(words)
        self._reason.setToolTip(tool_tip(words))
        self.setAccessibleDescription(f"{self.text() or 'not set'}, {words}" if words else self.text())

    @Slot(bool)
    def _on_entry_shown(self, is_shown: bool) -> None:
        # The field stands where the value does.
        self._number.setVisible(not is_shown)
        self._reason.setVisible(not is_shown)

    def open_entry(self, *, stays: bool) -> None:
        """Ask for an exact heat."""
        self._entry.open_with(self._heat, stays=stays)
