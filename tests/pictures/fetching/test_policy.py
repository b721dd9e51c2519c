"""Which addresses may be fetched: the table of special ones, and the spellings meant to get past it."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from PySide6.QtCore import QUrl

from curator.pictures import FetchPolicy
from curator.pictures.fetching.policy import host_of, is_public
from curator.pictures.model import PictureError

SPECIAL = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "127.0.0.1", "127.255.255.254",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.0.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1",
    "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "5f00::1", "fc00::1",
    "fd12:3456::1", "fe80::1", "fe80::1%eth0", "2606:4700::1111%eth0", "fec0::1", "ff02::1", "ff0e::1",
    "::ffff:8.8.8.8%eth0", "64:ff9b::808:808%eth0",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.216.34", "172.32.0.1", "192.169.0.1", "2606:4700::1111",
    "::ffff:8.8.8.8", "64:ff9b::808:808",
]  # fmt: skip


@pytest.mark.parametrize("address", SPECIAL)
def test_a_special_address_is_not_public(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_an_ordinary_address_is_public(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.png",
        "http://0x7f.1/a.png",
        "http://2130706433/a.png",
        "http://017700000001/a.png",
        "http://[::1]/a.png",
        "http://[::ffff:7f00:1]/a.png",
        "http://１２７.0.0.1/a.png",
        "https://169.254.169.254/latest/meta-data",
        "http://8.8.8.8:22/a.png",
        "http://me:secret@8.8.8.8/a.png",
        "ftp://8.8.8.8/a.png",
        "file:///a.png",
        "//8.8.8.8/a.png",
        "http:///a.png",
        "http://exa mple.com/a.png",
        "javascript:alert(1)",
    ],
)
def test_a_bad_url_is_blocked(url: str) -> None:
    with pytest.raises(PictureError, match="blocked: "):
        FetchPolicy().check_url(QUrl(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a.png",
        "HTTP://EXAMPLE.COM",
        "http://8.8.8.8:8080/a",
        "https://[2606:4700::1111]/a",
    ],
)
def test_an_ordinary_url_passes(url: str) -> None:
    FetchPolicy().check_url(QUrl(url))


def test_one_private_address_among_public_ones_blocks() -> None:
    with pytest.raises(PictureError, match="private network"):
        FetchPolicy().check_addresses([ip_address("8.8.8.8"), ip_address("10.0.0.1")])


def test_trust_is_for_the_named_host_only() -> None:
    policy = FetchPolicy(frozenset({"127.0.0.1"}))
    policy.check_url(QUrl("http://127.0.0.1:80/a"))
    with pytest.raises(PictureError):
        policy.check_url(QUrl("http://127.0.0.2/a"))


@pytest.mark.parametrize("url", ["http://127.0.0.1:22/a", "https://[fe80::1]/a", "http://10.0.0.1/"])
def test_a_folder_trusted_for_development_may_lead_anywhere(url: str) -> None:
    policy = FetchPolicy(trusts_private=True)
    policy.check_url(QUrl(url))
    policy.check_addresses([ip_address("127.0.0.1")])


@pytest.mark.parametrize("url", ["ftp://10.0.0.1/a", "file:///a", "http://me@10.0.0.1/", "http://"])
def test_even_then_it_is_the_web_and_nothing_else(url: str) -> None:
    with pytest.raises(PictureError, match="blocked: "):
        FetchPolicy(trusts_private=True).check_url(QUrl(url))


def test_a_redirect_from_secure_to_open_is_blocked() -> None:
    with pytest.raises(PictureError, match="open one"):
        FetchPolicy().check_redirect(QUrl("https://example.com/"), QUrl("http://example.com/"))


def test_the_host_is_the_part_limits_are_counted_by() -> None:
    assert host_of("https://CDN.example.com:8443/a?b=http://other/") == "cdn.example.com"
