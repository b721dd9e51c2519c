"""An editor narrows the list, decides, orders it, keeps that as a view, and finds it again the next day."""

from __future__ import annotations

import json
from pathlib import Path

from tests.e2e.conftest import Start
from tests.e2e.content import contents, header, rated
from tests.e2e.desk_robot import DeskRobot

PROVIDER = "Tidewater Science"
VIEWS = ".curator-views.json"


def of_provider(sample: Path) -> dict[str, int]:
    """The sample's articles of one provider and their quality."""
    found = {}
    for path in sample.rglob("*.md"):
        fields = header(path.read_bytes())
        provider = fields.get("provider")
        if isinstance(provider, dict) and provider["name"] == PROVIDER:
            found[path.name] = int(str(fields.get("quality", -1)))
    return found


def wait_for_line(robot: DeskRobot, words: str) -> None:
    """Wait until the narrowing panel has a line that a screen reader says so."""
    robot.wait(lambda: words in [row.spoken for row in robot.rows("facet_list")], f"“{words}” in the panel")


def test_from_facets_to_a_view_that_is_there_the_next_day(
    start: Start, robot: DeskRobot, sample: Path, order: list[str]
) -> None:
    before, qualities = contents(sample), of_provider(sample)
    listed = [name for name in order if name in qualities]
    assert len(listed) == 2

    robot.press("g")
    robot.wait_for_focus("facet_search")
    # On X11 a line of text would take this key for "delete to the end".
    robot.press("ctrl+k")
    robot.wait_for_focus("palette_input")
    robot.press("Escape")
    robot.wait_for_focus("facet_search")
    robot.screen.type(PROVIDER.lower())
    wait_for_line(robot, f"{PROVIDER}, 2 articles")
    robot.press("Return")
    robot.wait(lambda: robot.listed() == listed, "only this provider")
    robot.wait_for_text("search", f'provider="{PROVIDER}"')
    wait_for_line(robot, "undecided, 2 articles")

    robot.press("Tab")
    robot.wait_for_article(listed[0])
    robot.press("9")
    robot.wait_for_article(listed[1])
    wait_for_line(robot, "undecided, 1 article")
    wait_for_line(robot, "decided, 1 article")
    robot.press("Escape")
    robot.wait(lambda: not robot.part("facets").is_visible, "the panel being closed")

    robot.wait_until_saved()
    robot.press("o", "q")
    # The newest first among equals, as they were listed.
    by_quality = sorted(listed, key=lambda name: -{**qualities, listed[0]: 90}[name])
    robot.wait(lambda: robot.listed() == by_quality, "the best first")
    robot.press("shift+w")
    robot.wait_for_focus("view_input")
    robot.screen.type("From the north")
    robot.press("Return")
    robot.wait_for_text("link_views", "From the north")
    robot.wait_until_saved()
    robot.quit()

    view = {"name": "From the north", "query": f'provider="{PROVIDER}"', "sort": "quality"}
    after = contents(sample)
    assert json.loads(after.pop(VIEWS)) == {"views": [view]}
    name = f"_news/{listed[0]}"
    assert after == {**before, name: rated(before[name], 90)}

    again = start(sample)
    again.wait(lambda: len(again.listed()) == len(order), "the whole list")
    again.press("w")
    again.wait_for_focus("view_input")
    again.wait(lambda: [row.text for row in again.rows("view_list")] == ["From the north"], "the view")
    again.press("Return")
    again.wait(lambda: again.listed() == by_quality, "the view's articles in its order")
    again.quit()
    assert contents(sample) == {**after, VIEWS: contents(sample)[VIEWS]}
