"""The quality of the article on screen: ten steps with their digits, the exact value where it lies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from curator.ui.look.theme import BAR_HEAD, Space, TextSize, Theme, interface_font
from curator.ui.rating.number_field import NumberField


class ScaleCell(QAbstractButton):
    """One step of the scale: its value over its digit, or the article's own value when that lies nearest."""

    def __init__(self, theme: Theme, position: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._position = position
        self._step = 0
        self._value: int | None = None
        self._strong = interface_font(bold=True)
        self._small = interface_font(TextSize.SMALL)
        self.setObjectName(f"quality_{position}")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def digit(self) -> str:
        """The key of this step: 1 to 9, then 0."""
        return str(self._position % 10)

    def set_step(self, step: int) -> None:
        """Say which quality this step stands for."""
        self._step = step
        self.setAccessibleName(f"Quality {step}")
        self.setToolTip(f"Quality {step}, then next · key {self.digit} · with Shift: stay")
        self.update()

    def set_value(self, value: int | None) -> None:
        """Show the article's own value here, or none when it lies nearer to another step."""
        if value != self._value:
            self._value = value
            self.update()

    def sizeHint(self) -> QSize:
        """Qt asks how large a step would like to be."""
        return QSize(54, 38)

    def minimumSizeHint(self) -> QSize:
        """Ten of them fit half of a narrow window."""
        return QSize(32, 38)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A click more out of habit would decide the next article, unseen."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the step."""
        colors = self._theme.colors
        is_here = self._value is not None
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(colors.color("accent" if is_here else "faint" if self.underMouse() else "line"))
            painter.setBrush(colors.color("accent" if is_here else "panel"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
            number = self._value if self._value is not None else self._step
            is_exact = number == self._step
            under = self.digit if is_exact else f"{self.digit} → {self._step}"
            if QFontMetrics(self._small).horizontalAdvance(under) > self.width() - Space.HAIR:
                under = self.digit
            half = self.height() // 2 + 2
            top = QRect(0, 2, self.width(), half)
            bottom = QRect(0, half - 3, self.width(), self.height() - half)
            self._draw(painter, top, str(number), self._strong, "on_accent" if is_here else "text")
            self._draw(painter, bottom, under, self._small, "on_accent" if is_here else "soft")

    def _draw(self, painter: QPainter, box: QRect, words: str, font: QFont, color: str) -> None:
        painter.setFont(font)
        painter.setPen(self._theme.colors.color(color))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class QualityScale(QWidget):
    """Signals: `rated(position, stays)` (from 1 to 10), `exact_entered(quality, stays)`, `entry_left()`."""

    rated = Signal(int, bool)
    exact_entered = Signal(int, bool)
    entry_left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quality")
        self.setAccessibleName("Quality")
        self._value: int | None = None
        self._steps: tuple[int, ...] = tuple(range(10, 110, 10))
        self._build(theme)
        self.set_steps(self._steps)
        self.set_value(None)

    def _build(self, theme: Theme) -> None:
        self._label = QLabel("QUALITY", self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setObjectName("quality_label")
        self._label.setProperty("strength", "label")
        self._entry = NumberField("quality_entry", "Exact quality", self)
        self._entry.setFixedSize(140, BAR_HEAD)
        self._entry.entered.connect(self.exact_entered)
        self._entry.left.connect(self.entry_left)
        cells = QHBoxLayout()
        cells.setSpacing(Space.HAIR)
        self._cells = [ScaleCell(theme, position, self) for position in range(1, 11)]
        for cell in self._cells:
            cell.clicked.connect(self._on_cell_clicked)
            cells.addWidget(cell)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(6)
        layout.setRowMinimumHeight(0, BAR_HEAD)
        head = QHBoxLayout()
        head.setSpacing(Space.BASE)
        head.addWidget(self._label)
        head.addWidget(self._entry)
        head.addStretch(1)
        layout.addLayout(head, 0, 0)
        layout.addLayout(cells, 1, 0)

    def text(self) -> str:
        """The value as text, "" when the article has none."""
        return "" if self._value is None else str(self._value)

    def set_steps(self, steps: Sequence[int]) -> None:
        """Say which qualities the ten keys stand for."""
        self._steps = tuple(steps)
        for cell, step in zip(self._cells, self._steps, strict=True):
            cell.set_step(step)

    def set_value(self, value: int | None) -> None:
        """Show the article's quality, whatever number it is."""
        self._value = value
        self.setProperty("value", value)
        self.setAccessibleDescription("not set" if value is None else str(value))
        nearest = None
        if value is not None:
            nearest = min(range(10), key=lambda place: (abs(self._steps[place] - value), -place))
        for place, cell in enumerate(self._cells):
            cell.set_value(value if place == nearest else None)
        self._label.setText("QUALITY" if value is not None else "QUALITY · not set")

    def open_entry(self, *, stays: bool) -> None:
        """Ask for an exact number."""
        self._entry.open_with(self._value, stays=stays)

    @Slot()
    def _on_cell_clicked(self) -> None:
        cell = self.sender()
        if isinstance(cell, ScaleCell):
            self.rated.emit(self._cells.index(cell) + 1, False)
