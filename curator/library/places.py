"""Where Curator keeps what is its own: the journal, caches, settings.

The environment variable CURATOR_HOME puts all of them under one folder, for tests and for a copy on a stick.
"""

from __future__ import annotations

import os
from pathlib import Path

from curator.records import dataclass

HOME_VARIABLE = "CURATOR_HOME"
_APPLICATION = "curator"
_JOURNAL_NAME = "journal.sqlite3"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one user; nothing here creates them."""

    data: Path
    """What must not be lost: the journal."""

    cache: Path
    """What may be deleted at any time: indexes, pictures."""

    config: Path
    """What the user has set."""

    @property
    def journal(self) -> Path:
        """The file with all decisions, of all folders."""
        return self.data / _JOURNAL_NAME


def find_places() -> Places:
    """Say where things live, from CURATOR_HOME or else from the habits of the platform."""
    home = os.environ.get(HOME_VARIABLE)
    if home:
        base = Path(home).absolute()
        return Places(base / "data", base / "cache", base / "config")
    # Imported here because a start under CURATOR_HOME, and `--version`, have no use for it.
    import platformdirs

    return Places(
        platformdirs.user_data_path(_APPLICATION, appauthor=False),
        platformdirs.user_cache_path(_APPLICATION, appauthor=False),
        platformdirs.user_config_path(_APPLICATION, appauthor=False),
    )
