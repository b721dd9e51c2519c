"""A check of a whole folder in a process of its own, which gives way to whoever answers the editor.

It reads every article, half a millisecond of work each; in the window or in the engine that would be felt.
Its whole life hangs on one pipe: when the other end closes, it stops.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from curator.library.article_id import article_id
from curator.library.check_messages import Check, CheckAdvanced, CheckBegun, CheckEnded
from curator.library.child import Launched, start_child
from curator.library.finding import Finding
from curator.library.folder_check import FolderCheck
from curator.library.messages import ids_of
from curator.library.survey import Survey

_NICE: Final = 10
_AT_ONCE: Final = 300
"""Findings sent at a time: the window puts so many into its list between two frames."""


def start_checker() -> Launched:
    """A process that waits for its `Check`."""
    return start_child(serve, "curator-check")


def serve(pipe: Connection) -> None:
    """Do the one check that is asked for."""
    if hasattr(os, "nice"):
        os.nice(_NICE)
    with suppress(EOFError, OSError):
        asked = pipe.recv()
        if isinstance(asked, Check):
            _Checker(pipe).check(asked.sources)


class _Checker:
    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._found: list[Finding] = []
        self._articles: set[int] = set()

    def check(self, sources: Sequence[Path]) -> None:
        """Send what is wrong as it is found; OSError when nobody listens any more."""
        paths = self._paths(sources)
        if self._is_over():
            return
        self._pipe.send(CheckBegun(len(paths)))
        check = FolderCheck(sources)
        for finding in check.findings(paths, self._is_over, self._send):
            self._found.append(finding)
            if len(self._found) >= _AT_ONCE:
                self._send(check.checked)
        if not self._is_over():
            if self._found:
                self._send(check.checked)
            self._pipe.send(CheckEnded(ids_of(self._articles)))

    def _paths(self, sources: Sequence[Path]) -> list[Path]:
        paths: list[Path] = []
        for seen in Survey(sources).files(with_stamps=False):
            # Asking the system each time would take longer than the walk itself.
            if len(paths) % _AT_ONCE == 0 and self._is_over():
                break
            paths.append(Path(seen.path))
        return paths

    def _is_over(self) -> bool:
        # Nothing more is ever asked: what can be read is the end.
        return self._pipe.poll()

    def _send(self, checked: int) -> None:
        found, self._found = self._found, []
        # Here, as the window would need a moment for a hundred thousand.
        self._articles.update(article_id(path) for path in {finding.path for finding in found})
        self._pipe.send(CheckAdvanced(checked, tuple(found)))
