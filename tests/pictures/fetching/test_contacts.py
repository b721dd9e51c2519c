"""Which hosts are left alone, and when this computer counts as offline."""

from __future__ import annotations

import pytest

from curator.pictures.fetching.contacts import Contacts
from curator.pictures.fetching.pauses import HostPauses
from curator.pictures.fetching.reachability import Reachability
from curator.pictures.model import PictureError, PictureState

FAILURE = PictureError(PictureState.FAILED, "the server failed (500)")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_one_dead_host_is_not_being_offline(clock: Clock) -> None:
    reachability = Reachability(clock, 5)
    for _ in range(9):
        reachability.unreachable("a")
    assert not reachability.is_offline


def test_two_dead_hosts_are(clock: Clock) -> None:
    reachability = Reachability(clock, 5)
    reachability.unreachable("a")
    reachability.unreachable("b")
    assert reachability.is_offline


def test_an_answer_in_between_counts_from_the_start(clock: Clock) -> None:
    reachability = Reachability(clock, 5)
    reachability.unreachable("a")
    assert not reachability.answered()
    reachability.unreachable("b")
    assert not reachability.is_offline


def test_any_answer_ends_being_offline(clock: Clock) -> None:
    reachability = Reachability(clock, 5)
    reachability.unreachable("a")
    reachability.unreachable("b")
    assert reachability.answered()
    assert not reachability.is_offline


def offline(clock: Clock) -> Reachability:
    reachability = Reachability(clock, 5)
    reachability.unreachable("a")
    reachability.unreachable("b")
    return reachability


@pytest.mark.parametrize(("host", "is_kept"), [("a", False), ("c", True)])
def test_while_offline_one_fetch_goes_out_now_and_then(host: str, is_kept: bool, clock: Clock) -> None:
    reachability = offline(clock)
    assert not reachability.may_try(host, is_kept)
    clock.now += 5
    assert [reachability.may_try(host, is_kept) for _ in range(2)] == [True, False]


def test_two_dead_hosts_do_not_stand_for_one_not_tried_yet(clock: Clock) -> None:
    reachability = offline(clock)
    assert reachability.may_try("c", is_kept=False)
    reachability.unreachable("c")
    assert not reachability.may_try("c", is_kept=False)


def test_the_third_failure_in_a_row_makes_a_pause(clock: Clock) -> None:
    pauses = HostPauses(clock)
    pauses.failed("a", "why")
    pauses.failed("a", "why")
    assert pauses.reason_to_wait("a") is None
    pauses.failed("a", "why")
    assert (pauses.reason_to_wait("a"), pauses.reason_to_wait("b")) == ("why", None)
    clock.now += 60
    assert pauses.reason_to_wait("a") is None


def test_a_success_in_between_counts_from_the_start(clock: Clock) -> None:
    pauses = HostPauses(clock)
    for _ in range(9):
        pauses.failed("a", "why")
        pauses.succeeded("a")
    assert pauses.reason_to_wait("a") is None


def test_pauses_grow_up_to_half_an_hour(clock: Clock) -> None:
    pauses = HostPauses(clock)
    for _ in range(2):
        pauses.failed("a", "why")
    lengths = []
    for _ in range(7):
        pauses.failed("a", "why")
        began = clock.now
        while pauses.reason_to_wait("a"):
            clock.now += 30
        lengths.append(clock.now - began)
    assert lengths == [60, 120, 240, 480, 960, 1800, 1800]


def test_what_was_under_way_does_not_make_a_pause_longer(clock: Clock) -> None:
    pauses = HostPauses(clock)
    for _ in range(12):
        pauses.failed("a", "why")
    clock.now += 60
    assert pauses.reason_to_wait("a") is None


@pytest.mark.parametrize(("asked", "kept"), [(10, 10), (7200, 3600)])
def test_a_pause_that_is_asked_for_is_made_at_once_within_an_hour(
    asked: float, kept: float, clock: Clock
) -> None:
    pauses = HostPauses(clock)
    pauses.failed("a", "why", asked)
    clock.now += kept - 1
    assert pauses.reason_to_wait("a") == "why"
    clock.now += 1
    assert pauses.reason_to_wait("a") is None


def test_hosts_do_not_pile_up(clock: Clock) -> None:
    pauses = HostPauses(clock)
    pauses.failed("first", "why", 60)
    for number in range(3000):
        pauses.failed(str(number), "why", 60)
    assert (pauses.reason_to_wait("first"), pauses.reason_to_wait("2999")) == (None, "why")


def test_coming_back_is_told_and_wipes_the_slate(clock: Clock) -> None:
    told: list[str] = []
    contacts = Contacts(clock, lambda: told.append("back"), 5)
    for _ in range(3):
        contacts.failed("c", FAILURE)
    assert contacts.unreachable("a").state is PictureState.FAILED
    assert contacts.unreachable("b").state is PictureState.OFFLINE
    contacts.answered("a")
    assert (told, contacts.reason_against("c", False)) == (["back"], None)


def test_a_pause_does_not_use_up_the_look_whether_there_is_a_network(clock: Clock) -> None:
    contacts = Contacts(clock, lambda: None, 5)
    contacts.failed("c", FAILURE, 600)
    for host in "ab":
        contacts.unreachable(host)
    clock.now += 5
    refused = contacts.reason_against("c", True)
    assert refused is not None
    assert (refused.state, contacts.reason_against("d", True)) == (PictureState.OFFLINE, None)
