"""What may be fetched: which addresses of the web, and which of the network behind them.

An article's picture address is a stranger's wish. It must not make Curator knock at the editor's router,
printer, development server or cloud metadata service, so special addresses of every kind are refused: written
as such, found by the name service, and again at every redirect.

Between the check and the connection nothing is asked a second time: the name service is asked once, every
address it gives is checked, and the connection is made to one of those very addresses (transfer.py). A name
that changes its meaning in between ("rebinding") changes nothing. Two things go by name instead. A host the
editor trusts: there is nothing to check. And what has to go through a proxy: the connection is to the proxy
then, and the proxy decides what the name means; a name this computer finds in a private network is refused
all the same, one it does not know is left to the proxy.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

from PySide6.QtCore import QUrl

from curator.pictures.model import PictureError, PictureState
from curator.records import dataclass

Address = IPv4Address | IPv6Address

_DEFAULT_PORTS = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024
_GLOBAL_UNICAST = IPv6Network("2000::/3")
"""All of IPv6 that is public at all (https://www.iana.org/assignments/ipv6-address-space)."""
_NAT64 = IPv6Network("64:ff9b::/96")
"""IPv4 as seen from networks that have only IPv6 (RFC 6052); the IPv4 address is the last four bytes."""
_SPECIAL: tuple[IPv4Network | IPv6Network, ...] = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments (RFC 6890), of which Python 3.11 knows a part
    IPv4Network("192.88.99.0/24"),  # 6to4 relays (RFC 7526)
    IPv4Network("192.31.196.0/24"),  # AS112 (RFC 7535)
    IPv4Network("192.52.193.0/24"),  # tunnels for multicast (RFC 7450)
    IPv4Network("192.175.48.0/24"),  # AS112 (RFC 7534)
    IPv6Network("2620:4f:8000::/48"),  # AS112 (RFC 7534)
    IPv6Network("2001::/23"),  # protocol assignments, Teredo among them (RFC 2928, RFC 4380)
    IPv6Network("2001:db8::/32"),  # documentation (RFC 3849)
    IPv6Network("2002::/16"),  # 6to4, which wraps any IPv4 address (RFC 3056), and is no longer in use
    IPv6Network("3fff::/20"),  # documentation (RFC 9637), unknown to Python 3.11
)


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """Whether remote pictures are fetched at all, and who is trusted although it may be private.

    `trusted_hosts` are host names or addresses in lower case as they stand in a URL ("127.0.0.1", "::1",
    "localhost"); neither their port nor their addresses are questioned. With `trusts_private` that holds for
    all hosts, as for a folder of somebody who develops a site on this computer. With `is_remote_allowed`
    off, pictures still come from the disk cache.
    """

    trusted_hosts: frozenset[str] = frozenset()
    is_remote_allowed: bool = True
    trusts_private: bool = False

    def narrowed(self, other: FetchPolicy) -> FetchPolicy:
        """The rules of `other`, which trusts nobody whom these do not trust."""
        return FetchPolicy(
            self.trusted_hosts & other.trusted_hosts,
            other.is_remote_allowed,
            self.trusts_private and other.trusts_private,
        )

    def is_trusted(self, url: QUrl) -> bool:
        """Whether the host of `url` is one of those trusted by name."""
        return url.host().lower() in self.trusted_hosts

    def check_url(self, url: QUrl) -> None:
        """Raise PictureError (BLOCKED) unless `url` may be fetched, as far as the URL alone tells."""
        if url.scheme().lower() not in _DEFAULT_PORTS:
            raise _blocked("only http and https are fetched")
        # In brackets stands an IPv6 address, or something for a future that never came.
        is_odd = "[" in url.authority() and literal_address(url) is None
        if not url.isValid() or not url.host() or is_odd:
            raise _blocked("the address is not valid")
        if url.userInfo():
            raise _blocked("the address carries a user name or password")
        if self.trusts_private or self.is_trusted(url):
            return
        port = url.port(_DEFAULT_PORTS[url.scheme().lower()])
        if port < _FIRST_FREE_PORT and port not in _DEFAULT_PORTS.values():
            raise _blocked(f"port {port} is not one of the web")
        literal = literal_address(url)
        if literal is not None:
            self.check_addresses([literal])

    def check_redirect(self, came_from: QUrl, leads_to: QUrl) -> None:
        """Raise PictureError unless the redirect may be followed; `leads_to` is absolute."""
        self.check_url(leads_to)
        if came_from.scheme().lower() == "https" and leads_to.scheme().lower() == "http":
            raise _blocked("leads from a secure connection to an open one")

    def check_addresses(self, addresses: Iterable[Address]) -> None:
        """Raise PictureError unless every address is public: the connection may go to any of them."""
        if not self.trusts_private and not all(is_public(address) for address in addresses):
            raise _blocked("leads into a private network")


def literal_address(url: QUrl) -> Address | None:
    """The IP address standing in `url` in place of a name, None for a name.

    QUrl has already brought the odd spellings (0x7f.1, 2130706433, full-width digits) into the usual form.
    """
    try:
        return ip_address(url.host())
    except ValueError:
        return None


def default_port(url: QUrl) -> int:
    """The port that belongs to the scheme of `url`, which is http or https."""
    return _DEFAULT_PORTS[url.scheme().lower()]


def host_of(url: str) -> str:
    """The host in `url`, "" where there is none."""
    return QUrl(url).host()


def is_public(address: Address) -> bool:
    """Whether `address` is a host's on the open internet, by the IANA registries of special addresses.

    IPv4 addresses inside IPv6 ones (mapped, NAT64) are judged as what they are.
    """
    if isinstance(address, IPv6Address):
        # A zone ("%eth0") makes sense only next to this computer.
        if address.scope_id is not None:
            return False
        if address.ipv4_mapped is not None:
            return is_public(address.ipv4_mapped)
        if address in _NAT64:
            return is_public(IPv4Address(int(address) & 0xFFFFFFFF))
        if address not in _GLOBAL_UNICAST:
            return False
    if any(address in special for special in _SPECIAL):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _blocked(why: str) -> PictureError:
    return PictureError(PictureState.BLOCKED, f"blocked: {why}")
