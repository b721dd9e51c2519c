"""All keys on one sheet over the window, made from the table of commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from curator.ui.commands.command_words import DigitKey, KeySection, digit_keys, in_columns, key_sections
from curator.ui.commands.commands import COMMANDS, CommandId, command_table
from curator.ui.commands.strokes import stroke_of
from curator.ui.look.headline import LEADING, Headline, Paragraph
from curator.ui.look.key_cap import CAP_HEIGHT, KeyCap
from curator.ui.look.overlay import Overlay
from curator.ui.look.theme import Space, TextSize, Theme

_MOST_WIDTH = 1160
_EDGE = Space.BASE
_PADDING = Space.LARGE + Space.HAIR
_COLUMN_WIDTH = 300
_MOST_COLUMNS = 3
_SCROLLS = {"Up": -1, "K": -1, "Down": 1, "J": 1, "PageUp": -8, "PageDown": 8, "Space": 8, "Shift+Space": -8}
_SCROLL_STEP = 44


class CheatSheet(Overlay):
    """Laid over the window by ? or F1; the same keys, Esc or a click take it away."""

    def __init__(self, theme: Theme, quality_steps: Sequence[int], parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._steps = tuple(quality_steps)
        self._columns = 0
        self._sheet = QWidget()
        self._closing = frozenset({"Esc", *command_table()[CommandId.KEYS].keys})
        self.setObjectName("cheat_sheet")
        self.setAccessibleName("all keys")
        self._build()

    def _build(self) -> None:
        self._title = Headline("Keys", TextSize.READING, self._card)
        self._hint = QLabel("close", self._card)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        self._hint.setProperty("strength", "small")
        self._area = QScrollArea(self._card)
        self._area.setObjectName("cheat_sheet_area")
        self._area.setAccessibleName("all keys by group")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        head = QHBoxLayout()
        head.setSpacing(Space.SMALL)
        head.addWidget(self._title, 1)
        head.addWidget(self._hint)
        head.addWidget(KeyCap(self._theme, "Esc", self._card))
        self._rows = rows = QVBoxLayout(self._card)
        rows.setContentsMargins(_PADDING, Space.WIDE, _PADDING, Space.WIDE)
        rows.setSpacing(Space.BASE)
        rows.addLayout(head)
        rows.addWidget(self._area, 1)

    def set_quality_steps(self, steps: Sequence[int]) -> None:
        """Show these qualities beside the digits from now on."""
        self._steps = tuple(steps)
        self._columns = 0
        if self.is_open:
            self._place_card()

    def _fit_columns(self, width: int) -> None:
        columns = max(1, min(_MOST_COLUMNS, width // _COLUMN_WIDTH))
        if columns == self._columns:
            return
        self._columns = columns
        self._sheet = self._new_sheet(columns)
        self._area.setWidget(self._sheet)
        # The scroll area has just made it fill its own ground.
        self._sheet.setAutoFillBackground(False)

    def _new_sheet(self, columns: int) -> QWidget:
        sheet = QWidget()
        sheet.setObjectName("cheat_sheet_lines")
        rows = QVBoxLayout(sheet)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.LARGE)
        rows.addWidget(self._digit_strip(sheet, 10 if columns > 1 else 5))
        row = QHBoxLayout()
        row.setSpacing(Space.HUGE)
        for column in in_columns(key_sections(COMMANDS), columns):
            row.addLayout(self._column(column, sheet), 1)
        rows.addLayout(row)
        rows.addStretch(1)
        return sheet

    def _digit_strip(self, sheet: QWidget, per_row: int) -> QWidget:
        strip = QFrame(sheet)
        strip.setObjectName("cheat_sheet_digits")
        digits = digit_keys(COMMANDS, self._steps)
        said = ", ".join(f"{digit.stroke} gives {digit.quality}" for digit in digits)
        strip.setAccessibleName(f"quality by digit: {said}")
        rows = QVBoxLayout(strip)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.SMALL)
        rows.addWidget(_title_label("Quality, then next", strip))
        for start in range(0, len(digits), per_row):
            row = QHBoxLayout()
            row.setSpacing(Space.SMALL)
            for digit in digits[start : start + per_row]:
                row.addLayout(self._digit(digit, strip), 1)
            rows.addLayout(row)
        return strip

    def _digit(self, digit: DigitKey, parent: QWidget) -> QHBoxLayout:
        pair = QHBoxLayout()
        pair.setSpacing(Space.SMALL)
        pair.addWidget(KeyCap(self._theme, digit.stroke, parent))
        pair.addWidget(Paragraph(str(digit.quality), "strong", parent), 1)
        return pair

    def _column(self, sections: Sequence[KeySection], sheet: QWidget) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for place, section in enumerate(sections):
            if place:
                rows.addSpacing(Space.WIDE)
            rows.addWidget(_title_label(section.title, sheet))
            rows.addSpacing(Space.HAIR)
            for line in section.lines:
                row = QHBoxLayout()
                row.setSpacing(Space.BASE)
                row.addWidget(Paragraph(line.words, "", sheet), 1)
                caps = QHBoxLayout()
                caps.setSpacing(Space.HAIR)
                caps.setContentsMargins(0, (LEADING - CAP_HEIGHT) // 2, 0, 0)
                for stroke in line.strokes:
                    caps.addWidget(KeyCap(self._theme, stroke, sheet), 0, Qt.AlignmentFlag.AlignTop)
                row.addLayout(caps)
                rows.addLayout(row)
        rows.addStretch(1)
        return rows

    def _place_card(self) -> None:
        room = self.size().shrunkBy(QMargins(_EDGE, _EDGE, _EDGE, _EDGE))
        width = min(_MOST_WIDTH, room.width())
        self._fit_columns(width - 2 * _PADDING)
        wanted = self._wanted_height(width)
        card = QSize(width, min(wanted, room.height()))
        self._sheet.setContentsMargins(0, 0, Space.SMALL if wanted > room.height() else 0, 0)
        left, top = (self.width() - card.width()) // 2, (self.height() - card.height()) // 2
        self._card.setGeometry(QRect(left, top, card.width(), card.height()))

    def _wanted_height(self, width: int) -> int:
        margins = self._rows.contentsMargins()
        inner = width - margins.left() - margins.right()
        head = self._title.sizeHint().height() + self._rows.spacing()
        return self._sheet.heightForWidth(inner) + head + margins.top() + margins.bottom() + 2

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close, or scroll; every other key is kept from the window."""
        event.accept()
        stroke = stroke_of(event)
        if stroke in self._closing:
            self.dismiss()
        elif stroke in _SCROLLS:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLS[stroke] * _SCROLL_STEP)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Any click takes the sheet away."""
        event.accept()
        self.dismiss()


def _title_label(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text.upper(), parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("strength", "label")
    label.setAccessibleName(text)
    return label
