"""Reads the filter language into conditions, saying at which characters something is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from curator.errors import QueryError
from curator.library.query_fields import EXPECTED, FIELDS, condition_named, wrong
from curator.library.query_terms import Contains, Not, Term
from curator.library.query_tokens import Token, tokens
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A condition and where it was typed: `text[start:end]`, with its dash where it has one."""

    start: int
    end: int
    term: Term


def parse_terms(text: str) -> Iterator[Term]:
    """Yield the conditions of a filter in the order typed.

    Raises:
        QueryError: something in it has no meaning.
    """
    return (piece.term for piece in parse_pieces(text))


def parse_pieces(text: str) -> Iterator[Piece]:
    """Yield the conditions of a filter with their places, in the order typed.

    Raises:
        QueryError: something in it has no meaning.
    """
    for token in tokens(text):
        term = _field_term(token) if token.field else _word_term(token)
        yield Piece(token.start, token.end, Not(term) if token.is_negated else term)


def quoted(value: str) -> str:
    """Write a value so that it is read back as it is, whatever quotes and spaces it holds."""
    return '"' + value.replace('"', '""') + '"'


def field_names() -> tuple[str, ...]:
    """Give the names that can stand before a sign, for completion."""
    return tuple(sorted(FIELDS))


def close_field_name(name: str) -> str:
    """Give the name of a field that was probably meant, "" when none is near."""
    # Imported here because a start reads filters too, and nearly none of them has a mistake.
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, FIELDS, n=1)), "")


def _word_term(token: Token) -> Term:
    if token.is_quoted:
        _want_closed(token)
        if not token.value.strip():
            raise wrong(
                token, "there is nothing between these quotes", expected="a phrase between the quotes"
            )
        return Contains(token.value)
    return condition_named(token.value) or Contains(token.value)


def _field_term(token: Token) -> Term:
    read = FIELDS.get(token.field)
    if read is None:
        close = close_field_name(token.field)
        hint = f"; did you mean “{close}”?" if close else ""
        error = f"there is no field “{token.field}”{hint}"
        raise QueryError(token.name_start, error, end=token.name_end)
    _want_closed(token)
    if not token.value:
        raise wrong(token, f"{token.field}{token.sign} needs a value", expected=EXPECTED[token.field])
    return read(token)


def _want_closed(token: Token) -> None:
    if not token.is_closed:
        raise wrong(token, "this quote is not closed", expected="the closing quote")
