"""Drawings: the site's own icons are shown, whatever refers elsewhere is not opened."""

from __future__ import annotations

import contextlib
import os
import random
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from curator.pictures import Fit, PictureRequest, PictureState
from curator.pictures.decoding.drawing import draw
from curator.pictures.decoding.svg import MAX_BYTES, check_svg
from curator.pictures.model import PictureError

if TYPE_CHECKING:
    from tests.pictures.conftest import PictureServer, Services

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
        '<path stroke-dasharray="3" d="M0 0h9"/>' + '<path d="M0 0h9"/>' * 900,
        "<style>.a{fill:#333} .b{fill:url('#g')}</style>",
        '<g id="x"/><use xlink:href="#x"/>',
        "<title>x</title><metadata/>",
    ],
)
def test_what_stays_inside_the_drawing_is_fine(inside: str) -> None:
    check_svg(drawing(inside))


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
        drawing('<marker id="x"/>'),
        drawing("", '<?xml version="1.0" encoding="cp037"?>'),
    ],
)
def test_what_reaches_out_is_blocked(data: bytes) -> None:
    with pytest.raises(PictureError, match="was not opened") as caught:
        check_svg(data)
    assert caught.value.state is PictureState.BLOCKED


@pytest.mark.parametrize("before", [f"<?{'a' * 9_000}?>", f'<?xml version="1.0" encoding="{"a" * 9_000}"?>'])
def test_no_reason_is_longer_than_a_line(before: str) -> None:
    with pytest.raises(PictureError) as caught:
        check_svg(drawing("", before))
    assert len(str(caught.value)) < 100


def test_a_drawing_from_the_network_is_drawn_as_sharp(services: Services, server: PictureServer) -> None:
    url = server.serve("/logo.svg", drawing('<rect x="5" width="16" height="8" fill="#f00"/>'))
    picture = services.ask(services.make(), PictureRequest(url, 160, 160))
    assert picture.image is not None, picture.reason
    colours = [picture.image.pixelColor(x, 40).name() for x in (49, 50)]
    assert (picture.image.width(), colours) == (160, ["#000000", "#ff0000"])


@pytest.mark.parametrize(
    "inside",
    [
        "<g>" * 99 + "</g>" * 99,
        "<g/>" * 9999,
        '<use xlink:href="#x"/>' * 99,
        '<g mask="url(#x)"/>' * 99,
        '<g style="mask : url(#x)"/>' * 99,
        '<g style="mask/*:*/ /**/:url(#x)"/>' * 99,
        f'<g id="a"><path d="{"M0 0L9 9" * 2_000}"/></g>' + '<use href="#a"/>' * 8,
        f"<style>{'.a{fill:red}' * 9_000}</style>" + '<g class="a"/>' * 4_000,
        "<style>.a{mask:url(#m)}</style>",
        "<style>.a{font-family:'/*'} .b{mask/*\n*/:url(#m)} .c{font-family:'*/'}</style>",
        '<g stroke-dasharray="1">' + '<path d="M0 0h900"/>' * 300 + "</g>",
        "<style>.a{stroke-dasharray:1}</style>" + '<path class="a" d="M0 0h900"/>' * 300,
    ],
)
def test_what_would_take_long_is_refused(inside: str) -> None:
    with pytest.raises(PictureError, match="too complicated"):
        check_svg(drawing(inside))


def test_what_takes_long_to_paint_is_given_up_after_a_small_try() -> None:
    chance = random.Random(1)
    corners = " ".join(f"{chance.randrange(16)} {chance.randrange(8)}" for _ in range(30_000))
    data = drawing(f'<path fill="none" stroke="red" stroke-linejoin="round" d="M{corners}"/>')
    check_svg(data)
    began = time.process_time()
    with pytest.raises(PictureError, match="too complicated"):
        draw(data, PictureRequest("", 1800, 1200))
    # In one go it would be a minute and more.
    assert time.process_time() - began < 3


def test_a_drawing_that_is_nearly_too_costly_is_shown_softer() -> None:
    ticks = iter((0.0, 0.001, 1.0, 1.001, 2.0, 2.5))
    data = drawing('<rect width="16" height="8" fill="#f00"/>')
    image, _ = draw(data, PictureRequest("", 800, 800), clocks=(lambda: next(ticks),))
    assert (image.width(), image.height()) == (800, 400)
    assert image.pixelColor(400, 200).name() == "#ff0000"


def test_the_middle_of_a_drawing_covers_its_box() -> None:
    data = drawing('<rect x="4" width="8" height="8" fill="#f00"/>')
    image, natural = draw(data, PictureRequest("", 300, 300, Fit.COVER))
    assert (image.width(), image.height(), natural.width()) == (300, 300, 16)
    assert {image.pixelColor(x, 150).name() for x in (2, 297)} == {"#ff0000"}


@pytest.mark.parametrize("size", ['width="1" height="999999"', 'width="0" height="9"', ""])
def test_a_drawing_of_an_odd_size_harms_nobody(size: str) -> None:
    data = f'<svg xmlns="{SVG}" {size}><rect width="9" height="9"/></svg>'.encode()
    with contextlib.suppress(PictureError):
        draw(data, PictureRequest("", 900, 600, Fit.COVER))


@pytest.mark.parametrize("data", [drawing("<g>"), drawing("") + b"x", HEAD.encode()])
def test_a_drawing_cut_short_is_damaged(data: bytes) -> None:
    with pytest.raises(PictureError, match="damaged"):
        check_svg(data)


def test_a_large_drawing_is_not_read() -> None:
    with pytest.raises(PictureError, match="too large"):
        check_svg(drawing(" " * MAX_BYTES))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_drawing_cannot_make_us_open_a_file(services: Services, tmp_path: Path) -> None:
    # Opening a pipe nobody writes to would wait for ever, so an answer shows that it was not opened.
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / "icon.svg"
    path.write_bytes(drawing(f'<image href="{tmp_path / "pipe"}" width="9" height="9"/>'))
    assert services.ask(services.make(), PictureRequest(path, 64, 64)).state is PictureState.BLOCKED
