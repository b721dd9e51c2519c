"""What happens when something happens that nobody expected: a report that is kept, and can be handed on.

A report holds versions, the kind of error and the places in the program, and nothing of the person's
articles: messages of errors that may quote a value are left out. Nothing is ever sent anywhere.
"""

from __future__ import annotations

import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import PySide6
from PySide6.QtCore import QObject, Signal, Slot, qVersion

from curator import __version__
from curator.error_lines import chain_lines

LOG_NAME = "problems.log"
OLDER_LOG_NAME = "problems.old.log"
_LOG_LIMIT = 512 << 10


class CrashReporter(QObject):
    """Catches what reaches the interpreter's hooks, on any thread; logs it and offers it once.

    `folder` takes the log; it is made when there is something to log.
    """

    report_ready = Signal(str)
    """The whole report as plain text; emitted on the thread of the error, so connect bound methods only."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._told: set[tuple[str, str, int]] = set()
        self._hook = sys.excepthook
        self._thread_hook = threading.excepthook
        self._unraisable_hook = sys.unraisablehook

    @property
    def log_file(self) -> Path:
        """Where reports are kept."""
        return self._folder / LOG_NAME

    def install(self) -> None:
        """Take the place of the interpreter's hooks, of the main thread, other threads and finalizers."""
        self._hook, sys.excepthook = sys.excepthook, self._on_exception
        self._thread_hook, threading.excepthook = threading.excepthook, self._on_thread_exception
        self._unraisable_hook, sys.unraisablehook = sys.unraisablehook, self._on_unraisable

    def uninstall(self) -> None:
        """Put the hooks back that were there."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook
        sys.unraisablehook = self._unraisable_hook

    @Slot(object)
    def take(self, error: BaseException) -> None:
        """Report `error`, which somebody else caught at one of the two doors."""
        mark = _mark(error)
        if mark in self._told:
            # A paint event that fails does so sixty times a second.
            return
        self._told.add(mark)
        text = report_text(error, datetime.now(UTC))
        self._log(text)
        self.report_ready.emit(text)

    def _log(self, text: str) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            if self.log_file.exists() and self.log_file.stat().st_size > _LOG_LIMIT:
                self.log_file.replace(self._folder / OLDER_LOG_NAME)
            with self.log_file.open("a", encoding="utf-8", errors="replace") as log:
                log.write(text + "\n\n")
        except OSError:
            # A full disk may be the very cause; the report is still offered.
            return

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._hook(kind, error, trace)
            return
        _print(error)
        self.take(error.with_traceback(trace))

    def _on_thread_exception(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None and not issubclass(arguments.exc_type, SystemExit):
            _print(arguments.exc_value)
            self.take(arguments.exc_value)

    def _on_unraisable(self, arguments: sys.UnraisableHookArgs) -> None:
        if arguments.exc_value is not None:
            _print(arguments.exc_value)
            self.take(arguments.exc_value)


def report_text(error: BaseException, now: datetime) -> str:
    """The report of `error` as it is logged and shown."""
    # Imported here because only a report asks on what it all runs.
    import platform

    return "\n".join(
        (
            "Curator met an error it did not expect.",
            "",
            f"When      {now.isoformat(timespec='seconds')}",
            f"Curator   {__version__}",
            f"Python    {platform.python_version()}",
            f"Qt        {qVersion()}, PySide6 {PySide6.__version__}",
            f"System    {platform.system()} {platform.release()} {platform.machine()}",
            "",
            *chain_lines(error),
        )
    )


def _print(error: BaseException) -> None:
    # A window started from a menu has no stderr.
    if sys.stderr is not None:
        sys.stderr.write("\n".join(chain_lines(error)) + "\n")


def _mark(error: BaseException) -> tuple[str, str, int]:
    """The kind and place of an error, the same each time it happens again."""
    places = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    file, line = places[-1] if places else ("", 0)
    return type(error).__qualname__, file, line
