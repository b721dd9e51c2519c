"""What a picture is to the rest of Curator: the wish for one, the answer to it, and why there is none."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtGui import QImage

from curator.errors import CuratorError
from curator.records import dataclass

Source = Path | str
"""A file on this computer (`Path`, all links in it followed) or an http(s) address (`str`)."""


class Fit(Enum):
    """How a picture fills the box it was asked for. It is never enlarged, save for drawings (SVG)."""

    CONTAIN = "contain"
    """All of the picture, inside the box."""
    COVER = "cover"
    """The box filled; what stands out is cut off evenly, so the result has the proportions of the box."""
    PLACE = "place"
    """As COVER, yet all of the picture where filling the box would show too little of it, or mush."""


class PictureState(Enum):
    """Where a picture stands. The service answers with all but LOADING, which is for a view that waits."""

    LOADING = "loading"
    READY = "ready"
    MISSING = "missing"
    """There is nothing at that path or address."""
    FAILED = "failed"
    """There is something, yet it could not be fetched or is no picture we show; a retry may help."""
    BLOCKED = "blocked"
    """Curator refuses to fetch it."""
    OFFLINE = "offline"
    """This computer seems to be offline, and no copy of the picture is kept."""


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A picture from `source` for a box of `width` × `height` device pixels (both at least 1)."""

    source: Source
    width: int
    height: int
    fit: Fit = Fit.CONTAIN
    is_moving: bool = False
    """Not the picture but all its frames are wanted, as an Animation; the service sets it (`animate`)."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """The answer to a request.

    `image` is there exactly when `state` is READY; its device pixel ratio is 1, setting it is the caller's.
    `reason` is a sentence fragment for people, "" when READY. The natural size, in pixels, is that of the
    picture as it is meant to be seen (after its EXIF rotation), 0 when unknown. `is_kept_copy` marks a READY
    picture kept from an earlier day and shown because its server cannot be reached now.
    """

    request: PictureRequest
    state: PictureState
    image: QImage | None = None
    reason: str = ""
    natural_width: int = 0
    natural_height: int = 0
    frame_count: int = 1
    """How many the file has, as far as this system can show them; one is in `image`, the first."""
    is_kept_copy: bool = False

    @property
    def is_animated(self) -> bool:
        """Whether it moves when it is played (`PictureService.animate`)."""
        return self.frame_count > 1


@dataclass(frozen=True, slots=True, eq=False)
class Animation:
    """The answer to the wish to see a picture move: its frames at the size of the box, with their times.

    `delays` are milliseconds, one for each frame: how long it stays. With `is_cut` there are more frames than
    are held, which `reason` tells; without frames `reason` is why there are none. It starts over at the end.
    """

    request: PictureRequest
    frames: tuple[QImage, ...] = ()
    delays: tuple[int, ...] = ()
    is_cut: bool = False
    reason: str = ""


class PictureError(CuratorError):
    """A picture that cannot be shown; `state` is MISSING, FAILED, BLOCKED or OFFLINE, `str(error)` why."""

    def __init__(self, state: PictureState, reason: str) -> None:
        super().__init__(reason)
        self.state = state


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds within which a stranger's picture is fetched and opened; times are in seconds."""

    max_bytes: int = 20_000_000
    """Of an encoded picture from the network. The largest in two years of real articles is below 10 MB."""
    max_local_bytes: int = 64_000_000
    max_pixels: int = 120_000_000
    """Width × height; lets the files of medium-format cameras (102 megapixels) through."""
    max_held_bytes: int = 512 * 1024 * 1024
    """What one decoding may hold at once, as told from the header; the decoders' own needs included."""
    light_bytes: int = 64 * 1024 * 1024
    """Decodings that hold more take turns."""
    decode_seconds: float = 20.0
    """After so long a picture is given up; nothing we know of takes longer than three."""
    allocation_mib: int = 512
    """What one decoding may allocate at once, in MiB (`QImageReader.setAllocationLimit`)."""
    max_frames: int = 300
    """Of an animation; what is beyond is left out."""
    max_frames_bytes: int = 64 * 1024 * 1024
    """Of pixels, of all frames of an animation at the size they are shown."""
    connect_seconds: float = 2.5
    """Until the next address of a host is tried, where it has several."""
    idle_seconds: float = 15.0
    """Without a byte from the server."""
    total_seconds: float = 60.0
    """For one fetch with all its redirects, however steadily it drips."""
    offline_seconds: float = 5.0
    """Between two looks whether there is a network again."""
    max_redirects: int = 5
    max_cache_bytes: int = 1_000_000_000
    """Of fetched pictures kept on disk between sessions; those not used for longest go first."""


@dataclass(frozen=True, slots=True)
class FetchOrder:
    """An address to be fetched.

    With `is_anew` the server is asked whatever is kept or known of it. `keeping_since` (seconds since 1970)
    is set when the picture is only to be kept: then nothing used since that moment makes room for it.
    """

    url: str
    is_anew: bool = False
    keeping_since: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class FetchOutcome:
    """What became of the fetch of `url`: its body, or the reason why there is none.

    `is_kept_copy`: the body is from an earlier day, because the server cannot be reached. `is_stored`: it is
    on disk now. `is_store_full`: it is not, for lack of room. `is_store_broken`: it could not be written.
    """

    url: str
    result: bytes | PictureError
    is_kept_copy: bool = False
    is_stored: bool = False
    is_store_full: bool = False
    is_store_broken: bool = False
