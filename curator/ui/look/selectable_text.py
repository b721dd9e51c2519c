"""Plain text that wraps and can be selected, for texts as long as an article."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_WIDTHS_KEPT = 4


class SelectableText(QLabel):
    """A label that measures its text once for each width.

    A QLabel whose text can be selected lays all of it out twice whenever Qt asks how tall it is, which is six
    times for a text that changes, and more often still to find out what it would like to be.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measured = ("", "")
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A word longer than the column must not widen it.
        # Its height is that for its width and nothing else; a hint made at another width must not count.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Qt asks how tall the text is at this width."""
        text = (self.text(), self.font().key())
        if text != self._measured or len(self._heights) >= _WIDTHS_KEPT:
            self._measured, self._heights = text, {}
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._measure(width)
        return height

    def _measure(self, width: int) -> int:
        return super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        """Qt asks how large the text would like to be; it takes the width it is given."""
        width = max(self.width(), 200)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """A line is the least."""
        return QSize(80, self.fontMetrics().height())
