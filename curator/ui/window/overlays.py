"""What is laid over the window: the keys, the palette, a picture. Each is built when it is first wanted.

Their modules are imported as late, inside the functions here: no article waits for what covers it. Once the
first one is on screen `WarmUp` asks for them in idle moments, so that the first ? or Ctrl+K is quick as well.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from curator.pictures import PictureService
from curator.ui.commands.commands import COMMANDS
from curator.ui.look.theme import Theme

if TYPE_CHECKING:
    from curator.ui.article.picture_zoom import PictureZoom
    from curator.ui.commands.cheat_sheet import CheatSheet
    from curator.ui.commands.command_palette import CommandPalette


class Overlays(QObject):
    """Signal `command_chosen(CommandId)` from the palette. `covered` is the widget they lie over."""

    command_chosen = Signal(object)

    def __init__(
        self, theme: Theme, pictures: PictureService, steps: tuple[int, ...], covered: QWidget
    ) -> None:
        super().__init__(covered)
        self._theme = theme
        self._pictures = pictures
        self._steps = steps
        self._covered = covered

    @cached_property
    def keys(self) -> CheatSheet:
        """All keys on one sheet."""
        from curator.ui.commands.cheat_sheet import CheatSheet

        return CheatSheet(self._theme, self._steps, self._covered)

    @cached_property
    def palette(self) -> CommandPalette:
        """Any command by its name."""
        from curator.ui.commands.command_palette import CommandPalette
        from curator.ui.commands.command_words import with_steps

        palette = CommandPalette(self._theme, self._covered)
        palette.set_commands(with_steps(COMMANDS, self._steps))
        palette.command_chosen.connect(self.command_chosen)
        return palette

    @cached_property
    def zoom(self) -> PictureZoom:
        """One picture, large."""
        from curator.ui.article.picture_zoom import PictureZoom

        return PictureZoom(self._pictures, self._covered)
