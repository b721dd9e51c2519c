"""Records: to whoever uses one it is a frozen dataclass with slots, as the standard library makes them."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field

import pytest

from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """Two numbers, the second one optional."""

    x: int
    y: int = 0

    def moved(self) -> Point:
        """A method, to see that the class is still itself."""
        return Point(self.x + 1, self.y)


@dataclass(frozen=True, slots=True)
class Named(Point):
    """One that has more fields than its base."""

    name: str = "origin"
    tags: dict[str, int] = field(default_factory=dict)
    body: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """Equal to itself only."""

    number: int


@dataclass(frozen=True, slots=True)
class Stop:
    """No fields at all."""


def test_values_come_by_place_by_name_and_by_default() -> None:
    made = Named(1, name="a")
    assert (made.x, made.y, made.name, made.tags) == (1, 0, "a", {})
    assert Named(1).tags is not Named(1).tags


def test_a_thread_that_looked_the_constructor_up_before_another_wrote_it_gets_its_object() -> None:
    @dataclass(frozen=True, slots=True)
    class Fresh:
        x: int

    looked_up = Fresh.__init__
    Fresh(1)
    late = object.__new__(Fresh)
    looked_up(late, 2)
    assert late == Fresh(2)


@pytest.mark.parametrize("wrong", [(), (1, 2, 3)])
def test_wrong_number_of_values_is_refused(wrong: tuple[int, ...]) -> None:
    with pytest.raises(TypeError, match=r"Point\.__init__|__init__\(\)"):
        Point(*wrong)
    with pytest.raises(TypeError):
        Point(1, z=2)  # type: ignore[call-arg]  # the very mistake


def test_nothing_can_be_set_taken_away_or_added() -> None:
    point = Point(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.x = 2  # type: ignore[misc]  # the very mistake
    with pytest.raises(dataclasses.FrozenInstanceError):
        del point.x
    with pytest.raises(dataclasses.FrozenInstanceError):
        point.z = 2  # type: ignore[attr-defined]  # the very mistake
    assert not hasattr(point, "__dict__")
    assert point == Point(1)


def test_equal_values_of_the_same_class_are_equal_and_hash_alike() -> None:
    assert Point(1, 2) == Point(1, 2) != Point(2, 1)
    assert Point(1, 2) != Named(1, 2)
    other: object = (1, 2)
    assert Point(1, 2) != other
    assert {Point(1, 2), Point(1, 2), Stop(), Stop()} == {Point(1, 2), Stop()}


def test_one_compared_by_identity_is_equal_to_itself_only() -> None:
    job = Job(1)
    same = job
    assert job == same
    assert len({job, Job(1)}) == 2


def test_it_prints_as_a_dataclass_does() -> None:
    assert repr(Point(1).moved()) == "Point(x=2, y=0)"
    assert repr(Named(1, body="long")) == "Named(x=1, y=0, name='origin', tags={})"
    assert repr(Stop()) == "Stop()"


def test_it_works_with_what_is_made_for_dataclasses() -> None:
    assert dataclasses.replace(Named(1), x=5, name="a") == Named(5, name="a")
    assert [each.name for each in dataclasses.fields(Named)] == ["x", "y", "name", "tags", "body"]
    assert dataclasses.is_dataclass(Stop)
    assert dataclasses.asdict(Point(1)) == {"x": 1, "y": 0}
    match Point(3, 4):
        case Point(x, y):
            assert (x, y) == (3, 4)


@pytest.mark.parametrize("record", [Point(1, 2), Named(1, tags={"a": 1}), Stop()])
def test_it_can_be_copied_and_sent_to_another_process(record: object) -> None:
    assert copy.deepcopy(record) == record
    assert pickle.loads(pickle.dumps(record)) == record


def test_only_frozen_ones_with_slots_are_made() -> None:
    with pytest.raises(TypeError, match="frozen"):
        dataclass(frozen=True, slots=False)
