"""Searching and filtering in the real window, and what Esc leaves, step by step."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPushButton

from curator.library import Sort
from curator.library.places import Places
from curator.library.query_vocabulary import NO_VOCABULARY
from curator.ui.app import Curator
from curator.ui.commands.commands import CommandId
from curator.ui.queue.filter_chips import FilterChips
from tests.ui.ear import Ear
from tests.ui.hands import Hands, child
from tests.ui.newsroom import NEWEST_FIRST


def type_filter(hands: Hands, query: str) -> None:
    """Type a filter and go back to the queue with it."""
    hands.press("/")
    hands.type(query)
    hands.press("Enter")


def search(hands: Hands, query: str) -> None:
    """Type a filter and wait until the list follows."""
    orders = Ear(hands.curator.workbench.desk.cursor.order_changed)
    type_filter(hands, query)
    hands.until(lambda: bool(orders.heard))


def lit(hands: Hands) -> list[str]:
    chips = child(hands.window, FilterChips, "filters")
    return [chip.objectName() for chip in chips.findChildren(QPushButton) if chip.isChecked()]


@pytest.mark.parametrize("stroke", ["/", "F", "Ctrl+F"])
def test_keys_lead_into_the_search(desk_hands: Hands, stroke: str) -> None:
    desk_hands.press(stroke)
    assert desk_hands.window.top.search.hasFocus()
    assert desk_hands.window.top.search.text() == ""


def test_list_follows_what_is_typed(desk_hands: Hands) -> None:
    desk_hands.press("/")
    desk_hands.type("moss")
    desk_hands.until(lambda: desk_hands.listed == ["moss.md"])
    assert desk_hands.window.top.search.hasFocus()
    desk_hands.press("Enter")
    desk_hands.until_on_screen("moss.md")


def test_search_anew_replaces_the_old_words(desk_hands: Hands) -> None:
    search(desk_hands, "moss")
    desk_hands.until_on_screen("moss.md")
    search(desk_hands, "tide")
    desk_hands.until(lambda: desk_hands.listed == ["tide.md"])


def test_chip_filters_and_is_lit(desk_hands: Hands) -> None:
    desk_hands.press("J")
    desk_hands.until_on_screen("wasps.md")
    desk_hands.decide("S")
    chip = child(desk_hands.window, QPushButton, "filter_later")
    desk_hands.until(chip.isVisible)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    desk_hands.until(lambda: desk_hands.listed == ["wasps.md"])
    assert (lit(desk_hands), desk_hands.window.top.search.text()) == (["filter_later"], "later")


def test_filter_that_is_typed_lights_its_chip(desk_hands: Hands) -> None:
    assert lit(desk_hands) == ["filter_all"]
    search(desk_hands, "undecided")
    assert lit(desk_hands) == ["filter_undecided"]
    search(desk_hands, "moss")
    assert lit(desk_hands) == []


def test_wrong_filter_changes_nothing(desk_hands: Hands) -> None:
    type_filter(desk_hands, "quality<x")
    assert desk_hands.listed == list(NEWEST_FIRST)
    assert desk_hands.window.top.search.property("state") == "error"


def test_names_of_the_folder_are_offered_and_one_that_is_chosen_is_listed(desk_hands: Hands) -> None:
    search = desk_hands.window.top.search
    completions = desk_hands.window.top.search.completions
    desk_hands.press("/")
    desk_hands.type("provider:hiv")
    # The names come once the whole folder has been read and counted.
    desk_hands.until(completions.isVisible)
    desk_hands.press("Down", "Enter")
    assert search.text() == 'provider:"Hive Weekly"'
    desk_hands.until(lambda: desk_hands.listed == ["bees.md"])
    assert search.hasFocus()
    desk_hands.press("Enter")
    desk_hands.until_on_screen("bees.md")


def test_names_that_a_filter_leaves_out_can_still_be_asked_for(desk_hands: Hands) -> None:
    field = desk_hands.window.top.search
    desk_hands.until(lambda: field.vocabulary != NO_VOCABULARY)
    known = field.vocabulary
    counted = Ear(desk_hands.curator.workbench.desk.facts.facets_counted)
    search(desk_hands, "moss")
    desk_hands.until(lambda: bool(counted.heard))
    assert field.vocabulary == known
    desk_hands.curator.workbench.close_sources()
    assert field.vocabulary == NO_VOCABULARY


def test_esc_closes_what_is_offered_and_leaves_the_filter(desk_hands: Hands) -> None:
    completions = desk_hands.window.top.search.completions
    desk_hands.press("/")
    desk_hands.type("prov")
    desk_hands.until(completions.isVisible)
    desk_hands.press("Esc")
    assert not completions.isVisible()
    assert desk_hands.window.top.search.hasFocus()
    desk_hands.press("Esc")
    assert desk_hands.window.area.queue.view.hasFocus()
    assert desk_hands.window.top.search.text() == "prov"


def test_decided_article_stays_until_the_list_is_tidied(desk_hands: Hands) -> None:
    search(desk_hands, "undecided")
    desk_hands.decide("8")
    desk_hands.until_saved()
    assert desk_hands.listed == list(NEWEST_FIRST)
    desk_hands.press("F7")
    desk_hands.until(lambda: desk_hands.listed == list(NEWEST_FIRST[1:]))


def test_esc_leaves_one_thing_after_the_other(desk_hands: Hands) -> None:
    search(desk_hands, "title:dance")
    desk_hands.until(lambda: desk_hands.listed == ["bees.md"])
    desk_hands.press("T", "8")
    decider, desk = desk_hands.curator.workbench.decider, desk_hands.curator.workbench.desk
    desk_hands.press("L")
    left = []
    for _ in range(3):
        left.append((decider.has_pending_batch, len(desk.batch)))
        desk_hands.press("Esc")
    assert left == [(True, 1), (False, 1), (False, 0)]
    assert desk_hands.window.area.queue.view.hasFocus()
    assert desk_hands.listed == ["bees.md"]
    desk_hands.press("Esc")
    desk_hands.until(lambda: desk_hands.listed == list(NEWEST_FIRST))
    assert desk_hands.window.top.search.text() == ""


def test_esc_takes_a_notice_away_last(desk_hands: Hands) -> None:
    desk_hands.press("C")
    assert desk_hands.notice() == "Link copied"
    desk_hands.press("Esc")
    assert desk_hands.notice() == ""


def test_filter_without_matches_says_so_and_esc_goes_back_to_the_same_article(desk_hands: Hands) -> None:
    desk_hands.press("J")
    desk_hands.until_on_screen("wasps.md")
    search(desk_hands, "zzz")
    desk_hands.until(lambda: not desk_hands.window.area.is_article_shown)
    assert child(desk_hands.window, QLabel, "state_headline").text() == "Nothing matches"
    assert desk_hands.on_screen == ""
    desk_hands.press("8", "Esc")
    desk_hands.until_on_screen("wasps.md")
    assert desk_hands.curator.workbench.session.progress().decided == 0


def test_another_folder_is_not_filtered(desk_hands: Hands) -> None:
    search(desk_hands, "moss")
    desk_hands.until(lambda: desk_hands.listed == ["moss.md"])
    desk_hands.press("F5")
    desk_hands.until(lambda: len(desk_hands.listed) == 5)
    assert desk_hands.window.top.search.text() == ""


@pytest.fixture
def sorted_by_title(places: Places) -> None:
    """Settings which somebody has edited, taken up by the Curator that starts after this."""
    file = places.config / "settings.json"
    settings = {**json.loads(file.read_text(encoding="utf-8")), "sort_key": "title"}
    file.write_text(json.dumps(settings), encoding="utf-8")


@pytest.mark.usefixtures("sorted_by_title")
def test_order_of_the_settings_holds_from_the_beginning(desk_hands: Hands) -> None:
    by_title = ["bees.md", "moss.md", "notes.md", "tide.md", "wasps.md"]
    assert desk_hands.listed == by_title
    search(desk_hands, "undecided")
    assert desk_hands.listed == by_title


@pytest.fixture
def sorted_by_nonsense(places: Places) -> None:
    """Settings of a version that knows another order."""
    file = places.config / "settings.json"
    file.write_text(json.dumps({"sort_key": "banana", "remote_pictures": "off"}), encoding="utf-8")


@pytest.mark.usefixtures("sorted_by_nonsense")
def test_order_nobody_knows_is_the_newest_first(desk_hands: Hands) -> None:
    assert desk_hands.listed == list(NEWEST_FIRST)


def facet_lines(hands: Hands) -> list[str]:
    """The values in the narrowing panel as a screen reader has them."""
    model = child(hands.window, QListView, "facet_list").model()
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(model.index(place, 0).data(role)) for place in range(model.rowCount())]


def test_panel_narrows_by_a_provider_and_esc_leads_back_step_by_step(desk_hands: Hands) -> None:
    desk_hands.press("G")
    desk_hands.until(lambda: "Tidewater, 1 article" in facet_lines(desk_hands))
    desk_hands.type("tide")
    desk_hands.press("Enter")
    desk_hands.until(lambda: desk_hands.listed == ["tide.md"])
    assert desk_hands.window.top.search.text() == 'provider="Tidewater"'
    desk_hands.press("Esc")
    assert desk_hands.window.area.queue.view.hasFocus()
    assert not desk_hands.window.area.queue.facets.is_open
    desk_hands.press("Esc")
    desk_hands.until(lambda: desk_hands.listed == list(NEWEST_FIRST))


def test_counts_follow_decisions_while_the_panel_stays_open(desk_hands: Hands) -> None:
    desk_hands.press("G", "Tab")
    desk_hands.until(lambda: "undecided, 5 articles" in facet_lines(desk_hands))
    desk_hands.decide("8")
    desk_hands.until(lambda: "undecided, 4 articles" in facet_lines(desk_hands))
    assert "decided, 1 article" in facet_lines(desk_hands)
    desk_hands.press("Esc")
    assert not desk_hands.window.area.queue.facets.is_open


def test_what_is_typed_is_marked_in_the_panel(desk_hands: Hands) -> None:
    search(desk_hands, "undecided")
    desk_hands.press("G")
    desk_hands.until(lambda: "undecided, 5 articles, chosen" in facet_lines(desk_hands))


def test_second_click_closes_the_panel(desk_hands: Hands) -> None:
    link = child(desk_hands.window, QPushButton, "link_narrow")
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert desk_hands.window.area.queue.facets.isVisible()
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert not desk_hands.window.area.queue.facets.isVisible()
    assert desk_hands.window.area.queue.view.hasFocus()


def test_folder_that_is_read_again_is_not_narrowed(desk_hands: Hands) -> None:
    desk_hands.press("G")
    desk_hands.until(lambda: "undecided, 5 articles" in facet_lines(desk_hands))
    desk_hands.press("Enter")
    desk_hands.until(lambda: "undecided, 5 articles, chosen" in facet_lines(desk_hands))
    desk_hands.press("Tab", "F5")
    desk_hands.until(lambda: "undecided, 5 articles" in facet_lines(desk_hands))


def test_panel_brings_a_hidden_list_back(desk_hands: Hands) -> None:
    desk_hands.press("F8", "G")
    assert desk_hands.window.area.queue.facets.isVisible()


def test_without_articles_there_is_nothing_to_narrow(hands: Hands) -> None:
    hands.press("G")
    assert hands.notice() == "There are no articles to narrow down"


def test_order_is_chosen_said_and_kept(desk_hands: Hands, curator: Curator) -> None:
    desk_hands.press("O", "T")
    by_title = ["bees.md", "moss.md", "notes.md", "tide.md", "wasps.md"]
    desk_hands.until(lambda: desk_hands.listed == by_title)
    assert child(desk_hands.window, QPushButton, "link_sort").text() == "title, A to Z"
    search(desk_hands, "undecided")
    assert desk_hands.listed == by_title
    assert curator.folders.settings(curator.theme).sort_key == "title"


def test_every_order_has_a_command(desk_hands: Hands) -> None:
    for sort in Sort:
        desk_hands.window.runner.run(CommandId(f"sort-{sort}"))
        assert desk_hands.curator.workbench.desk.sort is sort
