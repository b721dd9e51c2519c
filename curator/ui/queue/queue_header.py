"""The line above the list: what narrows it, its saved views, and its order in words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QWidget

from curator.library import Sort
from curator.ui.commands.commands import CommandId
from curator.ui.look.flow_layout import FlowLayout
from curator.ui.look.key_link import KeyLink
from curator.ui.look.theme import Space, Theme, interface_font

# Of a long name the beginning says which view it is.
_NAME_WIDTH = 150


class QueueHeader(QWidget):
    """Signal `command_requested(CommandId)` when one of its words is clicked."""

    command_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue_header")
        self.setAccessibleName("Filter, views and order")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._views = KeyLink(theme, "views", "W", CommandId.VIEWS, self)
        self._sort = KeyLink(theme, Sort.NEWEST.words, "O", CommandId.SORT, self)
        narrow = KeyLink(theme, "narrow", "G", CommandId.NARROW, self)
        flow = FlowLayout(self, Space.BASE)
        flow.setContentsMargins(Space.WIDE, 0, Space.BASE, Space.HAIR + 2)
        for link in (narrow, self._views, self._sort):
            link.command_requested.connect(self.command_requested)
            flow.addWidget(link)

    def show_sort(self, sort: Sort) -> None:
        """Say in which order the list is."""
        words = sort.words
        # "newest first", but "highest quality": three words would not leave the line to the other two links.
        self._sort.set_words(words if words.count(" ") < 2 or "," in words else words.removesuffix(" first"))
        self.updateGeometry()

    def show_view(self, name: str) -> None:
        """Say which saved view this is, "" for none."""
        metrics = QFontMetrics(interface_font())
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME_WIDTH)
        self._views.set_words(shown or "views")
        self.updateGeometry()
