"""What to tell people about a fetch that failed: short, plain, and no more than is known."""

from __future__ import annotations

from PySide6.QtNetwork import QNetworkReply

from curator.pictures.model import PictureError, PictureState
from curator.pictures.reasons import UNREACHABLE

BROKE_OFF = "the connection broke off"
TOOK_TOO_LONG = "took too long"
NOT_UNDERSTOOD = "the server's answer could not be understood"

_Error = QNetworkReply.NetworkError
_UNREACHABLE = frozenset(
    {
        _Error.ConnectionRefusedError,
        _Error.HostNotFoundError,
        _Error.TemporaryNetworkFailureError,
        _Error.NetworkSessionFailedError,
        _Error.UnknownNetworkError,
        _Error.ProxyConnectionRefusedError,
        _Error.ProxyNotFoundError,
    }
)
_BROKEN_OFF = frozenset(
    {_Error.RemoteHostClosedError, _Error.ProtocolFailure, _Error.ProxyConnectionClosedError}
)
_TOO_LONG = frozenset({_Error.OperationCanceledError, _Error.TimeoutError, _Error.ProxyTimeoutError})
_GONE = frozenset({404, 410})


def is_unreachable(error: QNetworkReply.NetworkError) -> bool:
    """Whether the server was never spoken to, as when there is no network."""
    return error in _UNREACHABLE


def took_too_long(error: QNetworkReply.NetworkError) -> bool:
    """Whether the reply was given up as nothing had come for too long."""
    return error in _TOO_LONG


def failure_of(error: QNetworkReply.NetworkError) -> PictureError:
    """The failure of a reply that ended without a whole answer.

    A timeout set by `setTransferTimeout` arrives as OperationCanceledError.
    """
    if error in _UNREACHABLE:
        reason = UNREACHABLE
    elif error in _TOO_LONG:
        reason = TOOK_TOO_LONG
    elif error is _Error.SslHandshakeFailedError:
        reason = "the server could not prove who it is (certificate)"
    elif error in _BROKEN_OFF:
        reason = BROKE_OFF
    else:
        reason = NOT_UNDERSTOOD
    return PictureError(PictureState.FAILED, reason)


def failure_of_status(status: int) -> PictureError:
    """The failure a whole answer stands for that is neither a picture nor a redirect."""
    if status in _GONE:
        return PictureError(PictureState.MISSING, f"not found ({status})")
    if status in {401, 403, 451}:
        return PictureError(PictureState.FAILED, f"the server refuses ({status})")
    if status == 429:
        return PictureError(PictureState.FAILED, "the server asks for a pause (429)")
    if status >= 500:
        return PictureError(PictureState.FAILED, f"the server failed ({status})")
    if status == 206:
        return PictureError(PictureState.FAILED, "the server sent only a part (206)")
    if status >= 400:
        return PictureError(PictureState.FAILED, f"the server says no ({status})")
    return PictureError(PictureState.FAILED, f"{NOT_UNDERSTOOD} ({status})")
