""" "Saved" is only said when everything is."""

from __future__ import annotations

import pytest

from curator.triage.progress import Progress
from curator.ui.rating.session_status import SaveLevel
from curator.ui.window.saving import SaveState, closing_words, save_state


@pytest.mark.parametrize(
    ("pending", "failed", "state"),
    [
        (0, 0, SaveState("Saved ✓", SaveLevel.SAVED)),
        (3, 0, SaveState("Saving 3…", SaveLevel.PENDING)),
        (0, 2, SaveState("2 not saved · F6 retries", SaveLevel.FAILED)),
        (3, 2, SaveState("2 not saved · F6 retries", SaveLevel.FAILED)),
    ],
)
def test_state_of_saving(pending: int, failed: int, state: SaveState) -> None:
    assert save_state(Progress(1, 5, 1, 1, None, None, pending, failed)) == state


def test_a_question_is_not_called_a_failure() -> None:
    asked = Progress(1, 5, 1, 1, None, None, 0, 2, questions=2)
    assert save_state(asked) == SaveState("2 in question · F6 keeps mine", SaveLevel.FAILED)
    failed_too = Progress(1, 5, 1, 1, None, None, 0, 3, questions=2)
    assert save_state(failed_too).words == "3 not saved · F6 retries"


def test_nothing_is_called_saved_while_nobody_saves() -> None:
    stopped = Progress(1, 5, 1, 1, None, None, 0, 2, is_stopped=True)
    assert save_state(stopped) == SaveState("Saving stopped · F6 restarts", SaveLevel.FAILED)


def test_closing_says_what_it_waits_for() -> None:
    assert closing_words(3) == "Saving 3 more, then Curator closes…"
