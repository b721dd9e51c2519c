"""Who is at the journal: the first alone, until it lets others in; the dead do not count."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from curator.triage.alone import Presence


def test_first_is_alone(tmp_path: Path) -> None:
    with Presence(tmp_path / "lock") as first:
        assert first.is_alone


def test_second_is_not_alone(tmp_path: Path) -> None:
    with Presence(tmp_path / "lock") as first:
        first.share()
        with Presence(tmp_path / "lock") as second:
            assert not second.is_alone


@pytest.mark.skipif(sys.platform == "win32", reason="there, the first alone counts")
def test_second_keeps_the_place_when_the_first_leaves(tmp_path: Path) -> None:
    first = Presence(tmp_path / "lock")
    first.share()
    with Presence(tmp_path / "lock"):
        first.close()
        with Presence(tmp_path / "lock") as third:
            assert not third.is_alone


def test_place_is_free_again_after_close(tmp_path: Path) -> None:
    first = Presence(tmp_path / "lock")
    first.close()
    first.close()
    with Presence(tmp_path / "lock") as second:
        assert second.is_alone
