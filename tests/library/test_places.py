"""Where Curator keeps its own things."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.library.places import find_places


def test_one_folder_can_hold_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path))
    places = find_places()
    assert {places.data.parent, places.cache.parent, places.config.parent} == {tmp_path}
    assert places.journal.parent == places.data


def test_platform_decides_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CURATOR_HOME")
    places = find_places()
    assert all(path.is_absolute() for path in (places.data, places.cache, places.config))
    assert "curator" in str(places.journal).lower()


def test_asking_creates_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path / "home"))
    find_places()
    assert not (tmp_path / "home").exists()
