"""The current article is in all panes, with what the folder knows of its story, never half of another."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel

from curator.articles import Rule
from curator.library import article_id
from curator.ui.look.chip_row import ChipRow
from curator.ui.look.short_text import ShortText
from curator.ui.story.related_model import RelatedCard
from tests.ui.ear import Ear
from tests.ui.hands import Hands, child
from tests.ui.newsroom import article, related, values, write_picture

PANES = ("article_title", "article_excerpt", "body", "quality", "heat", "published")


def shown(hands: Hands) -> list[str]:
    return [hands.text(name) for name in PANES]


@contextmanager
def nothing_read(hands: Hands) -> Iterator[None]:
    """Keep the threads of the jobs busy, and forget what they have read."""
    gate, jobs = threading.Event(), hands.curator.workbench.jobs
    hands.curator.workbench.loader.clear()
    for _ in range(jobs.threads):
        jobs.submit(gate.wait, lambda _: None)
    try:
        yield
    finally:
        gate.set()


def card(hands: Hands, place: int) -> RelatedCard:
    found = hands.window.area.story.card(place)
    assert found is not None
    return found


def test_article_is_in_all_panes(desk_hands: Hands) -> None:
    assert shown(desk_hands) == ["Bees dance in the dark", "", "The body.", "72", "82", "yes"]
    assert desk_hands.text("article_meta").startswith("Hive Weekly · 9 Jan 2026, 08:00 UTC")
    assert child(desk_hands.window, ShortText, "heat_reason").text() == "leads its story, 72 + 10 × 1 related"
    assert child(desk_hands.window, ShortText, "rule").text().endswith("rule agrees")
    assert child(desk_hands.window, QLabel, "story_headline").text() == "Story · 2 publishers"


def test_article_without_values_says_what_is_missing(desk_hands: Hands) -> None:
    desk_hands.press("J", "J")
    desk_hands.until_on_screen("tide.md")
    assert shown(desk_hands)[3:] == ["", "", ""]
    assert child(desk_hands.window, ShortText, "heat_reason").text() == "needs a quality first"


def test_related_item_of_the_folder_shows_its_state(desk_hands: Hands) -> None:
    # The library is asked once the article is painted.
    desk_hands.until(lambda: card(desk_hands, 0).folder_state == "in folder · no heat")


def test_related_item_that_is_no_file_here_has_no_state(desk_hands: Hands) -> None:
    desk_hands.press("J")
    desk_hands.until_on_screen("wasps.md")
    assert [card(desk_hands, place).folder_state for place in (0, 1)] == ["in folder · published", ""]


def test_better_related_items_outrank_and_the_best_leads(hands: Hands, tmp_path: Path) -> None:
    items = (
        *related("A", "https://a.example/", 60),
        *related("B", "https://b.example/", 90),
        *related("C", "https://c.example/", 40),
    )
    (tmp_path / "one.md").write_bytes(article("One", 1, *values(50, -1, published=False), "related:", *items))
    hands.open(tmp_path / "one.md")
    assert [card(hands, place).standing for place in range(3)] == ["60 ▲ outranks", "90 ▲ leads", "40"]
    assert child(hands.window, ShortText, "heat_reason").text() == "outranked by Hive Weekly, 90"


def test_decision_moves_the_standing_at_once(desk_hands: Hands) -> None:
    desk_hands.press("Shift+3")
    assert card(desk_hands, 0).standing == "50 ▲ leads"
    assert desk_hands.text("heat") == "-1"


def test_state_of_a_related_item_follows_its_file(desk_hands: Hands) -> None:
    desk_hands.press("J")
    desk_hands.until_on_screen("wasps.md")
    desk_hands.press("Shift+A", "K")
    desk_hands.until_on_screen("bees.md")
    assert card(desk_hands, 0).folder_state == "in folder · published"


def test_related_item_that_is_the_article_itself_is_no_file_here(hands: Hands, tmp_path: Path) -> None:
    own = "https://a.example/"
    (tmp_path / "one.md").write_bytes(article("One", 1, "related:", *related("One", own, 60), url=own))
    hands.open(tmp_path / "one.md")
    assert card(hands, 0).folder_state == ""


def test_change_of_a_related_file_by_somebody_else_is_followed(desk_hands: Hands, folder: Path) -> None:
    text = (folder / "wasps.md").read_bytes().replace(b"published: false", b"published: true")
    (folder / "wasps.md").write_bytes(text)
    desk_hands.curator.workbench.librarian.look()
    desk_hands.until(lambda: card(desk_hands, 0).folder_state == "in folder · published")


def test_list_is_painted_anew_with_a_decision(desk_hands: Hands) -> None:
    changes = Ear(desk_hands.window.area.queue.model.dataChanged)
    desk_hands.press("Shift+8")
    assert changes.heard


def test_rule_learned_while_the_article_is_on_screen_is_what_the_switch_says(desk_hands: Hands) -> None:
    facts = desk_hands.curator.workbench.desk.facts
    facts.rule = Rule(95)
    facts.rule_learned.emit(facts.rule)
    assert child(desk_hands.window, ShortText, "rule").text() == "the rule says no: heat 82 < 95"


def test_rule_learned_later_is_what_the_switch_says(hands: Hands, tmp_path: Path) -> None:
    folder = tmp_path / "low"
    folder.mkdir()
    for day, heat in enumerate((30, 35, 40, 40, 45), 1):
        (folder / f"{day}.md").write_bytes(article(str(day), day, *values(heat, heat, published=heat >= 40)))
    (folder / "9.md").write_bytes(article("Nine", 9, *values(41, 41, published=False)))
    hands.open(folder)
    rule = child(hands.window, ShortText, "rule")
    hands.until(lambda: rule.text() == "the rule says yes: heat 41 ≥ 40")


def test_article_on_its_way_shows_its_own_values_and_no_other_story(desk_hands: Hands, folder: Path) -> None:
    with nothing_read(desk_hands):
        desk_hands.curator.workbench.desk.cursor.go_to(article_id(folder / "moss.md"))
        assert (desk_hands.on_screen, desk_hands.window.presenter.shown) == ("", None)
        desk_hands.until(lambda: shown(desk_hands) == ["Moss remembers the rain", "", "", "30", "30", "no"])
        assert desk_hands.window.area.story.card(0) is None
        assert child(desk_hands.window, ChipRow, "topics").words == ()
        assert desk_hands.on_screen == ""
    desk_hands.until_on_screen("moss.md")


def test_article_that_is_read_in_a_moment_takes_the_place_of_the_one_before_at_once(
    desk_hands: Hands, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    awaited: list[Path] = []
    monkeypatch.setattr(
        desk_hands.window.area.article, "await_article", lambda path, *_: awaited.append(path)
    )
    presenter = desk_hands.window.presenter
    monkeypatch.setattr(presenter._grace, "start", lambda: None)
    desk_hands.curator.workbench.loader.clear()
    desk_hands.curator.workbench.desk.cursor.go_to(article_id(folder / "moss.md"))
    desk_hands.until_on_screen("moss.md")
    assert awaited == []


def test_article_that_cannot_be_read_says_why_and_is_not_decided(desk_hands: Hands, folder: Path) -> None:
    desk_hands.curator.workbench.loader.clear()
    (folder / "moss.md").unlink()
    desk_hands.curator.workbench.desk.cursor.go_to(article_id(folder / "moss.md"))
    desk_hands.until(lambda: bool(desk_hands.text("problems")))
    desk_hands.press("8", "E")
    assert desk_hands.curator.workbench.session.progress().decided == 0
    assert desk_hands.window.windowTitle().startswith("Moss remembers the rain")


def test_change_by_somebody_else_is_on_screen(desk_hands: Hands, folder: Path) -> None:
    text = article("Bees went home", 9, *values(12, 12, published=False))
    (folder / "bees.md").write_bytes(text)
    desk_hands.curator.workbench.librarian.look()
    desk_hands.until(lambda: desk_hands.text("article_title") == "Bees went home")
    assert shown(desk_hands)[3:] == ["12", "12", "no"]
    assert desk_hands.window.windowTitle() == "Bees went home — news — Curator"


def test_picture_of_a_neighbour_is_there_before_one_gets_to_it(hands: Hands, folder: Path) -> None:
    arrived = Ear(hands.curator.pictures.picture_ready)
    hands.open(folder)
    hands.until(lambda: bool(arrived.heard))
    assert not hands.window.area.article.picture.has_picture
    hands.curator.workbench.desk.cursor.go_to(article_id(folder / "moss.md"))
    assert hands.window.area.article.picture.has_picture


def test_picture_is_asked_for_in_the_size_of_its_place(hands: Hands, folder: Path) -> None:
    write_picture(folder / "assets" / "moss.png", 1600, 900, "green")
    hands.open(folder / "moss.md")
    picture = hands.window.area.article.picture
    for size in (QSize(1280, 800), QSize(900, 600)):
        hands.window.resize(size)
        hands.until(lambda: picture.has_picture and picture._pixmap.size() == picture.device_size())
