"""Quitting loses nothing without a word: here the disk of the journal is full."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from curator.ui.app import Curator
from tests.triage.small_disk import SmallDisk, small_disk
from tests.ui.hands import Hands


@pytest.fixture
def disk(curator_home: Path) -> Iterator[SmallDisk]:
    with small_disk(curator_home, "size=1m") as disk:
        yield disk


@pytest.fixture
def editor(disk: SmallDisk, curator: Curator, folder: Path) -> Hands:
    hands = Hands(curator)
    hands.open(folder)
    disk.fill()
    hands.press("9")
    hands.until(lambda: curator.workbench.session.progress().unrecorded == 1)
    return hands


def test_decision_only_in_memory_is_named_before_the_window_goes(editor: Hands, curator: Curator) -> None:
    curator.window.close()
    assert curator.window.isVisible()
    assert "lost when Curator quits" in editor.notice()


def test_asked_twice_the_window_goes(editor: Hands, curator: Curator) -> None:
    curator.window.close()
    curator.window.close()
    editor.until(lambda: not curator.window.isVisible())


def test_with_nothing_to_wait_for_the_window_goes_at_the_first_request(curator: Curator) -> None:
    # Mostly the last save ends a moment later; here it has ended before anybody looks.
    assert curator.workbench.session.close(None)
    assert curator.window.close()
    assert not curator.window.isVisible()


def test_with_room_again_a_retry_keeps_it_and_the_window_goes_at_once(
    editor: Hands, curator: Curator, disk: SmallDisk
) -> None:
    curator.window.close()
    disk.free()
    editor.press("F6")
    editor.until_saved()
    curator.window.close()
    editor.until(lambda: not curator.window.isVisible())
