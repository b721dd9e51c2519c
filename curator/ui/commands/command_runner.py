"""Runs commands by name: keys, menus, buttons and the palette all end here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent

from curator.errors import CuratorError
from curator.records import dataclass
from curator.ui.commands.commands import COMMANDS, Command, CommandId, command_table
from curator.ui.commands.key_times import KeyTimes
from curator.ui.commands.strokes import stroke_of

Handler = Callable[[bool], None]
_STAY = "Shift+"


@dataclass(frozen=True, slots=True)
class Binding:
    """What a stroke runs; `stays` when it is the variant of a decision that stays on the article."""

    command: Command
    stays: bool


def bindings() -> dict[str, Binding]:
    """Every stroke of the table, and Shift with a decision where that has no meaning of its own."""
    table = {key: Binding(command, stays=False) for command in COMMANDS for key in command.keys}
    for command in COMMANDS:
        if command.has_stay_variant:
            for key in command.keys:
                table.setdefault(_STAY + key, Binding(command, stays=True))
    return table


class CommandRunner(QObject):
    """Signals: `command_ran(CommandId)`, `command_failed(CuratorError)`. Handlers get whether to stay."""

    command_ran = Signal(object)
    command_failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bindings = bindings()
        self._commands = command_table()
        self._handlers: dict[CommandId, Handler] = {}
        self._times = KeyTimes()
        self._painted: Path | None = None
        self._painted_at = 0.0

    def register(self, handlers: dict[CommandId, Handler]) -> None:
        """Say who carries out which command."""
        self._handlers.update(handlers)

    def missing(self) -> tuple[CommandId, ...]:
        """Commands nobody carries out; a test wants none."""
        return tuple(command for command in self._commands if command not in self._handlers)

    def run(self, command: CommandId, *, stays: bool = False) -> None:
        """Carry out a command; an error we know becomes a message."""
        try:
            self._handlers[command](stays)
        except CuratorError as error:
            self.command_failed.emit(error)
        self.command_ran.emit(command)

    def press(self, event: QKeyEvent) -> bool:
        """Run what this key stands for; False when nothing.

        Auto-repeat moves, never decides; nor does a key that was pressed before the article was there.
        """
        pressed_at = self._times.pressed_at(event.timestamp())
        binding = self._bindings.get(stroke_of(event))
        if binding is None:
            return False
        is_early = binding.command.is_decision and pressed_at < self._painted_at
        if not is_early and (not event.isAutoRepeat() or binding.command.may_repeat):
            self.run(binding.command.id, stays=binding.stays)
        return True

    @Slot(object)
    def note_painted(self, path: Path) -> None:
        """An article has reached the screen, or has been painted once more."""
        if path != self._painted:
            self._painted = path
            self._painted_at = self._times.now()
