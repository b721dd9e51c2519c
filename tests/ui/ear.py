"""An ear on a signal: everything it has said, in order."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance


class Ear:
    """Remembers the arguments of every emission; of a signal with one argument, that argument alone."""

    def __init__(self, signal: SignalInstance) -> None:
        self.heard: list[object] = []
        signal.connect(self._note)

    def _note(self, *arguments: object) -> None:
        self.heard.append(arguments[0] if len(arguments) == 1 else arguments)

    @property
    def last(self) -> object:
        """What it said last."""
        return self.heard[-1]
