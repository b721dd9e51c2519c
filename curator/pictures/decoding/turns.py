"""Decodings that need much memory take turns: together they need no more than the largest of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from curator.pictures.model import Limits, PictureError, PictureState


def took_too_long() -> PictureError:
    """A picture whose decoding did not end, or did not begin, within its time."""
    return PictureError(PictureState.FAILED, "took too long to open")


class Turns:
    """Lets one heavy decoding run at a time; light ones pass. For use from any thread."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._heavy = threading.Lock()

    @contextmanager
    def for_bytes(self, held: int) -> Iterator[None]:
        """Wait for one's turn to hold so many bytes. Raises PictureError when it does not come in time."""
        if held <= self._limits.light_bytes:
            yield
            return
        if not self._heavy.acquire(timeout=self._limits.decode_seconds):
            raise took_too_long()
        try:
            yield
        finally:
            self._heavy.release()
