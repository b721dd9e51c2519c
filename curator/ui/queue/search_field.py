"""The query box: words and fields, completed as they are typed, errors shown at the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from curator.library.query_reading import Reading, read_query
from curator.library.query_vocabulary import NO_VOCABULARY, Vocabulary
from curator.ui.look.key_cap import key_cap_width, paint_key_cap
from curator.ui.look.theme import Space, Theme
from curator.ui.look.tool_tip import tool_tip
from curator.ui.queue.text_mark import TextMark

if TYPE_CHECKING:
    from curator.library.query_completion import Completion
    from curator.ui.queue.search_completions import SearchCompletions

_LEAVING = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down})
# What these do depends on what is offered for all that was typed before.
_CHOOSING = _LEAVING | {Qt.Key.Key_Tab, Qt.Key.Key_Up}


class SearchField(QLineEdit):
    """A line for a filter.

    Signals: `query_changed(text)` for a filter that can be understood, `left()` on Esc and Enter, and
    `judged(words, is_error)` with what the filter means, what it still lacks, or what is wrong with it.
    """

    query_changed = Signal(str)
    left = Signal()
    judged = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._vocabulary = NO_VOCABULARY
        self._reading: Reading = read_query("")
        self._applied = ""
        self._is_accepting = self._is_completing = self._is_typing = False
        self.setObjectName("search")
        self.setProperty("state", "")
        self.setAccessibleName("Search and filter")
        self.setPlaceholderText("words, undecided, quality<60, provider:bbc, since:7d …")
        self.setClearButtonEnabled(False)
        # A dropped folder is the window's, not a text to search for.
        self.setAcceptDrops(False)
        self._completions: SearchCompletions | None = None
        self._mark = TextMark(theme, self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        # The library answers sooner than an eye can tell; this only puts letters together that come at once,
        # and has the answer on its way while completions are looked for.
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.textEdited.connect(self._on_self_text_edited)
        self.cursorPositionChanged.connect(self._on_self_cursor_position_changed)
        self._theme.changed.connect(self.update)

    @property
    def completions(self) -> SearchCompletions:
        """The list of what could come next, made when it is first wanted."""
        if self._completions is None:
            # Imported here because nobody types before the first article is there: 15 ms with making it.
            from curator.ui.queue.search_completions import SearchCompletions

            self._completions = SearchCompletions(self._theme, self)
            self._completions.completion_clicked.connect(self._accept)
            self._completions.choice_changed.connect(self._describe)
        return self._completions

    def show_query(self, text: str) -> None:
        """Show a filter chosen elsewhere, without announcing it again."""
        self._timer.stop()
        self._stop_completing()
        self._applied = text.strip()
        self.setText(text)
        self._judge()

    @property
    def vocabulary(self) -> Vocabulary:
        """The names it completes with."""
        return self._vocabulary

    @Slot(object)
    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Complete with the names of this folder from now on."""
        self._vocabulary = vocabulary
        if self._is_completing:
            self.completions.renew(self._found())

    def _complete(self) -> None:
        self._is_completing, self._is_typing = True, False
        self.completions.offer(self._found())

    def _complete_word(self) -> None:
        """Complete what is typed at the cursor; between two words too much could come to offer it unasked."""
        if self.text()[: self.cursorPosition()][-1:].strip():
            self._complete()
        else:
            self._stop_completing()

    def _found(self) -> tuple[Completion, ...]:
        # Imported here for the same reason as the list.
        from curator.library.query_completion import complete

        return complete(self.text(), self.cursorPosition(), self._vocabulary)

    def _stop_completing(self) -> None:
        self._is_completing = self._is_typing = False
        if self._completions is not None:
            self._completions.dismiss()

    @Slot(object)
    def _accept(self, completion: Completion) -> None:
        """Put a completion in, as one step of undo, and apply it; go on when a value has to follow."""
        self._is_accepting = True
        self.setSelection(completion.start, completion.end - completion.start)
        self.insert(completion.replacement)
        self.setCursorPosition(completion.cursor)
        self._is_accepting = False
        self._timer.stop()
        self._apply()
        if completion.is_begun:
            self._apply_without(completion)
            self._complete()
        else:
            self._stop_completing()

    def _apply_without(self, completion: Completion) -> None:
        """Go back to the filter before a piece that has become the beginning of another.

        What was looked for meanwhile, as the word it began with, would list nothing behind its completions.
        """
        rest = f"{self.text()[: completion.start]} {self.text()[completion.cursor :]}".strip()
        if rest != self._applied and read_query(rest).query is not None:
            self._applied = rest
            self.query_changed.emit(rest)

    @Slot()
    def _apply(self) -> None:
        if self._judge(self.cursorPosition() if self.hasFocus() else None):
            self._applied = self.text().strip()
            self.query_changed.emit(self._applied)

    def _leave(self) -> None:
        self._stop_completing()
        if self._timer.isActive():
            self._timer.stop()
            self._apply()
        self._judge()
        self.left.emit()

    def _judge(self, cursor: int | None = None) -> bool:
        """Say what the filter means or lacks, or what is wrong with it and where; whether it can be applied.

        With a cursor somebody is still typing there, and what is unfinished is not wrong.
        """
        self._reading = reading = read_query(self.text(), cursor)
        state = "error" if reading.fault else ""
        self.setToolTip(tool_tip(reading.words))
        self._describe()
        self._mark.show_at(reading.fault)
        self.judged.emit(reading.words if self.text().strip() else "", bool(state))
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)
        return reading.query is not None

    @Slot()
    def _describe(self) -> None:
        """Tell a screen reader what is chosen, or else what the filter means."""
        chosen = self._completions.choice_words if self._completions is not None else ""
        self.setAccessibleDescription(chosen or self._reading.words)

    @Slot()
    def _on_timer_timeout(self) -> None:
        self._apply()
        if self._is_typing:
            self._complete_word()

    @Slot(str)
    def _on_self_text_edited(self, _text: str) -> None:
        if not self._is_accepting:
            self._is_typing = True
            self._timer.start()

    @Slot()
    def _on_self_cursor_position_changed(self) -> None:
        # A letter moves the cursor too; what is to be said of it comes in a moment.
        if self._is_accepting or self._timer.isActive():
            return
        if self._is_completing:
            self._complete_word()
        if self._reading.query is None and self.hasFocus():
            self._judge(self.cursorPosition())

    def event(self, event: QEvent) -> bool:
        """Tab takes the best completion; without one it goes to the next part of the window."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _CHOOSING and self._is_typing:
                self._complete_word()
            best = self.completions.best if event.key() == Qt.Key.Key_Tab and self._is_completing else None
            if best is not None:
                self._accept(best)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to what is offered; Esc and Enter go back to the queue; Ctrl+K belongs to the window."""
        key, is_control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._is_completing and self.completions.is_open and self._is_for_completions(event):
            return
        if (key == Qt.Key.Key_Space and is_control) or (key == Qt.Key.Key_Down and not self.text()):
            self._complete()
        elif key in _LEAVING:
            self._leave()
        elif key == Qt.Key.Key_K and is_control:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _is_for_completions(self, event: QKeyEvent) -> bool:
        """Do in the open list what the key means there; False when it means nothing there."""
        chosen = self.completions.chosen
        match event.key():
            case Qt.Key.Key_Down:
                self.completions.step(1)
            case Qt.Key.Key_Up:
                self.completions.step(-1)
            case Qt.Key.Key_Escape:
                self._stop_completing()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if chosen is not None:
                self._accept(chosen)
            case _:
                return False
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nobody types here any more: what is unfinished now is wrong."""
        super().focusOutEvent(event)
        self._stop_completing()
        self._judge()

    def moveEvent(self, event: QMoveEvent) -> None:
        """What is offered goes along."""
        super().moveEvent(event)
        if self._completions is not None:
            self._completions.follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is offered goes along."""
        super().resizeEvent(event)
        if self._completions is not None:
            self._completions.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The key that leads here, as long as nothing is typed."""
        super().paintEvent(event)
        if not self.text() and not self.hasFocus():
            with QPainter(self) as painter:
                left = self.width() - key_cap_width("/") - Space.SMALL
                paint_key_cap(painter, QPointF(left, self.height() / 2), "/", self._theme.colors)
