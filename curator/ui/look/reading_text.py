"""A paragraph in a reading face with the leading a page would give it, which Qt's labels cannot."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_WIDTHS_KEPT = 4


class ReadingText(QLabel):
    """Plain text that wraps; `leading` is the height of a line as a multiple of the face's own."""

    def __init__(self, font: QFont, leading: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._leading = leading
        self._known: tuple[str, str] = ("", "")
        self._layouts: dict[int, QTextLayout] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(font)
        self.setWordWrap(True)
        # Its height is that for its width and nothing else; a hint made at another width must not count.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt asks how tall the paragraph is at this width."""
        layout, step = self._laid_out(width)
        return round(layout.lineCount() * step)

    def sizeHint(self) -> QSize:
        """Qt asks how large the paragraph would like to be."""
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A line is the least."""
        return QSize(80, round(self.fontMetrics().height() * self._leading))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the paragraph."""
        layout, step = self._laid_out(self.width())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            for place in range(layout.lineCount()):
                line = layout.lineAt(place)
                line.draw(painter, QPointF(0, place * step + (step - line.height()) / 2))

    def _laid_out(self, width: int) -> tuple[QTextLayout, float]:
        """The paragraph at this width, laid out once: Qt asks for its height again and again, then paints."""
        known = (self.text(), self.font().key())
        if known != self._known or len(self._layouts) >= _WIDTHS_KEPT:
            self._known, self._layouts = known, {}
        layout = self._layouts.get(width)
        if layout is None:
            layout = self._layouts[width] = self._lay_out(width)
        return layout, self.fontMetrics().height() * self._leading

    def _lay_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text().replace("\n", "\N{LINE SEPARATOR}"), self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
        layout.endLayout()
        return layout
