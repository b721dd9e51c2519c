"""Finding commands by a few letters: which match what was typed, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from curator.ui.commands.entries import Entry
from curator.ui.look.key_cap import cap_text

E = TypeVar("E", bound=Entry)

_FIRST_OF_ALL = 12.0
_AT_START = 10.0
_RUNNING_ON = 9.0
_ANYWHERE = 1.0
# A whole word of the help is meant more often than letters picked out of a name.
_WORD_OF_HELP = 8.0
_START_OF_HELP = 7.0
_EXACT_KEY = 20.0
_LENGTH_COST = 0.02
_PUNCTUATION = ".,:;"
_NONE = float("-inf")


def rank(query: str, commands: Sequence[E], recent: Sequence[str] = ()) -> tuple[E, ...]:
    """The commands that match every word of `query`, the best first; without a word all, the recent first.

    A word matches a name that has its letters in this order ("nxu" finds "Next Undecided"), a word of the
    help that begins with it, or a key ("f9", "ctrl+z"). Among equals the lately used come first, then the
    order of the table decides.
    """
    places = {command: place for place, command in enumerate(recent)}
    words = query.casefold().split()
    scored = []
    for order, command in enumerate(commands):
        score = sum(_score(word, command) for word in words) - _LENGTH_COST * len(command.text)
        if score > _NONE:
            lateness = places.get(command.id, len(places))
            scored.append((-score if words else 0.0, lateness, order))
    return tuple(commands[order] for _, _, order in sorted(scored))


def _score(word: str, command: Entry) -> float:
    keys = {key.casefold() for key in command.keys} | {cap_text(key).casefold() for key in command.keys}
    by_key = _EXACT_KEY if word in keys else _NONE
    parts = [part.strip(_PUNCTUATION) for part in command.help.casefold().split()]
    by_help = _NONE
    if word in parts:
        by_help = _WORD_OF_HELP
    elif any(part.startswith(word) for part in parts):
        by_help = _START_OF_HELP
    return max(by_key, by_help, in_order(word, command.text.casefold()))


def in_order(word: str, text: str) -> float:
    """How well the letters of `word` are found in `text` in this order; minus infinity where they are not.

    The mean over its letters: one at the start of a word, or right after the one before, counts most.
    """
    # best[i] is the best sum with the last letter at text[i]; each further letter makes a new row of it.
    best = [_letter(text, at) if text[at] == word[0] else _NONE for at in range(len(text))]
    for letter in word[1:]:
        following = [_NONE] * len(text)
        reachable = _NONE
        for at in range(1, len(text)):
            reachable = max(reachable, best[at - 1])
            if text[at] == letter:
                following[at] = max(reachable + _letter(text, at), best[at - 1] + _RUNNING_ON)
        best = following
    return max(best, default=_NONE) / len(word)


def _letter(text: str, at: int) -> float:
    if at == 0:
        return _FIRST_OF_ALL
    return _ANYWHERE if text[at - 1].isalnum() else _AT_START
