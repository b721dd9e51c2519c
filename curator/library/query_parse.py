"""Reads the filter language into conditions, saying at which character something is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches

from curator.errors import QueryError
from curator.library.query_dates import Age, Before, InMonth, Moment, Since
from curator.library.query_states import Has, InState, Part, Published, State
from curator.library.query_terms import (
    Between,
    Compare,
    Comparison,
    Contains,
    InField,
    Not,
    NumberField,
    Term,
    TextField,
)
from curator.records import dataclass

_FIELD = re.compile(r"([A-Za-z]+)(<=|>=|:|<|>|=)(?!//)")
_UNITS = {
    "h": ("hour", 1),
    "d": ("day", 24),
    "w": ("week", 24 * 7),
    "m": ("month", 24 * 30),
    "y": ("year", 24 * 365),
}
_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_RANGE = re.compile(r"(-?\d{1,9})\.\.(-?\d{1,9})", re.ASCII)
_AGE = re.compile(r"(\d{1,5})([hdwmy])", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_NONE = "none"
_YES_NO: dict[str, bool | None] = {"yes": True, "true": True, "no": False, "false": False, _NONE: None}


@dataclass(frozen=True, slots=True)
class _Token:
    """One piece between spaces: a word, or a field with its sign and value; positions are for errors."""

    start: int
    is_negated: bool
    field: str
    sign: str
    value: str
    value_start: int
    is_quoted: bool


def parse_terms(text: str) -> Iterator[Term]:
    """Yield the conditions of a filter in the order typed.

    Raises:
        QueryError: something in it has no meaning.
    """
    for token in _tokens(text):
        term = _field_term(token) if token.field else _word_term(token)
        yield Not(term) if token.is_negated else term


def field_names() -> tuple[str, ...]:
    """Give the names that can stand before a sign, for completion."""
    return tuple(sorted(_FIELDS))


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start = at
        # A lone dash between words is punctuation somebody pasted.
        is_negated = text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace()
        at += is_negated
        named = _FIELD.match(text, at)
        value_start = named.end() if named else at
        value, at, is_quoted = _value(text, value_start)
        field, sign = (named[1].lower(), named[2]) if named else ("", "")
        yield _Token(start, is_negated, field, sign, value, value_start, is_quoted)


def _value(text: str, at: int) -> tuple[str, int, bool]:
    """Read up to a space, or a quoted phrase; give it, where it ends, and whether it was quoted."""
    if at < len(text) and text[at] in '"“”':
        end = next((i for i in range(at + 1, len(text)) if text[i] in '"“”'), -1)
        if end < 0:
            raise QueryError(at, "this quote is not closed")
        return text[at + 1 : end], end + 1, True
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[at:end], end, False


def _word_term(token: _Token) -> Term:
    if token.is_quoted:
        if not token.value.strip():
            raise QueryError(token.value_start, "there is nothing between these quotes")
        return Contains(token.value)
    word = token.value.lower()
    if word in list(State):
        return InState(State(word))
    if word == "published":
        return Published(True)
    if word in ("problem", "problems"):
        return Has(Part.PROBLEM)
    return Contains(token.value)


def _field_term(token: _Token) -> Term:
    read = _FIELDS.get(token.field)
    if read is None:
        raise QueryError(token.start + token.is_negated, _unknown(token.field))
    if not token.value:
        raise QueryError(token.value_start, f"{token.field}{token.sign} needs a value")
    return read(token)


def _unknown(field: str) -> str:
    close = get_close_matches(field, _FIELDS, n=1)
    hint = f"; did you mean “{close[0]}”?" if close else ""
    return f"there is no field “{field}”{hint}"


def _number_term(token: _Token) -> Term:
    field = NumberField(token.field)
    if token.sign in (":", "="):
        if token.value.lower() == _NONE and field is not NumberField.RELATED:
            return Not(Has(Part(field.value)))
        if span := _RANGE.fullmatch(token.value):
            low, high = sorted((int(span[1]), int(span[2])))
            return Between(field, low, high)
    if not _NUMBER.fullmatch(token.value):
        raise QueryError(token.value_start, f"“{token.value}” is not a whole number")
    sign = "=" if token.sign == ":" else token.sign
    return Compare(field, next(c for c in Comparison if c.sign == sign), int(token.value))


def _text_term(token: _Token) -> Term:
    _want(token, ":", "=")
    return InField(TextField(token.field), token.value, is_whole=token.sign == "=")


def _published_term(token: _Token) -> Term:
    _want(token, ":", "=")
    word = token.value.lower()
    if word not in _YES_NO:
        raise QueryError(token.value_start, f"published is yes, no or none, not “{token.value}”")
    return Published(_YES_NO[word])


def _has_term(token: _Token) -> Term:
    _want(token, ":", "=")
    word = token.value.lower()
    known = {part.value: part for part in Part} | {f"{part.value}s": part for part in Part}
    if word not in known:
        parts = ", ".join(Part)
        raise QueryError(token.value_start, f"an article cannot have “{token.value}”; it can have {parts}")
    return Has(known[word])


def _state_term(token: _Token) -> Term:
    _want(token, ":", "=")
    word = token.value.lower()
    if word not in list(State):
        raise QueryError(token.value_start, f"“{token.value}” is not a state; states are {', '.join(State)}")
    return InState(State(word))


def _since_term(token: _Token) -> Term:
    _want(token, ":", "=", ">=")
    return Since(_moment(token))


def _before_term(token: _Token) -> Term:
    _want(token, ":", "=", "<")
    return Before(_moment(token))


def _month_term(token: _Token) -> Term:
    _want(token, ":", "=")
    date = _DATE.fullmatch(token.value)
    if not date or not date[2] or date[3] or not 1 <= int(date[2]) <= 12:
        raise QueryError(token.value_start, f"“{token.value}” is not a month; write it as 2020-01")
    return InMonth(int(date[1]), int(date[2]))


def _moment(token: _Token) -> Moment:
    if age := _AGE.fullmatch(token.value.lower()):
        unit, hours = _UNITS[age[2]]
        return Age(int(age[1]), unit, timedelta(hours=hours * int(age[1])))
    if date := _DATE.fullmatch(token.value):
        try:
            return datetime(int(date[1]), int(date[2] or 1), int(date[3] or 1), tzinfo=UTC)
        except ValueError:
            pass
    raise QueryError(
        token.value_start, f"“{token.value}” is not a time; write 24h, 7d, 2w, 3m, 1y or 2020-01-24"
    )


def _want(token: _Token, *signs: str) -> None:
    if token.sign not in signs:
        at = token.value_start - len(token.sign)
        raise QueryError(at, f"{token.field} cannot be compared; write {token.field}:{token.value}")


_FIELDS: dict[str, Callable[[_Token], Term]] = {
    **{field.value: _number_term for field in NumberField},
    **{field.value: _text_term for field in TextField},
    "published": _published_term,
    "has": _has_term,
    "state": _state_term,
    "since": _since_term,
    "before": _before_term,
    "month": _month_term,
}
