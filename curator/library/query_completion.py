"""Completes a filter at the cursor: fields, words of the language, and the names the folder knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from curator.library.query_offers import (
    FIELDS,
    STARTS,
    Offer,
    is_shared,
    name_offers,
    value_offers,
    word_offers,
)
from curator.library.query_parse import close_field_name
from curator.library.query_reading import read_query
from curator.library.query_tokens import Token, tokens
from curator.library.query_vocabulary import NO_VOCABULARY, Vocabulary, articles_hint
from curator.records import dataclass

MOST_COMPLETIONS = 8


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that can be put in place of `[start, end)` of the text.

    `text` and `hint` are shown; `replacement` has a gap where a word follows at once. `is_begun` says that a
    value has to follow.
    """

    text: str
    hint: str
    replacement: str
    start: int
    end: int
    is_begun: bool = False

    def applied_to(self, text: str) -> str:
        """Give the text with this put in; the cursor then belongs behind `cursor`."""
        return text[: self.start] + self.replacement + text[self.end :]

    @property
    def cursor(self) -> int:
        """Where one goes on typing after it has been put in."""
        return self.start + len(self.text)


def complete(
    text: str, cursor: int, vocabulary: Vocabulary = NO_VOCABULARY, limit: int = MOST_COMPLETIONS
) -> tuple[Completion, ...]:
    """Give what could be typed at this place of a filter, the best first."""
    found: Iterator[Completion]
    token = next((each for each in tokens(text) if each.start < cursor <= each.end), None)
    if token is None:
        found = _starts(text, cursor)
    elif not token.field:
        found = _words(text, token, cursor, vocabulary)
    elif cursor <= token.name_end:
        found = _names(text, token, text[token.name_start : cursor].lower())
    else:
        found = _values(text, token, cursor, vocabulary)
    return tuple(islice(found, limit))


def _starts(text: str, cursor: int) -> Iterator[Completion]:
    """Offer what is asked for most, but not twice."""
    typed = {text[each.start : each.end] for each in tokens(text)}
    for offer in STARTS:
        if offer.text not in typed:
            yield from _completion(text, cursor, cursor, offer.text, offer.hint)


def _words(text: str, token: Token, cursor: int, vocabulary: Vocabulary) -> Iterator[Completion]:
    # A dash alone is no negation yet, but about to become one.
    is_negated = token.is_negated or token.value == "-"
    typed = "" if token.value == "-" else _typed(text, token, cursor)
    offers = [*(() if token.is_quoted else word_offers(typed)), *name_offers(typed, vocabulary)]
    for offer in _ranked(offers, typed):
        sign = _sign(offer, ":" if offer.field else "", vocabulary)
        condition = f"{offer.field}{sign}{offer.text}"
        hint = offer.hint if offer in FIELDS else _hint(offer, is_negated=is_negated)
        yield from _completion(text, token.start, _end(token, cursor), "-" * is_negated + condition, hint)


def _names(text: str, token: Token, letters: str) -> Iterator[Completion]:
    """Offer other fields for a sign and value that are there."""
    for offer in FIELDS:
        if offer.name.startswith(letters):
            new = text[token.start : token.name_start] + offer.name + text[token.name_end : token.end]
            yield from _completion(text, token.start, token.end, new, offer.hint)


def _values(text: str, token: Token, cursor: int, vocabulary: Vocabulary) -> Iterator[Completion]:
    close = close_field_name(token.field)
    if close != token.field:
        yield from _names(text, token, close or token.field)
        return
    typed = _typed(text, token, cursor)
    head = text[token.start : token.name_start] + token.field
    for offer in _ranked(value_offers(token.field, token.sign, typed, vocabulary), typed):
        condition = f"{head}{_sign(offer, token.sign, vocabulary)}{offer.text}"
        hint = _hint(offer, is_negated=token.is_negated)
        yield from _completion(text, token.start, _end(token, cursor), condition, hint)


def _hint(offer: Offer, *, is_negated: bool) -> str:
    """The hint of an offer; it is written for what is wanted, so what is left out needs other words."""
    if offer.count:
        return ("leaves out " if is_negated else "") + articles_hint(offer.count)
    return "" if is_negated else offer.hint


def _sign(offer: Offer, sign: str, vocabulary: Vocabulary) -> str:
    return "=" if sign == ":" and is_shared(offer, vocabulary) else sign


def _end(token: Token, cursor: int) -> int:
    # An open quote runs on to the end of the text, but what follows the cursor was there before.
    return token.end if token.is_closed else cursor


def _typed(text: str, token: Token, cursor: int) -> str:
    """The part of the value before the cursor."""
    if cursor == token.end and token.is_closed:
        return token.value
    typed = text[token.value_start + token.is_quoted : cursor]
    return typed.replace('""', '"') if token.is_quoted else typed


def _ranked(offers: Iterable[Offer], typed: str) -> list[Offer]:
    """What begins so comes before what has a word that does, and that before what has it somewhere."""
    letters = typed.casefold()
    found: tuple[list[Offer], list[Offer], list[Offer]] = ([], [], [])
    for offer in offers:
        if offer.name.startswith(letters):
            found[0].append(offer)
        elif letters in offer.name:
            found[1 if f" {letters}" in offer.name else 2].append(offer)
    return [*found[0], *found[1], *found[2]]


def _completion(text: str, start: int, end: int, new: str, hint: str) -> Iterator[Completion]:
    """Make one of a condition, none where it would change nothing or could not be read."""
    if new.casefold() == text[start:end].casefold():
        return
    reading = read_query(new, len(new))
    if reading.fault is not None:
        return
    # Words may follow at once, and would grow into one with it.
    gap = " " if end < len(text) and not text[end].isspace() else ""
    yield Completion(new, hint or reading.words, new + gap, start, end, is_begun=reading.query is None)
