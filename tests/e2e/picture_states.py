"""A folder in which the place of the picture is in each of its states, one article for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from tests.e2e.program import REPOSITORY
from tests.pictures.decoding.moving_files import gif
from tests.pictures.samples import written
from tests.ui.newsroom import article, provider, values
from tests.ui.picture_server import PictureServer

PHOTOGRAPHS = REPOSITORY / "resources" / "sample" / "assets" / "images"


@dataclass(frozen=True, slots=True)
class StateOfPicture:
    """One article: its file's name, its title, its pictures as header lines, what is said of the first."""

    name: str
    title: str
    lines: tuple[str, ...]
    said: str


@cache
def photograph(name: str, width: int, height: int) -> bytes:
    """One of the sample's photographs, cut and scaled to a size, as JPEG."""
    image = QImage(str(PHOTOGRAPHS / f"{name}.jpg"))
    assert not image.isNull(), name
    grown = image.scaled(
        width,
        height,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    left, top = (grown.width() - width) // 2, (grown.height() - height) // 2
    return written(grown.copy(left, top, width, height), "jpeg")


@cache
def logo(ink: str) -> bytes:
    """A transparent picture with something drawn in one colour."""
    image = QImage(1200, 600, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(ink))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(QRectF(180, 180, 240, 240))
        # Words take a font, and that an application.
        for top, width in ((200, 520), (280, 420), (360, 480)):
            painter.drawRoundedRect(QRectF(480, top, width, 44), 22, 22)
    return written(image, "png")


def image_lines(*urls: str, size: tuple[int, int] | None = None) -> tuple[str, ...]:
    """The header lines of some pictures, all declared to be of one size."""
    lines = ["images:"]
    for url in urls:
        lines.append(f"  - url: {url}")
        if size is not None:
            lines += [f"    width: {size[0]}", f"    height: {size[1]}"]
    return tuple(lines)


def states(server: PictureServer) -> tuple[StateOfPicture, ...]:
    """Every state, in the order of the list; the server gets what it takes."""
    return (*usual(server), *odd(server), *failing(server))


def usual(server: PictureServer) -> tuple[StateOfPicture, ...]:
    """One picture, several, one that is coming, none."""
    wide = [
        server.give(f"/wide-{number}.jpg", photograph(name, 1600, 900))
        for number, name in enumerate(("ferry-at-dawn", "glacier", "library-shelves"))
    ]
    server.held.add("/slow.jpg")
    slow = server.give("/slow.jpg", photograph("seagrass", 1200, 675))
    said = "Picture 1 of 1 · 1600 × 900"
    several = "Picture 1 of 3 · 1600 × 900"
    return (
        StateOfPicture("shown", "A ferry leaves before the light does", image_lines(wide[0]), said),
        StateOfPicture("several", "Three views of the same winter", image_lines(*wide), several),
        StateOfPicture("loading", "The server that thinks", image_lines(slow), "Picture, still loading"),
        StateOfPicture("none", "No picture at all", (), "No picture"),
    )


def odd(server: PictureServer) -> tuple[StateOfPicture, ...]:
    """Pictures that are small, not what the file says, of another shape, transparent, or move."""
    small = server.give("/small.jpg", photograph("island-in-storm", 320, 180))
    wrong = server.give("/other.jpg", photograph("glacier", 800, 450))
    tall = server.give("/tall.jpg", photograph("library-shelves", 900, 1600))
    panorama = server.give("/panorama.jpg", photograph("currents", 2400, 400))
    dark, light = server.give("/dark.png", logo("#1D1B18")), server.give("/light.png", logo("#FFFFFF"))
    moving = server.give("/moving.gif", gif(640, 360, (30, 30, 30), (640, 360)))
    one = "Picture 1 of 1 · "
    return (
        StateOfPicture(
            "wrong-size",
            "The glacier has moved again",
            image_lines(wrong, size=(1600, 900)),
            f"{one}800 × 450, file says 1600 × 900",
        ),
        StateOfPicture(
            "small",
            "A small picture of a large storm",
            image_lines(small, size=(1200, 675)),
            f"{one}320 × 180, small, file says 1200 × 675",
        ),
        StateOfPicture("tall", "The tower nobody climbs", image_lines(tall), f"{one}900 × 1600"),
        StateOfPicture("panorama", "All of the coast at once", image_lines(panorama), f"{one}2400 × 400"),
        StateOfPicture("dark-logo", "Harbour has a name in ink", image_lines(dark), f"{one}1200 × 600"),
        StateOfPicture("light-logo", "Harbour has a name in white", image_lines(light), f"{one}1200 × 600"),
        StateOfPicture("moving", "The kite that never stops", image_lines(moving), f"{one}640 × 360, moves"),
    )


def failing(server: PictureServer) -> tuple[StateOfPicture, ...]:
    """Pictures that cannot be shown, for every kind of reason."""
    broken = server.give("/broken.jpg", b"", status=503)
    lying = server.give("/lying.jpg", b"<html>Not a picture</html>")
    server.redirects["/elsewhere.jpg"] = "ftp://harbour.example/elsewhere.jpg"
    gone, elsewhere = server.url("/gone.jpg"), server.url("/elsewhere.jpg")
    again = "U tries again"
    return (
        StateOfPicture(
            "missing", "What was here is gone", image_lines(gone), f"Picture: not found (404). {again}"
        ),
        StateOfPicture(
            "failed",
            "A server on a bad day",
            image_lines(broken),
            f"Picture: the server failed (503). {again}",
        ),
        StateOfPicture(
            "lying",
            "Not what it says it is",
            image_lines(lying),
            f"Picture: not a picture: it is a web page. {again}",
        ),
        StateOfPicture(
            "blocked",
            "A picture that leads somewhere else",
            image_lines(elsewhere),
            "Picture blocked: only http and https are fetched. B opens the source in the browser",
        ),
        StateOfPicture("outside", "A picture from elsewhere", image_lines("/../../secret.png"), "Picture: "),
    )


def write_states(folder: Path, found: tuple[StateOfPicture, ...]) -> Path:
    """The articles in `folder`, the first the newest."""
    folder.mkdir(parents=True)
    for number, state in enumerate(found):
        text = article(
            state.title,
            28 - number,
            *values(70, 70, published=True),
            *provider("Harbour Post"),
            *state.lines,
            "excerpt: What the picture shows is in the picture; what is said of it is on its badge.",
            url=f"https://harbour.example/{state.name}",
        )
        (folder / f"{state.name}.md").write_bytes(text)
    return folder
