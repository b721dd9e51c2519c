"""What a request for a picture looks like: no cookies, no referrer, no language, an honest name."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QUrl
from PySide6.QtNetwork import QNetworkRequest

import curator
from curator.pictures.fetching.policy import Address
from curator.pictures.model import Limits

_Attribute = QNetworkRequest.Attribute
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": f"Curator/{curator.__version__}",
    "Accept": "image/webp,image/png,image/jpeg,image/gif,image/*;q=0.8",
    # Without these two Qt would tell the system's language and unpack compressed answers of any size.
    "Accept-Language": "*",
    "Accept-Encoding": "identity",
}


def request_for(
    url: QUrl, address: Address | None, headers: Mapping[str, str], limits: Limits
) -> QNetworkRequest:
    """A request for `url`, to be sent to `address` itself, or when None to where the host's name leads.

    `headers` are sent besides the usual ones.
    """
    request = QNetworkRequest(url if address is None else _at(url, address))
    for name, value in {**_HEADERS, **headers}.items():
        request.setRawHeader(name.encode(), value.encode("latin-1", "ignore"))
    if address is not None:
        request.setRawHeader(b"Host", _host_header(url))
        # Whose certificate is asked for, and has to be shown.
        request.setPeerVerifyName(url.host())
    manual = QNetworkRequest.LoadControl.Manual.value
    request.setAttribute(_Attribute.CookieLoadControlAttribute, manual)
    request.setAttribute(_Attribute.CookieSaveControlAttribute, manual)
    request.setAttribute(_Attribute.AuthenticationReuseAttribute, manual)
    # Over HTTP/2 one connection could serve several names, and the Host header is not ours to write.
    request.setAttribute(_Attribute.Http2AllowedAttribute, False)
    request.setAttribute(
        _Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy.value
    )
    request.setTransferTimeout(round(limits.idle_seconds * 1000))
    return request


def _at(url: QUrl, address: Address) -> QUrl:
    literal = QUrl(url)
    literal.setHost(str(address))
    return literal


def _host_header(url: QUrl) -> bytes:
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded).encode("ascii")
    port = url.port()
    return host if port in (-1, _DEFAULT_PORTS.get(url.scheme())) else b"%s:%d" % (host, port)
