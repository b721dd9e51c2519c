"""The table of what servers do, and what the editor sees of it."""

from __future__ import annotations

import gzip
import zlib
from dataclasses import dataclass
from functools import partial

from curator.pictures import Limits, PictureState
from tests.pictures.fetching.raw_server import (
    Does,
    answer,
    by_path,
    chunked,
    drips,
    falls_silent_after,
    pours,
    resets_after,
    says,
    sends_on,
)
from tests.pictures.samples import encoded

READY, FAILED = PictureState.READY, PictureState.FAILED
MISSING, BLOCKED = PictureState.MISSING, PictureState.BLOCKED

PICTURE = encoded("png", 80, 40)
PAGE = b"<!doctype html><title>Sign in to the hotel</title>"
TOO_LONG = "took too long"
PATIENT = Limits(max_bytes=1_000_000)
HASTY = Limits(max_bytes=1_000_000, idle_seconds=0.3, total_seconds=1.0)
CHUNKED = ("Transfer-Encoding", "chunked")
CLOSES = ("Connection", "close")
PRIVATE = "blocked: leads into a private network"
NOT_UNDERSTOOD = "the server's answer could not be understood"
BROKE_OFF = "the connection broke off"
ENDLESS = "sent from address to address without end"
KERNEL = 8_000_000
"""What the two kernels may hold of what nobody reads."""


@dataclass(frozen=True)
class Case:
    """What the server does, what the editor sees, and what the server gets rid of at most, in bytes.

    `start` is the path asked for first, `requests` how many requests there are; None: that is the system's.
    """

    name: str
    does: Does
    state: PictureState
    words: str
    start: str = "/0"
    most_bytes: int = 20_000
    requests: int | None = 1

    @property
    def limits(self) -> Limits:
        """The time is short only where it is to run out: the machine may be busy."""
        return HASTY if self.words == TOO_LONG else PATIENT


deflated = zlib.compress
ok = partial(answer, PICTURE)


def raw_deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def packed(body: bytes, encoding: str) -> bytes:
    return answer(body, ("Content-Encoding", encoding))


def status(line: str, *headers: tuple[str, str], body: bytes = b"sorry") -> Does:
    return says(answer(body, *headers, status=line))


BOMB = gzip.compress(bytes(200_000_000), 9)
"""200 kB that become 200 MB."""

CASES = [
    # -- as it should be --
    Case("a picture", says(ok()), READY, ""),
    Case("in chunks", says(answer(chunked(PICTURE[:9], PICTURE[9:]), CHUNKED)), READY, ""),
    Case("HTTP/1.0", says(ok(CLOSES, version="1.0")), READY, "", requests=None),
    Case("no length, the end of the connection is the end", says(ok(CLOSES)), READY, "",
         requests=None),
    Case("promises to stay, then hangs up", says(ok(("Connection", "keep-alive"))), READY, "",
         requests=None),
    Case("gzip, though nobody asked", says(packed(gzip.compress(PICTURE), "gzip")), READY, ""),
    Case("deflate", says(packed(deflated(PICTURE), "deflate")), READY, ""),
    Case("deflate without its head", says(packed(raw_deflated(PICTURE), "deflate")), READY, ""),
    Case("a picture called text/html", says(ok(("Content-Type", "text/html"))), READY, ""),
    Case("203", says(ok(status="203 Non-Authoritative Information")), READY, ""),
    Case("one header is nonsense", says(ok(("X", "\x01\xff"))), READY, ""),
    Case("garbage after the body", says(ok() + b"HTTP/1.1 200 OK\r\n\r\nmore" * 9, stays=True), READY, ""),
    # -- not what it says it is --
    Case("a page called image/png", says(answer(PAGE, ("Content-Type", "image/png"))),
         FAILED, "not a picture: it is a web page"),
    Case("a program", says(answer(b"\x7fELF" + bytes(99))), FAILED, "not a picture"),
    Case("nothing", says(answer(b"")), FAILED, "not a picture: it is empty"),
    Case("half a picture, and it says that is all", says(answer(PICTURE[:60])),
         FAILED, "the picture is damaged"),
    Case("a length too small", says(ok(("Content-Length", "60"))), FAILED, "the picture is damaged"),
    Case("a length too large", says(ok(("Content-Length", "900"))), FAILED, BROKE_OFF, requests=None),
    Case("a negative length", says(ok(("Content-Length", "-5")), stays=True), FAILED, NOT_UNDERSTOOD),
    Case("a length of ²", says(ok(("Content-Length", "\u00b2")), stays=True), FAILED, NOT_UNDERSTOOD),
    Case("two lengths", says(ok(("Content-Length", "9"), ("Content-Length", "8"))), FAILED, NOT_UNDERSTOOD),
    # -- packed --
    Case("a bomb", says(packed(BOMB, "gzip")), FAILED, "too large: more than 1 MB", most_bytes=300_000),
    Case("gzip that is none", says(packed(PICTURE, "gzip")),
         FAILED, "the server's answer could not be unpacked"),
    Case("half of a gzip", says(packed(gzip.compress(PICTURE)[:-20], "gzip")),
         FAILED, "the server's answer could not be unpacked"),
    Case("brotli", says(packed(PICTURE, "br")), FAILED, "packed in a way Curator does not unpack (br)"),
    Case("packed by a word", says(packed(PICTURE, "<b>")),
         FAILED, "packed in a way Curator does not unpack (unknown)"),
    # -- broken --
    Case("chunks that break off", says(answer(chunked(PICTURE[:60], is_whole=False), CHUNKED)),
         FAILED, BROKE_OFF, requests=None),
    Case("a chunk with no size",
         says(answer(chunked(PICTURE[:60], is_whole=False) + b"zz\r\n", CHUNKED), stays=True),
         FAILED, TOO_LONG),
    Case("cut short, without a length", says(answer(PICTURE[:60], CLOSES)), FAILED, BROKE_OFF,
         requests=None),
    Case("a chunk of eight exabytes", says(answer(b"7fffffffffffffff\r\n" + PICTURE[:60], CHUNKED)),
         FAILED, BROKE_OFF, requests=None),
    Case("not HTTP", says(b"SSH-2.0-OpenSSH_9.9\r\n"), FAILED, BROKE_OFF, requests=None),
    Case("hangs up at once", says(b""), FAILED, BROKE_OFF, requests=None),
    Case("resets before the headers", resets_after(b""), FAILED, BROKE_OFF, requests=None),
    Case("resets in the headers", resets_after(b"HTTP/1.1 200 OK\r\nContent-"), FAILED, BROKE_OFF,
         requests=None),
    Case("resets in the body", resets_after(ok()[:-30]), FAILED, BROKE_OFF, requests=None),
    # -- too much, too slow --
    Case("announces 24 MB", says(ok(("Content-Length", "24000000"))), FAILED, "too large: 24 MB",
         requests=None),
    Case("an endless body", pours(answer(b"", CLOSES), b"\xff\xd8\xff" * 10_000),
         FAILED, "too large: more than 1 MB", most_bytes=KERNEL),
    Case("endless chunks", pours(answer(b"", CHUNKED), chunked(bytes(9999), is_whole=False)),
         FAILED, "too large: more than 1 MB", most_bytes=KERNEL),
    Case("an endless size of a chunk", pours(answer(b"", CHUNKED), b"1" * 9999),
         FAILED, TOO_LONG, most_bytes=KERNEL),
    Case("endless headers", pours(b"HTTP/1.1 200 OK\r\n", b"X-A: %s\r\n" % (b"a" * 90) * 99),
         FAILED, TOO_LONG, most_bytes=KERNEL),
    Case("a header without end", pours(b"HTTP/1.1 200 OK\r\nX-A: ", b"a" * 9999),
         FAILED, TOO_LONG, most_bytes=KERNEL),
    Case("9999 headers", falls_silent_after(ok(*[(f"X-{n}", "a") for n in range(9999)])),
         FAILED, TOO_LONG, most_bytes=200_000),
    Case("a header of 80 kB", says(ok(("X", "a" * 80_000))), FAILED, NOT_UNDERSTOOD, most_bytes=90_000),
    Case("endless promises to go on", pours(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 99),
         FAILED, TOO_LONG, most_bytes=KERNEL),
    Case("says nothing", falls_silent_after(b""), FAILED, TOO_LONG),
    Case("falls silent in the headers", falls_silent_after(b"HTTP/1.1 200"), FAILED, TOO_LONG),
    Case("falls silent in the body", falls_silent_after(ok()[:-9]), FAILED, TOO_LONG),
    Case("drips", drips(answer(b"", CLOSES), b"\xff"), FAILED, TOO_LONG),
    Case("an endless page for what is not there", pours(answer(b"", CLOSES, status="404 Gone"), b"a" * 999),
         MISSING, "not found (404)", most_bytes=KERNEL),
    # -- sent elsewhere --
    Case("to a path", sends_on(["/new"], ok()), READY, "", requests=2),
    Case("to a path beside it", sends_on(["new"], ok()), READY, "", requests=2),
    Case("four times", sends_on(["/1", "/2", "/3", "/new"], ok()), READY, "", requests=5),
    Case("without end", sends_on([f"/{n + 1}" for n in range(99)], ok()), FAILED, ENDLESS, requests=6),
    Case("in a circle", sends_on(["/1", "/0"], ok()), FAILED, ENDLESS, requests=2),
    Case("nowhere", status("302 Found", body=b""), FAILED, f"{NOT_UNDERSTOOD} (302)"),
    Case("to a file", sends_on(["file:///etc/passwd"], ok()),
         BLOCKED, "blocked: only http and https are fetched"),
    Case("to a script", sends_on(["javascript:alert(1)"], ok()),
         BLOCKED, "blocked: only http and https are fetched"),
    Case("to this computer by name", sends_on(["http://localhost:{port}/a"], ok()), BLOCKED, PRIVATE),
    Case("to this computer by number", sends_on(["http://2130706434:{port}/a"], ok()), BLOCKED, PRIVATE),
    Case("to the cloud's secrets", sends_on(["http://169.254.169.254/latest"], ok()), BLOCKED, PRIVATE),
    Case("to a mail server", sends_on(["http://8.8.8.8:25/"], ok()),
         BLOCKED, "blocked: port 25 is not one of the web"),
    # -- says no --
    Case("204", status("204 No Content", body=b""), FAILED, f"{NOT_UNDERSTOOD} (204)"),
    Case("206", status("206 Partial Content", body=PICTURE), FAILED, "the server sent only a part (206)"),
    Case("304, though nobody asked", status("304 Not Modified", body=b""),
         FAILED, f"{NOT_UNDERSTOOD} (304)"),
    Case("401", status("401 Unauthorized", ("WWW-Authenticate", 'Basic realm="x"')),
         FAILED, "the server refuses (401)"),
    Case("403", status("403 Forbidden"), FAILED, "the server refuses (403)"),
    Case("404", status("404 Not Found"), MISSING, "not found (404)"),
    Case("404 with a picture", status("404 Not Found", body=PICTURE), MISSING, "not found (404)"),
    Case("407", status("407 Proxy Authentication Required"), FAILED, "the server says no (407)"),
    Case("410", status("410 Gone"), MISSING, "not found (410)"),
    Case("418", status("418 I'm a teapot"), FAILED, "the server says no (418)"),
    Case("429", status("429 Too Many Requests", ("Retry-After", "60")),
         FAILED, "the server asks for a pause (429)"),
    Case("451", status("451 Unavailable For Legal Reasons"), FAILED, "the server refuses (451)"),
    Case("500", status("500 Internal Server Error"), FAILED, "the server failed (500)"),
    Case("503", status("503 Service Unavailable"), FAILED, "the server failed (503)"),
    Case("999", status("999 Request denied"), FAILED, "the server failed (999)"),
]  # fmt: skip

KEEPS_ALIVE = by_path({"/0": ok(), "/1": ok(), "/2": ok()})
