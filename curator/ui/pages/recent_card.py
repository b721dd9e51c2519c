"""A card of the first page: a folder opened earlier, how much is left in it, and when that was."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from curator.articles.display_text import shown_name
from curator.ui.look.elision import LineBreaker
from curator.ui.look.headline import LEADING
from curator.ui.look.theme import Space, TextSize, Theme, interface_font
from curator.ui.settings import RecentFolder

_HEIGHT = 116
_TOP = (_HEIGHT - 4 * LEADING) / 2
_LEAST_WIDTH = 200
_ROOMY = 260
_RADIUS = 12.0
_NAME_LINES = 1
_PLACE_LINES = 2
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NOT_FOUND = "folder not found: reconnect the drive?"


def count_text(recent: RecentFolder, *, is_missing: bool) -> str:
    """How many articles and how many undecided, the latter left out where the folder is not there."""
    count = recent.articles
    words = "no articles" if not count else f"{count:,} article{'' if count == 1 else 's'}"
    if is_missing or not count:
        return words
    return f"{words} · {f'{recent.undecided:,} undecided' if recent.undecided else 'all decided'}"


def day_text(then: datetime, now: datetime) -> str:
    """The day of `then` as a person says it at `now`: "yesterday", "on Friday", "on 3 March 2025".

    Both are aware; days are those of the local time zone.
    """
    day, today = then.astimezone().date(), now.astimezone().date()
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < len(_DAYS):
        return f"on {_DAYS[day.weekday()]}"
    year = "" if day.year == today.year else f" {day.year}"
    return f"on {day.day} {_MONTHS[day.month - 1]}{year}"


def place_text(recent: RecentFolder, now: datetime, *, is_missing: bool) -> str:
    """Where the person was and when, or that the folder cannot be found."""
    if is_missing:
        return _NOT_FOUND
    day = day_text(recent.opened_at, now) if recent.opened_at else ""
    if recent.position_text:
        return f"{recent.position_text}, {day}" if day else recent.position_text
    return f"opened {day}" if day else ""


class RecentCard(QAbstractButton):
    """One recent folder; a click, Enter or Space chooses it."""

    chosen = Signal(object)
    """The paths (tuple[Path, ...]) of the folder."""

    def __init__(
        self, theme: Theme, recent: RecentFolder, now: datetime, parent: QWidget, *, is_missing: bool
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._recent = recent
        self._words = shown_name(recent.name)
        self._is_missing = is_missing
        self._counts = count_text(recent, is_missing=is_missing)
        self._place = place_text(recent, now, is_missing=is_missing)
        self.setObjectName("recent_card")
        words = ", ".join(
            part for part in (self._words, self._counts.replace(" · ", ", "), self._place) if part
        )
        self.setAccessibleName(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        theme.changed.connect(self._on_theme_changed)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self._recent.paths)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    def _paint_text(
        self, painter: QPainter, text: str, font: QFont, color: str, top: float, lines: int
    ) -> float:
        """Write `text` in at most `lines` lines from `top`; where the next text begins."""
        left = Space.WIDE if self.width() >= _ROOMY else Space.BASE
        width = self.width() - 2 * left
        metrics = QFontMetricsF(font)
        rise = (LEADING - metrics.height()) / 2 + metrics.ascent()
        painter.setFont(font)
        painter.setPen(self._theme.colors.color(color))
        for line in LineBreaker(font, lines).lines(text, width):
            painter.drawText(QPointF(left, top + rise), line)
            top += LEADING
        return top

    def sizeHint(self) -> QSize:
        """Three cards fill the column of the first page."""
        return QSize(_LEAST_WIDTH, _HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses; Space does by itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card with its name and three lines of soft text."""
        colors = self._theme.colors
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge, width = (
                ("accent", 2.0) if self.hasFocus() else ("faint" if self.underMouse() else "line", 1.0)
            )
            painter.setPen(QPen(colors.color(edge), width))
            painter.setBrush(colors.color("cap" if self.isDown() else "panel"))
            inset = width / 2
            frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
            plain = interface_font(TextSize.BASE)
            name = interface_font(TextSize.BASE, bold=True)
            ink = "soft" if self._is_missing else "text"
            top = self._paint_text(painter, self._words, name, ink, _TOP, _NAME_LINES)
            top = self._paint_text(painter, self._counts, plain, "soft", top, 1)
            tone = "problem" if self._is_missing else "soft"
            self._paint_text(painter, self._place, plain, tone, top, _PLACE_LINES)
