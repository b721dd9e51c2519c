"""Underlines a part of a line of text without changing it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QInputMethodEvent, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from curator.library.query_reading import Span


def underline(field: QLineEdit, span: Span | None, color: QColor) -> None:
    """Draw this part in the colour with a wave under it, and nothing else.

    A line of text has no formats of its own, but takes those of an input method, which it then keeps under
    the right characters however far it is scrolled, in either direction of writing.
    """
    attributes = []
    if span is not None:
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(color)
        wave.setForeground(color)
        kind = QInputMethodEvent.AttributeType.TextFormat
        start = span.start - field.cursorPosition()
        attributes.append(QInputMethodEvent.Attribute(kind, start, span.end - span.start, wave))
    QCoreApplication.sendEvent(field, QInputMethodEvent("", attributes))
