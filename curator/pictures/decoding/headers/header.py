"""What a decoder is going to do with a file, as far as the file's head tells, and how that is read."""

from __future__ import annotations

from typing import BinaryIO

from curator.pictures.model import PictureError, PictureState
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """The size in pixels as it is stored (before any rotation), and what decoding all of it costs.

    `held` are the bytes the decoder holds at once, the finished image at its natural size included;
    `is_scalable` says that the decoder makes smaller images itself, so that `held` is without the image.
    `content` replaces the file: what the decoder is to see of it. With `is_icon` the size is that of the
    largest of several pictures, and the decoder sees another one perhaps.
    """

    width: int
    height: int
    held: int
    is_scalable: bool = False
    content: bytes | None = None
    is_icon: bool = False

    @property
    def pixels(self) -> int:
        """Width × height."""
        return self.width * self.height


def damaged() -> PictureError:
    """A file that ends too early or contradicts itself."""
    return PictureError(PictureState.FAILED, "the picture is damaged")


def too_complicated() -> PictureError:
    """A file that is built so that opening it takes very long."""
    return PictureError(PictureState.FAILED, "too complicated: opening it would take too long")


def unknown_kind(name: str) -> PictureError:
    """A picture nobody here can decode, as in "AVIF"."""
    return PictureError(PictureState.FAILED, f"a kind of picture this system cannot show ({name})")


def exactly(file: BinaryIO, count: int) -> bytes:
    """The next `count` bytes; raises PictureError when there are fewer."""
    data = file.read(count)
    if len(data) < count:
        raise damaged()
    return data
