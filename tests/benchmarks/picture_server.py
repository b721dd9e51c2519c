"""A web server for many pictures, as far away as a real one, in a process of its own.

    python tests/benchmarks/picture_server.py [--latency S] [--rate BYTES] [--hosts N]

Each of the addresses 127.0.0.2, 127.0.0.3 … is a host to whoever asks. Every answer comes after the latency,
however many are asked for at once, and then at the rate, which is one connection's. It prints its port, and
ends with its input. `/account` tells how many bytes of each path were sent; what was given up half-way counts
with what was on its way by then.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections import Counter
from pathlib import Path
from random import Random

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QImage, QImageWriter

_PIECE = 16 * 1024
_SIZE = (1200, 675)
_GRAINS = ((40, 40), (60, 40), (75, 60), (75, 75), (100, 75), (130, 80), (160, 85), (240, 88))
"""Widths of the noise that is drawn large, and qualities: the finer, the larger the file."""
_SHADES = 4


def host(number: int) -> str:
    """The address of a host, numbered from 0."""
    return f"127.0.0.{number + 2}"


def bodies(seed: int = 1) -> list[bytes]:
    """JPEG files of 40 to 300 kB, as publishers' lead pictures are."""
    random = Random(seed)
    return [_jpeg(random, grain, quality) for grain, quality in _GRAINS for _ in range(_SHADES)]


def body_number(path: str) -> int:
    """Which of the bodies a path gets; the number stands at its end."""
    return int(path.partition("?")[0].rpartition("/")[2]) % (len(_GRAINS) * _SHADES)


def _jpeg(random: Random, grain: int, quality: int) -> bytes:
    width, height = _SIZE
    small_height = grain * height // width
    noise = random.randbytes(4 * grain * small_height)
    small = QImage(noise, grain, small_height, 4 * grain, QImage.Format.Format_RGB32)
    smooth = Qt.TransformationMode.SmoothTransformation
    image = small.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"jpeg")
    writer.setQuality(quality)
    writer.write(image)
    return bytes(buffer.data().data())


class Server:
    """Answers, and keeps the account."""

    def __init__(self, latency: float, rate: float) -> None:
        self._latency = latency
        self._rate = rate
        self._bodies = bodies()
        self._sent: Counter[str] = Counter()

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection with all its requests."""
        try:
            while (line := await reader.readline()).strip():
                while (await reader.readline()).strip():
                    """The headers say nothing we need."""
                await self._answer(line.split()[1].decode("ascii"), writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            """Given up by the other side."""
        finally:
            writer.close()

    async def _answer(self, path: str, writer: asyncio.StreamWriter) -> None:
        if path == "/account":
            self._head(writer, body := json.dumps(self._sent).encode(), "application/json", "no-store")
            writer.write(body)
            return
        await asyncio.sleep(self._latency)
        if writer.is_closing() or writer.transport.is_closing():
            return
        body = self._bodies[body_number(path)]
        self._head(writer, body, "image/jpeg", "max-age=86400")
        for start in range(0, len(body), _PIECE):
            piece = body[start : start + _PIECE]
            self._sent[path] += len(piece)
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(len(piece) / self._rate)

    @staticmethod
    def _head(writer: asyncio.StreamWriter, body: bytes, kind: str, caching: str) -> None:
        lines = ("HTTP/1.1 200 OK", f"Content-Type: {kind}", f"Content-Length: {len(body)}")
        writer.write("\r\n".join((*lines, f"Cache-Control: {caching}", "", "")).encode())


async def serve(server: Server, hosts: int) -> None:
    """Serve until the input ends."""
    first = await asyncio.start_server(server.converse, host(0), 0)
    port = first.sockets[0].getsockname()[1]
    others = [await asyncio.start_server(server.converse, host(number), port) for number in range(1, hosts)]
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for each in (first, *others):
        each.close()


def main() -> int:
    """Serve."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--latency", type=float, default=0.3)
    parser.add_argument("--rate", type=float, default=4e6, help="bytes a second, of each connection")
    parser.add_argument("--hosts", type=int, default=12)
    options = parser.parse_args()
    asyncio.run(serve(Server(options.latency, options.rate), options.hosts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
