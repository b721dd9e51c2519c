"""A push button that shows its key behind its words, as in the drawings."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QWidget

from curator.ui.look.key_cap import CapTone, key_cap_width, paint_key_cap
from curator.ui.look.theme import Space, Theme

_RING_RADIUS = 5.0


class KeyButton(QPushButton):
    """A button with an optional key cap; `is_primary` is the one thing to do on a page."""

    def __init__(
        self,
        theme: Theme,
        text: str,
        stroke: str = "",
        parent: QWidget | None = None,
        *,
        is_primary: bool = False,
    ) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._stroke = stroke
        self._is_primary = is_primary
        if is_primary:
            self.setProperty("role", "primary")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text.rstrip("…"))
        theme.changed.connect(self._on_theme_changed)

    @property
    def stroke(self) -> str:
        """The key shown, "" for none."""
        return self._stroke

    def _cap_room(self) -> int:
        return round(Space.SMALL + key_cap_width(self._stroke)) if self._stroke else 0

    def _ink(self) -> str:
        if not self.isEnabled():
            return "faint"
        return "on_accent" if self._is_primary else "text"

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    def sizeHint(self) -> QSize:
        """Words, cap and the padding of the style."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._cap_room(), hint.height())

    def minimumSizeHint(self) -> QSize:
        """The cap is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, like Space; Qt itself does this in dialogs only."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Let the style draw the frame, then words and cap as one centred line."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        with QPainter(self) as painter:
            self.style().drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colors = self._theme.colors
            if (
                self._is_primary
                and self.hasFocus()
                and option.state & QStyle.StateFlag.State_KeyboardFocusChange
            ):
                # The style's own sign of focus, a border in the accent, cannot be seen on the accent.
                painter.setPen(QPen(colors.color("on_accent"), 1.5))
                painter.drawRoundedRect(
                    QRectF(self.rect()).adjusted(3, 3, -3, -3), _RING_RADIUS, _RING_RADIUS
                )
            painter.setPen(colors.color(self._ink()))
            words = self.fontMetrics().horizontalAdvance(self.text())
            left = (self.width() - words - self._cap_room()) / 2
            painter.drawText(
                QRectF(left, 0, words + 1, self.height()),
                Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine,
                self.text(),
            )
            if self._stroke:
                tone = CapTone.ON_ACCENT if self._is_primary else CapTone.PLAIN
                spot = QPointF(left + words + Space.SMALL, self.height() / 2)
                paint_key_cap(painter, spot, self._stroke, colors, tone)
