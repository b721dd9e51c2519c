"""Cuts a filter into the pieces it was typed in, without asking what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.records import dataclass

_FIELD = re.compile(r"([A-Za-z]+)(<=|>=|:|<|>|=)(?!//)")
# A straight quote is ended by another one, and doubled within, as in CSV; curly ones end each other.
_STRAIGHT, _CURLY = re.compile(r'((?:[^"]|"")*)"(?!")'), re.compile(r"([^“”\"]*)[“”\"]")
_ENDS = {'"': _STRAIGHT, "“": _CURLY, "”": _CURLY}


@dataclass(frozen=True, slots=True)
class Token:
    """One piece between spaces: a word, or a field with its sign and value.

    `start`, `value_start` and `end` are places in the text. `is_closed` is False for a quote without an end,
    which goes on to the end of the text.
    """

    start: int
    end: int
    is_negated: bool
    field: str
    sign: str
    value: str
    value_start: int
    is_quoted: bool
    is_closed: bool = True

    @property
    def name_start(self) -> int:
        """Where the word or the name of the field begins, after the dash."""
        return self.start + self.is_negated

    @property
    def name_end(self) -> int:
        """Where the name of the field ends and its sign begins."""
        return self.value_start - len(self.sign)

    def touches(self, place: int) -> bool:
        """Say whether a cursor at this place of the text is in the piece or at one of its ends."""
        return self.start <= place <= self.end


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of a filter in the order typed; whatever is typed has some."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        token = _token(text, at)
        yield token
        at = token.end


def _token(text: str, start: int) -> Token:
    # A lone dash between words is punctuation somebody pasted.
    is_negated = text[start] == "-" and start + 1 < len(text) and not text[start + 1].isspace()
    named = _FIELD.match(text, start + is_negated)
    field, sign = (named[1].lower(), named[2]) if named else ("", "")
    at = named.end() if named else start + is_negated
    if at < len(text) and text[at] in _ENDS:
        phrase = _ENDS[text[at]].match(text, at + 1)
        value, end = (phrase[1], phrase.end()) if phrase else (text[at + 1 :], len(text))
        if text[at] == '"':
            value = value.replace('""', '"')
        return Token(start, end, is_negated, field, sign, value, at, True, phrase is not None)
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    return Token(start, end, is_negated, field, sign, text[at:end], at, False)
