"""Which decision each key takes, and where the numbers come from."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from curator.articles import NO_HEAT
from curator.triage.intent import Intent, IntentKind
from curator.ui.commands.command_runner import Handler
from curator.ui.commands.commands import COMMANDS, CommandId
from curator.ui.desk.decider import Decider
from curator.ui.rating.rating_bar import RatingBar


class DecisionCommands(QObject):
    """Joins keys and rating bar to the decider. Signal `entry_closed()`: the keyboard is free again."""

    entry_closed = Signal()

    def __init__(
        self, decider: Decider, bar: RatingBar, steps: tuple[int, ...], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._decider = decider
        self._bar = bar
        self._steps = steps
        self._entry_path: Path | None = None
        bar.quality.set_steps(steps)
        bar.quality.rated.connect(self._on_rated)
        bar.quality.exact_entered.connect(self._on_quality_entered)
        bar.quality.entry_left.connect(self.entry_closed)
        bar.heat.exact_entered.connect(self._on_heat_entered)
        bar.heat.none_entered.connect(self._on_no_heat_entered)
        bar.heat.entry_left.connect(self.entry_closed)
        bar.published.published_chosen.connect(self._on_published_chosen)

    def handlers(self) -> dict[CommandId, Handler]:
        """The commands carried out here."""
        rating = {command.id: partial(self._rate, command.value) for command in COMMANDS if command.value}
        return {
            **rating,
            CommandId.EXACT_QUALITY: self._ask_quality,
            CommandId.EXACT_HEAT: self._ask_heat,
            CommandId.NUDGE_UP: partial(self._nudge, 1),
            CommandId.NUDGE_DOWN: partial(self._nudge, -1),
            CommandId.PUBLISH: partial(self._decide, Intent(IntentKind.PUBLISHED, 1)),
            CommandId.UNPUBLISH: partial(self._decide, Intent(IntentKind.PUBLISHED, 0)),
            CommandId.REVIEWED: partial(self._decide, Intent(IntentKind.REVIEWED)),
            CommandId.LATER: partial(self._decide, Intent(IntentKind.LATER)),
            CommandId.REPEAT: lambda stays: self._decider.repeat(),
            CommandId.UNDO: lambda stays: self._decider.undo(),
            CommandId.REDO: lambda stays: self._decider.redo(),
            CommandId.CONFIRM: lambda stays: self._decider.confirm_batch(),
        }

    def _decide(self, intent: Intent, stays: bool) -> None:
        self._decider.decide(intent, stays=stays)

    def _rate(self, position: int, stays: bool) -> None:
        self._decide(Intent(IntentKind.QUALITY, self._steps[position - 1]), stays)

    def _nudge(self, step: int, stays: bool) -> None:
        self._decide(Intent(IntentKind.NUDGE, step), True)

    def _ask_quality(self, stays: bool) -> None:
        if self._note_entry():
            self._bar.quality.open_entry(stays=stays)

    def _ask_heat(self, stays: bool) -> None:
        if self._note_entry():
            self._bar.heat.open_entry(stays=stays)

    def _note_entry(self) -> bool:
        ready = self._decider.on_screen()
        self._entry_path = ready.article.path if ready is not None else None
        return ready is not None

    def _enter(self, kind: IntentKind, number: int, stays: bool) -> None:
        self.entry_closed.emit()
        self._decider.decide(Intent(kind, number), stays=stays, only=self._entry_path)

    @Slot(int, bool)
    def _on_rated(self, position: int, stays: bool) -> None:
        self._rate(position, stays)

    @Slot(int, bool)
    def _on_quality_entered(self, quality: int, stays: bool) -> None:
        self._enter(IntentKind.QUALITY, quality, stays)

    @Slot(int, bool)
    def _on_heat_entered(self, heat: int, stays: bool) -> None:
        self._enter(IntentKind.HEAT, heat, stays)

    @Slot(bool)
    def _on_no_heat_entered(self, stays: bool) -> None:
        self._enter(IntentKind.HEAT, NO_HEAT, stays)

    @Slot(bool, bool)
    def _on_published_chosen(self, is_published: bool, stays: bool) -> None:
        self._decide(Intent(IntentKind.PUBLISHED, int(is_published)), stays)
