"""Open, name, rename and delete saved views: a field, the views it finds, and what its keys do just now."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from curator.library.views import NAME_LIMIT, clean_name
from curator.ui.commands.command_list_model import ROW_HEIGHT, CommandDelegate, CommandListModel
from curator.ui.commands.command_match import rank
from curator.ui.commands.entries import ViewEntry
from curator.ui.commands.strokes import stroke_of
from curator.ui.look.key_hints import Hints, KeyHints
from curator.ui.look.overlay import Overlay
from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import Space, TextSize, Theme, interface_font

_WIDTH = 660
_MOST_ROWS = 9
_FROM_TOP = 0.1
_STEPS = {"Up": -1, "Down": 1}


class ChooserMode(Enum):
    """What the field is for: placeholder, and the keys with what they do."""

    OPEN = ("Which view?", (("Enter", "open"), ("F2", "rename"), ("Delete", "delete"), ("Esc", "close")))
    SAVE = ("Name of the view", (("Enter", "save"), ("Esc", "leave")))
    RENAME = ("New name", (("Enter", "rename"), ("Esc", "leave")))
    DELETE = ("", (("Enter", "delete"), ("Esc", "keep")))

    def __init__(self, placeholder: str, hints: Hints) -> None:
        self.placeholder = placeholder
        self.hints = hints


class ViewChooser(Overlay):
    """Laid over the window by its key, or to save a view.

    Signals: `view_chosen(name)`, `save_requested(name)`, `rename_requested(old, new)`,
    `delete_requested(name)`.
    """

    view_chosen = Signal(str)
    save_requested = Signal(str)
    rename_requested = Signal(str, str)
    delete_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self._views: tuple[ViewEntry, ...] = ()
        self._note = self._meaning = ""
        self._mode = ChooserMode.OPEN
        self._about = ""
        self.setObjectName("view_chooser")
        self.setAccessibleName("saved views")
        self._build()
        self._input.textChanged.connect(self._on_input_text_changed)
        self._list.clicked.connect(self._on_list_clicked)

    def _build(self) -> None:
        self._input = QLineEdit(self._card)
        self._input.setObjectName("view_input")
        self._input.setAccessibleName("name of a view")
        self._input.setMaxLength(NAME_LIMIT)
        self._input.setAcceptDrops(False)
        self._input.installEventFilter(self)
        self._words = ShortText(interface_font(TextSize.SMALL), 1, self._card)
        self._words.setObjectName("view_words")
        self._words.setAccessibleName("About the view")
        self._words.setProperty("strength", "small")
        self._model = CommandListModel(self)
        self._list = QListView(self._card)
        self._list.setObjectName("view_list")
        self._list.setAccessibleName("views found")
        self._list.setModel(self._model)
        self._list.setItemDelegate(CommandDelegate(self._theme, self._list))
        self._list.setUniformItemSizes(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._hints = KeyHints(self._theme, "view_hints", self._mode.hints, self._card)
        rows = QVBoxLayout(self._card)
        rows.setContentsMargins(Space.SMALL, Space.SMALL, Space.SMALL, Space.BASE)
        rows.setSpacing(Space.SMALL)
        inset = QVBoxLayout()
        inset.setContentsMargins(Space.BASE, 0, Space.BASE, 0)
        inset.addWidget(self._words)
        rows.addWidget(self._input)
        rows.addLayout(inset)
        rows.addWidget(self._list, 1)
        rows.addStretch(0)
        rows.addWidget(self._hints)

    def set_views(self, views: Sequence[ViewEntry], note: str = "") -> None:
        """Offer these; `note` says what else is to be known of them, "" for nothing."""
        self._views = tuple(views)
        self._note = note
        self._find()

    def open_to_choose(self) -> None:
        """Open with an empty field and all views."""
        self._enter(ChooserMode.OPEN)
        self.open_over()

    def open_to_save(self, name: str, meaning: str) -> None:
        """Ask for a name, this one at first, for what `meaning` says in words."""
        self._meaning = meaning
        self._enter(ChooserMode.SAVE, name)
        self.open_over()

    def _enter(self, mode: ChooserMode, text: str = "") -> None:
        self._mode = mode
        self._input.setPlaceholderText(mode.placeholder)
        self._input.setReadOnly(mode is ChooserMode.DELETE)
        self._input.setText(text)
        self._input.selectAll()
        self._hints.show_hints(mode.hints)
        self._find()

    def _find(self) -> None:
        """Show what belongs to the field as it is."""
        letters = self._input.text() if self._mode is ChooserMode.OPEN else ""
        found = rank(letters, self._views)
        self._model.set_commands(found)
        is_choosing = self._mode is ChooserMode.OPEN
        self._list.setVisible(is_choosing and bool(found))
        if found:
            place = next((at for at, each in enumerate(found) if each.name == self._about), -1)
            self._list.setCurrentIndex(self._model.index(max(0, place)))
        self._words.setText(self._said())
        self._words.setVisible(bool(self._words.text()))
        # The keyboard stays in the field, so this is where a screen reader hears the question.
        self._input.setAccessibleDescription(self._words.text())
        self._place_card()

    def _said(self) -> str:
        name = clean_name(self._input.text())
        namesake = next((view.name for view in self._views if view.name.casefold() == name.casefold()), "")
        match self._mode:
            case ChooserMode.OPEN if not self._views:
                return "There is no saved view in this folder yet. " + self._note
            case ChooserMode.OPEN:
                return self._note if self._model.rowCount() else "No view is called that."
            case ChooserMode.SAVE:
                return self._meaning + (f". Takes the place of “{namesake}”." if namesake else "")
            case ChooserMode.RENAME:
                is_other = namesake and namesake != self._about
                return f"There is already a view called “{namesake}”." if is_other else "Its filter stays."
            case ChooserMode.DELETE:
                return f"Delete “{self._about}” for everybody who shares this folder?"

    def _accept(self) -> None:
        """Enter."""
        name, about = clean_name(self._input.text()), self._about
        if self._mode is ChooserMode.OPEN:
            self._choose(self._list.currentIndex().row())
        elif self._mode is ChooserMode.SAVE and name:
            self.dismiss()
            self.save_requested.emit(name)
        elif self._mode is ChooserMode.RENAME and name:
            others = {view.name.casefold() for view in self._views if view.name != about}
            if name.casefold() not in others:
                self._about = name
                self._enter(ChooserMode.OPEN)
                self.rename_requested.emit(about, name)
        elif self._mode is ChooserMode.DELETE:
            self._enter(ChooserMode.OPEN)
            self.delete_requested.emit(about)

    def _choose(self, place: int) -> None:
        if 0 <= place < self._model.rowCount():
            name = self._name_at(place)
            self.dismiss()
            self.view_chosen.emit(name)

    def _name_at(self, place: int) -> str:
        return self._model.command_at(place).text

    def _about_current(self, mode: ChooserMode) -> None:
        """Go on about the current view."""
        place = self._list.currentIndex().row()
        if 0 <= place < self._model.rowCount():
            self._about = self._name_at(place)
            self._enter(mode, self._about)

    def _handles(self, event: QKeyEvent) -> bool:
        stroke, is_choosing = stroke_of(event), self._mode is ChooserMode.OPEN
        if stroke == "Esc" and self._mode in {ChooserMode.RENAME, ChooserMode.DELETE}:
            self._enter(ChooserMode.OPEN)
        elif stroke == "Esc":
            self.dismiss()
        elif stroke == "Enter":
            if not event.isAutoRepeat():
                self._accept()
        elif is_choosing and stroke in _STEPS:
            count = max(1, self._model.rowCount())
            place = (self._list.currentIndex().row() + _STEPS[stroke]) % count
            self._list.setCurrentIndex(self._model.index(place))
        elif is_choosing and stroke == "F2":
            self._about_current(ChooserMode.RENAME)
        elif is_choosing and stroke == "Delete" and self._is_cursor_at_end():
            self._about_current(ChooserMode.DELETE)
        else:
            return self._mode is ChooserMode.DELETE or event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
        return True

    def _is_cursor_at_end(self) -> bool:
        """Whether Delete has no character to take away."""
        field = self._input
        return field.cursorPosition() == len(field.text()) and not field.hasSelectedText()

    def _take_focus(self) -> None:
        self._input.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place_card(self) -> None:
        top = max(Space.LARGE, round(self.height() * _FROM_TOP))
        width = min(_WIDTH, self.width() - 2 * Space.LARGE)
        rows = min(_MOST_ROWS, self._model.rowCount()) if self._mode is ChooserMode.OPEN else 0
        height = self._input.sizeHint().height() + 2 * Space.SMALL
        height += self._hints.heightForWidth(width - 2 * Space.SMALL)
        height += rows * ROW_HEIGHT + (Space.SMALL if rows else 0) + Space.WIDE
        if self._words.text():
            height += self._words.sizeHint().height() + Space.SMALL
        room = self.height() - top - Space.LARGE
        self._card.setGeometry(QRect((self.width() - width) // 2, top, width, min(height, room)))
        self.update()

    @Slot(str)
    def _on_input_text_changed(self, _text: str) -> None:
        self._find()

    @Slot(QModelIndex)
    def _on_list_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that move and choose while the field keeps the cursor."""
        if watched is self._input and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._handles(event)
        return super().eventFilter(watched, event)
