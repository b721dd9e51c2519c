"""Whether pictures come from the web: the general choice, and what a folder was answered."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.ui.remote_pictures import (
    ANSWERS_LIMIT,
    NEXT_CHOICE,
    FolderPictures,
    RemotePictures,
    answer_for,
    remember_answer,
)

NEWS = (Path("/news"),)


@pytest.mark.parametrize(
    ("choice", "loads", "is_allowed"),
    [
        (RemotePictures.ON, None, True),
        (RemotePictures.OFF, None, False),
        (RemotePictures.ASK, None, False),
        (RemotePictures.ON, False, False),
        (RemotePictures.OFF, True, True),
        (RemotePictures.ASK, True, True),
    ],
)
def test_answer_of_the_folder_holds_before_the_general_choice(
    choice: RemotePictures, loads: bool | None, is_allowed: bool
) -> None:
    assert FolderPictures(NEWS, loads).policy(choice).is_remote_allowed is is_allowed


def test_choices_go_round() -> None:
    assert set(NEXT_CHOICE) == set(NEXT_CHOICE.values()) == set(RemotePictures)


def test_only_a_folder_can_be_trusted() -> None:
    assert FolderPictures(NEWS, is_trusted=True).policy(RemotePictures.ON).trusts_private
    assert not FolderPictures((), is_trusted=True).policy(RemotePictures.ON).trusts_private


def test_newest_answer_takes_the_place_of_the_one_before() -> None:
    answers = remember_answer((FolderPictures(NEWS, loads=True),), FolderPictures(NEWS, loads=False))
    assert answer_for(answers, NEWS).loads is False
    assert answer_for(answers, (Path("/other"),)) == FolderPictures((Path("/other"),))


def test_answer_that_says_nothing_is_not_kept() -> None:
    assert remember_answer((FolderPictures(NEWS, loads=True),), FolderPictures(NEWS)) == ()
    assert remember_answer((), FolderPictures((), loads=True)) == ()


def test_answers_are_bounded() -> None:
    answers: tuple[FolderPictures, ...] = ()
    for number in range(ANSWERS_LIMIT + 5):
        answers = remember_answer(answers, FolderPictures((Path(f"/{number}"),), loads=True))
    assert len(answers) == ANSWERS_LIMIT
    assert answers[0].paths == (Path(f"/{ANSWERS_LIMIT + 4}"),)
