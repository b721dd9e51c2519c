"""What all tests share: no display and no home of yours is used, and how long property-based tests run.

`pytest --hypothesis-profile=long tests/frontmatter` tries many more examples, and other ones on every run.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt. The real-window tests give their programs a virtual screen instead.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SLOW_MACHINES = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile(
    "short", max_examples=150, deadline=None, derandomize=True, suppress_health_check=SLOW_MACHINES
)
settings.register_profile("long", max_examples=5_000, deadline=None, suppress_health_check=SLOW_MACHINES)
settings.load_profile("short")


@pytest.fixture(scope="session", autouse=True)
def away_from_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Settings, journal and caches where nobody misses them; tests that use them take their own."""
    home = tmp_path_factory.mktemp("curator-home")
    os.environ["CURATOR_HOME"] = str(home)
    return home
