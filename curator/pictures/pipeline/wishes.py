"""Which pictures are wanted, how urgently, and which of them come from the same source."""

from __future__ import annotations

from curator.pictures.model import PictureRequest, Source
from curator.pictures.pipeline.lane import Level


class Wishes:
    """The requests not answered yet, each with its most urgent level, in the order they were made."""

    def __init__(self) -> None:
        self._levels: dict[PictureRequest, Level] = {}
        self._by_source: dict[Source, dict[PictureRequest, None]] = {}

    def add(self, request: PictureRequest, level: Level) -> Level:
        """Want `request` at least as urgently as `level`; returns how urgent it is now."""
        known = self._levels.get(request, level)
        self._levels[request] = min(known, level)
        self._by_source.setdefault(request.source, {})[request] = None
        return self._levels[request]

    def remove(self, request: PictureRequest) -> None:
        """No longer want `request`; no effect when it was not wanted."""
        if self._levels.pop(request, None) is None:
            return
        of_source = self._by_source[request.source]
        del of_source[request]
        if not of_source:
            del self._by_source[request.source]

    def at(self, level: Level) -> list[PictureRequest]:
        """The requests wanted at exactly `level`."""
        return [request for request, of_request in self._levels.items() if of_request is level]

    def of_source(self, source: Source) -> list[PictureRequest]:
        """The requests for the picture from `source`, at whatever size."""
        return list(self._by_source.get(source, ()))

    def level_of_source(self, source: Source) -> Level | None:
        """How urgent the source is: as its most urgent request; None when nobody wants it."""
        of_source = self._by_source.get(source)
        return min(self._levels[request] for request in of_source) if of_source else None

    def level_of(self, request: PictureRequest) -> Level:
        """How urgent `request` is, which must be wanted (KeyError)."""
        return self._levels[request]

    def clear(self) -> None:
        """Want nothing."""
        self._levels.clear()
        self._by_source.clear()
