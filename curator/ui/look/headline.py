"""The serif headline and the plain sentences of pages, sheets and dialogs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from curator.ui.look.elision import LineBreaker
from curator.ui.look.theme import TextSize, serif_font

LEADING = 22
"""From one line of running text to the next, in device-independent pixels."""
_MOST_LINES = 40
_BALANCE = 4


class Headline(QLabel):
    """A line in the reading face; plain text, whatever is in it."""

    def __init__(self, text: str, size: TextSize = TextSize.TITLE, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(serif_font(size, bold=True))
        self.setWordWrap(True)


class Paragraph(QLabel):
    """Running text with room between its lines, which a plain QLabel cannot give.

    `strength` is one of the style sheet's ("soft", "small", "strong"); a new line in the text stays one.
    """

    def __init__(self, text: str, strength: str = "soft", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("strength", strength)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _lines(self, width: int) -> list[str]:
        parts = self.text().split("\n")
        return [line for part in parts for line in self._broken(part, max(1, width))]

    def _broken(self, part: str, width: int) -> tuple[str, ...]:
        """One part in lines; centred ones of about the same length, so that no word is left alone."""
        breaker = LineBreaker(QFont(self.font()), _MOST_LINES)
        lines = breaker.lines(part, width) or ("",)
        if len(lines) == 1 or not self._is_centred():
            return lines
        narrow, wide = width // 2, width
        while wide - narrow > _BALANCE:
            middle = (narrow + wide) // 2
            if len(breaker.lines(part, middle)) > len(lines):
                narrow = middle
            else:
                wide = middle
        return breaker.lines(part, wide)

    def _is_centred(self) -> bool:
        return bool(self.alignment() & Qt.AlignmentFlag.AlignHCenter)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """All lines at the distance of running text."""
        return LEADING * len(self._lines(width))

    def sizeHint(self) -> QSize:
        """As wide as the longest line of the text."""
        metrics = QFontMetrics(self.font())
        parts = self.text().split("\n")
        return QSize(max(metrics.horizontalAdvance(part) for part in parts) + 1, LEADING * len(parts))

    def minimumSizeHint(self) -> QSize:
        """One line; the layout asks for the height of the width it gives."""
        return QSize(1, LEADING)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the lines, centred or from the left as the label is aligned."""
        with QPainter(self) as painter:
            metrics = QFontMetrics(self.font())
            painter.setPen(self.palette().color(self.foregroundRole()))
            is_centred = self._is_centred()
            rise = (LEADING - metrics.height()) / 2 + metrics.ascent()
            for row, line in enumerate(self._lines(self.width())):
                left = (self.width() - metrics.horizontalAdvance(line)) / 2 if is_centred else 0.0
                painter.drawText(QPointF(round(left), row * LEADING + rise), line)
