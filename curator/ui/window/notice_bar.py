"""The one place where the window says something in passing: a line above the rating bar.

Information goes by itself. Questions and problems stay until they are answered or dismissed; what is said
meanwhile lies on top of them, and they come back.
"""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from curator.articles.display_text import neutralise
from curator.records import dataclass
from curator.ui.commands.commands import CommandId
from curator.ui.look.glyphs import Glyph, GlyphView
from curator.ui.look.key_button import KeyButton
from curator.ui.look.theme import Space, Theme
from curator.ui.look.tool_tip import tool_tip

HEIGHT = 44
_BUTTON_HEIGHT = 30
_GLYPH_SIDE = 20
_EDGE_WIDTH = 4
_PROGRESS_WIDTH = 160
_PROGRESS_STEPS = 1_000
_INFO_MS = 6_000
_INFO_WITH_ACTION_MS = 12_000
# Should many saves fail one after another, the newest tell enough.
_MOST_WAITING = 20


class NoticeKind(StrEnum):
    """How much a notice matters; the value is what a screen reader says before it."""

    INFO = "information"
    WORK = "at work"
    """It stays until the work is done, and has no way out but to stop that."""

    QUESTION = "question"
    PROBLEM = "problem"


_LOOKS = {
    NoticeKind.INFO: (Glyph.INFO, "accent"),
    NoticeKind.WORK: (Glyph.INFO, "accent"),
    NoticeKind.QUESTION: (Glyph.QUESTION, "later"),
    NoticeKind.PROBLEM: (Glyph.PROBLEM, "problem"),
}


@dataclass(frozen=True, slots=True)
class NoticeAction:
    """Something to do about a notice: words, the key that does it ("" for none), the command."""

    label: str
    key: str
    command: CommandId


@dataclass(frozen=True, slots=True)
class Notice:
    """What to say. `text` is one line; `detail` is shown behind it, softly, and whole on hovering.

    `share` is how much of a work is done, of 1; None shows no progress bar.
    """

    text: str
    kind: NoticeKind = NoticeKind.INFO
    actions: tuple[NoticeAction, ...] = ()
    detail: str = ""
    share: float | None = None

    @property
    def stays(self) -> bool:
        """Whether it waits for an answer."""
        return self.kind is not NoticeKind.INFO


class _Line(QLabel):
    """A line of plain text that is shortened rather than widening the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        # Every kind of white space, new lines above all, would break the one line.
        self.setText(" ".join(neutralise(text).split()))
        self.setVisible(bool(text))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
            painter.drawText(self.rect(), flags, shown)


class NoticeBar(QFrame):
    """Shows one notice at a time; hidden while there is nothing to say."""

    command_requested = Signal(object)
    """The CommandId of the pressed action; its notice is gone by then."""
    dismissed = Signal()
    """The person has closed the notice that was shown."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, info_ms: int = _INFO_MS) -> None:
        super().__init__(parent)
        self._theme = theme
        self._info_ms = info_ms
        self._shown: Notice | None = None
        self._waiting: list[Notice] = []
        self._actions: tuple[NoticeAction, ...] = ()
        self._buttons: dict[KeyButton, CommandId] = {}
        self.setObjectName("notice_bar")
        self.setAccessibleName("notice")
        self.setFixedHeight(HEIGHT)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self._glyph = GlyphView(self._theme, Glyph.INFO, _GLYPH_SIDE, "accent", self)
        self._text = _Line(self)
        self._text.setObjectName("notice_text")
        self._text.setProperty("strength", "strong")
        self._detail = _Line(self)
        self._detail.setObjectName("notice_detail")
        self._detail.setProperty("strength", "soft")
        self._progress = QProgressBar(self)
        self._progress.setObjectName("notice_progress")
        self._progress.setAccessibleName("How much is done")
        self._progress.setRange(0, _PROGRESS_STEPS)
        self._progress.setTextVisible(False)
        self._progress.setFixedWidth(_PROGRESS_WIDTH)
        self._close = QPushButton("Dismiss", self)
        self._close.setObjectName("notice_dismiss")
        self._close.setAccessibleName("Dismiss this notice")
        self._close.setProperty("role", "link")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._close.setCursor(Qt.CursorShape.PointingHandCursor)
        self._action_row = QHBoxLayout()
        self._action_row.setSpacing(Space.SMALL)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE + _EDGE_WIDTH, 0, Space.WIDE, 0)
        row.setSpacing(Space.SMALL)
        row.addWidget(self._glyph)
        row.addWidget(self._text)
        row.addWidget(self._detail, 1)
        row.addStretch(0)
        row.addWidget(self._progress)
        row.addSpacing(Space.SMALL)
        row.addLayout(self._action_row)
        row.addWidget(self._close)

    def _connect(self) -> None:
        self._timer.timeout.connect(self._on_timer_timeout)
        self._close.clicked.connect(self._on_close_clicked)
        self._theme.changed.connect(self._on_theme_changed)

    @property
    def shown(self) -> Notice | None:
        """What is on the bar now."""
        return self._shown

    def has(self, notice: Notice) -> bool:
        """Whether `notice` is shown, or waits below what is."""
        return notice == self._shown or notice in self._waiting

    def show_notice(self, notice: Notice) -> None:
        """Say `notice` now; a question or problem that was there comes back after it."""
        before = self._shown
        self._waiting = [each for each in self._waiting if each != notice]
        if before is not None and before.stays and before != notice:
            self._waiting = [*self._waiting, before][-_MOST_WAITING:]
        self._show(notice)
        _announce(self, neutralise(f"{notice.kind.value}: {notice.text}"))

    def replace(self, before: Notice, notice: Notice) -> None:
        """Say the same in newer words, without drawing attention to it."""
        self._waiting = [notice if each == before else each for each in self._waiting]
        if self._shown == before:
            self._show(notice)

    def withdraw(self, notice: Notice) -> None:
        """Take `notice` back, shown or waiting, because it is no longer true."""
        self._waiting = [each for each in self._waiting if each != notice]
        if self._shown == notice:
            self._go_on()

    def clear(self) -> None:
        """Take everything back, as when the folder is closed."""
        self._waiting = []
        self._go_on()

    def _show(self, notice: Notice) -> None:
        self._shown = notice
        self._glyph.set_glyph(*_LOOKS[notice.kind])
        self._text.say(notice.text)
        self._detail.say(notice.detail)
        self.setToolTip(tool_tip(notice.text, notice.detail))
        spoken = " ".join((notice.kind.value + ":", notice.text, notice.detail)).strip()
        self.setAccessibleDescription(neutralise(spoken))
        self._progress.setVisible(notice.share is not None)
        self._progress.setValue(round((notice.share or 0) * _PROGRESS_STEPS))
        self._set_actions(notice.actions)
        # A question with a yes and a no has its way out.
        is_choice = notice.kind is NoticeKind.QUESTION and len(notice.actions) > 1
        self._close.setVisible(not is_choice and notice.kind is not NoticeKind.WORK)
        self._timer.stop()
        if not notice.stays:
            self._start_timer()
        self.show()
        self.update()

    def _go_on(self) -> None:
        self._timer.stop()
        self._shown = None
        if self._waiting:
            self._show(self._waiting.pop())
        else:
            self.hide()

    def _start_timer(self) -> None:
        has_action = self._shown is not None and bool(self._shown.actions)
        # Reading takes its time, deciding what to do about it takes more.
        self._timer.start(self._info_ms * (_INFO_WITH_ACTION_MS // _INFO_MS if has_action else 1))

    def _set_actions(self, actions: tuple[NoticeAction, ...]) -> None:
        if actions == self._actions:
            # Work in progress says the same ten times a second, and a button that is being pressed stays.
            return
        self._actions = actions
        for button in self._buttons:
            self._action_row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for action in actions:
            button = KeyButton(self._theme, action.label, action.key, self)
            button.setObjectName(f"notice_{action.command.value}")
            button.setMaximumHeight(_BUTTON_HEIGHT)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(self._on_action_clicked)
            self._buttons[button] = action.command
            self._action_row.addWidget(button)

    @Slot()
    def _on_action_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, KeyButton) and button in self._buttons:
            command = self._buttons[button]
            self._go_on()
            self.command_requested.emit(command)

    @Slot()
    def _on_close_clicked(self) -> None:
        self._go_on()
        self.dismissed.emit()

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._go_on()

    @Slot()
    def _on_theme_changed(self) -> None:
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Nothing vanishes under the mouse."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """The time begins anew."""
        if self._shown is not None and not self._shown.stays:
            self._start_timer()
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A panel with a line above and an edge in the colour of the kind."""
        colors = self._theme.colors
        kind = self._shown.kind if self._shown else NoticeKind.INFO
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colors.color("panel"))
            painter.fillRect(0, 0, self.width(), 1, colors.color("line"))
            painter.fillRect(0, 1, _EDGE_WIDTH, self.height() - 1, colors.color(_LOOKS[kind][1]))


def _announce(bar: QWidget, words: str) -> None:
    """Have a screen reader say it."""
    # Imported here because a start has nothing to announce, and these classes cost it 2 ms.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(bar, words))
