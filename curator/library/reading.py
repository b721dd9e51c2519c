"""Reads one article from disk, whole and bounded, together with the stamp of exactly what was read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from curator.articles import Article, read_article
from curator.errors import ReadFailed
from curator.library.record import Record, record_of, record_of_failure
from curator.library.row import Stamp
from curator.records import dataclass

WHOLE_LIMIT = 8 * 1024 * 1024
"""Bytes read of a file. The largest article measured has 0.2 MB; of a larger file, header and beginning
of the body are all that is wanted on screen, and `read_article` bounds the body further."""

_Version = tuple[int, int, int]
"""What a `Stamp` has, in its order; two of them are compared for every file."""

_RETRIES = 2
_BINARY = getattr(os, "O_BINARY", 0)  # Windows translates line ends without it


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article and the stamp of the bytes it was made from; `is_cut`: the end of its body is missing."""

    article: Article
    stamp: Stamp
    is_cut: bool = False


def load(path: Path) -> Loaded:
    """Read the article at `path`.

    Whatever the bytes are, they become an article (with its problems); only the disk can fail.

    Raises:
        ReadFailed: the file is gone, may not be read, or is not a regular file.
    """
    data, stamp = read_bytes(path)
    return Loaded(read_article(path, data), stamp, is_cut=stamp.size > WHOLE_LIMIT)


def load_record(path: Path) -> Record:
    """Read the article at `path` as a record; of a file that cannot be read, the row says why."""
    try:
        data, stamp = read_bytes(path)
    except ReadFailed as failure:
        return record_of_failure(path, failure.happened)
    # Imported here because the window reads no records, and the patterns take 6 ms to make.
    from curator.library.usual import usual_record

    return usual_record(path, data, stamp) or record_of(read_article(path, data), stamp)


def read_bytes(path: Path) -> tuple[bytes, Stamp]:
    """Read at most `WHOLE_LIMIT` bytes and the stamp they belong to.

    A stamp taken only before, or only after, could go with other bytes when somebody writes in place just
    then; the file would then look unchanged for ever. While the writing goes on the earlier stamp is
    returned, which differs from that of the finished file, so that a watch will find it changed.

    Raises:
        ReadFailed: as `load` does.
    """
    try:
        # Opening a FIFO would wait for its writer, so the kind is asked before.
        name = os.fspath(path)
        if not stat.S_ISREG(os.stat(name).st_mode):
            raise ReadFailed(path, "this is not a regular file")
        data, before, after = _read_once(name)
        for _ in range(_RETRIES):
            if before == after:
                break
            data, before, after = _read_once(name)
    except OSError as error:
        raise ReadFailed(path, _why(error), _advice(error)) from error
    return data, Stamp(*before)


def _read_once(name: str) -> tuple[bytes, _Version, _Version]:
    # Without a file object of Python's around it, which would cost a quarter more.
    file = os.open(name, os.O_RDONLY | _BINARY)
    try:
        before = _version(os.fstat(file))
        # A byte more than there should be tells a file that grows; asking for the limit would set eight
        # megabytes aside for every small file, which costs six times its reading.
        size = before[1]
        wanted = min(WHOLE_LIMIT, size + 1)
        data = os.read(file, wanted)
        while len(data) < min(WHOLE_LIMIT, size) and (more := os.read(file, wanted - len(data))):
            data += more
        return data, before, _version(os.fstat(file))
    finally:
        os.close(file)


def _version(status: os.stat_result) -> _Version:
    return status.st_mtime_ns, status.st_size, status.st_ino


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is gone"
    if isinstance(error, PermissionError):
        return "you may not read this file"
    return f"the file could not be read ({error.strerror or error})"


def _advice(error: OSError) -> str:
    return "Change its permissions, or open it as its owner." if isinstance(error, PermissionError) else ""
