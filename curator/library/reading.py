"""Reads one article from disk, whole and bounded, together with the stamp of exactly what was read."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from curator.articles import Article, read_article
from curator.errors import ReadFailed
from curator.library.row import Row, Stamp, row_of, row_of_failure
from curator.records import dataclass

WHOLE_LIMIT = 8 * 1024 * 1024
"""Bytes read of a file. The largest article measured has 0.2 MB; of a larger file, header and beginning
of the body are all that is wanted on screen, and `read_article` bounds the body further."""

_RETRIES = 2


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
    data, stamp = _read_bytes(path)
    return Loaded(read_article(path, data), stamp, is_cut=stamp.size > WHOLE_LIMIT)


def load_row(path: Path) -> Row:
    """Read the article at `path` as a row; a file that cannot be read becomes a row that says why."""
    try:
        loaded = load(path)
    except ReadFailed as failure:
        return row_of_failure(path, failure.happened)
    return row_of(loaded.article, loaded.stamp)


def _read_bytes(path: Path) -> tuple[bytes, Stamp]:
    """Read at most `WHOLE_LIMIT` bytes and the stamp they belong to.

    A stamp taken only before, or only after, could go with other bytes when somebody writes in place just
    then; the file would then look unchanged for ever. While the writing goes on the earlier stamp is
    returned, which differs from that of the finished file, so that a watch will find it changed.
    """
    try:
        # Opening a FIFO would wait for its writer, so the kind is asked before.
        if not stat.S_ISREG(path.stat().st_mode):
            raise ReadFailed(path, "this is not a regular file")
        data, before, after = _read_once(path)
        for _ in range(_RETRIES):
            if before == after:
                break
            data, before, after = _read_once(path)
    except OSError as error:
        raise ReadFailed(path, _why(error), _advice(error)) from error
    return data, before


def _read_once(path: Path) -> tuple[bytes, Stamp, Stamp]:
    with path.open("rb") as file:
        before = Stamp.of(os.fstat(file.fileno()))
        # A byte more than there should be tells a file that grows; asking for the limit would set eight
        # megabytes aside for every small file, which costs six times its reading.
        data = file.read(min(WHOLE_LIMIT, before.size + 1))
        return data, before, Stamp.of(os.fstat(file.fileno()))


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file is gone"
    if isinstance(error, PermissionError):
        return "you may not read this file"
    return f"the file could not be read ({error.strerror or error})"


def _advice(error: OSError) -> str:
    return "Change its permissions, or open it as its owner." if isinstance(error, PermissionError) else ""
