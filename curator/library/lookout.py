"""Keeps the watches on a set of folders right while folders come and go, and tells what may have changed.

One thread owns a lookout and gives it turns. The system's notices are used where they can be had; elsewhere,
and now and then in any case, the owner of the folder is asked to look at everything.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping
from threading import Event

from curator.errors import WatchImpossible
from curator.library.file_systems import MountTable, event_queue_length
from curator.library.folder_events import Events, FolderEvents, Identity, identities
from curator.library.hint import Change, Hint, Watched, hint_of, topmost
from curator.library.watch_policy import Pace, ScanClock, WatchState, check_whether_allowed

_TRIES = 4
_MOMENT_SECONDS = 0.05
"""The system has watches again a little after they were given back."""


OnHint = Callable[[Hint], None]
OnState = Callable[[WatchState, str], None]


class Lookout:
    """Watches what it is told to; calls `on_hint` and `on_state` on the thread that gives it turns."""

    def __init__(
        self, on_hint: OnHint, on_state: OnState, forced: WatchState | None = None, pace: Pace | None = None
    ) -> None:
        self._on_hint = on_hint
        self._on_state = on_state
        self._forced = forced
        self._pace = pace or Pace()
        self._state: tuple[WatchState, str] | None = None
        self._sources: frozenset[str] = frozenset()
        self._folders: frozenset[str] = frozenset()
        self._watched = Watched()
        # The folders that are being watched, and which one each was when that began.
        self._live: Mapping[str, Identity] = {}
        self._watches = 0
        self._has_new_folders = False
        self._events: FolderEvents | None = None
        self._replaced: list[FolderEvents] = []
        self._failures: list[str] = []
        self._mounts = MountTable()
        # A batch of so many paths may be all that a full queue had room for: a file is four to eight events.
        self._suspicious_size = (event_queue_length() or 16384) // 8
        self._clock = ScanClock(self._pace)
        self._closed_at = self._retry_at = float("-inf")
        self._read_at = time.monotonic()

    @property
    def has_events(self) -> bool:
        """Whether a turn waits by itself; without events it returns at once."""
        return self._events is not None

    def start(self, sources: Iterable[str], folders: Iterable[str]) -> None:
        """Watch `sources` (absolute) and `folders` instead of anything before; ask for a look at all."""
        self._forget_events()
        self._failures.clear()
        self._sources, self._folders = frozenset(sources), frozenset(folders)
        self._watched = Watched()
        self._renew()
        self._read_at = time.monotonic()
        self._ask()

    def set_folders(self, folders: Iterable[str]) -> None:
        """Watch the same sources with other folders; those that are new are to be searched again."""
        self._folders = frozenset(folders)
        self._has_new_folders = True

    def scan_took(self, seconds: float) -> None:
        """Take note that everything was looked at as asked, and what that cost."""
        self._clock.answered(seconds, self.has_events)

    def turn(self, stop: Event) -> None:
        """Do what is due, and wait for a batch of events, for a moment at most. `stop` ends the wait."""
        if self._has_new_folders:
            self._tell(frozenset(), self._renew())
        events = self._read(stop)
        if stop.is_set():
            return
        changed = self._note_places(events) or self._have_roots_changed()
        self._tell(events, self._renew() if changed else frozenset())
        if self._clock.is_due():
            if self.has_events or time.monotonic() >= self._retry_at:
                # Watches may have been lost together with the events that would have told of it.
                self._live = {}
                self._renew()
            self._ask()

    def close(self) -> None:
        """Stop watching for good."""
        self._forget_events()
        self._mounts.close()

    def _read(self, stop: Event) -> Events:
        events: Events = frozenset()
        if self._events is None:
            return events
        try:
            events = self._events.read(stop)
            # What was replaced had the time of this read to fetch the last it has from the system.
            events |= self._drain_replaced()
        except WatchImpossible as error:
            self._failures.append(error.happened)
            self._forget_events()
            self._renew()
        now = time.monotonic()
        if _touches(self._suspicious_size, events) or now - self._read_at > self._pace.held_up:
            # WORKAROUND(watchfiles drops the notice that the queue overflowed): guessed from what it looks
            # like, a batch as large as the queue or a while without reading. To be removed when RustNotify
            # hands on `Flag::Rescan`.
            self._clock.distrust()
        self._read_at = now
        return events

    def _note_places(self, events: Events) -> bool:
        """Note which watches ended with their folders; say whether any watched folder itself was touched."""
        if not events:
            return False
        places = self._watched.places
        touched = {
            path
            for change, path in events
            if path in places and (change != Change.MODIFIED or path not in self._live)
        }
        gone = {path for change, path in events if change == Change.DELETED} & touched
        if gone:
            below = tuple(path + os.sep for path in topmost(gone))
            self._live = {
                path: identity
                for path, identity in self._live.items()
                if path not in gone and not path.startswith(below)
            }
        return bool(touched)

    def _have_roots_changed(self) -> bool:
        if self._events is None:
            return False  # A scan sees that by itself.
        roots = self._watched.roots
        before = {root: self._live[root] for root in roots if root in self._live}
        return identities(roots) != before or self._mounts.has_changed()

    def _renew(self) -> frozenset[str]:
        """Make the watches fit what is there now; return the places where something may have been missed."""
        had_events, known = self.has_events, self._watched.places
        self._has_new_folders = False
        self._watched = Watched.of(self._sources, self._folders, self._watched.files)
        places = self._watched.places
        now = identities(places)
        news = frozenset(
            place for place in places if now.get(place) != self._live.get(place) or place not in known
        )
        if had_events and now.items() <= self._live.items() and 2 * len(now) >= self._watches:
            self._live = now  # Watches too many do no harm, and a new set of watches costs all of them again.
        else:
            self._open(now)
        return news if had_events and self.has_events else frozenset()

    def _open(self, folders: Mapping[str, Identity]) -> None:
        had_events = self.has_events
        if time.monotonic() >= self._retry_at:
            self._failures.clear()
        self._retry_at = time.monotonic() + self._pace.safety_net
        try:
            if len(self._failures) > self._pace.failures_allowed:
                raise WatchImpossible(self._failures[-1])
            check_whether_allowed(folders, self._forced)
            events, self._live = self._watch(folders)
        except WatchImpossible as error:
            self._forget_events()
            self._say(WatchState.STAT_SCAN, error.happened)
        else:
            if self._events is not None:
                self._replaced.append(self._events)
            self._events, self._watches = events, len(self._live)
            self._say(WatchState.EVENTS, "")
        if had_events != self.has_events:
            self._clock.hurry()

    def _watch(self, folders: Mapping[str, Identity]) -> tuple[FolderEvents, Mapping[str, Identity]]:
        refused = WatchImpossible("the folders change too fast to be watched")
        for _ in range(_TRIES):
            try:
                return FolderEvents(folders, self._pace.batching), folders
            except WatchImpossible as error:
                refused = error
                # Old and new watches together may be more than there are.
                if self._events is not None:
                    self._close_events()
                elif time.monotonic() - self._closed_at > 1.0:
                    break
                time.sleep(_MOMENT_SECONDS)
            except (FileNotFoundError, PermissionError):
                folders = identities(self._watched.places)
        raise refused

    def _drain_replaced(self) -> Events:
        replaced, self._replaced = self._replaced, []
        events: Events = frozenset()
        for old in replaced:
            events |= old.drain()
            old.close()
        return events

    def _close_events(self) -> None:
        """Stop watching at once; what was not read is lost, so everything is looked at soon."""
        for events in (*self._replaced, self._events):
            if events is not None:
                events.close()
                self._closed_at = time.monotonic()
                self._clock.distrust()
        self._replaced, self._events = [], None

    def _forget_events(self) -> None:
        self._close_events()
        self._live = {}

    def _tell(self, events: Events, places: frozenset[str]) -> None:
        hint = hint_of(events, self._watched) | self._watched.hint_for(places)
        if hint:
            self._on_hint(hint)

    def _say(self, state: WatchState, reason: str) -> None:
        if self._state != (state, reason):
            self._state = (state, reason)
            self._on_state(state, reason)

    def _ask(self) -> None:
        self._clock.asked(self.has_events)
        self._on_hint(Hint(is_everything=True))


def _touches(count: int, events: Events) -> bool:
    """Say whether `events` are of as many paths as `count`."""
    return len(events) >= count and len({path for _, path in events}) >= count
