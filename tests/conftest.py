"""What all tests share: no display of yours is used, and no home of yours is touched."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Before anything imports Qt. The real-window tests give their programs a virtual screen instead.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# How long one example takes says more of the machine than of the code.
settings.register_profile("curator", deadline=None)
settings.load_profile("curator")


@pytest.fixture(scope="session", autouse=True)
def away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings, journal and caches where nobody misses them; tests that use them take their own."""
    home = tmp_path_factory.mktemp("curator-home")
    os.environ["CURATOR_HOME"] = str(home)
    return home
