"""A field that two people decided differently, as a question; and what else keeps two histories apart."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from curator.articles.display_text import LABEL_LIMIT, one_line, shown_name
from curator.articles.fields import SECURED_KEY
from curator.errors import SyncStopped
from curator.frontmatter.merging import Clash, Keep, Reading
from curator.git.exchange import SAFE
from curator.git.message import reading_in_words
from curator.git.running import Git
from curator.records import dataclass

_TOLD = 3
"""Questions and names told in a sentence; the others are counted."""


@dataclass(frozen=True, slots=True)
class Question:
    """A field of an article, what you decided, and what somebody else did."""

    path: Path
    name: str
    """Of the file, below the repository."""

    field: str
    mine: Reading
    theirs: Reading
    who: str

    @property
    def words(self) -> str:
        """The question in the words of the field."""
        return f"{self.field} of {shown_name(self.name)}: {self.sides}"

    @property
    def sides(self) -> str:
        """What each says."""
        if self.field == SECURED_KEY:
            return f"you and {self.who} changed it"  # what it holds is private
        mine, theirs = reading_in_words(self.mine), reading_in_words(self.theirs)
        return f"you say {mine}, {self.who} says {theirs}"


@dataclass(frozen=True, slots=True)
class Answer:
    """Whose value holds, in these questions and no others; `questions` is None for whatever may be asked."""

    keep: Keep
    questions: tuple[Question, ...] | None = None

    def settles(self, asked: Sequence[Question]) -> bool:
        """Tell whether all of these were meant by it, with these very values."""
        if self.questions is None:
            return True
        known = [_meant(question) for question in self.questions]
        return all(_meant(question) in known for question in asked)


def _meant(question: Question) -> tuple[Path, str, str, str]:
    return question.path, question.field, repr(question.mine), repr(question.theirs)


class FieldsInQuestion(SyncStopped):
    """You and a colleague decided the same fields differently; nothing was merged, nobody is overruled."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(
            listed([question.words for question in questions], "more questions", "; "),
            f"{SAFE} Say whose value is to hold: keep mine, or keep theirs.",
        )
        self.questions = tuple(questions)


def questions_of(
    git: Git, root: Path, clashes: Mapping[bytes, Sequence[Clash]], since: str, theirs: str
) -> list[Question]:
    """Make questions of what clashes; `since` and `theirs` bound the commits of the others."""
    found = []
    for path, of_article in clashes.items():
        name = os.fsdecode(path)
        # Literally: a name may hold characters that stand for others in git's patterns.
        shown = git.run(
            *("--literal-pathspecs", "log", "-1", "--no-merges", "--format=%aN"),
            *(f"{since}..{theirs}", "--", name),
        )
        who = one_line(shown.output.decode(errors="replace"), LABEL_LIMIT) or "a colleague"
        found += [
            Question(root / name, name, clash.name, clash.ours, clash.theirs, who) for clash in of_article
        ]
    return found


def listed(words: Sequence[str], more: str, separator: str = ", ") -> str:
    """The first of some things, and how many there are besides."""
    told = separator.join(words[:_TOLD])
    rest = len(words) - _TOLD
    return told if rest <= 0 else f"{told}{separator}and {rest} {more}"
