"""Pictures that move: told apart from those that do not, and played within bounds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from curator.pictures import Animation, Fit, Limits, PictureRequest, PictureService
from tests.pictures.decoding.moving_files import gif, webp

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.pictures.conftest import PictureServer, Services

Play = Callable[[PictureService, PictureRequest], Animation]


@pytest.fixture
def play(qtbot: QtBot) -> Play:
    def wait_for(service: PictureService, request: PictureRequest) -> Animation:
        with qtbot.waitSignal(service.animation_ready) as blocker:
            service.animate(request)
        assert blocker.args is not None
        animation = blocker.args[0]
        assert isinstance(animation, Animation)
        assert animation.request == request
        return animation

    return wait_for


@pytest.mark.parametrize(("delays", "expected"), [([5], 1), ([5, 5, 5], 3)])
def test_a_picture_tells_whether_it_moves(
    delays: list[int], expected: int, services: Services, tmp_path: Path
) -> None:
    (tmp_path / "a.gif").write_bytes(gif(8, 8, delays))
    picture = services.ask(services.make(), PictureRequest(tmp_path / "a.gif", 8, 8))
    assert (picture.frame_count, picture.is_animated) == (expected, expected > 1)


def test_frames_come_with_their_times_and_fit_the_box(services: Services, tmp_path: Path, play: Play) -> None:
    (tmp_path / "a.gif").write_bytes(gif(80, 40, [5, 7, 0, 1, 2], frame=(80, 40)))
    animation = play(services.make(), PictureRequest(tmp_path / "a.gif", 20, 20, Fit.COVER))
    assert animation.delays == (50, 70, 100, 100, 20)
    assert {(frame.width(), frame.height()) for frame in animation.frames} == {(20, 20)}
    colours = [frame.pixelColor(9, 9).name() for frame in animation.frames[:3]]
    assert colours == ["#ff0000", "#00ff00", "#0000ff"]
    assert (animation.is_cut, animation.reason) == (False, "")


def test_a_webp_from_the_web_moves_too(
    services: Services, server: PictureServer, encode: Callable[..., bytes], play: Play
) -> None:
    stills = [encode("webp", 40, 20, colour) for colour in ("red", "blue")]
    url = server.serve("/a.webp", webp(stills, (40, 20), 30))
    service = services.make()
    assert services.ask(service, PictureRequest(url, 20, 20)).frame_count == 2
    animation = play(service, PictureRequest(url, 20, 20))
    assert [frame.size().toTuple() for frame in animation.frames] == [(20, 10), (20, 10)]
    assert animation.delays == (30, 30)


@pytest.mark.parametrize(
    ("limits", "expected"),
    [(Limits(max_frames=3), 3), (Limits(max_frames_bytes=4 * 8 * 8 * 2), 2), (Limits(max_frames_bytes=1), 1)],
)
def test_what_is_beyond_the_bounds_is_left_out_and_told(
    limits: Limits, expected: int, services: Services, tmp_path: Path, play: Play
) -> None:
    (tmp_path / "a.gif").write_bytes(gif(8, 8, [5] * 1500))
    animation = play(services.make(limits=limits), PictureRequest(tmp_path / "a.gif", 8, 8))
    assert len(animation.frames) == len(animation.delays) == expected
    assert animation.is_cut
    assert animation.reason == f"only the first {expected} of 1\u202f500 frames"


def test_an_animation_that_breaks_off_is_played_as_far_as_it_goes(
    services: Services, tmp_path: Path, play: Play
) -> None:
    (tmp_path / "a.gif").write_bytes(gif(8, 8, [5] * 9, frame=(8, 8))[:-80])
    animation = play(services.make(), PictureRequest(tmp_path / "a.gif", 8, 8))
    assert 1 < len(animation.frames) < 9


def test_why_there_is_nothing_to_play_is_told(services: Services, tmp_path: Path, play: Play) -> None:
    animation = play(services.make(), PictureRequest(tmp_path / "a.gif", 8, 8))
    assert (animation.frames, animation.reason) == ((), "the file is not there")


def test_frames_are_not_taken_for_the_picture(services: Services, tmp_path: Path, play: Play) -> None:
    (tmp_path / "a.gif").write_bytes(gif(8, 8, [5, 5]))
    service = services.make()
    play(service, PictureRequest(tmp_path / "a.gif", 8, 8))
    assert service.lookup(PictureRequest(tmp_path / "a.gif", 8, 8)) is None
    assert service.figures.held == 0
