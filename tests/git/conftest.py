"""A team whose git knows nothing of the machine's or the person's configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.git.team import Team


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """See the module."""
    team = Team(tmp_path)
    for name, value in team.clones.environment.items():
        if name.startswith("GIT_") or name in ("HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, value)
    return team
