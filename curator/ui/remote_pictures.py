"""Whether pictures come from the web: the general choice, and what was answered for single folders."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from curator.pictures import FetchPolicy
from curator.records import dataclass

ANSWERS_LIMIT = 200
"""Folders whose answers are remembered; the one answered longest ago goes first."""


class RemotePictures(StrEnum):
    """The general choice; a folder may have been given another."""

    ON = "on"
    OFF = "off"
    """The cache is asked, the web is not: this is also how to work offline."""
    ASK = "ask"
    """The web is not asked before the editor has said so, once for each folder."""


NEXT_CHOICE = {
    RemotePictures.ON: RemotePictures.OFF,
    RemotePictures.OFF: RemotePictures.ASK,
    RemotePictures.ASK: RemotePictures.ON,
}


@dataclass(frozen=True, slots=True)
class FolderPictures:
    """What was answered for the folder, or files, `paths`.

    `loads` is None while nobody has said anything that differs from the general choice; `is_trusted` lets
    its pictures come from this computer and the local network.
    """

    paths: tuple[Path, ...]
    loads: bool | None = None
    is_trusted: bool = False

    def allows_remote(self, choice: RemotePictures) -> bool:
        """Whether pictures of this folder are fetched from the web."""
        return choice is RemotePictures.ON if self.loads is None else self.loads

    def policy(self, choice: RemotePictures) -> FetchPolicy:
        """The rules for fetching this folder's pictures."""
        return FetchPolicy(
            is_remote_allowed=self.allows_remote(choice), trusts_private=self.is_trusted and bool(self.paths)
        )


def answer_for(answers: Sequence[FolderPictures], paths: tuple[Path, ...]) -> FolderPictures:
    """What was answered for what is open, which may be nothing."""
    return next((each for each in answers if each.paths == paths), FolderPictures(paths))


def remember_answer(answers: Sequence[FolderPictures], answer: FolderPictures) -> tuple[FolderPictures, ...]:
    """`answers` with `answer` in the place of an earlier one; an answer that says nothing is left out."""
    others = tuple(each for each in answers if each.paths != answer.paths)
    if not answer.paths or answer == FolderPictures(answer.paths):
        return others
    return (answer, *others)[:ANSWERS_LIMIT]
