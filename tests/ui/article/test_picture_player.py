"""Frames follow each other, each for its time, round and round, until somebody says stop."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from curator.pictures import Animation, PictureRequest
from curator.ui.article.picture_player import PicturePlayer
from tests.ui.ear import Ear
from tests.ui.waiting import TIMEOUT

FRAMES = tuple(QImage(side, side, QImage.Format.Format_RGB32) for side in (1, 2, 3))
MOVING = Animation(PictureRequest("https://bees.example/dance.gif", 9, 9), FRAMES, (1, 1, 1))


def test_frames_go_round_until_it_is_stopped(qtbot: QtBot) -> None:
    owner = QObject()
    player = PicturePlayer(owner)
    seen = Ear(player.frame_changed)
    player.play(MOVING)
    qtbot.waitUntil(lambda: len(seen.heard) >= 4, timeout=TIMEOUT)
    assert [frame.width() for frame in seen.heard[:4] if isinstance(frame, QImage)] == [1, 2, 3, 1]
    player.stop()
    assert not player.is_playing
    assert not player._timer.isActive()
