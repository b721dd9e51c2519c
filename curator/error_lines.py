"""An error nobody expected, in words that can be kept and handed on.

They name the kind of error and the places in the program, and nothing of the person's articles or folders:
messages that may quote a value are left out, and so are the folders of other people's code.
"""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

_END_FRAMES = 12
_PACKAGE = Path(__file__).resolve().parent
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


class ErrorElsewhere(Exception):
    """An error of another process of Curator; `lines` are what `chain_lines` made of it there."""

    def __init__(self, process: str, lines: tuple[str, ...]) -> None:
        super().__init__(f"{process} ended")
        self.lines = lines


def chain_lines(error: BaseException) -> Iterator[str]:
    """Every error that led to `error`, the first one first, as lines without line ends."""
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
    if isinstance(error, ErrorElsewhere):
        yield from error.lines
        yield "Which another process told:"
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
    return str(error) if type(error) in (*_SPEAKABLE, ErrorElsewhere) else _LEFT_OUT
