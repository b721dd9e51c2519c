"""The left pane: chips, and the list of articles below them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from curator.ui.look.theme import Theme
from curator.ui.look.viewport import give_viewport
from curator.ui.queue.filter_chips import FilterChips
from curator.ui.queue.list_delegate import ArticleDelegate
from curator.ui.queue.list_model import ArticleListModel, ListSource
from curator.ui.queue.list_view import ArticleListView


class QueuePanel(QWidget):
    """Lays out the parts; who listens connects to `chips` and `view`."""

    def __init__(self, theme: Theme, source: ListSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue_pane")
        self.setAccessibleName("Queue")
        self.setProperty("role", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = ArticleListModel(source, self)
        self.chips = FilterChips(self)
        self.view = ArticleListView(self.model, self)
        give_viewport(self.view)
        self.view.setItemDelegate(ArticleDelegate(theme, self.view))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self.chips)
        layout.addWidget(self.view, 1)
        theme.changed.connect(self.view.viewport().update)
