"""What is said of a picture: which, how large, what is wrong with it, and which key helps."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage

from curator.articles import Image
from curator.pictures import FetchPolicy, Fit, Picture, PictureRequest, PictureState
from curator.pictures.model import PictureError
from curator.ui.article.picture_words import PRIVATE, failed_words, refused_words, shown_words

REQUEST = PictureRequest("https://bees.example/one.jpg", 680, 258, Fit.PLACE)


def shown(width: int, height: int, declared: Image | None = None, *, is_kept_copy: bool = False) -> str:
    image = QImage(min(width, 680), min(height, 258), QImage.Format.Format_RGB32)
    picture = Picture(REQUEST, PictureState.READY, image, "", width, height, is_kept_copy=is_kept_copy)
    return shown_words(picture, 0, 3, declared).description


def failed(state: PictureState, reason: str, *, count: int = 1, is_remote_allowed: bool = True) -> str:
    picture = Picture(REQUEST, state, reason=reason)
    return failed_words(picture, 0, count, is_remote_allowed=is_remote_allowed).description


@pytest.mark.parametrize(
    ("width", "height", "declared", "words"),
    [
        (1200, 675, None, ""),
        (1200, 675, Image("", 1200, 675), ""),
        (1200, 675, Image("", 1201, 674), ""),
        (1200, 675, Image("", None, None), ""),
        (640, 360, Image("", 1200, 675), ", file says 1200 × 675"),
        (640, 360, Image("", 1200, None), ", file says 1200 wide"),
        (640, 360, Image("", None, 675), ", file says 675 high"),
        (320, 180, None, ", small"),
        (1200, 90, None, ", small"),
        (320, 180, Image("", 1200, 675), ", small, file says 1200 × 675"),
    ],
)
def test_sizes_that_are_wrong_or_too_small_are_flagged(
    width: int, height: int, declared: Image | None, words: str
) -> None:
    assert shown(width, height, declared) == f"Picture 1 of 3 · {width} × {height}{words}"


def test_drawing_is_never_too_small() -> None:
    image = QImage(258, 258, QImage.Format.Format_RGB32)
    drawing = Picture(REQUEST, PictureState.READY, image, "", 24, 24)
    assert shown_words(drawing, 0, 1, None).flags == ()


def test_copy_from_an_earlier_day_is_said_to_be_one() -> None:
    assert shown(1200, 675, is_kept_copy=True).endswith(", kept copy")


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        (PictureState.MISSING, "not found (404)", "Picture: not found (404). U tries again"),
        (PictureState.FAILED, "took too long", "Picture: took too long. U tries again"),
        (PictureState.FAILED, "", "Picture cannot be shown. U tries again"),
        (
            PictureState.OFFLINE,
            "offline: no copy of this picture is kept",
            "Picture offline: no copy of this picture is kept. U tries again",
        ),
        (
            PictureState.BLOCKED,
            "blocked: leads into a private network",
            "Picture blocked: leads into a private network. Ctrl+K Trust This Folder for Local Addresses",
        ),
        (
            PictureState.BLOCKED,
            "blocked: the address is not valid",
            "Picture blocked: the address is not valid. B opens the source in the browser",
        ),
    ],
)
def test_picture_that_cannot_be_shown_says_why_and_what_helps(
    state: PictureState, reason: str, words: str
) -> None:
    assert failed(state, reason) == words


@pytest.mark.parametrize("state", [PictureState.BLOCKED, PictureState.OFFLINE])
def test_where_the_web_is_not_asked_a_key_loads_the_pictures(state: PictureState) -> None:
    said = failed(state, "blocked: off", is_remote_allowed=False)
    assert said == "Picture on the web, not loaded. U loads the pictures of this folder"


def test_one_of_several_says_which_it_is() -> None:
    assert (
        failed(PictureState.FAILED, "took too long", count=3)
        == "Picture: took too long (1 of 3). U tries again"
    )


def test_refused_path_offers_no_key_that_would_not_help() -> None:
    assert (
        refused_words("it lies outside of the site", 0, 1).description
        == "Picture: it lies outside of the site"
    )


def test_refusal_of_a_private_network_is_known_by_its_words() -> None:
    with pytest.raises(PictureError) as refused:
        FetchPolicy().check_url(QUrl("http://192.168.1.1/router.png"))
    assert str(refused.value).endswith(PRIVATE)
