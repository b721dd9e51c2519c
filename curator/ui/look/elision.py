"""Text cut to a number of lines, for delegates and labels that must not grow."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextLayout, QTextOption

# A list shows some dozens of rows at once; this holds several screens of them.
_KEPT = 2048


class LineBreaker:
    """Breaks texts into at most `max_lines` lines of one font and remembers what it broke."""

    def __init__(self, font: QFont, max_lines: int) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self._max_lines = max_lines
        self._broken: OrderedDict[tuple[str, int], tuple[str, ...]] = OrderedDict()

    @property
    def line_height(self) -> int:
        """The height of one line in device-independent pixels."""
        return self._metrics.height()

    def lines(self, text: str, width: int) -> tuple[str, ...]:
        """`text` in lines no wider than `width` pixels, the last one elided where there is more."""
        key = (text, width)
        known = self._broken.get(key)
        if known is not None:
            self._broken.move_to_end(key)
            return known
        broken = self._break(text, width)
        self._broken[key] = broken
        if len(self._broken) > _KEPT:
            self._broken.popitem(last=False)
        return broken

    def _break(self, text: str, width: int) -> tuple[str, ...]:
        layout = QTextLayout(text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        # Qt counts in UTF-16 units, Python in code points.
        units = text.encode("utf-16-le", "replace")
        lines: list[str] = []
        layout.beginLayout()
        while len(lines) < self._max_lines and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            start = 2 * line.textStart()
            if len(lines) == self._max_lines - 1:
                rest = units[start:].decode("utf-16-le")
                lines.append(self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width))
            else:
                end = start + 2 * line.textLength()
                lines.append(units[start:end].decode("utf-16-le").rstrip())
        layout.endLayout()
        return tuple(lines)
