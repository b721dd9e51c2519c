"""Where the saved views of a folder lie, and how one of them is changed without losing those of others.

The file is hidden because site generators leave hidden files out: a visible one would be published with the
articles. It lies at the top of the folder, so that whoever shares the folder shares its views.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Sequence
from pathlib import Path

from curator.errors import ReadFailed, SaveFailed, ViewsUnreadable
from curator.library.durable import remove_quietly, sync_folder, write_temporary
from curator.library.views import ViewsDocument, read_views

VIEWS_NAME = ".curator-views.json"
_SIZE_LIMIT = 1 << 20
_ATTEMPTS = 3
_READ_ONLY = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})

Change = Callable[[ViewsDocument], ViewsDocument]


def views_file(sources: Sequence[Path]) -> Path:
    """Say where the views of what is open lie: in its first folder, else beside its first file."""
    folder = next((source for source in sources if source.is_dir()), None)
    return (folder or sources[0].parent) / VIEWS_NAME


def load_views(file: Path) -> ViewsDocument:
    """Read a file of views; there are none where there is no file.

    Raises:
        ReadFailed: the disk says no.
        ViewsUnreadable: it is something else.
    """
    data = _read(file)
    return ViewsDocument() if data is None else read_views(file, data)


def change_views(file: Path, change: Change) -> ViewsDocument:
    """Read the file afresh, change what it says now, and write that durably; return it.

    Raises:
        SaveFailed: it cannot be written, and is what it was.
        ReadFailed, ViewsUnreadable: as when reading; nothing is written then.
    """
    for _ in range(_ATTEMPTS):
        data = _read(file)
        before = ViewsDocument() if data is None else read_views(file, data)
        after = change(before)
        # A change that changes nothing leaves also the layout of somebody's hand alone.
        if after == before or _is_swapped(file, data, _bytes(after, data)):
            return after
    raise SaveFailed(file, "The view was not saved: another program keeps writing the file", "Try again.")


def _bytes(document: ViewsDocument, before: bytes | None) -> bytes:
    data = document.to_text().encode()
    return data.replace(b"\n", b"\r\n") if before and b"\r\n" in before else data


def _read(file: Path) -> bytes | None:
    try:
        status = file.lstat()
        # A link could lead to any file of this user, and a pipe would wait for its writer.
        if not stat.S_ISREG(status.st_mode):
            raise ViewsUnreadable(file, f"{file.name} is not a plain file, so it is left alone")
        with file.open("rb") as stream:
            data = stream.read(_SIZE_LIMIT + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadFailed(file, f"The saved views in {file.name} cannot be read: {reason}") from error
    if len(data) > _SIZE_LIMIT:
        raise ViewsUnreadable(file, f"{file.name} is larger than any list of views, so it is left alone")
    return data


def _is_swapped(file: Path, before: bytes | None, data: bytes) -> bool:
    """Put the new content in place, unless somebody has written meanwhile."""
    try:
        if before is not None and not os.access(file, os.W_OK):
            raise PermissionError(errno.EACCES, "Permission denied")
        temporary = write_temporary(str(file), data, _rights(file, is_there=before is not None))
        try:
            if _read(file) != before:
                return False
            os.replace(temporary, file)
            temporary = ""
        finally:
            if temporary:
                remove_quietly(temporary)
        sync_folder(str(file.parent))
    except OSError as error:
        raise _save_failed(file, error) from error
    return True


def _rights(file: Path, *, is_there: bool) -> os.stat_result:
    """The rights of the file; a new one has those of its folder, whose readers may use its views."""
    if is_there:
        return file.stat()
    status = file.parent.stat()
    return os.stat_result((status.st_mode & 0o666, *status[1:10]))


def _save_failed(file: Path, error: OSError) -> SaveFailed:
    if error.errno in _READ_ONLY:
        return SaveFailed(
            file,
            f"The view was not saved: you may not write {file.name} in this folder",
            "Views belong to the folder and are shared with it; ask its owner for the right to write.",
        )
    return SaveFailed(file, f"The view was not saved: {error.strerror or error}", "Try again.")
