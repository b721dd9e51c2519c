"""What the caches of pictures hold, in words: memory at once, the disk a moment later."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from curator.pictures import Limits, PictureFigures, PictureService, disk_held, size_words
from curator.ui.desk.jobs import Jobs


class CacheFigures(QObject):
    """Asks for the figures when somebody wants to see them. Signal `told(str)`, first without the disk."""

    told = Signal(str)

    def __init__(
        self, pictures: PictureService, folder: Path, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        """`folder` is where the pictures are kept on disk."""
        super().__init__(parent)
        self._pictures = pictures
        self._folder = folder
        self._jobs = jobs

    def ask(self) -> None:
        """Tell them."""
        self.told.emit(figures_words(self._pictures.figures, None))
        self._jobs.submit(partial(disk_held, self._folder), self._tell)

    def _tell(self, held: int) -> None:
        self.told.emit(figures_words(self._pictures.figures, held))


def figures_words(memory: PictureFigures, disk: int | None) -> str:
    """Both caches in a line; `disk` is None while it is not known."""
    in_memory = f"{size_words(memory.held)} of {size_words(memory.capacity)} in memory"
    on_disk = "…" if disk is None else size_words(disk)
    return f"Pictures: {in_memory}, {on_disk} of {size_words(Limits().max_cache_bytes)} on disk"
