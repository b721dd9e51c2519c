"""The order of an article's pictures as a decision to commit: the list of HEAD in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping

from curator.articles.fields import IMAGE_KEYS, PLACEMENT
from curator.articles.lead import LeadPicture, addresses_in
from curator.errors import HeaderError
from curator.frontmatter import Restore, Value, read
from curator.library.wanted import PICTURES, Wanted, edited

LEAD = "lead picture"
"""What a decision on the order of pictures is called among the fields."""


def is_order(name: str, value: Wanted) -> bool:
    """Tell whether something that was saved is about the order of pictures: a choice, or one taken back."""
    return isinstance(value, LeadPicture) or (
        isinstance(value, Restore) and value.is_of_order and name in IMAGE_KEYS
    )


def is_still_ordered(saved: Wanted | None, data: bytes) -> bool:
    """Tell whether the last decision on the order of its pictures holds in a file."""
    match saved:
        case LeadPicture():
            return saved.leads(read(data).values)
        case Restore():
            # Imported here because it takes a parser of YAML, and this is taken back once in a while.
            from curator.frontmatter.moving_back import is_put_back

            return is_put_back(data, saved, PLACEMENT)
    return False


def in_order_of(document: bytes, data: bytes) -> bytes:
    """Return `document` with its pictures in the order of those in `data`.

    As far as it has the same ones: others stay behind them. Raises HeaderError.
    """
    wanted, there = addresses_in(read(data).values), addresses_in(read(document).values)
    order = [url for url in wanted if url in there]
    if order == [url for url in there if url in wanted] or not order:
        return document
    # Mostly one was moved; where it were several, each is, as if it had been chosen.
    once = _led_by(document, order[0])
    if addresses_in(read(once).values)[: len(order)] == order:
        return once
    for url in reversed(order):
        document = _led_by(document, url)
    return document


def _led_by(document: bytes, url: str) -> bytes:
    return edited(document, {PICTURES: LeadPicture(url)}, PLACEMENT).data


def pictures_of(data: bytes) -> list[str]:
    """Return the addresses of a file's pictures, none where it cannot be read."""
    try:
        return addresses_in(read(data).values)
    except HeaderError:
        return []


def lead_of(values: Mapping[str, Value]) -> str | None:
    """Return the address of the picture that leads."""
    return next(iter(addresses_in(values)), None)
