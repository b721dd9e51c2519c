"""Narrow the list by what its articles are made of: state, topic, provider and month, with live counts.

It lies between the chips and the list, so that the list is seen to follow. What is typed finds values; the
keys that choose them work while the cursor stays in the field.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from curator.library import Facets
from curator.library.query_edit import Standing, with_standing
from curator.ui.look.key_hints import KeyHints
from curator.ui.look.theme import Space, Theme
from curator.ui.queue.facet_field import FacetField
from curator.ui.queue.facet_model import FacetDelegate, FacetModel, spoken
from curator.ui.queue.facet_rows import FacetGroup, FacetLine, LineKind, Narrowing
from curator.ui.queue.facet_view import FacetView

_PAGE = 6
_STEPS = {"Up": -1, "Down": 1, "PageUp": -_PAGE, "PageDown": _PAGE}
_STANDINGS = {"Enter": Standing.WANTED, "Shift+Enter": Standing.EXCLUDED, "-": Standing.EXCLUDED}
_HINTS = (("Enter", "only"), ("-", "not"), ("Tab", "list"), ("Esc", "close"))


class FacetPanel(QWidget):
    """Signals: `query_chosen(text)`, `left()` when the keyboard goes back to the queue."""

    query_chosen = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrowing = Narrowing()
        self.setObjectName("facets")
        self.setAccessibleName("Narrow the list")
        self.setProperty("role", "facets")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self._field = FacetField(self)
        self._model = FacetModel(self)
        self._view = FacetView(self._model, self)
        self._view.setItemDelegate(FacetDelegate(self._theme, self._view))
        self._nothing = QLabel("Nothing in this list is called that.", self)
        self._nothing.setObjectName("facet_nothing")
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setProperty("strength", "small")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.SMALL)
        column.setSpacing(Space.HAIR)
        edges = QVBoxLayout()
        edges.setContentsMargins(Space.BASE, 0, Space.BASE, Space.HAIR)
        edges.addWidget(self._field)
        column.addLayout(edges)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._view, 1)
        column.addWidget(KeyHints(self._theme, "facet_hints", _HINTS, self))

    def _connect(self) -> None:
        self._field.textChanged.connect(self._on_field_text_changed)
        self._field.stroke_pressed.connect(self._on_field_stroke_pressed)
        self._field.keyboard_came.connect(self._on_field_keyboard_came)
        self._view.line_clicked.connect(self._on_view_line_clicked)
        self._theme.changed.connect(self._view.viewport().update)

    @property
    def is_open(self) -> bool:
        """Whether the person has it open; the pane it is in may be hidden."""
        return not self.isHidden()

    @property
    def has_keyboard(self) -> bool:
        """Whether what is typed is for the panel."""
        return self._field.hasFocus()

    def open_panel(self) -> None:
        """Show it and take the keyboard."""
        self.show()
        self._field.clear()
        self._show_lines()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Hide it and give the keyboard back."""
        self.hide()
        self._field.clear()
        self.left.emit()

    @Slot(object)
    def show_facets(self, facets: Facets) -> None:
        """Show what has been counted."""
        self._show(replace(self._narrowing, facets=facets))

    def show_query(self, text: str) -> None:
        """Show what this filter, which can be understood, names."""
        self._show(replace(self._narrowing, query=text))

    def _show(self, narrowing: Narrowing) -> None:
        self._narrowing = narrowing
        # Behind a closed panel nobody looks; its lines are made anew when it opens.
        if self.is_open:
            self._show_lines()

    def _show_lines(self) -> None:
        before = self._current()
        self._model.set_lines(self._narrowing.lines())
        has_lines = bool(self._model.rowCount())
        self._view.setVisible(has_lines)
        self._nothing.setVisible(not has_lines)
        place = self._model.place_of(before) if before is not None else -1
        self._go_to(place if place >= 0 else self._model.first_value())

    def _current(self) -> FacetLine | None:
        return self._model.line(self._view.currentIndex().row())

    def _go_to(self, place: int) -> None:
        self._view.show_place(place, is_marked=self._field.hasFocus())
        line = self._current()
        self._field.setAccessibleDescription(spoken(line) if line is not None else "")

    def _move(self, step: int) -> None:
        count = self._model.rowCount()
        if count:
            place = self._view.currentIndex().row() + step
            self._go_to(place % count if abs(step) == 1 else max(0, min(count - 1, place)))

    def _choose(self, standing: Standing) -> None:
        """Give the current value this standing, or none when it has it; fold and unfold other lines."""
        line = self._current()
        if line is None:
            return
        if line.kind is LineKind.GROUP:
            self._fold(line.group, is_closed=line.is_open)
        elif line.kind is LineKind.MORE:
            folding = self._narrowing.folding.toggled_whole(line.group)
            self._show(replace(self._narrowing, folding=folding))
        else:
            wanted = Standing.ABSENT if line.standing is standing else standing
            text = with_standing(self._narrowing.query, line.query, wanted)
            self._show(replace(self._narrowing, query=text))
            self._field.clear()
            self.query_chosen.emit(text)

    def _fold(self, group: FacetGroup, *, is_closed: bool) -> None:
        folding = self._narrowing.folding.with_closed(group, is_closed=is_closed)
        self._show(replace(self._narrowing, folding=folding))
        if is_closed:
            self._go_to(self._model.place_of(FacetLine(LineKind.GROUP, group, group.value)))

    @Slot(str)
    def _on_field_text_changed(self, text: str) -> None:
        self._show(replace(self._narrowing, letters=text.strip()))
        if text.strip():
            self._go_to(self._model.first_value())

    @Slot(str)
    def _on_field_stroke_pressed(self, stroke: str) -> None:
        line = self._current()
        if stroke in _STEPS:
            self._move(_STEPS[stroke])
        elif stroke in _STANDINGS:
            self._choose(_STANDINGS[stroke])
        elif stroke in {"Left", "Right"}:
            if line is not None:
                self._fold(line.group, is_closed=stroke == "Left")
        elif stroke == "Esc" and self._field.text():
            self._field.clear()
        elif stroke == "Esc":
            self.close_panel()
        else:
            self.left.emit()

    @Slot(bool)
    def _on_field_keyboard_came(self, _has_come: bool) -> None:
        self._go_to(self._view.currentIndex().row())

    @Slot(int, bool)
    def _on_view_line_clicked(self, place: int, is_excluding: bool) -> None:
        self._go_to(place)
        self._choose(Standing.EXCLUDED if is_excluding else Standing.WANTED)
