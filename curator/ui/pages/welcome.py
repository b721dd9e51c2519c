"""The first page: where to drop a folder, how to open one, and what was open lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from curator.ui.look.glyphs import Glyph, GlyphView
from curator.ui.look.headline import Headline, Paragraph
from curator.ui.look.key_button import KeyButton
from curator.ui.look.theme import Space, Theme
from curator.ui.pages.recent_card import RecentCard
from curator.ui.settings import RecentFolder

_COLUMN_WIDTH = 836
_ZONE_RADIUS = 22.0
_ZONE_HEIGHT = 336
_BUTTON_HEIGHT = 40
_GLYPH_SIDE = 48
_CARDS = 3
_INVITATION = "Drop a folder of articles here"
_LET_GO = "Let go to open"


class _DropZone(QWidget):
    """The dashed field; it brightens while something is dragged over the window."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_dragging = False
        self.setObjectName("drop_zone")
        self.setAccessibleName("drop a folder here")
        self.setMinimumHeight(_ZONE_HEIGHT)
        theme.changed.connect(self._on_theme_changed)

    def set_dragging(self, is_dragging: bool) -> None:
        self._is_dragging = is_dragging
        self.update()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colors = self._theme.colors
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            fill = colors.color("current" if self._is_dragging else "panel")
            if not self._is_dragging:
                fill.setAlphaF(0.7)
            edge = colors.color("accent" if self._is_dragging else "faint")
            if not self._is_dragging:
                edge.setAlphaF(0.65)
            pen = QPen(edge, 2)
            pen.setDashPattern([4, 2.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _ZONE_RADIUS, _ZONE_RADIUS)


class WelcomePage(QWidget):
    """What is seen while no folder is open."""

    open_requested = Signal()
    sample_requested = Signal()
    recent_requested = Signal(object)
    """The paths (tuple[Path, ...]) of the chosen recent folder."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[RecentCard] = []
        self.setObjectName("welcome_page")
        self.setAccessibleName("first page")
        self._build()
        self._connect()

    def _build(self) -> None:
        self._zone = _DropZone(self._theme, self)
        self._headline = Headline(_INVITATION, parent=self._zone)
        self._headline.setObjectName("welcome_headline")
        self._headline.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence = Paragraph(
            "Curator reads the Markdown files as they are.\n"
            "Nothing is imported, nothing is changed until you decide.",
            parent=self._zone,
        )
        self._sentence.setObjectName("welcome_sentence")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._open = KeyButton(self._theme, "Open folder…", "Ctrl+O", self._zone, is_primary=True)
        self._open.setObjectName("welcome_open")
        self._sample = KeyButton(self._theme, "Try the sample folder", parent=self._zone)
        self._sample.setObjectName("welcome_sample")
        for button in (self._open, self._sample):
            button.setMinimumHeight(_BUTTON_HEIGHT)
        self._fill_zone()

        self._card_row = QHBoxLayout()
        self._card_row.setSpacing(Space.BASE)
        column = QWidget(self)
        column.setMaximumWidth(_COLUMN_WIDTH)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._zone)
        rows.addSpacing(Space.LARGE + Space.SMALL)
        rows.addLayout(self._card_row)
        page = QVBoxLayout(self)
        page.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        page.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(column, 1000)
        line.addStretch(1)
        page.addLayout(line)
        page.addStretch(1)

    def _fill_zone(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.WIDE)
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        buttons.addWidget(self._sample)
        buttons.addStretch(1)
        zone = QVBoxLayout(self._zone)
        zone.setContentsMargins(Space.HUGE, Space.HUGE, Space.HUGE, Space.HUGE)
        zone.setSpacing(0)
        zone.addStretch(1)
        glyph = GlyphView(self._theme, Glyph.NEWSPAPER, _GLYPH_SIDE, "accent", self._zone)
        zone.addWidget(glyph, 0, Qt.AlignmentFlag.AlignHCenter)
        zone.addSpacing(Space.LARGE)
        zone.addWidget(self._headline)
        zone.addSpacing(Space.SMALL)
        zone.addWidget(self._sentence)
        zone.addSpacing(Space.LARGE)
        zone.addLayout(buttons)
        zone.addStretch(1)

    def _connect(self) -> None:
        self._open.clicked.connect(self._on_open_clicked)
        self._sample.clicked.connect(self._on_sample_clicked)

    def set_recents(
        self,
        recents: Sequence[RecentFolder],
        missing: frozenset[tuple[Path, ...]] = frozenset(),
        now: datetime | None = None,
    ) -> None:
        """Offer the first three of `recents`; `missing` holds the paths of those not on disk now."""
        for card in self._cards:
            self._card_row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = []
        moment = now if now is not None else datetime.now(UTC)
        for recent in recents[:_CARDS]:
            card = RecentCard(self._theme, recent, moment, self, is_missing=recent.paths in missing)
            card.chosen.connect(self._on_card_chosen)
            self._card_row.addWidget(card, 1)
            self._cards.append(card)

    def take_keyboard(self) -> None:
        """Put the keyboard on the latest folder, or on opening one."""
        first = self._cards[0] if self._cards else self._open
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_dragging(self, is_dragging: bool) -> None:
        """Show that something dragged over the window may be dropped."""
        self._zone.set_dragging(is_dragging)
        self._headline.setText(_LET_GO if is_dragging else _INVITATION)

    @Slot()
    def _on_open_clicked(self) -> None:
        self.open_requested.emit()

    @Slot()
    def _on_sample_clicked(self) -> None:
        self.sample_requested.emit()

    @Slot(object)
    def _on_card_chosen(self, paths: tuple[Path, ...]) -> None:
        self.recent_requested.emit(paths)
