"""What the window and the process that checks a folder for it say to each other; plain and frozen."""

from __future__ import annotations

from array import array
from dataclasses import field
from pathlib import Path

from curator.library.finding import Finding
from curator.library.messages import ids_of
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """Check these folders and files, and end."""

    sources: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class CheckBegun:
    """So many articles are there; the first is about to be read."""

    total: int


@dataclass(frozen=True, slots=True)
class CheckAdvanced:
    """So many have been read, and this was found since the last time."""

    checked: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CheckEnded:
    """Everything was looked at; `found` are the articles (`article_id`) with something wrong."""

    found: array[int] = field(default_factory=ids_of)


@dataclass(frozen=True, slots=True)
class CheckLost:
    """The check ended in the middle, without having been asked to."""


CheckNews = CheckBegun | CheckAdvanced | CheckEnded | CheckLost
