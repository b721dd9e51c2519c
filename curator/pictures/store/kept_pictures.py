"""The pictures that need not be fetched: those on disk, and those of this session that may not go there."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from curator.pictures.decoding.formats import sniff
from curator.pictures.model import PictureError
from curator.pictures.store.freshness import Freshness
from curator.pictures.store.store import PictureStore, Stored, StoredPicture

_MEMORY_BYTES = 32 * 1024 * 1024


class KeptPictures:
    """Gives back what was fetched, and knows when a server has to be asked whether it has changed.

    What was fetched or found unchanged in this session is not questioned again in it. What a server does not
    want on disk (no-store), and everything where there is no `store`, is held in memory, within a bound.
    """

    def __init__(self, store: PictureStore | None, clock: Callable[[], float] = time.time) -> None:
        self._store = store
        self._clock = clock
        self._confirmed: set[str] = set()
        self._memory: OrderedDict[str, StoredPicture] = OrderedDict()
        self._held = 0

    def get(self, address: str) -> StoredPicture | None:
        """What is kept for `address`; None when there is nothing."""
        kept = self._memory.get(address)
        if kept is not None:
            self._memory.move_to_end(address)
            return kept
        return None if self._store is None else self._store.get(address)

    def is_fresh(self, kept: StoredPicture) -> bool:
        """Whether the server need not be asked."""
        return kept.address in self._confirmed or self._clock() < kept.fresh_until

    def put(self, kept: StoredPicture, freshness: Freshness, keeping_since: float | None = None) -> Stored:
        """Keep what has just been fetched; says whether it is on disk now."""
        try:
            sniff(kept.body)
        except PictureError:
            # As the sign-in page of a hotel: it must not take the place of a picture.
            return Stored.NO
        self._forget(kept.address)
        self._confirmed.add(kept.address)
        stored = Stored.NO
        if self._store is not None and freshness.may_be_kept:
            stored = self._store.put(self._dated(kept, freshness), keeping_since)
        elif self._store is not None:
            self._store.drop(kept.address)
        if stored in (Stored.NO, Stored.FAILED):
            self._remember(kept)
        return stored

    def refresh(self, kept: StoredPicture, freshness: Freshness) -> None:
        """The server says that `kept` has not changed."""
        self._confirmed.add(kept.address)
        if self._store is not None:
            self._store.refresh(kept.address, self._clock() + freshness.seconds)

    def close(self) -> None:
        """Let go of the file and of what is in memory."""
        self._memory.clear()
        if self._store is not None:
            self._store.close()

    def _dated(self, kept: StoredPicture, freshness: Freshness) -> StoredPicture:
        until = self._clock() + freshness.seconds
        return StoredPicture(
            kept.address, kept.final_address, kept.body, kept.etag, kept.last_modified, until
        )

    def _remember(self, kept: StoredPicture) -> None:
        self._memory[kept.address] = kept
        self._held += len(kept.body)
        while self._held > _MEMORY_BYTES:
            _, oldest = self._memory.popitem(last=False)
            self._held -= len(oldest.body)

    def _forget(self, address: str) -> None:
        kept = self._memory.pop(address, None)
        if kept is not None:
            self._held -= len(kept.body)
