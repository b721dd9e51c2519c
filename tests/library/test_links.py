"""Links between stories, packed and not: the answers are those of a look at every article."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from curator.library import Row
from curator.library.article_id import key_id
from curator.library.index import Index, Placed
from curator.library.links import PIECE, having
from tests.library.shelf import stored

KEYS = [f"paper.example/{number}" for number in range(700)]


def articles(count: int, seed: int = 1) -> list[Row]:
    """Articles that share identities at random; one identity is everywhere."""
    chance = random.Random(seed)
    return [
        Row(
            Path(f"/site/{seed}-{number}.md"),
            f"{number}",
            keys=(chance.choice(KEYS),),
            related_keys=("everywhere", *chance.sample(KEYS, 3)),
        )
        for number in range(count)
    ]


def numbers(placed: Sequence[Placed], key: str, *, is_own: bool) -> set[int]:
    """By looking at every article."""
    wanted = key_id(key)
    return {put.n for put in placed if wanted in (put.stored.own if is_own else put.stored.related)}


@pytest.mark.parametrize("is_own", [True, False])
def test_links_are_found_whether_they_came_at_once_or_later(*, is_own: bool) -> None:
    with Index.in_memory() as index:
        index.begin_bulk()
        placed = index.put(stored(articles(3 * PIECE)))
        index.end_bulk()
        placed += index.put(stored(articles(50, seed=2)))
        for key in ["everywhere", "nowhere", *KEYS]:
            found = having(index._connection, [key_id(key)], is_own=is_own)
            assert found == numbers(placed, key, is_own=is_own)


def test_identity_is_found_while_many_articles_come_in() -> None:
    with Index.in_memory() as index:
        index.begin_bulk()
        placed = index.put(stored(articles(100)))
        for key in KEYS:
            assert index.reader().numbers_with(key_id(key)) == numbers(placed, key, is_own=True)


def test_links_of_articles_put_in_before_the_end_was_made_are_there_afterwards() -> None:
    with Index.in_memory() as index:
        placed = index.put(stored(articles(20)))
        index.end_bulk()
        for key in KEYS:
            assert index.reader().numbers_with(key_id(key)) == numbers(placed, key, is_own=True)
