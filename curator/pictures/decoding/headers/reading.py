"""The header of a file of any format."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import BinaryIO

from curator.pictures.decoding.formats import Format
from curator.pictures.decoding.headers.header import Header
from curator.pictures.decoding.headers.ico import read_ico
from curator.pictures.decoding.headers.jpeg import read_jpeg
from curator.pictures.decoding.headers.plain import read_bmp, read_gif, read_webp
from curator.pictures.decoding.headers.png import read_png
from curator.pictures.decoding.headers.tiff import read_tiff
from curator.pictures.model import PictureRequest

_READERS = {
    Format.JPEG: read_jpeg,
    Format.PNG: read_png,
    Format.GIF: read_gif,
    Format.WEBP: read_webp,
    Format.BMP: read_bmp,
    Format.TIFF: read_tiff,
}


def read_header(picture_format: Format, file: BinaryIO, request: PictureRequest) -> tuple[Header, Format]:
    """The header of `file`, and the format its content has for the decoder (an icon may hold a PNG).

    Of an icon with several sizes, the one that suits `request`. Raises PictureError.
    """
    if picture_format is not Format.ICO:
        return _READERS[picture_format](file), picture_format
    header, is_png = read_ico(file, request)
    if not is_png or header.content is None:
        return header, Format.ICO
    inner = read_png(io.BytesIO(header.content))
    return replace(header, held=inner.held, content=inner.content or header.content), Format.PNG
