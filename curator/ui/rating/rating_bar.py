"""The decision: quality, heat and published of the article on screen, and the state of the session."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from curator.ui.look.theme import Space, Theme
from curator.ui.rating.heat_field import HeatField
from curator.ui.rating.published_switch import PublishedSwitch
from curator.ui.rating.quality_scale import QualityScale
from curator.ui.rating.session_status import SessionStatus


class RatingBar(QWidget):
    """Lays out the parts; who listens connects to them by name. Signal `command_requested(CommandId)`."""

    command_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rating_bar")
        self.setAccessibleName("Decision")
        self.setProperty("role", "bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.quality = QualityScale(theme, self)
        self.heat = HeatField(theme, self)
        self.published = PublishedSwitch(theme, self)
        self.status = SessionStatus(theme, self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.WIDE + Space.HAIR, Space.SMALL, Space.WIDE + Space.HAIR, Space.SMALL)
        layout.setSpacing(Space.WIDE + Space.HAIR)
        for part, stretch in ((self.quality, 10), (self.heat, 4), (self.published, 0), (self.status, 6)):
            layout.addWidget(part, stretch, Qt.AlignmentFlag.AlignTop)
        self._values = (self.quality, self.heat, self.published)
        for part in self._values:
            policy = part.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            part.setSizePolicy(policy)
        self.heat.setMinimumWidth(100)
        self.status.setMinimumWidth(170)
        self.published.setMinimumWidth(170)
        self.status.command_requested.connect(self.command_requested)

    @Slot(bool)
    def show_values(self, are_shown: bool) -> None:
        """Show the values of an article, or none while there is no article to speak of."""
        for part in self._values:
            part.setVisible(are_shown)
