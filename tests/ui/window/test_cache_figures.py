"""What the caches of pictures hold, where somebody looks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.library.places import Places
from curator.pictures import PictureFigures, disk_held
from curator.pictures.store.store import PictureStore, StoredPicture
from curator.ui.commands.commands import CommandId
from curator.ui.look.headline import Paragraph
from curator.ui.pages.about_dialog import AboutDialog
from curator.ui.window.cache_figures import figures_words
from tests.ui.hands import Hands, child


@pytest.mark.parametrize(
    ("disk", "words"),
    [
        (None, "Pictures: 34 MB of 100 MB in memory, … of 1 GB on disk"),
        (120_000_000, "Pictures: 34 MB of 100 MB in memory, 120 MB of 1 GB on disk"),
    ],
)
def test_both_caches_are_told_with_their_bounds(disk: int | None, words: str) -> None:
    assert figures_words(PictureFigures(34_000_000, 100_000_000, 12), disk) == words


def test_nothing_kept_is_nothing_and_makes_no_folder(tmp_path: Path) -> None:
    assert disk_held(tmp_path / "none") == 0
    assert not (tmp_path / "none").exists()


def test_about_tells_what_is_kept_on_disk(hands: Hands, places: Places) -> None:
    store = PictureStore(places.cache / "pictures", 1 << 30)
    store.put(StoredPicture("https://bees.example/one.jpg", "", bytes(3_000_000), "", "", 0.0))
    store.close()
    hands.window.runner.run(CommandId.ABOUT)
    line = child(child(hands.window, AboutDialog, "about_dialog"), Paragraph, "about_figures")
    hands.until(lambda: line.text() == "Pictures: 0 kB of 100 MB in memory, 3 MB of 1 GB on disk")
    assert line.height() >= line.heightForWidth(line.width())
