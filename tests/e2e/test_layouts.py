"""Other keyboards: digits count by place, letters by what is on them, or by place where that is not Latin."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.conftest import Start
from tests.e2e.content import rated, with_fields
from tests.e2e.desk_robot import DeskRobot
from tests.e2e.screen import Screen

# Key codes of X11: the places on the board, whatever is printed there.
DIGIT_5, LETTER_Q, LETTER_A, KEYPAD_8 = "14", "24", "38", "80"


@pytest.fixture
def layout(screen: Screen) -> Iterator[Callable[[str], None]]:
    """Put another keyboard under the hands, until the end of the test."""

    def put(name: str) -> None:
        subprocess.run(["setxkbmap", name], env=screen.environment, check=True)

    yield put
    put("us")


Put = Callable[[str], None]


def test_azerty_needs_no_shift_for_digits(
    robot: DeskRobot, sample: Path, order: list[str], layout: Put
) -> None:
    file = sample / "_news" / order[0]
    before = file.read_bytes()
    layout("fr")
    robot.press(DIGIT_5)
    robot.wait_for_article(order[1])
    robot.wait_until_saved()
    assert file.read_bytes() == rated(before, 50)


@pytest.mark.parametrize(("name", "key"), [("fr", LETTER_Q), ("ru", LETTER_A)], ids=["printed", "place"])
def test_letters_are_the_ones_printed_on_the_keys_or_count_by_their_place(
    start: Start, sample: Path, order: list[str], layout: Put, name: str, key: str
) -> None:
    file = sample / "_news" / order[0]
    file.write_bytes(with_fields(file.read_bytes(), published=False))
    before = file.read_bytes()
    robot = start(sample)
    robot.wait_for_article(order[0])
    layout(name)
    robot.press(key)
    robot.wait_for_article(order[1])
    robot.wait_until_saved()
    assert file.read_bytes() == with_fields(before, published=True)


def test_the_number_pad_rates_as_well(robot: DeskRobot, sample: Path, order: list[str]) -> None:
    file = sample / "_news" / order[0]
    before = file.read_bytes()
    robot.press("Num_Lock", KEYPAD_8, "Num_Lock")
    robot.wait_for_article(order[1])
    robot.wait_until_saved()
    assert file.read_bytes() == rated(before, 80)
