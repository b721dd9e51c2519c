"""Opens pictures with little memory and processor time above what the libraries take, one after the other.

    python -m tests.pictures.decoding.bounded_opening MEGABYTES SECONDS PATH…

Prints a line for each file: "shown" with its size, or why not. Who exceeds the memory is aborted by Qt or
gets a MemoryError, who exceeds the time is killed.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImageReader

from curator.pictures.decoding.decode import decode_body, decode_file
from curator.pictures.model import Limits, PictureError, PictureRequest
from tests.pictures.decoding.handmade_files import png

LIMITS = Limits()


def _main(arguments: Sequence[str]) -> None:
    megabytes, seconds, *paths = arguments
    # Finds the decoders.
    application = QCoreApplication([])
    QImageReader.setAllocationLimit(LIMITS.allocation_mib)
    decode_body(png(9, 9, 8, 2), PictureRequest("", 4, 4), LIMITS)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + int(megabytes) * 1024**2
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for path in paths:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (used + int(seconds), resource.RLIM_INFINITY))
        told = opened(partial(decode_file, Path(path)), _head(path))
        sys.stdout.write(told + "\n")
        sys.stdout.flush()
    del application


def opened(decode: Callable[[PictureRequest, Limits], object], data: bytes) -> str:
    """What an editor is told of a picture, and of its frames where it may have some."""
    told = []
    for is_moving in (False, True) if data[:3] == b"GIF" or data[8:12] == b"WEBP" else (False,):
        try:
            decode(PictureRequest("", 900, 600, is_moving=is_moving), LIMITS)
            told.append("shown")
        except PictureError as error:
            told.append(str(error))
    return told[0]


def _head(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read(12)


if __name__ == "__main__":
    _main(sys.argv[1:])
