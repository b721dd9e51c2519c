"""The left pane: chips, what narrows and orders the list, and the list of articles below them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.ui.look.theme import Theme
from curator.ui.look.viewport import give_viewport
from curator.ui.queue.facet_panel import FacetPanel
from curator.ui.queue.filter_chips import FilterChips
from curator.ui.queue.list_delegate import ArticleDelegate
from curator.ui.queue.list_model import ArticleListModel, ListSource
from curator.ui.queue.list_view import ArticleListView
from curator.ui.queue.queue_header import QueueHeader

# Both are seen at once: what there is to choose, and what it leaves.
_FACETS_STRETCH, _LIST_STRETCH = 5, 4


class QueuePanel(QWidget):
    """Lays out the parts; who listens connects to `chips`, `facets` and `view`.

    Signal `command_requested(CommandId)` from the words above the list.
    """

    command_requested = Signal(object)

    def __init__(self, theme: Theme, source: ListSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue_pane")
        self.setAccessibleName("Queue")
        self.setProperty("role", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ArticleListModel(source, self)
        self.chips = FilterChips(self)
        self.header = QueueHeader(theme, self)
        self.header.command_requested.connect(self.command_requested)
        self.facets = FacetPanel(theme, self)
        delegate = ArticleDelegate(theme, self)
        self.view = ArticleListView(self.model, delegate.row_height, self)
        self.view.setItemDelegate(delegate)
        give_viewport(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self.chips)
        layout.addWidget(self.header)
        layout.addWidget(self.facets, _FACETS_STRETCH)
        layout.addWidget(self.view, _LIST_STRETCH)
        theme.changed.connect(self.view.viewport().update)
