"""Which kind of picture some bytes are, by their first bytes alone.

Deciding here, instead of asking every decoder Qt has installed, keeps hostile bytes away from the rarely used
ones (PDF, TGA, ICNS, XPM...). The signatures are those of
https://mimesniff.spec.whatwg.org/#image-type-pattern-matching-algorithm and, for TIFF and AVIF, of their
specifications (TIFF 6.0, ISO/IEC 23000-22).
"""

from __future__ import annotations

from enum import Enum

from curator.pictures.model import PictureError, PictureState


class Format(Enum):
    """The kinds of pictures Curator shows; the value is the name of Qt's decoder."""

    JPEG = "jpeg"
    PNG = "png"
    GIF = "gif"
    WEBP = "webp"
    BMP = "bmp"
    ICO = "ico"
    TIFF = "tiff"
    AVIF = "avif"
    """Qt has no decoder of its own for it; some systems do."""
    SVG = "svg"


_SIGNATURES = (
    (b"\xff\xd8\xff", Format.JPEG),
    (b"\x89PNG\r\n\x1a\n", Format.PNG),
    (b"GIF87a", Format.GIF),
    (b"GIF89a", Format.GIF),
    (b"BM", Format.BMP),
    (b"\x00\x00\x01\x00", Format.ICO),
    (b"II*\x00", Format.TIFF),
    (b"MM\x00*", Format.TIFF),
)
HEAD_BYTES = 1024
"""As many are looked at; an SVG may begin with an XML declaration and comments."""


def sniff(data: bytes) -> Format:
    """The format of `data`. Raises PictureError when it is not a picture of a kind we show."""
    if not data:
        raise PictureError(PictureState.FAILED, "not a picture: it is empty")
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Format.WEBP
    if data[4:12] in (b"ftypavif", b"ftypavis"):
        return Format.AVIF
    text = data[:HEAD_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if text.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        raise PictureError(PictureState.FAILED, "not a picture: it is a web page")
    if text.startswith((b"<svg", b"<?xml", b"<!--", b"<!doctype svg")) and b"<svg" in text:
        return Format.SVG
    raise PictureError(PictureState.FAILED, "not a picture")
