"""The ledger tells nothing of an article while something is on its way to its file."""

from __future__ import annotations

from curator.library.decided import Decided, DecidedTable
from curator.triage.ledger import Ledger, Telling

OLD, NEW = Decided({"quality": 80}, "decided"), Decided({"quality": 70}, "decided")


def table(*pairs: tuple[int, Decided]) -> DecidedTable:
    made = DecidedTable()
    for article, decided in pairs:
        made.add(article, decided)
    return made


def content(telling: Telling | None) -> tuple[dict[int, Decided], list[int], bool]:
    assert telling is not None
    return dict(telling.table.items()), telling.unknown.tolist(), telling.is_all


def test_beginning_tells_that_nothing_is_known_and_then_nothing() -> None:
    ledger = Ledger()
    assert content(ledger.take_fresh()) == ({}, [], True)
    assert ledger.take_fresh() is None


def test_what_is_read_is_told_once_and_all_of_it_when_asked() -> None:
    ledger = Ledger()
    ledger.read(table((1, OLD), (2, OLD)))
    assert content(ledger.take_fresh()) == ({1: OLD, 2: OLD}, [], True)
    ledger.learn(table((1, NEW)), [2])
    assert content(ledger.take_fresh()) == ({1: NEW}, [2], False)
    assert content(ledger.all()) == ({1: NEW}, [2], True)
    assert ledger.take_fresh() is None


def test_nothing_is_known_until_the_last_group_has_finished() -> None:
    ledger = Ledger()
    ledger.read(table((1, OLD)))
    ledger.begin(7, [1])
    ledger.begin(8, [1])
    ledger.finish(7)
    ledger.learn(table((1, NEW)), [])
    ledger.read(table((1, NEW)))
    assert content(ledger.take_fresh()) == ({}, [1], True)
    ledger.finish(8)
    ledger.learn(table((1, NEW)), [])
    assert content(ledger.take_fresh()) == ({1: NEW}, [], False)


def test_another_folder_forgets_what_was_read_and_not_what_is_under_way() -> None:
    ledger = Ledger()
    ledger.read(table((1, OLD)))
    ledger.begin(7, [2])
    ledger.start_over(2)
    ledger.read(table((2, OLD), (3, OLD)))
    assert content(ledger.take_fresh()) == ({3: OLD}, [], True)


def test_what_is_read_later_goes_before_what_was_learnt() -> None:
    ledger = Ledger()
    ledger.learn(table((1, OLD)), [2])
    ledger.read(table((1, NEW), (2, NEW)))
    assert content(ledger.take_fresh()) == ({1: NEW, 2: NEW}, [], True)
    assert content(ledger.all()) == ({1: NEW, 2: NEW}, [], True)
