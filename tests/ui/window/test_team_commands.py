"""A share of the queue, and what colleagues decided, in the real window."""

from __future__ import annotations

from pathlib import Path

from curator.library import article_id
from curator.ui.commands.commands import CommandId
from tests.ui.ear import Ear
from tests.ui.hands import Hands
from tests.ui.newsroom import NEWEST_FIRST


def run(hands: Hands, command: CommandId) -> None:
    hands.window.runner.run(command)


def ids(folder: Path, *names: str) -> list[int]:
    return [article_id(folder / name) for name in names]


def test_each_article_is_in_one_of_two_shares(desk_hands: Hands) -> None:
    orders, parts = Ear(desk_hands.curator.workbench.desk.cursor.order_changed), []
    for figure in "12":
        run(desk_hands, CommandId.SHARE)
        desk_hands.press(figure)
        desk_hands.until(lambda: bool(orders.heard))
        orders.heard.clear()
        assert desk_hands.window.top.search.text() == f"share={figure}/2"
        parts += desk_hands.listed
    assert sorted(parts) == sorted(NEWEST_FIRST)


def test_share_joins_the_filter_and_the_whole_queue_takes_it_away(desk_hands: Hands) -> None:
    desk_hands.press("/")
    desk_hands.type("undecided")
    desk_hands.press("Enter")
    run(desk_hands, CommandId.SHARE)
    desk_hands.press("Right", "3")
    assert desk_hands.window.top.search.text() == "undecided share=3/3"
    run(desk_hands, CommandId.SHARE)
    desk_hands.press("0")
    assert desk_hands.window.top.search.text() == "undecided"


def test_nothing_is_shared_before_a_folder_is_open(hands: Hands) -> None:
    run(hands, CommandId.SHARE)
    assert "Open a folder first" in hands.notice()


def test_before_a_sync_nothing_is_known_of_colleagues(desk_hands: Hands) -> None:
    run(desk_hands, CommandId.COLLEAGUES)
    assert "Sync first" in desk_hands.notice()
    assert desk_hands.window.top.search.text() == ""


def test_what_colleagues_decided_is_listed_and_follows_the_next_sync(desk_hands: Hands, folder: Path) -> None:
    team = desk_hands.curator.team
    team.take_decided({"Ann": ids(folder, "moss.md"), "Ben": ids(folder, "tide.md", "gone.md")})
    run(desk_hands, CommandId.COLLEAGUES)
    desk_hands.until(lambda: desk_hands.listed == ["tide.md", "moss.md"])
    assert desk_hands.window.top.search.text() == "by=others"
    team.take_decided({"Ann": ids(folder, "bees.md")})
    desk_hands.until(lambda: desk_hands.listed == ["bees.md"])


def test_what_is_known_of_colleagues_is_of_one_folder(desk_hands: Hands, folder: Path) -> None:
    desk_hands.curator.team.take_decided({"Ann": ids(folder, "moss.md")})
    desk_hands.curator.workbench.reopen()
    assert list(desk_hands.curator.workbench.librarian.notes.colleagues) == ["Ann"]
    desk_hands.curator.workbench.close_sources()
    assert not desk_hands.curator.workbench.librarian.notes.colleagues
