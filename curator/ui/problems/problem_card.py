"""The Problems view: everything wrong in the folder on one card, to be gone through by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMargins, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from curator.ui.commands.commands import CommandId, command_table
from curator.ui.commands.strokes import stroke_of
from curator.ui.desk.folder_problems import FolderProblems
from curator.ui.desk.jobs import Jobs
from curator.ui.look.headline import Headline
from curator.ui.look.key_cap import KeyCap
from curator.ui.look.key_hints import KeyHints
from curator.ui.look.overlay import Overlay
from curator.ui.look.theme import Space, TextSize, Theme
from curator.ui.problems.problem_pane import ProblemPane
from curator.ui.problems.problem_rows import ProblemRows
from curator.ui.problems.problem_status import ProblemStatus

_MOST_WIDTH, _MOST_HEIGHT = 1000, 820
_FIELD_WIDTH = 280
_HINTS = (
    ("Enter", "open the article"),
    ("Tab", "next kind"),
    ("Left", "fold"),
    ("/", "narrow"),
    ("C", "copy"),
    ("Ctrl+R", "show the file"),
    ("F5", "check again"),
    ("Esc", "close"),
)


class ProblemCard(Overlay):
    """Laid over the window by its key.

    Signals: `finding_chosen(Path)` before it goes away for that article, `file_requested(Path)` to be shown
    by the desktop.
    """

    finding_chosen = Signal(object)
    file_requested = Signal(object)

    def __init__(self, theme: Theme, problems: FolderProblems, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._problems = problems
        self._rows = ProblemRows(problems, jobs, self)
        self.setObjectName("problem_card")
        self.setAccessibleName("problems of the folder")
        self._build()
        self._keys = self._handlers()
        self._input.textChanged.connect(self._rows.narrow)
        self._rows.changed.connect(self._show_state)
        problems.advanced.connect(self._show_state)
        problems.outdated.connect(self._show_state)
        self._pane.view.row_clicked.connect(self._on_view_row_clicked)

    def _build(self) -> None:
        title = Headline("Problems", TextSize.READING, self._card)
        title.setWordWrap(False)
        self._input = QLineEdit(self._card)
        self._input.setObjectName("problem_input")
        self._input.setAccessibleName("narrow the problems")
        self._input.setPlaceholderText("words of title, file or reason")
        cap = QHBoxLayout(self._input)
        cap.setContentsMargins(0, 0, Space.SMALL, 0)
        self._cap = KeyCap(self._theme, command_table()[CommandId.SEARCH].keys[0], self._input)
        cap.addWidget(self._cap, 0, Qt.AlignmentFlag.AlignRight)
        self._input.setAcceptDrops(False)
        self._input.setMaximumWidth(_FIELD_WIDTH)
        self._input.installEventFilter(self)
        self._status = ProblemStatus(self._card)
        self._pane = ProblemPane(self._theme, self._rows.model, self._card)
        head = QHBoxLayout()
        head.setContentsMargins(Space.BASE, 0, 0, 0)
        head.setSpacing(Space.WIDE)
        head.addWidget(title, 1)
        head.addWidget(self._input, 1)
        rows = QVBoxLayout(self._card)
        rows.setContentsMargins(Space.BASE, Space.BASE, Space.BASE, Space.BASE)
        rows.setSpacing(Space.SMALL)
        rows.addLayout(head)
        rows.addWidget(self._status)
        rows.addWidget(self._pane, 1)
        rows.addSpacing(Space.HAIR)
        rows.addWidget(KeyHints(self._theme, "problem_hints", _HINTS, self._card))

    def _handlers(self) -> dict[str, Callable[[], None]]:
        """What each key does in the list."""
        view, commands = self._pane.view, command_table()
        table: dict[str, Callable[[], None]] = {
            "Left": lambda: view.fold(is_folded=True),
            "Right": lambda: view.fold(is_folded=False),
            "Home": lambda: view.go_to(0),
            "End": lambda: view.go_to(view.model().rowCount() - 1),
            "PageDown": lambda: view.step(view.page()),
            "PageUp": lambda: view.step(-view.page()),
            "Esc": self._go_back,
            "C": self._copy,
            "F5": self._problems.check,
        }
        for strokes, action in (
            (commands[CommandId.NEXT].keys, lambda: view.step(1)),
            (commands[CommandId.PREVIOUS].keys, lambda: view.step(-1)),
            (commands[CommandId.SEARCH].keys, self._input.setFocus),
            (commands[CommandId.REVEAL_FILE].keys, self._reveal),
            (commands[CommandId.PROBLEMS].keys, self.dismiss),
        ):
            table.update(dict.fromkeys(strokes, action))
        return table

    def start_over(self) -> None:
        """Another folder: nothing that was looked at or looked for is in it."""
        self._input.clear()
        self.dismiss()

    def _take_focus(self) -> None:
        self._take_keyboard()
        self._show_state()

    def _take_keyboard(self) -> None:
        """Put the keyboard to the list; while there is none, the card itself has it."""
        wanted = self._pane.view if self._pane.is_list_shown else self
        if not wanted.hasFocus():
            wanted.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _show_state(self) -> None:
        # Out of sight it is not kept up to date: it is when it is opened.
        if self.is_open:
            is_narrowed = bool(self._rows.words.strip())
            self._status.show_state(self._problems, self._rows.model.count if is_narrowed else None)
            self._pane.show_state(self._problems, self._rows.words)
            if not self._input.hasFocus():
                self._take_keyboard()

    def _go_back(self) -> None:
        """Esc in the list: the filter, then the card."""
        if self._input.text():
            self._input.clear()
            self._cap.show()
        else:
            self.dismiss()

    def _choose(self) -> None:
        """Enter: open the article, or fold and unfold a kind."""
        view = self._pane.view
        number = self._rows.model.number_at(view.row)
        if number is None:
            view.toggle_fold()
            return
        self.finding_chosen.emit(Path(self._problems.findings.path(number)))
        self.dismiss()

    def _copy(self) -> None:
        number = self._rows.model.number_at(self._pane.view.row)
        if number is not None:
            findings = self._problems.findings
            words = f"{findings.place(number)}: {findings.message(number)}"
            QGuiApplication.clipboard().setText(words)
            self._status.tell(f"Copied {words}")

    def _reveal(self) -> None:
        number = self._rows.model.number_at(self._pane.view.row)
        if number is not None:
            self.file_requested.emit(Path(self._problems.findings.path(number)))

    def _place_card(self) -> None:
        room = self.size().shrunkBy(QMargins(*[Space.LARGE] * 4))
        width, height = min(_MOST_WIDTH, room.width()), min(_MOST_HEIGHT, room.height())
        self._card.setGeometry(
            QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)
        )
        self.update()

    @Slot(int)
    def _on_view_row_clicked(self, row: int) -> None:
        self._pane.view.set_current(row)
        self._choose()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that move and choose while the field keeps the cursor."""
        if watched is self._input:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._is_for_list(event)
            if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
                # The key that leads there is of no use to who is there, or has typed something.
                self._cap.setVisible(event.type() == QEvent.Type.FocusOut and not self._input.text())
        return super().eventFilter(watched, event)

    def _is_for_list(self, event: QKeyEvent) -> bool:
        stroke = stroke_of(event)
        if stroke == "Esc":
            self._take_keyboard()
        elif stroke in {"Up", "Down", "PageUp", "PageDown", "F5"}:
            self._keys[stroke]()
        elif stroke == "Enter":
            if not event.isAutoRepeat():
                self._choose()
        else:
            return event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list; no other but that to quit reaches the window below."""
        stroke = stroke_of(event)
        event.setAccepted(stroke not in self._passed)
        self._status.tell("")
        is_move = stroke in {"J", "K", "Up", "Down", "PageUp", "PageDown"}
        if event.isAutoRepeat() and not is_move:
            return
        if event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            self._pane.view.go_to_kind(1 if event.key() == Qt.Key.Key_Tab else -1)
        elif stroke == "Enter":
            self._choose()
        elif stroke in self._keys:
            self._keys[stroke]()
