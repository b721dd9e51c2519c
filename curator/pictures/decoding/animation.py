"""All frames of a picture that moves, at the size it is shown, within bounds."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QImageReader

from curator.pictures.decoding.finishing import finished
from curator.pictures.model import Animation, Limits, PictureError, PictureRequest, PictureState

_SHORTEST = 20
"""Milliseconds; fifty frames a second."""
UNTIMED = 100
"""Milliseconds, for a frame that names 10 or less, which nobody means: as browsers have it."""
_MAX_WORK = 1_000_000_000
"""Pixels decoded at their natural size, of all frames: some seconds of work."""


def read_frames(
    reader: QImageReader,
    request: PictureRequest,
    natural: QSize,
    limits: Limits,
) -> Animation:
    """The frames of `reader`, ready to paint. Raises PictureError when there is not even a first."""
    frames: list[QImage] = []
    delays: list[int] = []
    held = 0
    count = max(reader.imageCount(), 1)
    most = min(count, limits.max_frames, max(_MAX_WORK // (natural.width() * natural.height()), 1))
    for _ in range(most):
        image = reader.read()
        if image.isNull():
            break
        image = finished(image)
        held += image.sizeInBytes()
        if held > limits.max_frames_bytes and frames:
            break
        frames.append(image)
        delays.append(_delay(reader.nextImageDelay()))
    if not frames:
        raise PictureError(PictureState.FAILED, "the picture is damaged")
    is_cut = len(frames) < count
    reason = f"only the first {len(frames):,} of {count:,} frames".replace(",", "\u202f") if is_cut else ""
    return Animation(request, tuple(frames), tuple(delays), is_cut, reason)


def _delay(named: int) -> int:
    return max(named, _SHORTEST) if named > 10 else UNTIMED
