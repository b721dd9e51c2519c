"""The merge driver as git knows it: its name, the files it is for, the command."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Final

import curator.git

DRIVER: Final = "curator"
PATTERNS: Final = ("*.md", "*.markdown")
_INSTALLED: Final = ("site-packages", "dist-packages")


def driver_command() -> str:
    """Return the command git runs through `sh`: this interpreter and this Curator, from any folder.

    `-P` keeps Python from importing what lies in that folder, which is the repository and may hold anything.
    """
    root = Path(curator.git.__file__).resolve().parent.parent.parent
    words = [sys.executable, "-P", "-m", "curator", "merge"]
    command = " ".join(map(shlex.quote, words))
    if root.name not in _INSTALLED:
        command = f"PYTHONPATH={shlex.quote(str(root))} {command}"
    # git replaces %O and the like; it quotes %P itself, which may begin with a dash.
    return command.replace("%", "%%") + " --path=%P --marker-size=%L %O %A %B"
