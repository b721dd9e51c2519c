"""Runs the user's own git in one folder: what it prints as bytes, what goes wrong as errors, how far it is.

Nothing is ever asked on a terminal that is not there, and what is read by this program is not in the user's
language. Names of files go through standard input or end in NUL, whatever characters they have.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Final

from curator.errors import GitFailed, NoRepository, SyncCancelled
from curator.records import dataclass

_FOREIGN: Final = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR", "GIT_PREFIX", "GIT_NAMESPACE"),
        *("GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE"),
        *("GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
        *("GIT_INTERNAL_SUPER_PREFIX", "GIT_QUARANTINE_PATH", "GIT_REFLOG_ACTION"),
    }
)
"""What a git that started us may have left in the environment, about another repository or another moment."""

_SETTINGS: Final = ("submodule.recurse=false",)
_PROGRESS: Final = re.compile(rb"(?:remote: )?([A-Z][A-Za-z ]+): +(\d+)%")
ALONE: Final = ("gc.auto=0", "maintenance.auto=false", "core.fsmonitor=false")
"""Settings for a command under the lock: nothing that it starts is to go on when it has ended."""

_ENGLISH: Final = {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}
_CHUNK: Final = 1 << 16
_LINES_TOLD: Final = 4

Advance = Callable[[str, float], None]
"""Takes what git is doing, in its words, and how much of it is done, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that has ended: its exit status, and what it wrote."""

    status: int
    output: bytes
    said: str


class Cancellation:
    """The wish to stop, which may come from any thread at any time; it ends what git is doing."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._wish = threading.Event()

    def request(self) -> None:
        """Stop as soon as that leaves everything whole."""
        with self._lock:
            self._wish.set()
            if self._process is not None:
                _end(self._process)

    def check(self) -> None:
        """Raise SyncCancelled when the wish was uttered."""
        if self._wish.is_set():
            raise SyncCancelled("the sync was stopped")

    def wait(self, seconds: float) -> None:
        """Wait, but no longer than until the wish is uttered; then raise SyncCancelled."""
        self._wish.wait(seconds)
        self.check()

    def attend(self, process: subprocess.Popen[bytes] | None) -> None:
        """Say what is to be ended when the wish comes; None for nothing."""
        with self._lock:
            self._process = process
            if process is not None and self._wish.is_set():
                _end(process)


class Git:
    """git in `folder`. With `may_ask` it may ask for passwords on the terminal."""

    def __init__(
        self, folder: Path, *, may_ask: bool = False, cancellation: Cancellation | None = None
    ) -> None:
        self.folder = folder
        self.cancellation = cancellation or Cancellation()
        self._may_ask = may_ask

    def to_the_end(self) -> Git:
        """The same git for what must not be stopped halfway."""
        return Git(self.folder, may_ask=self._may_ask)

    def text(self, *words: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> str:
        """What a command prints, without the last line end. Raises GitFailed."""
        return os.fsdecode(self.output(*words, stdin=stdin, environment=environment).removesuffix(b"\n"))

    def output(self, *words: str, stdin: bytes = b"", environment: Mapping[str, str] | None = None) -> bytes:
        """What a command prints. Raises GitFailed."""
        done = self.run(*words, stdin=stdin, environment=environment)
        if done.status:
            command = next(word for word in words if not word.startswith("-"))
            raise GitFailed(command, done.said)
        return done.output

    def run(
        self,
        *words: str,
        stdin: bytes = b"",
        environment: Mapping[str, str] | None = None,
        settings: Sequence[str] = (),
        advance: Advance | None = None,
        is_english: bool = True,
        has_own_session: bool = False,
        keep_open: Sequence[int] = (),
    ) -> Done:
        """Run a command to its end, whatever that is.

        `settings` count for this once; `keep_open` are files that stay open for as long as it runs. In a
        session of its own it does not hear of Ctrl+C on the terminal. Raises NoRepository when git cannot be
        run, SyncCancelled when it was stopped.
        """
        options = [word for setting in (*_SETTINGS, *settings) for word in ("-c", setting)]
        with tempfile.TemporaryFile() as given:
            given.write(stdin)
            given.seek(0)
            try:
                process = subprocess.Popen(
                    ["git", *options, *words],
                    cwd=self.folder,
                    env=self._environment(environment or {}, is_english=is_english),
                    stdin=given,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    pass_fds=keep_open if os.name == "posix" else (),
                    start_new_session=has_own_session or not self._may_ask,
                )
            except OSError as error:
                raise _cannot_run(self.folder, error) from error
        self.cancellation.attend(process)
        try:
            output, said = _listened_to(process, advance)
        finally:
            self.cancellation.attend(None)
        if process.returncode:
            self.cancellation.check()
        return Done(process.returncode, output, said)

    def _environment(self, more: Mapping[str, str], *, is_english: bool) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
        if not self._may_ask:
            kept["GIT_TERMINAL_PROMPT"] = "0"
        kept["GIT_EDITOR"] = kept["GIT_SEQUENCE_EDITOR"] = ":"
        kept["GIT_MERGE_AUTOEDIT"] = "no"
        return {**kept, **(_ENGLISH if is_english else {}), **more}


def in_words(said: str) -> str:
    """What git or a hook said, on one line: the last of it, where the reason mostly stands."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    words = "; ".join(lines[-_LINES_TOLD:])
    return words.removesuffix(".") or "it gave no reason"


def _listened_to(process: subprocess.Popen[bytes], advance: Advance | None) -> tuple[bytes, str]:
    """Read both streams to their ends; a program that stays behind may keep the second one open."""
    assert process.stdout is not None  # both are pipes
    assert process.stderr is not None
    said: list[bytes] = []
    listener = threading.Thread(target=_listen, args=(process.stderr, said, advance), daemon=True)
    listener.start()
    try:
        output = process.stdout.read()
        process.wait()
    except BaseException:  # a KeyboardInterrupt, which git was sent as well
        process.terminate()
        process.wait()
        raise
    finally:
        process.stdout.close()
        listener.join(1.0)
    return output, _without_progress(b"".join(said))


def _listen(stream: IO[bytes], said: list[bytes], advance: Advance | None) -> None:
    with stream:
        rest = b""
        while data := os.read(stream.fileno(), _CHUNK):
            said.append(data)
            *lines, rest = re.split(rb"[\r\n]", rest + data)
            for line in lines if advance is not None else ():
                if (match := _PROGRESS.match(line)) and advance is not None:
                    advance(match[1].decode(), int(match[2]) / 100)


def _without_progress(data: bytes) -> str:
    """What git said, in lines, without those that were overwritten by the next."""
    lines = [line.rstrip(b"\r").rsplit(b"\r", 1)[-1] for line in data.split(b"\n")]
    return "\n".join(line.decode(errors="replace").rstrip() for line in lines if not _PROGRESS.match(line))


def _end(process: subprocess.Popen[bytes]) -> None:
    # git removes its lock files before it ends; its children, hooks above all, are in its session.
    if sys.platform != "win32" and os.getpgid(0) != (group := _group_of(process)) and group:
        import signal

        with suppress(ProcessLookupError):
            os.killpg(group, signal.SIGTERM)
    else:
        process.terminate()


def _group_of(process: subprocess.Popen[bytes]) -> int:
    try:
        return os.getpgid(process.pid)
    except ProcessLookupError:
        return 0


def _cannot_run(folder: Path, error: OSError) -> NoRepository:
    if not os.path.isdir(folder):
        return NoRepository(f"{folder} is not a folder")
    if isinstance(error, FileNotFoundError):
        return NoRepository("git is not installed, or not found", "Install git, then try again.")
    return NoRepository(f"git cannot be run ({error.strerror or error})")
