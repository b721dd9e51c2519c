"""A team whose git knows nothing of the machine's or the person's configuration."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.git.team import Team, team_in


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """See the module."""
    return team_in(tmp_path, monkeypatch)
