"""What departs from what was decided, told by an engine at work: at once, and never of a save on its way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from curator.library.article_id import article_id, key_id
from curator.library.decided import Decided, DecidedTable, Departure
from curator.library.departures import Departures
from curator.library.judge import Judge
from curator.library.launch import start_thread
from curator.library.messages import Departed, Look, News, Reread, SetDecided, ids_of
from tests.library.calling import Caller, fill, write
from tests.library.shelf import holdings_of

ADDRESS = "a.example/{}"


def table(decided: Mapping[Path, int]) -> DecidedTable:
    """These qualities were decided, of articles as `write` makes them."""
    made = DecidedTable()
    for path, quality in decided.items():
        keys = frozenset({key_id(ADDRESS.format(path.stem))})
        made.add(article_id(path), Decided({"quality": quality}, "decided", keys))
    return made


def hear(caller: Caller, number: int, departed: Mapping[Path, Departure]) -> None:
    """Wait until just these depart, as known after what was told under a number."""
    expected = {article_id(path): int(kind) for path, kind in departed.items()}

    def fits(news: Departed) -> bool:
        return news.number >= number and dict(zip(news.table.ids, news.kinds, strict=True)) == expected

    caller.hear(Departed, fits)


def test_folder_is_judged_at_its_opening_by_what_its_files_say_now(tmp_path: Path) -> None:
    paths = fill(tmp_path / "site", 30)
    with Caller(tmp_path / "index", start_thread).open(tmp_path / "site") as caller:
        caller.link.send(SetDecided(1, table(dict.fromkeys(paths, 70)), is_all=True))
        hear(caller, 1, dict.fromkeys(paths, Departure.UNDONE))
    for path in paths[2:]:
        write(path, "Rewritten meanwhile", 70)
    write(tmp_path / "site" / "beside.md", "B").rename(paths[0])
    with Caller(tmp_path / "index", start_thread) as caller:
        # As the index remembers them, all depart; but the disk is looked at first.
        caller.open(tmp_path / "site", waits=False)
        caller.link.send(SetDecided(1, table(dict.fromkeys(paths, 70)), is_all=True))
        hear(caller, 1, {paths[0]: Departure.SWAPPED, paths[1]: Departure.UNDONE})
        assert not any(len(news.table) > 2 for news in caller.heard if isinstance(news, Departed))


def test_rewrite_is_noticed_by_the_watch_and_so_is_its_end(tmp_path: Path) -> None:
    path = write(tmp_path / "site" / "a.md", "A", 80)
    with Caller(tmp_path / "index", start_thread).open(tmp_path / "site") as caller:
        caller.link.send(SetDecided(1, table({path: 80}), is_all=True))
        hear(caller, 1, {})
        write(path, "A", 60)
        hear(caller, 1, {path: Departure.UNDONE})
        assert len(caller.select("undone")) == 1
        write(path, "A", 80)
        hear(caller, 1, {})


def test_decision_after_its_save_is_judged_by_the_file_as_saved(tmp_path: Path) -> None:
    path = write(tmp_path / "site" / "a.md", "A", 60)
    with Caller(tmp_path / "index", start_thread).open(tmp_path / "site") as caller:
        for number, quality in enumerate(range(1, 60), 1):
            caller.link.send(SetDecided(2 * number, DecidedTable(), ids_of([article_id(path)])))
            write(path, "A", quality)
            caller.link.send(Reread((path,)))
            caller.link.send(SetDecided(2 * number + 1, table({path: quality})))
        hear(caller, 119, {})
        # What the watch was quicker about than the link is known by its number to be out of date.
        late = [news for news in caller.heard if isinstance(news, Departed) and news.number >= 118]
        assert not any(len(news.table) for news in late)
        write(path, "A", 60)
        caller.link.send(Look())
        hear(caller, 119, {path: Departure.UNDONE})


class Slow:
    """A judge with the one article `a`, whose file is read by whoever asks for it, as late as that may be."""

    def __init__(self) -> None:
        self.path = Path("/site/a.md")
        self.told: list[News] = []
        self.judge = Judge(1, self.told.append)
        self.departures: Departures = holdings_of().departures
        self.number = 0

    def decide(self, quality: int | None) -> None:
        self.number += 1
        unknown = ids_of([article_id(self.path)] if quality is None else [])
        self.judge.take(
            SetDecided(self.number, table({self.path: quality} if quality is not None else {}), unknown),
            [self.departures],
        )

    def known(self) -> int:
        return len(self.departures.table())


def test_nothing_is_judged_before_the_file_was_read() -> None:
    slow = Slow()
    slow.decide(80)
    seen: list[int] = []
    slow.judge.settle(slow.departures, lambda: seen.append(slow.known()))
    assert (seen, slow.known()) == ([0], 1)


@pytest.mark.parametrize("is_during", [False, True])
def test_what_became_unknown_meanwhile_is_not_used(is_during: bool) -> None:
    slow = Slow()
    slow.decide(80)
    if not is_during:
        slow.decide(None)
    slow.judge.settle(slow.departures, lambda: slow.decide(None) if is_during else None)
    assert slow.known() == 0
    slow.judge.settle(slow.departures, lambda: None)
    assert slow.known() == 0
    slow.decide(70)
    slow.judge.settle(slow.departures, lambda: None)
    assert slow.known() == 1


def test_nothing_is_told_before_anything_is_decided_and_nothing_twice() -> None:
    slow = Slow()
    slow.judge.tell(slow.departures)
    assert slow.told == []
    slow.decide(80)
    slow.judge.settle(slow.departures, lambda: None)
    slow.judge.tell(slow.departures)
    slow.judge.tell(slow.departures)
    assert [news.number for news in slow.told if isinstance(news, Departed)] == [1]
