"""Opens a file whose name comes from an article, once it is known to be a regular one of a bounded size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from curator.pictures.model import Limits, PictureError, PictureState
from curator.pictures.reasons import too_large


def open_regular(path: Path, limits: Limits) -> int:
    """A file descriptor for `path`, which is the caller's to close. Raises PictureError.

    `path` has had its links followed, and was found to be inside the site (`articles.resolve_picture`). A
    link that is in it now was put there since, and may lead anywhere.
    """
    try:
        # Without O_NONBLOCK opening a pipe would wait for somebody to write to it. Windows wants O_BINARY.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PictureError(PictureState.MISSING, "the file is not there") from error
    except PermissionError as error:
        reason = "a folder, not a picture" if path.is_dir() else "no permission to read the file"
        raise PictureError(PictureState.FAILED, reason) from error
    except (OSError, ValueError) as error:  # ValueError: a path with a zero byte in it
        raise PictureError(PictureState.FAILED, "the file could not be read") from error
    if os.path.realpath(path) != os.path.abspath(path):
        os.close(descriptor)
        raise PictureError(PictureState.BLOCKED, "blocked: a link has taken its place")
    status = os.fstat(descriptor)
    if stat.S_ISREG(status.st_mode) and status.st_size <= limits.max_local_bytes:
        return descriptor
    os.close(descriptor)
    if stat.S_ISDIR(status.st_mode):
        raise PictureError(PictureState.FAILED, "a folder, not a picture")
    if not stat.S_ISREG(status.st_mode):
        raise PictureError(PictureState.FAILED, "not a regular file")
    raise too_large(status.st_size)
