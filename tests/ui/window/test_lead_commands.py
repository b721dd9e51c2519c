"""The picture on screen is made the lead, in the real window: at once on screen, then in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.hands import Hands
from tests.ui.newsroom import article, pictures, write_picture


@pytest.fixture
def path(hands: Hands, tmp_path: Path) -> Path:
    """An article with three pictures, opened, and another one after it."""
    folder = tmp_path / "three"
    (folder / "assets").mkdir(parents=True)
    (folder / "_config.yml").write_text("title: a site\n", encoding="utf-8")
    urls = [f"/assets/{width}.png" for width in (64, 32, 16)]
    for url, width in zip(urls, (64, 32, 16), strict=True):
        write_picture(folder / url[1:], width, 18, "green")
    path = folder / "three.md"
    path.write_bytes(article("Three", 9, *pictures(*urls), url="https://x.org/3", newline="\r\n"))
    (folder / "next.md").write_bytes(article("Next", 8))
    hands.open(folder)
    return path


def until_shown(hands: Hands, words: str) -> None:
    picture = hands.window.area.article.picture
    hands.until(lambda: picture.accessibleDescription().startswith(f"Picture {words}"))


def order_in(path: Path) -> list[str]:
    return [line.rpartition("/")[2] for line in path.read_text().splitlines() if "- url" in line]


def test_the_picture_on_screen_leads_and_undo_puts_it_back(hands: Hands, path: Path) -> None:
    before = path.read_bytes()
    until_shown(hands, "1 of 3 · 64")
    hands.press("I")
    until_shown(hands, "2 of 3 · 32")
    hands.press("Shift+I")
    until_shown(hands, "1 of 3 · 32")
    hands.until_saved()
    assert order_in(path) == ["32.png", "64.png", "16.png"]
    assert hands.on_screen == "three.md"
    assert "lead picture: 2 of 3 is now first" in hands.text("last_decision")
    assert hands.curator.workbench.session.progress().decided == 0
    hands.press("Z")
    until_shown(hands, "2 of 3 · 32")
    hands.until_saved()
    assert path.read_bytes() == before


def test_the_lead_picture_and_one_that_is_not_there_are_said_to_be(hands: Hands, path: Path) -> None:
    before = path.read_bytes()
    until_shown(hands, "1 of 3")
    hands.press("Shift+I")
    assert hands.notice() == "This is the lead picture already"
    hands.press("J")
    hands.until_on_screen("next.md")
    hands.press("Shift+I")
    assert hands.notice() == "This article has no picture"
    assert path.read_bytes() == before


def test_it_is_one_article_at_a_time_and_not_repeated(hands: Hands, path: Path) -> None:
    until_shown(hands, "1 of 3")
    hands.press("Ctrl+A", "I")
    until_shown(hands, "2 of 3")
    hands.press("Shift+I")
    hands.until_saved()
    assert order_in(path) == ["32.png", "64.png", "16.png"]
    hands.press("Esc", "J")
    hands.until_on_screen("next.md")
    hands.press("R")
    assert hands.notice() == "There is no decision to repeat yet"


def test_a_picture_that_somebody_took_out_is_refused_in_words(hands: Hands, path: Path) -> None:
    until_shown(hands, "1 of 3")
    hands.press("I", "I")
    until_shown(hands, "3 of 3")
    taken_out = path.read_bytes().replace(b"  - url: /assets/16.png\r\n", b"")
    path.write_bytes(taken_out)
    hands.press("Shift+I")
    hands.until(lambda: "the picture is no longer in the article" in hands.notice())
    until_shown(hands, "1 of 2 · 64")
    assert path.read_bytes() == taken_out
