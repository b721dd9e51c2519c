"""The two faces of the window: the desk with a folder on it, and the first page, built when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from curator.ui.look.theme import Theme
from curator.ui.settings import RecentFolder

if TYPE_CHECKING:
    from curator.ui.pages.welcome import WelcomePage


class PageStack(QStackedWidget):
    """Shows the desk until it is told otherwise: a start with a folder must not wait for the first page.

    Signals are the first page's: `open_requested()`, `sample_requested()`, `recent_requested(tuple of Path)`.
    """

    open_requested = Signal()
    sample_requested = Signal()
    recent_requested = Signal(object)

    def __init__(self, theme: Theme, desk: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self._theme = theme
        self._desk = desk
        self._recents: Sequence[RecentFolder] = ()
        self._missing: frozenset[tuple[Path, ...]] = frozenset()
        self.addWidget(desk)

    @cached_property
    def welcome(self) -> WelcomePage:
        """The first page."""
        # Imported here because a start with a folder shows it to nobody.
        from curator.ui.pages.welcome import WelcomePage

        page = WelcomePage(self._theme, self)
        page.open_requested.connect(self.open_requested)
        page.sample_requested.connect(self.sample_requested)
        page.recent_requested.connect(self.recent_requested)
        page.set_recents(self._recents, self._missing)
        self.addWidget(page)
        return page

    @property
    def is_desk_shown(self) -> bool:
        """Whether the desk is the one of the two that is shown."""
        return self.currentWidget() is self._desk

    def show_desk(self) -> None:
        """Show the desk."""
        self.setCurrentWidget(self._desk)

    def show_welcome(self) -> None:
        """Show the first page."""
        self.setCurrentWidget(self.welcome)

    def set_recents(
        self, recents: Sequence[RecentFolder], missing: frozenset[tuple[Path, ...]] = frozenset()
    ) -> None:
        """Offer these on the first page; `missing` holds the paths of those not on disk now."""
        self._recents, self._missing = recents, missing
        if self._has_welcome:
            self.welcome.set_recents(recents, missing)

    def set_dragging(self, is_dragging: bool) -> None:
        """Show, where the first page is, that something dragged over the window may be dropped."""
        if self._has_welcome:
            self.welcome.set_dragging(is_dragging)

    @property
    def _has_welcome(self) -> bool:
        return "welcome" in self.__dict__
