"""How far a save may follow a symbolic link: within what was opened, and the site or repository around it.

A link in a folder can be somebody else's doing, in a repository that was cloned, say. Following it anywhere
would let a decision on one article write a file nobody thought of.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from curator.articles.display_text import LABEL_LIMIT, one_line
from curator.articles.site import find_site_root
from curator.errors import SaveFailed
from curator.library.refusals import UNHARMED
from curator.records import dataclass


class LeadsOut(SaveFailed):
    """The article is a link to a file that belongs to nothing that was opened; nothing was written."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The `sources` (absolute) that were opened; a link that is one of them is followed wherever it leads."""

    sources: tuple[Path, ...] = ()

    def check(self, path: Path, target: str) -> None:
        """Make sure that the real file `target` behind `path` (absolute) may be written.

        Raises:
            LeadsOut: it lies elsewhere.
        """
        if target == str(path):
            return
        if any(_is_inside(target, os.path.realpath(place)) for place in self._places(path)):
            return
        shown = one_line(target, LABEL_LIMIT)
        raise LeadsOut(
            path,
            f"the link leads out of the folder, to {shown}",
            f"{UNHARMED} Open that file to decide on it.",
        )

    def _places(self, path: Path) -> Iterator[Path]:
        yield from self.sources
        # Not around the folder of the article, where it was opened as part of another: that can be the link.
        opened = [source for source in self.sources if source in path.parents]
        for folder in opened or (path.parent,):
            yield find_site_root(folder)
            repository = _repository_around(folder)
            if repository is not None:
                yield repository


SURROUNDINGS = Reach()
"""Nothing is known to be open: only the site and the repository around each article."""


def _repository_around(folder: Path) -> Path | None:
    """The git repository a folder is in; the home folder counts for none, as it would reach everything."""
    unlikely = {Path(folder.anchor), Path(os.path.expanduser("~"))}
    for candidate in (folder, *folder.parents):
        if candidate in unlikely:
            return None
        if (candidate / ".git").exists():
            return candidate
    return None


def _is_inside(target: str, place: str) -> bool:
    return target == place or target.startswith(place.rstrip(os.sep) + os.sep)
