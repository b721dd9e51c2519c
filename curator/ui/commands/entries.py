"""What a list of things to choose from shows of each: a name, a few words, the keys that do the same."""

from __future__ import annotations

from typing import Protocol

from curator.records import dataclass


class Entry(Protocol):
    """Something that can be found by letters of its name and chosen; `id` tells it from the others."""

    @property
    def id(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def help(self) -> str: ...
    @property
    def keys(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class ViewEntry:
    """A saved view among other things to choose from."""

    name: str
    text: str
    help: str
    keys: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """No command is called that."""
        return f"view {self.name}"
