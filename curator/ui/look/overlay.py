"""Something laid over the whole window for a moment: a dimmed window and a card on it.

While it is open it has the keyboard to itself; when it goes, the focus returns where it was.
"""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from curator.ui.commands.commands import CommandId, command_table
from curator.ui.commands.strokes import stroke_of
from curator.ui.look.theme import Theme

_CARD_RADIUS = 10.0
_SHADOW_RINGS = 14
_SHADOW_DROP = 6.0


class Overlay(QWidget):
    """Covers its parent, dims it and holds one card; subclasses fill and place the card."""

    opened = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._covered = parent
        self._focus_before: QWidget | None = None
        # Leaving the application must work whatever lies over the window.
        self._passed = frozenset(command_table()[CommandId.QUIT].keys)
        self._card = QFrame(self)
        self._card.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        parent.installEventFilter(self)
        theme.changed.connect(self._on_theme_changed)

    @property
    def is_open(self) -> bool:
        """Whether it lies over the window; its keys are its own then."""
        return not self.isHidden()

    def open_over(self) -> None:
        """Cover the parent and take the keyboard."""
        if self.is_open:
            return
        self._focus_before = self.window().focusWidget()
        self._fill()
        self.show()
        self.raise_()
        self._take_focus()
        self.opened.emit()

    def dismiss(self) -> None:
        """Uncover the parent and give the focus back."""
        if not self.is_open:
            return
        self.hide()
        before, self._focus_before = self._focus_before, None
        # Python may hold a widget that Qt has deleted meanwhile.
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def toggle(self) -> None:
        """Open when closed, close when open."""
        if self.is_open:
            self.dismiss()
        else:
            self.open_over()

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place_card(self) -> None:
        """Give the card its geometry; called whenever the overlay has a new size."""

    def _fill(self) -> None:
        self.setGeometry(self._covered.rect())
        self._place_card()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the parent."""
        if watched is self._covered and event.type() == QEvent.Type.Resize and self.is_open:
            self._fill()
        return False

    def event(self, event: QEvent) -> bool:
        """Keep the shortcuts of the window from reaching through."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if stroke_of(event) not in self._passed:
                event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """Tab stays on the card."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the card anew."""
        super().resizeEvent(event)
        self._place_card()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no key reaches the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the release, lest it reach the window below."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the card closes."""
        event.accept()
        if not self._card.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window and give the card a soft shadow."""
        edge = round(_CARD_RADIUS)
        if self._card.geometry().adjusted(edge, edge, -edge, -edge).contains(event.rect()):
            # A list that scrolls on the card has Qt ask for what lies below it, which nobody sees.
            return
        is_dark = self._theme.colors.is_dark
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(0, 0, 0, 120 if is_dark else 70))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(0, 0, 0, 8 if is_dark else 4))
            card = QRectF(self._card.geometry()).translated(0, _SHADOW_DROP)
            for ring in range(_SHADOW_RINGS):
                radius = _CARD_RADIUS + ring
                painter.drawRoundedRect(card.adjusted(-ring, -ring, ring, ring), radius, radius)
