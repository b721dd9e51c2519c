"""What the article pane says in words: dates, links, problems."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from curator.articles import Article
from curator.library.clash import Seen
from curator.library.decided import Decided, Departure


def date_words(article: Article, age: str) -> str:
    """The date as people write it, with the age: "24 Jan 2020, 13:09 UTC · 6 y ago"."""
    when = article.published_at
    if when is None:
        return article.date_text or "no date"
    words = f"{when.day} {when:%b %Y}"
    if when.hour or when.minute:
        words += f", {when:%H:%M} UTC"
    if not age:
        return words
    return f"{words} · {age}" if age == "now" or age.startswith("in ") else f"{words} · {age} ago"


def domain_words(article: Article) -> str:
    """Where the source link leads."""
    host = urlsplit(article.url).hostname or ""
    return host.removeprefix("www.") or "source"


def departure_words(kind: Departure, decided: Decided, now: Seen) -> str:
    """What became of a decision, and the keys that answer it; "" where it holds."""
    # Imported here because a start has nothing of the kind to say.
    from curator.library.departure_words import before_words, undone_words

    if kind is Departure.SWAPPED:
        before = before_words(decided)
        return f"The source changed: {before}.\nF6 decides the same here, Shift+F6 forgets it."
    changes = undone_words(decided, now)
    if kind is Departure.NONE or not changes:
        return ""
    return f"Somebody undid your decision: {changes}.\nF6 restates it, Shift+F6 keeps what is there now."


def problem_words(article: Article, beside: Sequence[str] = ()) -> str:
    """Everything wrong with the article, a line each; `beside` is what shows only beside the others."""
    lines = [*(str(problem) for problem in article.problems), *beside]
    if not article.is_editable and lines:
        lines.append("Curator shows this file as it is and does not write to it.")
    return "\n".join(lines)
