"""The best that is possible follows from latency, connections, bytes and processors."""

from __future__ import annotations

from pathlib import Path

from curator.library import load
from tests.benchmarks.picture_bar import Body, Costs, ready_in_time
from tests.benchmarks.picture_folder import icon, lead, related, write_folder

QUICK = Costs(latency=0.3, rate=1e9, decoding=0.01)


def spread(count: int) -> list[Body]:
    return [Body(f"host {number}", 100) for number in range(count)]


def test_only_what_lies_within_the_latency_is_missed() -> None:
    assert ready_in_time(spread(5), 0.3, QUICK) == [False, False, True, True, True]
    assert ready_in_time(spread(3), 1, QUICK) == [False, True, True]


def test_one_host_for_all_holds_back_who_is_very_quick() -> None:
    same = [Body("host", 100)] * 12
    assert ready_in_time(same, 0.1, QUICK)[4:7] == [False] * 3
    assert ready_in_time(spread(12), 0.1, QUICK)[4:7] == [True] * 3


def test_large_pictures_and_slow_processors_take_their_time() -> None:
    assert ready_in_time(spread(3), 1, Costs(0.3, 100, 0.01)) == [False, False, True]
    assert ready_in_time(spread(3), 1, Costs(0.3, 1e9, 2.5)) == [False, False, False]


def test_folder_names_the_pictures_it_is_said_to(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "news", 7, 8080)
    article = load(folder / "00006.md").article
    assert [image.url for image in article.images] == [lead(6).at(8080)]
    assert article.provider.icon == icon(6).at(8080)
    assert [item.images[0].url for item in article.related] == [each.at(8080) for each in related(6)]
