"""Marks a part of a line of text as wrong, without changing the text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Slot
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from curator.library.query_reading import Span
from curator.ui.look.theme import Theme


class TextMark(QObject):
    """Draws a part of a field in the colour of a problem, with a wave under it, and nothing else.

    A line of text has no formats of its own, but takes those of an input method, which it then keeps at the
    right characters however far it is scrolled, in either direction of writing.
    """

    def __init__(self, theme: Theme, field: QLineEdit) -> None:
        super().__init__(field)
        self._theme = theme
        self._field = field
        self._span: Span | None = None
        self._is_composing = False
        field.installEventFilter(self)
        theme.changed.connect(self._draw)

    def show_at(self, span: Span | None) -> None:
        """Mark this part of the text, None for nothing; to be said again after the text has changed."""
        self._span = span
        self._draw()

    @Slot()
    def _draw(self) -> None:
        # A mark would end what an input method is composing.
        if not self._is_composing:
            attributes = [self._attribute(self._span)] if self._span else []
            QCoreApplication.sendEvent(self._field, QInputMethodEvent("", attributes))

    def _attribute(self, span: Span) -> QInputMethodEvent.Attribute:
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(self._theme.colors.color("problem"))
        wave.setForeground(self._theme.colors.color("problem"))
        kind = QInputMethodEvent.AttributeType.TextFormat
        start = span.start - self._field.cursorPosition()
        return QInputMethodEvent.Attribute(kind, start, span.end - span.start, wave)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn whether letters are being composed."""
        if isinstance(event, QInputMethodEvent):
            self._is_composing = bool(event.preeditString())
        return super().eventFilter(watched, event)
