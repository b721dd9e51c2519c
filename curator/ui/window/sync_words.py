"""What the window says when a sync has ended."""

from __future__ import annotations

from collections.abc import Sequence

from curator.articles.display_text import LABEL_LIMIT, one_line, shown_name
from curator.git.colleagues import articles_by_author
from curator.git.questions import FieldsInQuestion
from curator.git.sync import Synced

_AUTHORS_TOLD = 3


def synced_words(done: Sequence[Synced]) -> str:
    """What went out and what came in."""
    sent = sum(each.sent for each in done)
    received = articles_by_author(decision for each in done for decision in each.received)
    commits = sum(each.commits_received for each in done)
    parts = [f"the decisions on {_articles(sent)} sent"] if sent else []
    if received:
        told = list(received.items())[:_AUTHORS_TOLD]
        from_whom = [f"{count} from {one_line(author, LABEL_LIMIT)}" for author, count in told]
        rest = sum(received.values()) - sum(count for _, count in told)
        parts.append(", ".join([*from_whom, *([f"{rest} from others"] if rest else [])]) + " came in")
    elif commits:
        parts.append("what others changed came in, no decisions among it")
    return f"Synced: {', '.join(parts) or 'nothing new on either side'}."


def question_words(asked: FieldsInQuestion) -> str:
    """The first question, and how many more; what is asked comes first, as narrow windows cut the end."""
    first, *others = asked.questions
    more = "" if not others else f" — and {len(others)} more question{'s' if len(others) > 1 else ''}"
    return f"{first.field[:1].upper()}{first.field[1:]}: {first.sides} ({shown_name(first.path.name)}){more}"


def left_words(done: Sequence[Synced]) -> str:
    """The decisions that could not be committed, "" for none."""
    left = [(path, reason) for each in done for path, reason in each.left.items()]
    if not left:
        return ""
    (path, reason), *others = left
    more = f", nor that of {_articles(len(others))} more" if others else ""
    return f"The decision of {shown_name(path.name)} could not be committed by itself{more}: {reason}"


def _articles(count: int) -> str:
    return "1 article" if count == 1 else f"{count:,} articles"
