"""The widget inside a scroll area on which its content lies, made by us rather than by Qt."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(area: QAbstractScrollArea) -> None:
    """Put a viewport of ours in the place of the one `area` was made with; it is set up the same.

    Asked for a widget that Python has not made, PySide makes all classes of widgets there are to find out
    which of them it is: 8 ms of every start, once. It knows what Python made.
    """
    viewport = QWidget(area)
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
