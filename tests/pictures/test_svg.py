"""Drawings: the site's own icons are shown, whatever refers elsewhere is not opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from curator.pictures import PictureRequest, PictureState
from curator.pictures.model import PictureError
from curator.pictures.svg import MAX_BYTES, check_svg

if TYPE_CHECKING:
    from tests.pictures.conftest import Services

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
HEAD = f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}" width="16" height="8">'


def drawing(inside: str, before: str = "") -> bytes:
    return f"{before}{HEAD}{inside}</svg>".encode()


def test_an_icon_is_drawn_at_the_size_asked_for(services: Services, tmp_path: Path) -> None:
    path = tmp_path / "icon.svg"
    path.write_bytes(
        drawing('<rect width="16" height="8" fill="#f00"/>', '<?xml version="1.0"?><!-- logo -->')
    )
    picture = services.ask(services.make(), PictureRequest(path, 64, 64))
    assert picture.image is not None
    assert (picture.image.width(), picture.image.height()) == (64, 32)
    assert picture.image.pixelColor(60, 30).name() == "#ff0000"
    assert (picture.natural_width, picture.natural_height) == (16, 8)


@pytest.mark.parametrize(
    "inside",
    [
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/>',
        "<style>.a{fill:#333} .b{fill:url('#g')}</style>",
        '<g id="x"/><use xlink:href="#x"/>',
        "<title>x</title><metadata/>",
    ],
)
def test_what_stays_inside_the_drawing_is_fine(inside: str) -> None:
    check_svg(drawing(inside), is_local=True)


@pytest.mark.parametrize(
    "data",
    [
        drawing('<image href="/etc/passwd" width="9" height="9"/>'),
        drawing('<image xlink:href="http://127.0.0.1/"/>'),
        drawing('<svg:image xmlns:svg="http://www.w3.org/2000/svg" href="a.png"/>'),
        drawing('<image href="data:image/png;base64,AAAA"/>'),
        drawing('<use xlink:href="/other.svg#x"/>'),
        drawing('<rect fill="url(/other.svg#x)"/>'),
        drawing('<rect style="fill: url( &quot;http://x/&quot; )"/>'),
        drawing("<style>@import url(http://x/);</style>"),
        drawing("<style>.a{fill:u\\72l(http://x/)}</style>"),
        drawing("<script>1</script>"),
        drawing("<foreignObject/>"),
        drawing("", '<?xml-stylesheet type="text/css" href="/etc/passwd"?>'),
        drawing("&a;", '<!DOCTYPE svg [<!ENTITY a "aaaa">]>'),
        drawing("<g>" * 99 + "</g>" * 99),
        drawing("<g/>" * 9999),
        drawing('<use xlink:href="#x"/>' * 99),
    ],
)
def test_what_reaches_out_or_grows_is_blocked(data: bytes) -> None:
    with pytest.raises(PictureError, match="was not opened") as caught:
        check_svg(data, is_local=True)
    assert caught.value.state is PictureState.BLOCKED


def test_a_drawing_from_the_network_is_blocked() -> None:
    with pytest.raises(PictureError, match="from the network"):
        check_svg(drawing(""), is_local=False)


@pytest.mark.parametrize("data", [drawing("<g>"), drawing("") + b"x", HEAD.encode()])
def test_a_drawing_cut_short_is_damaged(data: bytes) -> None:
    with pytest.raises(PictureError, match="damaged"):
        check_svg(data, is_local=True)


def test_a_large_drawing_is_not_read() -> None:
    with pytest.raises(PictureError, match="too large"):
        check_svg(drawing(" " * MAX_BYTES), is_local=True)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_drawing_cannot_make_us_open_a_file(services: Services, tmp_path: Path) -> None:
    # Opening a pipe nobody writes to would wait for ever, so an answer shows that it was not opened.
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / "icon.svg"
    path.write_bytes(drawing(f'<image href="{tmp_path / "pipe"}" width="9" height="9"/>'))
    assert services.ask(services.make(), PictureRequest(path, 64, 64)).state is PictureState.BLOCKED
