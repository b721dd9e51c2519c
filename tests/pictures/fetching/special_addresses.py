"""The table of addresses no picture may be fetched from, and the ways of leading there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

TRUSTED = "127.9.9.9"
"""Where the server is that sends on; its host is trusted, and nothing else."""

RANGES = {
    # https://www.iana.org/assignments/iana-ipv4-special-registry
    "this network": ["0.0.0.0", "0.255.255.255"],
    "private 10/8": ["10.0.0.0", "10.255.255.255"],
    "shared by carriers": ["100.64.0.0", "100.127.255.255"],
    "loopback": ["127.0.0.1", "127.255.255.255"],
    "link-local, secrets of the cloud": ["169.254.0.0", "169.254.169.254"],
    "private 172.16/12": ["172.16.0.0", "172.31.255.255"],
    "protocol assignments": ["192.0.0.0", "192.0.0.8", "192.0.0.170", "192.0.0.255"],
    "documentation": ["192.0.2.0", "198.51.100.255", "203.0.113.9"],
    "6to4 relays": ["192.88.99.2"],
    "AS112 and multicast tunnels": ["192.31.196.1", "192.52.193.1", "192.175.48.1"],
    "private 192.168/16": ["192.168.0.0", "192.168.255.255"],
    "benchmarks": ["198.18.0.0", "198.19.255.255"],
    "multicast": ["224.0.0.1", "239.255.255.255"],
    "reserved": ["240.0.0.0", "255.255.255.254"],
    "broadcast": ["255.255.255.255"],
    # https://www.iana.org/assignments/iana-ipv6-special-registry
    "v6 nothing and loopback": ["::", "::1"],
    "v6 compatible, deprecated": ["::127.0.0.1", "::8.8.8.8"],
    "v6 mapped": ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254"],
    "v6 translated": ["::ffff:0:127.0.0.1"],
    "v6 NAT64": ["64:ff9b::127.0.0.1", "64:ff9b::192.168.0.1"],
    "v6 NAT64 for local use": ["64:ff9b:1::1", "64:ff9b:1:ffff::8.8.8.8"],
    "v6 discard": ["100::1", "100:0:0:1::1"],
    "v6 Teredo": ["2001::1", "2001:0:7f00:1::"],
    "v6 protocol assignments": ["2001:1::1", "2001:2::1", "2001:3::1", "2001:20::1", "2001:1ff:ffff::1"],
    "v6 documentation": ["2001:db8::1", "3fff::1", "3fff:fff:ffff::1"],
    "v6 AS112": ["2620:4f:8000::1"],
    "v6 6to4": ["2002:7f00:1::1", "2002:a00:1::1"],
    "v6 segment routing": ["5f00::1"],
    "v6 unique local": ["fc00::1", "fd12:3456:789a::1"],
    "v6 link-local": ["fe80::1", "febf:ffff::1"],
    "v6 site-local, deprecated": ["fec0::1"],
    "v6 multicast": ["ff02::1", "ff0e::1"],
    "v6 never given out": ["4000::1", "8000::1", "e000::1", "1::1"],
}

SPELLINGS = [
    "127.1", "127.0.1", "2130706433", "017700000001", "0x7f000001", "0x7F.1", "0177.0.0.1", "0x7f.0.0.0x1",
    "127.0.0.1.", "127.0.0.1..", "１２７.0.0.1", "１２７。０。０。１", "①②⑦.⓪.⓪.①", "127%2E0%2E0%2E1",
    "%31%32%37.0.0.1", "127.0.0.1%00.example.com", "127.0.0.01", "0000177.0.0.1", "00000177.1", "4294967295",
    "localhost", "LOCALHOST.", "local\u00adhost", "localhost.localdomain", "[::1%25lo]", "[fe80::1%25eth0]",
    "[::FFFF:7F00:1]", "[0:0:0:0:0:0:0:1]", "[0:0:0:0:0:ffff:127.0.0.1]", "[::ffff:0x7f.1]",
    "[2606:4700::1111%25lo]",
    "127.0.0.1\\@example.com", "example.com@127.0.0.1", "me:secret@8.8.8.8", "[v1.127.0.0.1]", "[127.0.0.1]",
]  # fmt: skip
"""Hosts as somebody might write them who wants to be let through."""

NAMES = {"localhost": ["127.0.0.1"], "localhost.": ["127.0.0.1"], "localhost.localdomain": ["127.0.0.1"]}
"""What every name service says."""


@dataclass(frozen=True)
class Row:
    """A way to a special address: `answers` are what the name service says, the first time and later on."""

    name: str
    url: str
    answers: tuple[tuple[str, ...], ...] = ()
    trusts: bool = False
    """Whether the host TRUSTED is, which then answers with a redirect."""


def literal(address: str) -> str:
    return f"http://[{address}]/a.png" if ":" in address else f"http://{address}/a.png"


def sent_on(target: str, port: int) -> str:
    """An address on the trusted server that redirects to `target`."""
    return f"http://{TRUSTED}:{port}/{quote(target, safe='')}"


def special() -> Iterator[tuple[str, str]]:
    for name, addresses in RANGES.items():
        yield from ((name, address) for address in addresses)


def rows(port: int) -> Sequence[Row]:
    """The whole table; the trusted server listens at `port`."""
    found = []
    for name, address in special():
        found.append(Row(f"{name} {address}", literal(address)))
        found.append(Row(f"a name for {address}", "http://a.test/a.png", ((address,),)))
        found.append(Row(f"sent on to {address}", sent_on(literal(address), port), trusts=True))
    named = sent_on("https://a.test/a.png", port)
    found += [
        Row("a name for a public and a private one", "http://a.test/a.png", (("8.8.8.8", "10.0.0.1"),)),
        Row("a name for a private and a public one", "https://a.test/a.png", (("10.0.0.1", "8.8.8.8"),)),
        Row("a public IPv6 and a mapped one", "http://a.test/", (("2606:4700::1111", "::ffff:10.0.0.1"),)),
        Row("the fifth is private", "http://a.test/", (("8.8.8.8",) * 4 + ("192.168.0.1",),)),
        Row("private first, public later", "http://a.test/", (("10.0.0.1",), ("8.8.8.8",))),
        Row("sent on to a name for a private one", named, (("192.168.0.1",),), trusts=True),
    ]
    found += [Row(f"spelled {host}", f"http://{host}/a.png") for host in SPELLINGS]
    return found
