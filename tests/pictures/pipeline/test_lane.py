"""Who is next."""

from __future__ import annotations

from curator.pictures.pipeline.lane import Lane, Level


def lane(limit: int = 3, group_limit: int = 2) -> Lane[str]:
    """Keys are grouped by their first letter."""
    return Lane(limit, group_limit, lambda key: key[0])


def test_the_visible_goes_first_then_the_ordinary_then_what_is_ahead() -> None:
    queue = lane()
    queue.add("a1", Level.AHEAD)
    queue.add("b1", Level.ORDINARY)
    queue.add("c1", Level.VISIBLE)
    assert [queue.take(), queue.take()] == ["c1", "b1"]


def test_one_place_is_kept_free_of_what_is_ahead() -> None:
    queue = lane(limit=2, group_limit=2)
    for key in ("a1", "b1"):
        queue.add(key, Level.AHEAD)
    assert [queue.take(), queue.take()] == ["a1", None]
    queue.add("c1", Level.VISIBLE)
    assert queue.take() == "c1"


def test_two_places_are_kept_free_of_what_is_only_to_be_kept() -> None:
    queue = lane(limit=3, group_limit=3)
    for key in ("a1", "b1", "c1"):
        queue.add(key, Level.KEEPING)
    assert [queue.take(), queue.take()] == ["a1", None]
    queue.add("d1", Level.AHEAD)
    assert [queue.take(), queue.take()] == ["d1", None]


def test_a_full_group_lets_others_pass() -> None:
    queue = lane()
    for key in ("a1", "a2", "a3", "b1"):
        queue.add(key, Level.VISIBLE)
    assert [queue.take(), queue.take(), queue.take()] == ["a1", "a2", "b1"]
    queue.done("a1")
    assert queue.take() == "a3"


def test_a_wish_can_become_more_urgent_and_not_less() -> None:
    queue = lane()
    queue.add("a1", Level.ORDINARY)
    queue.add("b1", Level.AHEAD)
    queue.add("b1", Level.VISIBLE)
    queue.add("b1", Level.AHEAD)
    assert queue.take() == "b1"


def test_what_runs_is_not_queued_again() -> None:
    queue = lane()
    queue.add("a1", Level.VISIBLE)
    queue.take()
    queue.add("a1", Level.VISIBLE)
    assert queue.take() is None
    assert queue.is_running("a1")


def test_what_is_removed_never_runs() -> None:
    queue = lane()
    queue.add("a1", Level.VISIBLE)
    assert queue.remove("a1")
    assert not queue.remove("a1")
    assert queue.take() is None


def test_a_limit_of_one_still_lets_what_is_ahead_run() -> None:
    queue = lane(limit=1, group_limit=1)
    queue.add("a1", Level.AHEAD)
    assert queue.take() == "a1"


def test_done_twice_frees_one_place_only() -> None:
    queue = lane(limit=9, group_limit=1)
    queue.add("a1", Level.VISIBLE)
    queue.take()
    queue.done("a1")
    queue.done("a1")
    for key in ("a2", "a3"):
        queue.add(key, Level.VISIBLE)
    assert [queue.take(), queue.take()] == ["a2", None]


def test_what_is_only_to_be_kept_leaves_room_for_what_is_ahead() -> None:
    queue = lane(limit=12, group_limit=4)
    keeping = [f"{letter}1" for letter in "abcdefghijkl"]
    for key in keeping:
        queue.add(key, Level.KEEPING)
    assert [queue.take() for _ in range(6)] == [*keeping[:5], None]
    for key in ("m1", "n1", "o1"):
        queue.add(key, Level.AHEAD)
    assert [queue.take() for _ in range(4)] == ["m1", "n1", "o1", None]
