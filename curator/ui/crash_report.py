"""What happens when something happens that nobody expected: a report that is kept, and can be handed on.

A report holds versions, the kind of error and the places in the program, and nothing of the person's
articles: messages of errors that may quote a value are left out. Nothing is ever sent anywhere.
"""

from __future__ import annotations

import linecache
import sys
import threading
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType, TracebackType

import PySide6
from PySide6.QtCore import QObject, Signal, Slot, qVersion

from curator import __version__

LOG_NAME = "problems.log"
OLDER_LOG_NAME = "problems.old.log"
_LOG_LIMIT = 512 << 10
_END_FRAMES = 12
_PACKAGE = Path(__file__).resolve().parents[1]
# Their messages name parts of the program: attributes, types, modules, sizes. All others may quote content.
_SPEAKABLE = (
    AttributeError,
    ImportError,
    IndexError,
    MemoryError,
    ModuleNotFoundError,
    NameError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    UnboundLocalError,
    ZeroDivisionError,
)
_LEFT_OUT = "(message left out: it might quote an article)"


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
            *_chain_lines(error),
        )
    )


def _print(error: BaseException) -> None:
    # A window started from a menu has no stderr.
    if sys.stderr is not None:
        sys.stderr.write("\n".join(_chain_lines(error)) + "\n")


def _chain_lines(error: BaseException) -> Iterator[str]:
    """Every error that led to `error`, the first one first."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and all(link is not each for each in chain):
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    for place, each in enumerate(reversed(chain)):
        if place:
            yield "Which led to:"
        yield from _error_lines(each)


def _error_lines(error: BaseException) -> Iterator[str]:
    frames = [(frame, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    for place, (frame, line) in enumerate(frames):
        if _END_FRAMES <= place < len(frames) - _END_FRAMES:
            if place == _END_FRAMES:
                yield f"  … {len(frames) - 2 * _END_FRAMES} more …"
            continue
        yield from _frame_lines(frame, line)
    yield f"{type(error).__qualname__}: {safe_message(error)}"


def _frame_lines(frame: FrameType, line: int) -> Iterator[str]:
    path = Path(frame.f_code.co_filename)
    is_ours = path.is_relative_to(_PACKAGE)
    # Other paths may begin with the person's name, as those below the home folder do.
    name = path.relative_to(_PACKAGE.parent).as_posix() if is_ours else path.name
    yield f'  File "{name}", line {line}, in {frame.f_code.co_name}'
    source = linecache.getline(str(path), line).strip() if is_ours else ""
    if source:
        yield f"    {source}"


def safe_message(error: BaseException) -> str:
    """What `error` says, as far as that cannot be part of an article or a path."""
    if isinstance(error, OSError):
        return f"[Errno {error.errno}] {error.strerror}" if error.strerror else _LEFT_OUT
    return str(error) if type(error) in _SPEAKABLE else _LEFT_OUT


def _mark(error: BaseException) -> tuple[str, str, int]:
    """The kind and place of an error, the same each time it happens again."""
    places = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    file, line = places[-1] if places else ("", 0)
    return type(error).__qualname__, file, line
