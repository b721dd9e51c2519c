"""Reads a filter while it is typed: what it means, what is still expected, or what is wrong and where."""

from __future__ import annotations

from curator.errors import QueryError
from curator.library.query import Query, parse_query
from curator.library.query_tokens import Token, tokens
from curator.records import dataclass

_NO_WORD_FOR_OR = "there is no “or”: all of it must hold"
_OR = frozenset({"or", "|", "||"})
_NOT = "to leave something out, write -word"


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text: from `start` on, before `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What is to be said of a filter.

    `query` is there when it can be applied. `fault` is the part of the text that is wrong. Neither is there
    as long as the piece at the cursor only lacks its end.
    """

    words: str
    query: Query | None = None
    fault: Span | None = None


def read_query(text: str, cursor: int | None = None) -> Reading:
    """Read a filter. With the place of the cursor, the piece that is being typed there may be unfinished."""
    try:
        query = parse_query(text)
    except QueryError as error:
        return _unfinished(text, cursor, error) or _faulty(text, error)
    return Reading(_with_hint(query.describe(), text), query)


def _faulty(text: str, error: QueryError) -> Reading:
    start = error.position
    if error.end <= start:
        # Something is missing here: the piece that lacks it is what can be shown.
        start = next((each.start for each in tokens(text) if each.end == error.end), start)
    return Reading(f"{error} (at character {error.position + 1})", fault=Span(start, error.end))


def _unfinished(text: str, cursor: int | None, error: QueryError) -> Reading | None:
    """What is expected next, None when the mistake is not one of being in the middle of it."""
    if cursor is None or not error.expected:
        return None
    token = next(
        (each for each in tokens(text) if each.touches(cursor) and each.touches(error.position)), None
    )
    if token is None:
        return None
    expected = f"{_begun(text, token, cursor)}… ({error.expected})"
    # The places of all else stay what they are.
    others = text[: token.start] + " " * (token.end - token.start) + text[token.end :]
    try:
        query = parse_query(others)
    except QueryError as other:
        return _faulty(others, other)
    return Reading(expected if query.is_empty else f"{query.describe()}, {expected}")


def _begun(text: str, token: Token, cursor: int) -> str:
    """The piece as far as it has been typed; an open quote takes in what follows, which is not meant."""
    return text[token.start : token.end if token.is_closed else max(cursor, token.value_start + 1)]


def _with_hint(words: str, text: str) -> str:
    """Tell somebody who writes OR and NOT, as elsewhere, that they are words like all others here."""
    pieces = [token for token in tokens(text) if token.field or token.value]
    inner = [token for token in pieces[1:-1] if not (token.field or token.is_quoted or token.is_negated)]
    if any(token.value.lower() in _OR for token in inner):
        return f"{words} ({_NO_WORD_FOR_OR})"
    if any(token.value == "NOT" for token in pieces[:-1] if not (token.field or token.is_quoted)):
        return f"{words} ({_NOT})"
    return words
