"""How much the pictures kept on disk amount to, for whoever asks once; reads the disk."""

from __future__ import annotations

from pathlib import Path


def disk_held(folder: Path) -> int:
    """Bytes of the pictures that any session has kept in `folder`, 0 where there is nothing."""
    if not folder.exists():
        return 0
    # Imported here because a start has no need of SQLite on this side.
    from curator.pictures.store.store import PictureStore

    store = PictureStore(folder, 0)
    try:
        return store.held
    finally:
        store.close()
