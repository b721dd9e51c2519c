"""Unpacking what a server packed although it was asked not to, piece by piece and never beyond a bound."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from curator.pictures.model import PictureError, PictureState
from curator.pictures.reasons import too_large

_GZIP = 16 + zlib.MAX_WBITS
_PIECE = 64 * 1024


class Unpacker:
    """Unpacks one body, of at most `max_bytes` unpacked; `encoding` is that of the Content-Encoding header.

    Only gzip and deflate are understood. Raises PictureError, at any step.
    """

    def __init__(self, encoding: str, max_bytes: int) -> None:
        self._encoding = encoding.strip().lower()
        self._left = max_bytes
        self._max_bytes = max_bytes
        if self._encoding not in {"", "identity", "gzip", "x-gzip", "deflate"}:
            # No more of it than a word: it is a stranger's text.
            name = self._encoding if self._encoding in {"br", "zstd", "compress"} else "unknown"
            raise PictureError(PictureState.FAILED, f"packed in a way Curator does not unpack ({name})")
        self._inflater: zlib._Decompress | None = None

    @property
    def _is_packed(self) -> bool:
        return self._encoding not in {"", "identity"}

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What comes out of `data`, in pieces."""
        if not self._is_packed:
            yield self._counted(data)
            return
        if self._inflater is None:
            self._inflater = zlib.decompressobj(self._window(data))
        is_full = True
        # A full piece may leave something to come although no input is left.
        while (data or is_full) and not self._inflater.eof:
            try:
                piece = self._inflater.decompress(data, _PIECE)
            except zlib.error as error:
                raise _damaged() from error
            data = self._inflater.unconsumed_tail
            is_full = len(piece) == _PIECE
            yield self._counted(piece)

    def finish(self) -> None:
        """The body has ended: raise if it broke off."""
        if self._inflater is not None and not self._inflater.eof:
            raise _damaged()

    def _window(self, data: bytes) -> int:
        if self._encoding != "deflate":
            return _GZIP
        # Some servers leave out the two bytes of the zlib header, by which it is told here.
        has_header = data[0] & 0x0F == 8 and (len(data) < 2 or (data[0] * 256 + data[1]) % 31 == 0)
        return zlib.MAX_WBITS if has_header else -zlib.MAX_WBITS

    def _counted(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise too_large(self._max_bytes, is_more=True)
        return piece


def _damaged() -> PictureError:
    return PictureError(PictureState.FAILED, "the server's answer could not be unpacked")
