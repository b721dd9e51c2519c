"""What all transfers share."""

from __future__ import annotations

from PySide6.QtNetwork import QNetworkAccessManager

from curator.pictures.fetching.contacts import Contacts
from curator.pictures.fetching.resolver import Resolver
from curator.pictures.model import Limits
from curator.pictures.store.kept_pictures import KeptPictures
from curator.records import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Means:
    """`direct` never uses a proxy and gets literal addresses only; `by_name` does as the system says."""

    direct: QNetworkAccessManager
    by_name: QNetworkAccessManager
    resolver: Resolver
    kept: KeptPictures
    contacts: Contacts
    limits: Limits
