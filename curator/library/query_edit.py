"""Changes one condition of a filter as it was typed, and leaves every other character of it alone.

A condition is found by what it means: `undecided` is `state:undecided`, and `provider="BBC"` is not
`provider:bbc`, which lets more pass.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from curator.library.query_dates import InMonth
from curator.library.query_parse import Piece, parse_pieces
from curator.library.query_states import InState
from curator.library.query_team import InShare
from curator.library.query_terms import Contains, InField, Not, Term, TextField
from curator.library.share import Share


class Standing(Enum):
    """How a filter speaks of a condition."""

    ABSENT = "absent"
    WANTED = "wanted"
    EXCLUDED = "excluded"


def standing_of(text: str, condition: str) -> Standing:
    """Say whether a filter wants a condition, excludes it, or does not speak of it.

    Raises:
        QueryError: one of the two cannot be understood.
    """
    wanted = _meaning(_single(condition))
    found = [piece.term for piece in parse_pieces(text) if _meaning(_positive(piece.term)) == wanted]
    if not found:
        return Standing.ABSENT
    return Standing.EXCLUDED if isinstance(found[0], Not) else Standing.WANTED


def single_valued(term: Term) -> str:
    """Name the field whose only value a wanted condition fixes ("state"), "" for any other condition."""
    match term:
        case InMonth():
            return "month"
        case InShare():
            return "share"
        case InState():
            return "state"
        case InField(TextField.PROVIDER, _, True):
            return "provider"
        case _:
            return ""


def share_of(text: str) -> Share | None:
    """Give the share a filter wants, None for the whole.

    Raises:
        QueryError: the filter cannot be understood.
    """
    wanted = (piece.term.share for piece in parse_pieces(text) if isinstance(piece.term, InShare))
    return next(wanted, None)


def with_share(text: str, share: Share | None) -> str:
    """Give the filter for this share of the same articles, or for all of them.

    Raises:
        QueryError: the filter cannot be understood.
    """
    if share is not None:
        return with_standing(text, share.condition, Standing.WANTED)
    return _replaced(text, [piece for piece in parse_pieces(text) if isinstance(piece.term, InShare)], "")


def with_standing(text: str, condition: str, standing: Standing) -> str:
    """Give the filter in which one condition, typed without a dash, has this standing, else as typed.

    Of what an article has only one of (its state, its provider, its month, its share), a wanted value takes
    the place of the one wanted before: both together nothing could pass.

    Raises:
        QueryError: one of the two cannot be understood.
    """
    term = _single(condition)
    if standing_of(text, condition) is standing:
        return text
    is_replaced = _is_replaced_by(term, standing)
    places = [piece for piece in parse_pieces(text) if is_replaced(piece.term)]
    if standing is Standing.ABSENT:
        return _replaced(text, places, "")
    fresh = f"-{condition}" if standing is Standing.EXCLUDED else condition
    if not places:
        return f"{text.rstrip()} {fresh}".lstrip()
    return _replaced(text, places, fresh)


def _is_replaced_by(term: Term, standing: Standing) -> Callable[[Term], bool]:
    meaning, only_one = _meaning(term), single_valued(term)
    displaces = standing is Standing.WANTED and only_one

    def is_replaced(other: Term) -> bool:
        return _meaning(_positive(other)) == meaning or bool(displaces and single_valued(other) == only_one)

    return is_replaced


def _replaced(text: str, places: list[Piece], fresh: str) -> str:
    """Put `fresh` where the first of these pieces is and take the others out, with the gap beside them."""
    for piece in reversed(places):
        new = fresh if piece is places[0] else ""
        left, right = text[: piece.start], text[piece.end :]
        if new and (not left or left[-1].isspace()) and (not right or right[0].isspace()):
            text = left + new + right
        else:
            # Phrases may touch each other; what is put or left beside them must not grow into one with them.
            text = " ".join(part for part in (left.rstrip(), new, right.lstrip()) if part)
    return text


def _single(condition: str) -> Term:
    pieces = list(parse_pieces(condition))
    if len(pieces) != 1 or isinstance(pieces[0].term, Not):
        raise ValueError(f"{condition!r} is not one condition without a dash")
    return pieces[0].term


def _positive(term: Term) -> Term:
    return term.term if isinstance(term, Not) else term


def _meaning(term: Term) -> Term:
    """The condition without what makes no difference: capital letters in a text that is looked for."""
    if isinstance(term, InField):
        return InField(term.field, term.text.casefold(), term.is_whole)
    return Contains(term.text.casefold()) if isinstance(term, Contains) else term
