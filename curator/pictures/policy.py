"""What may be fetched."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """Whether remote pictures are fetched, and which hosts may be fetched from although they are private."""

    trusted_hosts: frozenset[str] = frozenset()
    is_remote_allowed: bool = True
