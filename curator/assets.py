"""Finds the files that come with Curator: icons, styles, the sample folder, documentation."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def asset(*parts: str) -> Path:
    """Give the path of a file or folder below `resources/`: `asset("icons", "curator.svg")`.

    In an installed wheel the resources lie inside the package, in a checkout beside it.

    Raises:
        FileNotFoundError: there is no such file; the installation is damaged.
    """
    for root in (_PACKAGE / "resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"Curator's own file is missing: resources/{'/'.join(parts)}")
