"""What is laid over the window: the keys, the palette, a picture. Each is built when it is first wanted.

Their modules are imported as late, inside the functions here: no article waits for what covers it. Once the
first one is on screen `WarmUp` asks for them in idle moments, so that the first ? or Ctrl+K is quick as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from curator.pictures import PictureService
from curator.ui.commands.commands import COMMANDS
from curator.ui.commands.entries import ViewEntry
from curator.ui.look.theme import Theme

if TYPE_CHECKING:
    from curator.ui.article.picture_zoom import PictureZoom
    from curator.ui.commands.cheat_sheet import CheatSheet
    from curator.ui.commands.command_palette import CommandPalette
    from curator.ui.queue.share_chooser import ShareChooser
    from curator.ui.queue.sort_chooser import SortChooser
    from curator.ui.views.view_chooser import ViewChooser


class Overlays(QObject):
    """Hands on what is chosen, whenever that which offers it is built.

    Signals: `command_chosen(CommandId)` from the palette or the chooser of an order;
    `share_chosen(Share)`, or of None for the whole queue; of saved views
    `views_wanted()` when they are about to be offered, `view_chosen(name)`, `view_save_requested(name)`,
    `view_rename_requested(old, new)`, `view_delete_requested(name)`; of a picture that is shown large
    `zoom_step_requested(places)` and `zoom_retry_requested()`.
    """

    command_chosen = Signal(object)
    share_chosen = Signal(object)
    views_wanted = Signal()
    view_chosen = Signal(str)
    view_save_requested = Signal(str)
    view_rename_requested = Signal(str, str)
    view_delete_requested = Signal(str)
    zoom_step_requested = Signal(int)
    zoom_retry_requested = Signal()

    def __init__(
        self, theme: Theme, pictures: PictureService, steps: tuple[int, ...], covered: QWidget
    ) -> None:
        """`covered` is the widget they lie over."""
        super().__init__(covered)
        self._theme = theme
        self._pictures = pictures
        self._steps = steps
        self.covered = covered
        """What lies below them."""

        self._views: tuple[ViewEntry, ...] = ()
        self._note = ""

    def set_views(self, views: Sequence[ViewEntry], note: str) -> None:
        """Offer these saved views, with a word on those that cannot be."""
        self._views = tuple(views)
        self._note = note
        # What has not been built yet takes them when it is.
        built = vars(self)
        if "palette" in built:
            self.palette.set_views(in_palette(self._views))
        if "views" in built:
            self.views.set_views(self._views, note)

    @cached_property
    def keys(self) -> CheatSheet:
        """All keys on one sheet."""
        from curator.ui.commands.cheat_sheet import CheatSheet

        return CheatSheet(self._theme, self._steps, self.covered)

    @cached_property
    def palette(self) -> CommandPalette:
        """Any command by its name."""
        from curator.ui.commands.command_palette import CommandPalette
        from curator.ui.commands.command_words import with_steps

        palette = CommandPalette(self._theme, self.covered)
        palette.set_commands(with_steps(COMMANDS, self._steps))
        palette.set_views(in_palette(self._views))
        palette.command_chosen.connect(self.command_chosen)
        palette.opened.connect(self.views_wanted)
        palette.view_chosen.connect(self.view_chosen)
        return palette

    @cached_property
    def sorts(self) -> SortChooser:
        """The orders a list can have."""
        from curator.ui.queue.sort_chooser import SortChooser

        sorts = SortChooser(self._theme, self.covered)
        sorts.command_chosen.connect(self.command_chosen)
        return sorts

    @cached_property
    def shares(self) -> ShareChooser:
        """The parts of a queue that several editors share."""
        from curator.ui.queue.share_chooser import ShareChooser

        shares = ShareChooser(self._theme, self.covered)
        shares.share_chosen.connect(self.share_chosen)
        return shares

    @cached_property
    def views(self) -> ViewChooser:
        """The saved views of the folder."""
        from curator.ui.views.view_chooser import ViewChooser

        views = ViewChooser(self._theme, self.covered)
        views.set_views(self._views, self._note)
        views.view_chosen.connect(self.view_chosen)
        views.save_requested.connect(self.view_save_requested)
        views.rename_requested.connect(self.view_rename_requested)
        views.delete_requested.connect(self.view_delete_requested)
        return views

    @cached_property
    def zoom(self) -> PictureZoom:
        """One picture, large."""
        from curator.ui.article.picture_zoom import PictureZoom

        zoom = PictureZoom(self._pictures, self.covered)
        zoom.step_requested.connect(self.zoom_step_requested)
        zoom.retry_requested.connect(self.zoom_retry_requested)
        return zoom


def in_palette(views: Sequence[ViewEntry]) -> list[ViewEntry]:
    """Views as they are called among commands."""
    return [replace(view, text=f"View: {view.name}") for view in views]
