"""Connections go to the address that was checked, under the name that was asked for."""

from __future__ import annotations

import socket
import ssl
import sys
from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QNetworkProxy, QSslCertificate, QSslConfiguration

from curator.pictures import FetchPolicy, Limits, PictureRequest, PictureState
from tests.pictures.fetching.certificates import HAS_OPENSSL, make_authority, make_context
from tests.pictures.fetching.raw_server import RawServer, answer, says, sends_on
from tests.pictures.fetching.server_cases import PICTURE

if TYPE_CHECKING:
    from curator.pictures.fetching.resolver import Answer
    from tests.pictures.conftest import Services

needs_openssl = pytest.mark.skipif(not HAS_OPENSSL, reason="no openssl here to make certificates with")
PROOF = "the server could not prove who it is (certificate)"
PRIVATE = FetchPolicy(trusts_private=True)


class Names:
    """A name service that knows the names given, and remembers what it was asked."""

    def __init__(self, **known: Sequence[str]) -> None:
        self._known = {name.replace("_", "."): addresses for name, addresses in known.items()}
        self.asked: list[str] = []

    def lookup(self, host: str, answer: Answer) -> None:
        self.asked.append(host)
        answer([ip_address(address) for address in self._known.get(host, ())])


@pytest.fixture
def server() -> Iterator[RawServer]:
    made = RawServer(says(answer(PICTURE), stays=True))
    yield made
    made.close()


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    make_authority(folder)
    return folder


@pytest.fixture
def trusted(authority: Path) -> Iterator[None]:
    """The test's authority is one this computer trusts."""
    before = QSslConfiguration.defaultConfiguration()
    trusting = QSslConfiguration.defaultConfiguration()
    trusting.addCaCertificate(QSslCertificate((authority / "ca.pem").read_bytes()))
    QSslConfiguration.setDefaultConfiguration(trusting)
    yield
    QSslConfiguration.setDefaultConfiguration(before)


@pytest.fixture
def secure(authority: Path) -> Iterator[RawServer]:
    """A server that can prove to be pictures.test, and notes the names it is asked for."""
    context = make_context(authority, "pictures.test")
    made = RawServer(says(answer(PICTURE), stays=True), context)

    def note(_socket: ssl.SSLObject, name: str | None, _context: ssl.SSLContext) -> None:
        made.names.append(name)

    context.sni_callback = note
    yield made
    made.close()


def test_the_name_stands_in_the_request(services: Services, server: RawServer) -> None:
    names = Names(pictures_test=["127.0.0.1"])
    service = services.make(policy=PRIVATE, resolver=names)
    url = server.url(host="pictures.test")
    assert services.ask(service, PictureRequest(url, 40, 40)).state is PictureState.READY
    assert f"\r\nHost: pictures.test:{server.port}\r\n" in server.requests[0]
    assert (server.requests[0].count("Host:"), names.asked) == (1, ["pictures.test"])


def test_a_name_in_other_letters_is_sent_in_its_plain_form(services: Services, server: RawServer) -> None:
    names = Names(**{"xn--bcher-kva_test": ["127.0.0.1"]})
    url = server.url(host="Bücher.test")
    services.ask(services.make(policy=PRIVATE, resolver=names), PictureRequest(url, 40, 40))
    assert f"\r\nHost: xn--bcher-kva.test:{server.port}\r\n" in server.requests[0]


def test_each_redirect_asks_for_its_own_name(services: Services) -> None:
    server = RawServer(sends_on(["http://b.test:{port}/last"], answer(PICTURE)))
    names = Names(a_test=["127.0.0.1"], b_test=["127.0.0.1"])
    service = services.make(policy=PRIVATE, resolver=names)
    picture = services.ask(service, PictureRequest(server.url("/0", "a.test"), 40, 40))
    server.close()
    assert (picture.state, names.asked) == (PictureState.READY, ["a.test", "b.test"])
    assert [request.split("Host: ")[1][:6] for request in server.requests] == ["a.test", "b.test"]


def test_the_second_address_is_used_when_the_first_refuses(services: Services, server: RawServer) -> None:
    names = Names(pictures_test=["127.8.8.8", "127.0.0.1"])
    service = services.make(policy=PRIVATE, resolver=names)
    picture = services.ask(service, PictureRequest(server.url(host="pictures.test"), 40, 40))
    assert (picture.state, server.connections) == (PictureState.READY, 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a full queue refuses elsewhere")
def test_the_second_address_is_used_when_the_first_is_silent(services: Services, server: RawServer) -> None:
    with socket.create_server(("127.8.8.8", server.port), backlog=0) as full:
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        names = Names(pictures_test=["127.8.8.8", "127.0.0.1"])
        service = services.make(policy=PRIVATE, resolver=names, limits=Limits(connect_seconds=0.2))
        picture = services.ask(service, PictureRequest(server.url(host="pictures.test"), 40, 40))
        for one in waiting:
            one.close()
    assert (picture.state, server.connections) == (PictureState.READY, 1)


@needs_openssl
@pytest.mark.usefixtures("trusted")
def test_a_server_that_proves_its_name_is_believed(services: Services, secure: RawServer) -> None:
    service = services.make(policy=PRIVATE, resolver=Names(pictures_test=["127.0.0.1"]))
    url = secure.url(host="pictures.test", scheme="https")
    assert services.ask(service, PictureRequest(url, 40, 40)).state is PictureState.READY
    assert secure.names == ["pictures.test"]


@needs_openssl
@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("name", ["other.test", "127.0.0.1"])
def test_a_proof_of_another_name_is_refused(name: str, services: Services, secure: RawServer) -> None:
    service = services.make(policy=PRIVATE, resolver=Names(other_test=["127.0.0.1"]))
    picture = services.ask(service, PictureRequest(secure.url(host=name, scheme="https"), 40, 40))
    assert (picture.state, picture.reason) == (PictureState.FAILED, PROOF)
    assert secure.requests == []


@needs_openssl
def test_a_certificate_of_ones_own_making_is_refused(services: Services, secure: RawServer) -> None:
    service = services.make(policy=PRIVATE, resolver=Names(pictures_test=["127.0.0.1"]))
    url = secure.url(host="pictures.test", scheme="https")
    picture = services.ask(service, PictureRequest(url, 40, 40))
    assert (picture.state, picture.reason) == (PictureState.FAILED, PROOF)
    assert secure.requests == []


class Silence:
    """A name service that answers when it is too late."""

    def __init__(self) -> None:
        self.waiting: list[Answer] = []

    def lookup(self, _host: str, answer: Answer) -> None:
        self.waiting.append(answer)
        if len(self.waiting) > 1:
            self.waiting[0]([ip_address("127.0.0.1")])


def test_a_name_service_that_is_silent_is_not_waited_for(services: Services, server: RawServer) -> None:
    service = services.make(policy=PRIVATE, resolver=Silence(), limits=Limits(idle_seconds=0.1))
    states = [
        services.ask(service, PictureRequest(server.url(host=host), 40, 40)).state
        for host in ("a.test", "b.test")
    ]
    assert states == [PictureState.FAILED, PictureState.OFFLINE]
    assert server.requests == []


@pytest.fixture
def proxy() -> Iterator[RawServer]:
    """A proxy, which the application is told to use; it answers itself."""
    made = RawServer(says(answer(PICTURE), stays=True))
    QNetworkProxy.setApplicationProxy(
        QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", made.port)
    )
    yield made
    QNetworkProxy.setApplicationProxy(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy))
    made.close()


def test_a_proxy_is_told_the_name_even_if_nobody_here_knows_it(services: Services, proxy: RawServer) -> None:
    service = services.make(policy=FetchPolicy(), resolver=Names())
    picture = services.ask(service, PictureRequest("http://pictures.test/a.png", 40, 40))
    assert (picture.state, proxy.paths) == (PictureState.READY, ["http://pictures.test/a.png"])


def test_a_proxy_is_asked_where_no_name_service_answers(services: Services, proxy: RawServer) -> None:
    limits = Limits(connect_seconds=0.1, idle_seconds=30)
    service = services.make(policy=FetchPolicy(), resolver=Silence(), limits=limits)
    picture = services.ask(service, PictureRequest("http://pictures.test/a.png", 40, 40))
    assert (picture.state, proxy.paths) == (PictureState.READY, ["http://pictures.test/a.png"])


def test_a_proxy_is_not_asked_for_what_is_known_to_be_private(services: Services, proxy: RawServer) -> None:
    service = services.make(policy=FetchPolicy(), resolver=Names(pictures_test=["10.0.0.1"]))
    picture = services.ask(service, PictureRequest("http://pictures.test/a.png", 40, 40))
    assert (picture.state, proxy.requests) == (PictureState.BLOCKED, [])
