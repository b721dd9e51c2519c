"""What is kept in memory, and what is not tried again."""

from __future__ import annotations

from PySide6.QtGui import QImage

from curator.pictures import Picture, PictureRequest, PictureState
from curator.pictures.memory import FailureMemory, PictureCache

SIZE = 10 * 10 * 4


def picture(source: str, side: int = 10) -> Picture:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    return Picture(PictureRequest(source, side, side), PictureState.READY, image)


def test_the_least_recently_used_goes_first() -> None:
    cache = PictureCache(SIZE * 2)
    first, second, third = picture("1"), picture("2"), picture("3")
    cache.put(first)
    cache.put(second)
    cache.get(first.request)
    cache.put(third)
    assert [cache.get(p.request) is p for p in (first, second, third)] == [True, False, True]
    assert cache.figures.held == SIZE * 2


def test_one_too_large_for_all_is_not_kept_and_pushes_nothing_out() -> None:
    cache = PictureCache(SIZE)
    kept = picture("1")
    cache.put(kept)
    cache.put(picture("2", 20))
    assert cache.get(kept.request) is kept


def test_putting_again_does_not_count_twice() -> None:
    cache = PictureCache(SIZE * 2)
    cache.put(picture("1"))
    cache.put(picture("1"))
    assert cache.figures.held == SIZE


def test_dropping_a_source_drops_all_its_sizes() -> None:
    cache = PictureCache(SIZE * 99)
    for side in (10, 20):
        cache.put(picture("1", side))
    cache.drop_source("1")
    assert cache.figures.held == 0


def test_each_further_failure_is_believed_longer_up_to_a_bound() -> None:
    now = 0.0
    failures = FailureMemory(lambda: now, pause=100, longest=300)
    for pause in (100, 200, 300, 300):
        failures.put("1", PictureState.FAILED, "why")
        now += pause - 1
        assert failures.get("1") is not None
        now += 1
        assert failures.get("1") is None


def test_a_success_in_between_starts_over() -> None:
    failures = FailureMemory(lambda: 0.0)
    failures.put("1", PictureState.FAILED, "why")
    failures.drop("1")
    failures.put("1", PictureState.FAILED, "why")
    failure = failures.get("1")
    assert failure is not None
    assert failure.times == 1


def test_failures_do_not_pile_up() -> None:
    failures = FailureMemory(lambda: 0.0, count=3)
    for number in range(9):
        failures.put(str(number), PictureState.FAILED, "why")
    assert [number for number in range(9) if failures.get(str(number))] == [6, 7, 8]


def test_one_too_large_for_its_share_pushes_nothing_out() -> None:
    cache = PictureCache(SIZE * 9, SIZE)
    kept, large = picture("1"), picture("2", 20)
    cache.put(kept)
    cache.put(large)
    assert (cache.get(kept.request), cache.get(large.request)) == (kept, None)
