"""The system's own notices of what changes in folders, in batches; only here is the library for it known."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from threading import Event

from curator.errors import WatchImpossible
from curator.library.hint import topmost
from curator.records import dataclass

Events = frozenset[tuple[int, str]]
"""Pairs of a `Change` and an absolute path, in no order."""

IS_RECURSIVE = sys.platform in ("darwin", "win32")
"""There a watch of a folder covers all below it for free; on Linux every folder is one watch."""


@dataclass(frozen=True, slots=True)
class Batching:
    """How events are gathered: until none came for a step, or a while has passed since the first."""

    step_milliseconds: int = 200
    longest_milliseconds: int = 1400
    idle_milliseconds: int = 500


class FolderEvents:
    """Watches folders from its creation on; what happens is kept until it is read.

    What is watched cannot be changed: another set of folders needs another object.
    """

    def __init__(self, folders: Collection[str], batching: Batching) -> None:
        """Begin to watch. FileNotFoundError and PermissionError mean that one of `folders` is not as it was.

        Raises WatchImpossible when the system refuses as such.
        """
        # Here because it brings anyio along, and a folder that is scanned does without both.
        from watchfiles._rust_notify import RustNotify

        self._batching = batching
        paths = sorted(topmost(folders) if IS_RECURSIVE else folders)
        try:
            self._notify = RustNotify(
                paths,
                debug=False,
                force_polling=False,
                poll_delay_ms=1000,
                recursive=IS_RECURSIVE,
                # Its True would hide every failure, the system's limit included.
                ignore_permission_denied=False,
            )
        except (FileNotFoundError, PermissionError):
            raise
        except UnicodeEncodeError as error:
            raise WatchImpossible("a folder's name is not UTF-8") from error
        except (OSError, RuntimeError) as error:
            raise WatchImpossible(_in_words(error)) from error

    def read(self, stop: Event) -> Events:
        """Wait for a batch; empty when nothing happens for a moment or `stop` was set, which drops what came.

        Raises WatchImpossible when events were lost and none will come any more.
        """
        batching = self._batching
        return self._take(
            batching.longest_milliseconds, batching.step_milliseconds, batching.idle_milliseconds, stop
        )

    def drain(self) -> Events:
        """Take what has come so far without waiting for more."""
        return self._take(1, 1, 1, None)

    def close(self) -> None:
        """Stop watching."""
        self._notify.close()

    def _take(self, longest: int, step: int, idle: int, stop: Event | None) -> Events:
        try:
            events = self._notify.watch(longest, step, idle, stop)
        except RuntimeError as error:
            # A file name that is not UTF-8 is enough: from then on the library only repeats this error.
            raise WatchImpossible(_in_words(error)) from error
        return frozenset() if isinstance(events, str) else frozenset(events)


def _in_words(error: OSError | RuntimeError) -> str:
    said = str(error)
    if "watch limit" in said or "Too many open files" in said:
        return "this system allows no more watches"
    if "decode path" in said:
        return "a file's name is not UTF-8"
    return "this system cannot watch these folders"


Identity = tuple[int, int]
"""What tells a folder from another at the same place."""


def identities(folders: Collection[str]) -> Mapping[str, Identity]:
    """Look which of `folders` are there and can be listed now."""
    found = {}
    for folder in folders:
        try:
            status = os.stat(os.path.join(folder, ""))
        except (OSError, ValueError):
            continue
        if os.access(folder, os.R_OK | os.X_OK):
            found[folder] = (status.st_dev, status.st_ino)
    return found
