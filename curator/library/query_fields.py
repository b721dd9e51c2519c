"""Reads one field of a filter with its sign and value into a condition: quality<60, since:7d, has:image."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from curator.articles import same_article_key
from curator.errors import QueryError
from curator.library.query_dates import Before, Moment, Since
from curator.library.query_states import Has, InState, Part, Published, State
from curator.library.query_team import OTHERS, DecidedBy, InShare
from curator.library.query_terms import (
    Between,
    Compare,
    Comparison,
    InField,
    Not,
    NumberField,
    Term,
    TextField,
)
from curator.library.query_tokens import Token
from curator.library.query_when import (
    compared_with,
    is_time_begun,
    read_age,
    read_dates,
    read_months,
    read_stretch,
)
from curator.library.share import MOST_EDITORS, Share

_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)
_RANGE = re.compile(r"(-?\d{1,9})?\.\.(-?\d{1,9})?", re.ASCII)
_SIGNED = re.compile(r"(<=|>=|<|>)(.*)", re.ASCII)
_RANGE_BEGUN = re.compile(r"(?:-?\d{1,9})?\.{1,2}-?", re.ASCII)
_RANGE_MEANT = re.compile(r"(\d{1,9})-(\d{1,9})", re.ASCII)
_SHARE = re.compile(r"(\d{1,9})(?:/| of )(\d{1,9})", re.ASCII)
_SHARE_BEGUN = re.compile(r"\d{1,9}/?", re.ASCII)
_NONE = "none"
_YES_NO: dict[str, bool | None] = {"yes": True, "true": True, "no": False, "false": False, _NONE: None}
_PARTS = {part.value: part for part in Part} | {f"{part.value}s": part for part in Part}
_ANY_NUMBER = "a number such as 60"
_ANY_TIME = "a time such as 7d or 2020-01-24"
_ANY_SHARE = "a share such as 2/3"
_ANY_DATE = "a date such as 2020-01-24 or 2020-01..2020-03"


def wrong(token: Token, happened: str, *, at: int | None = None, expected: str = "") -> QueryError:
    """Make the error that says what is wrong with a piece, by default from its value on."""
    return QueryError(token.value_start if at is None else at, happened, end=token.end, expected=expected)


def condition_named(word: str) -> Term | None:
    """Give what a word stands for when it is one of the language, None for any other."""
    word = word.lower()
    if word in list(State):
        return InState(State(word))
    if word == "published":
        return Published(True)
    return Has(Part.PROBLEM) if word in ("problem", "problems") else None


def _number_term(token: Token) -> Term:
    if token.sign in (":", "="):
        if token.value.lower() == _NONE:
            return Not(Has(Part(token.field)))
        if signed := _SIGNED.fullmatch(token.value):
            at = token.value_start + len(signed[1])
            return _number_term(replace(token, sign=signed[1], value=signed[2], value_start=at))
        if term := _range_term(NumberField(token.field), token.value):
            return term
    if not _NUMBER.fullmatch(token.value):
        raise _no_number(token)
    sign = "=" if token.sign == ":" else token.sign
    comparison = next(each for each in Comparison if each.sign == sign)
    return Compare(NumberField(token.field), comparison, int(token.value))


def _no_number(token: Token) -> QueryError:
    happened = f"“{token.value}” is not a whole number"
    is_begun = token.value in ("", "-")
    if token.sign in (":", "="):
        is_begun = is_begun or _is_beginning(token.value, (_NONE,))
        is_begun = is_begun or _RANGE_BEGUN.fullmatch(token.value) is not None
        if meant := _RANGE_MEANT.fullmatch(token.value):
            happened += f"; write {token.field}:{meant[1]}..{meant[2]}"
    return wrong(token, happened, expected=_ANY_NUMBER if is_begun else "")


def _range_term(field: NumberField, value: str) -> Term | None:
    """A range such as 60..80; either end may be left out."""
    span = _RANGE.fullmatch(value)
    if not span or value == "..":
        return None
    if span[1] is None:
        return Compare(field, Comparison.AT_MOST, int(span[2]))
    if span[2] is None:
        return Compare(field, Comparison.AT_LEAST, int(span[1]))
    low, high = sorted((int(span[1]), int(span[2])))
    return Between(field, low, high)


def _text_term(token: Token) -> Term:
    _want(token, ":", "=")
    field, text = TextField(token.field), token.value
    if not token.is_quoted and text.lower() == _NONE and field.value in _PARTS:
        return Not(Has(Part(field.value)))
    if field is TextField.URL and (key := same_article_key(text)):
        # Addresses are known without what makes no difference; a whole one that was pasted is no other.
        return InField(field, key, is_whole=True)
    return InField(field, text, is_whole=token.sign == "=")


def _published_term(token: Token) -> Term:
    _want(token, ":", "=")
    word = token.value.lower()
    if word not in _YES_NO:
        happened = f"published is yes, no or none, not “{token.value}”"
        raise wrong(token, happened, expected=_choice(token, _YES_NO))
    return Published(_YES_NO[word])


def _has_term(token: Token) -> Term:
    _want(token, ":", "=")
    if token.value.lower() not in _PARTS:
        happened = f"an article cannot have “{token.value}”; it can have {', '.join(Part)}"
        raise wrong(token, happened, expected=_choice(token, _PARTS))
    return Has(_PARTS[token.value.lower()])


def _state_term(token: Token) -> Term:
    _want(token, ":", "=")
    if token.value.lower() not in list(State):
        happened = f"“{token.value}” is not a state; states are {', '.join(State)}"
        raise wrong(token, happened, expected=_choice(token, State))
    return InState(State(token.value.lower()))


def _is_term(token: Token) -> Term:
    _want(token, ":", "=")
    known = (*State, "published", "problem")
    if term := condition_named(token.value):
        return term
    happened = f"an article is never “{token.value}”; it can be {', '.join(known)}"
    raise wrong(token, happened, expected=_choice(token, known))


def _since_term(token: Token) -> Term:
    _want(token, ":", "=", ">=")
    return Since(_moment(token))


def _before_term(token: Token) -> Term:
    _want(token, ":", "=", "<")
    return Before(_moment(token))


def _until_term(token: Token) -> Term:
    """As before, but the day, month or year named is still in."""
    _want(token, ":", "=", "<=")
    stretch = read_stretch(token.value)
    return Before(stretch.end) if stretch else Before(_moment(token))


def _month_term(token: Token) -> Term:
    _want(token, ":", "=")
    if term := read_months(token.value):
        return term
    happened = f"“{token.value}” is not a month; write it as 2020-01 or 2020-01..2020-03"
    raise wrong(token, happened, expected=EXPECTED["month"] if is_time_begun(token.value) else "")


def _date_term(token: Token) -> Term:
    term: Term | None = None
    if token.sign not in (":", "="):
        stretch = read_stretch(token.value)
        term = compared_with(token.sign, stretch) if stretch else None
    elif token.value.lower() == _NONE:
        term = Not(Has(Part.DATE))
    else:
        term = read_dates(token.value)
    if term:
        return term
    happened = f"“{token.value}” is not a date; write 2020, 2020-01, 2020-01-24 or 2020-01..2020-03"
    if read_age(token.value):
        happened = f"“{token.value}” is not a date; write since:{token.value} or before:{token.value}"
    is_begun = is_time_begun(token.value) or _is_beginning(token.value, (_NONE,))
    raise wrong(token, happened, expected=_ANY_DATE if is_begun else "")


def _share_term(token: Token) -> Term:
    """A share such as 2/3; "2 of 3" in quotes is the same."""
    _want(token, ":", "=")
    share = _SHARE.fullmatch(token.value)
    if share is None:
        happened = f"“{token.value}” is not a share; write share=2/3 for the second of three"
        is_begun = _SHARE_BEGUN.fullmatch(token.value) is not None
        raise wrong(token, happened, expected=_ANY_SHARE if is_begun else "")
    number, editors = int(share[1]), int(share[2])
    if not 1 <= editors <= MOST_EDITORS:
        raise wrong(token, f"a queue has from 1 to {MOST_EDITORS} shares, not {editors}")
    if not 1 <= number <= editors:
        happened = (
            f"there is no share {number} of {editors}; they are share=1/{editors} to {editors}/{editors}"
        )
        # More figures may follow: 4/3 becomes 4/30.
        raise wrong(token, happened, expected=_ANY_SHARE if 1 <= number <= MOST_EDITORS else "")
    return InShare(Share(number, editors))


def _by_term(token: Token) -> Term:
    _want(token, ":", "=")
    if not token.is_quoted and token.value.lower() == OTHERS:
        return DecidedBy()
    return DecidedBy(token.value, is_whole=token.sign == "=")


def _moment(token: Token) -> Moment:
    if age := read_age(token.value):
        return age
    if stretch := read_stretch(token.value):
        return stretch.start
    happened = f"“{token.value}” is not a time; write 24h, 7d, 2w, 3m, 1y or 2020-01-24"
    is_begun = is_time_begun(token.value) and "." not in token.value
    raise wrong(token, happened, expected=_ANY_TIME if is_begun else "")


def _want(token: Token, *signs: str) -> None:
    if token.sign not in signs:
        happened = f"{token.field} cannot be compared; write {token.field}:{token.value}"
        raise wrong(token, happened, at=token.name_end)


def _is_beginning(value: str, words: Iterable[str]) -> bool:
    return any(word.startswith(value.lower()) for word in words)


def _choice(token: Token, words: Iterable[str]) -> str:
    return EXPECTED[token.field] if _is_beginning(token.value, words) else ""


FIELDS: dict[str, Callable[[Token], Term]] = {
    **{field.value: _number_term for field in NumberField},
    **{field.value: _text_term for field in TextField},
    "published": _published_term,
    "has": _has_term,
    "state": _state_term,
    "is": _is_term,
    "since": _since_term,
    "after": _since_term,
    "before": _before_term,
    "until": _until_term,
    "month": _month_term,
    "date": _date_term,
    "share": _share_term,
    "by": _by_term,
}
EXPECTED: dict[str, str] = {
    **{field.value: _ANY_NUMBER for field in NumberField},
    **{field.value: "some of its letters" for field in TextField},
    "published": "yes, no or none",
    "has": "image, related, excerpt, topic or another part",
    "state": ", ".join(State),
    "is": "undecided, published, problem or another state",
    "since": _ANY_TIME,
    "after": _ANY_TIME,
    "before": _ANY_TIME,
    "until": _ANY_TIME,
    "month": "a month such as 2020-01",
    "date": _ANY_DATE,
    "share": _ANY_SHARE,
    "by": f"{OTHERS}, or a colleague's name",
}
