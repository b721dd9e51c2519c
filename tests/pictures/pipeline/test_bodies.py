"""Encoded pictures are held while somebody waits for them, and some afterwards."""

from __future__ import annotations

from curator.pictures.pipeline.bodies import Bodies


def test_what_is_waited_for_stays_whatever_else_comes() -> None:
    bodies = Bodies(spare=10)
    for name in "abcd":
        bodies.put(name, b"x" * 8)
    assert [bodies.get(name) for name in "abcd"] == [b"x" * 8] * 4


def test_what_nobody_waits_for_is_kept_within_bounds() -> None:
    bodies = Bodies(spare=20)
    for name in "abc":
        bodies.put(name, b"x" * 8)
    for name in "abc":
        bodies.let_go(name)
    assert [bodies.get(name) is not None for name in "abc"] == [False, True, True]


def test_what_is_asked_for_again_is_waited_for_again() -> None:
    bodies = Bodies(spare=10)
    bodies.put("a", b"x" * 8)
    bodies.let_go("a")
    assert bodies.get("a") == b"x" * 8
    bodies.put("b", b"y" * 8)
    bodies.let_go("b")
    assert bodies.get("a") is not None


def test_what_is_dropped_is_gone_unless_somebody_waits() -> None:
    bodies = Bodies()
    for name in "ab":
        bodies.put(name, b"x")
    bodies.let_go("a")
    for name in "ab":
        bodies.drop(name)
    assert [bodies.get(name) is not None for name in "ab"] == [False, True]


def test_too_much_that_waits_leaves_no_room() -> None:
    bodies = Bodies()
    had_room = [bodies.has_room]
    bodies.put("a", bytes(64 * 1024 * 1024))
    had_room.append(bodies.has_room)
    bodies.let_go("a")
    had_room.append(bodies.has_room)
    assert had_room == [True, False, True]
    assert bodies.get("a") is None


def test_copy_of_an_earlier_day_is_not_kept_beyond_need() -> None:
    bodies = Bodies()
    bodies.put("a", b"x", is_kept_copy=True)
    assert bodies.is_kept_copy("a")
    bodies.let_go("a")
    assert bodies.get("a") is None
    bodies.put("a", b"y")
    assert not bodies.is_kept_copy("a")
