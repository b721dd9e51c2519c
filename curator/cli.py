"""The command line: decides what was asked for and imports only what that needs.

`--version` and `--help` import nothing, the commands no Qt; only opening the window does. So this module
imports nothing but `gc`, `sys` and `os`, which every Python has anyway.
"""

from __future__ import annotations

import gc
import os
import sys

from curator import __version__

HELP = """\
Curator: decide, article by article, what a folder of Markdown publishes.

usage: curator [FOLDER|FILE…]      open the window
       curator list  FOLDER…       list the articles
       curator set   PATH…         set fields of articles
       curator check FOLDER…       what is wrong in this folder, file by file
       curator sync  [FOLDER]      commit decisions, merge what others did, push, with git
       curator merge --install     let git merge articles by field in this repository
       curator COMMAND --help      all about one command

options:
  -h, --help    this help
  --version     the version
  --            what follows are folders and files, whatever they are called

A folder that has the name of a command is opened as ./list.
Exit status: 0 all done, 1 something refused or found, 2 wrong usage.
CURATOR_HOME names a folder to keep the journal, caches and settings in.
"""

DONE, FOUND, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
COMMANDS = ("list", "set", "check", "merge", "sync")


def main(arguments: list[str] | None = None) -> int:
    """Run `curator` with these arguments (default: those of the process); return the exit status."""
    words = sys.argv[1:] if arguments is None else arguments
    first = words[0] if words else ""
    if first == "--version":
        sys.stdout.write(f"curator {__version__}\n")
        return DONE
    if first in ("-h", "--help"):
        _use_utf8()
        sys.stdout.write(HELP)
        return DONE
    if first in COMMANDS:
        return _run_command(first, words[1:])
    end = words.index("--") if "--" in words else len(words)
    for word in words[:end]:
        if word.startswith("-"):
            sys.stderr.write(f"curator: there is no option {word!a}; `curator --help` says what there is\n")
            return WRONG_USAGE
    return _open_window(words[:end] + words[end + 1 :])


def _run_command(name: str, words: list[str]) -> int:
    """Run a command; whoever reads its output may stop reading at any time."""
    _use_utf8()
    try:
        status = _command(name, words)
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would try to flush once more at exit, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _command(name: str, words: list[str]) -> int:
    from curator.errors import CuratorError

    try:
        if name == "list":
            from curator import cli_list

            return cli_list.run(words)
        if name == "set":
            from curator import cli_set

            return cli_set.run(words)
        if name == "merge":
            from curator import cli_merge

            return cli_merge.run(words)
        if name == "sync":
            from curator import cli_sync

            return cli_sync.run(words)
        from curator import cli_check

        return cli_check.run(words)
    except CuratorError as error:
        from curator.cli_output import complain

        complain(name, str(error))
        return FOUND


def _open_window(words: list[str]) -> int:
    from pathlib import Path

    reason = _missing_display()
    if not reason:
        from curator.library.launch import start_early
        from curator.triage.launch import start_saving

        saving = start_saving()
        engine = start_early(inherited=[saving.pipe])
        # Nothing that a start makes is garbage yet; `WarmUp` takes this up again once the window is painted.
        # The other processes, which may be copies of this one, go on collecting.
        gc.disable()
        try:
            from curator.ui.app import run
        except ImportError as error:
            engine.pipe.close()
            saving.pipe.close()
            gc.enable()
            reason = f"a part of the system is missing ({error})"
        else:
            return run([Path(word) for word in words], engine, saving)
    sys.stderr.write(
        f"curator: the window cannot be opened: {reason}.\n"
        "Without a window: curator list, set, check, sync.\n"
    )
    return FOUND


def _missing_display() -> str:
    """Say what keeps a window from appearing, "" for nothing; Qt itself would abort with a core dump."""
    if not sys.platform.startswith("linux"):
        return ""
    if any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        return ""
    return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)"


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale says; what is not text (odd bytes in file names) is shown escaped."""
    import io

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
