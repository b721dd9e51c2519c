"""Pictures as they came from the network, still encoded: those to be decoded, and the ones used last."""

from __future__ import annotations

from collections import OrderedDict

from curator.pictures.model import Source

_WAITING_BYTES = 64 * 1024 * 1024
"""Fetched and waiting to be decoded; beyond it there is no room for more."""
_SPARE_BYTES = 12 * 1024 * 1024
"""Of those decoded already: some eighty, for the zoom and for a pane that changes its size."""


class Bodies:
    """Holds each body while somebody waits for it, and some while afterwards.

    The disk cache would have most of them too, yet not those whose server forbids it, and it may have to ask
    the server first. Another size of a picture on screen needs neither.
    """

    def __init__(self, spare: int = _SPARE_BYTES) -> None:
        """`spare` bytes are held at most of what nobody waits for."""
        self._spare_limit = spare
        self._waiting: dict[Source, bytes] = {}
        self._spare: OrderedDict[Source, bytes] = OrderedDict()
        self._kept_copies: set[Source] = set()

    @property
    def has_room(self) -> bool:
        """Whether more may be fetched."""
        return _size(self._waiting) < _WAITING_BYTES

    def put(self, source: Source, body: bytes, is_kept_copy: bool = False) -> None:
        """Hold a body until it is let go of; see `FetchOutcome` for kept copies."""
        self.drop(source)
        self._kept_copies.discard(source)
        if is_kept_copy:
            self._kept_copies.add(source)
        self._waiting[source] = body

    def get(self, source: Source) -> bytes | None:
        """The body, which from now on is waited for; None for what is not here, as local files are."""
        if source in self._spare:
            self._waiting[source] = self._spare.pop(source)
        return self._waiting.get(source)

    def is_kept_copy(self, source: Source) -> bool:
        """Whether the body held is one of an earlier day, as its server cannot be reached."""
        return source in self._kept_copies

    def let_go(self, source: Source) -> None:
        """Nobody waits for it any more; it stays here as long as there is room.

        A kept copy does not: its server may be asked again.
        """
        body = self._waiting.pop(source, None)
        if body is None or source in self._kept_copies:
            self._kept_copies.discard(source)
            return
        self._spare[source] = body
        while _size(self._spare) > self._spare_limit:
            self._spare.popitem(last=False)

    def drop(self, source: Source) -> None:
        """Forget a body nobody waits for: the next wish gets it anew."""
        self._spare.pop(source, None)

    def clear(self) -> None:
        """Forget all."""
        self._waiting.clear()
        self._spare.clear()


def _size(bodies: dict[Source, bytes]) -> int:
    return sum(map(len, bodies.values()))
