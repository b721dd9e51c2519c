"""Whether the article on screen is published, and what the folder's rule says of that."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from curator.ui.look.key_cap import key_cap_width, paint_key_cap
from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import BAR_HEAD, Space, TextSize, Theme, interface_font
from curator.ui.look.tool_tip import tool_tip

_RADIUS = 7


class SwitchHalf(QAbstractButton):
    """Yes or No, with its key."""

    def __init__(
        self, theme: Theme, words: str, stroke: str, color: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(words)
        self._theme = theme
        self._stroke = stroke
        self._color = color
        self.setFont(interface_font(bold=True))
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Qt asks how large the half would like to be."""
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        return QSize(words + round(key_cap_width(self._stroke)) + 3 * Space.BASE - 4, 34)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A click more out of habit would decide the next article, unseen."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt asks for the half."""
        colors = self._theme.colors
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isChecked():
                path = QPainterPath()
                path.addRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), _RADIUS - 2, _RADIUS - 2)
                painter.fillPath(path, colors.color(self._color))
            painter.setFont(self.font())
            painter.setPen(
                colors.color("ground" if self.isChecked() else "text" if self.underMouse() else "soft")
            )
            box = QRectF(Space.BASE, 0, self.width(), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, self.text())
            left = Space.BASE + QFontMetrics(self.font()).horizontalAdvance(self.text()) + Space.SMALL
            paint_key_cap(painter, QPointF(left, self.height() / 2), self._stroke, colors)


class PublishedSwitch(QWidget):
    """Signal `published_chosen(is_published, stays)`."""

    published_chosen = Signal(bool, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._published: bool | None = None
        self.setObjectName("published")
        self.setAccessibleName("Published")
        self._build()
        self._yes.clicked.connect(self._on_yes_clicked)
        self._no.clicked.connect(self._on_no_clicked)
        theme.changed.connect(self.update)

    def _build(self) -> None:
        self._label = QLabel("PUBLISHED", self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setObjectName("published_label")
        self._label.setProperty("strength", "label")
        self._yes = SwitchHalf(self._theme, "Yes", "A", "published", self)
        self._yes.setObjectName("published_yes")
        self._yes.setAccessibleName("Published: yes")
        self._no = SwitchHalf(self._theme, "No", "X", "unpublished", self)
        self._no.setObjectName("published_no")
        self._no.setAccessibleName("Published: no")
        self._rule = ShortText(interface_font(TextSize.SMALL), 1, self)
        self._rule.setObjectName("rule")
        self._rule.setAccessibleName("The folder's rule")
        self._rule.setProperty("strength", "small")
        halves = QHBoxLayout()
        halves.setSpacing(0)
        halves.addWidget(self._yes)
        halves.addWidget(self._no)
        halves.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._label.setFixedHeight(BAR_HEAD)
        layout.addWidget(self._label)
        layout.addLayout(halves)
        layout.addWidget(self._rule)

    def text(self) -> str:
        """The words yes and no, "" when the article does not say."""
        return {True: "yes", False: "no", None: ""}[self._published]

    def set_published(self, published: bool | None, rule: str, *, departs: bool) -> None:
        """Show the state and what the rule says; `departs` when the two disagree."""
        self._published = published
        self.setProperty("value", published)
        self._yes.setChecked(published is True)
        self._no.setChecked(published is False)
        self._label.setText("PUBLISHED" if published is not None else "PUBLISHED · not set")
        self._rule.setText(rule)
        self._rule.setToolTip(tool_tip(rule))
        strength = "problem" if departs else "small"
        if self._rule.property("strength") != strength:
            self._rule.setProperty("strength", strength)
            self._rule.style().unpolish(self._rule)
            self._rule.style().polish(self._rule)
        self.setAccessibleDescription(f"{self.text() or 'not set'}, {rule}")

    @Slot()
    def _on_yes_clicked(self) -> None:
        self._yes.setChecked(self._published is True)
        self.published_chosen.emit(True, False)

    @Slot()
    def _on_no_clicked(self) -> None:
        self._no.setChecked(self._published is False)
        self.published_chosen.emit(False, False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One frame around both halves."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.colors.color("line"))
            frame = QRectF(self._yes.geometry().united(self._no.geometry()))
            painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
