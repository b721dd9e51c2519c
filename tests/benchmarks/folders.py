"""Folders of made-up articles, of the size, shape and variety of the real ones.

    python tests/benchmarks/folders.py FOLDER COUNT [--seed N]

The same seed gives the same bytes. An article depends on its number and on the count alone, so that stories
can link to each other inside the folder without anybody holding all of them in memory, and so that the work
can be shared out.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from bisect import bisect
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path
from random import Random

if not __package__:
    sys.path[0] = str(Path(__file__).resolve().parents[2])

from tests.benchmarks.paint import write_picture
from tests.benchmarks.spelling import Card, Oddity, Publisher, Rating, body_of, spell
from tests.benchmarks.vocabulary import TOPICS, name, sentences, title

FLAT_UP_TO = 10_000
"""Up to so many articles lie in one folder, as sites have them; more are spread by year and month."""

_FIRST_DAY = datetime(2016, 1, 4, 6, tzinfo=UTC)
_YEARS = timedelta(days=3650)
_PUBLISHERS = 320
_PICTURES = 24
_RELATED_SHARES = (12, 10, 12, 14, 16, 12, 9, 6, 4, 3, 2)
"""How many articles in a hundred have 0, 1, 2 … related items; the mean is near four."""

_RELATED = tuple(accumulate(_RELATED_SHARES))
_IN_FOLDER = 0.3
"""Share of related items that are themselves files of the folder."""

_NEAR = 8
_BATCH = 2_000
_SHARE_OUT_FROM = 4_000
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_UNUSUAL = (Oddity.COMMENTS, Oddity.QUOTED_NUMBERS, Oddity.FLOW, Oddity.FOLDED)
_BROKEN = (Oddity.UNCLOSED, Oddity.BAD_YAML, Oddity.TWICE, Oddity.EMPTY, Oddity.BYTES)
_CONFIG = """title: The Benchmark Observer
url: https://benchmark.example
permalink: /:year/:month/:day/:title/
"""


@dataclass(frozen=True, slots=True)
class Recipe:
    """Which folder: how many articles, and the seed of their chance.

    A plain one has nothing that other programs stumble over: no article is broken, and `published`, which
    Hugo takes for a date, has another name.
    """

    count: int
    seed: int = 1
    is_plain: bool = False

    @property
    def is_flat(self) -> bool:
        """Whether all articles lie in one folder."""
        return self.count <= FLAT_UP_TO


def generate(folder: Path, recipe: Recipe) -> Path:
    """Make the site `folder`, which must not exist, with `count` articles in its `_news`; return `folder`."""
    for part in ("_news", "_site", "node_modules/press", "assets/images/organizations", "assets/images/news"):
        (folder / part).mkdir(parents=True)
    (folder / "_config.yml").write_text(_CONFIG, encoding="utf-8")
    # Neither is content; a scan that takes them in is found out by the count.
    (folder / "_site" / "index.md").write_text("---\ntitle: built\n---\n", encoding="utf-8")
    (folder / "node_modules" / "press" / "README.md").write_text("# press\n", encoding="utf-8")
    for number, publisher in enumerate(publishers(recipe.seed)):
        if publisher.has_icon:
            write_picture(
                folder / f"assets/images/organizations/{publisher.domain}-50x50.png", 50, 50, number
            )
    for number in range(_PICTURES):
        write_picture(folder / f"assets/images/news/{number:02}.png", 800, 450, number)
    starts = range(0, recipe.count, _BATCH)
    if recipe.count < _SHARE_OUT_FROM:
        for start in starts:
            write_articles(folder, recipe, start)
    else:
        with ProcessPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(partial(write_articles, folder, recipe), starts))
    return folder


def write_articles(folder: Path, recipe: Recipe, start: int) -> None:
    """Write one batch of articles, those from number `start` on."""
    made: set[Path] = set()
    for number in range(start, min(start + _BATCH, recipe.count)):
        path = folder / path_of(recipe, number)
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(article(recipe, number))


def path_of(recipe: Recipe, number: int) -> Path:
    """Where in the site an article lies."""
    card = card_of(recipe, number)
    month = Path() if recipe.is_flat else Path(f"{card.published_at:%Y}", f"{card.published_at:%m}")
    return Path("_news") / month / f"{card.published_at:%Y-%m-%d}-{card.slug}.md"


@lru_cache(maxsize=4 * _NEAR)
def card_of(recipe: Recipe, number: int) -> Card:
    """What an article is, as far as others link to it."""
    random = Random(recipe.seed * 10_000_019 + number)
    at = _FIRST_DAY + _YEARS * (number / recipe.count) + timedelta(seconds=int(random.random() * 300))
    return _card(random, recipe.seed, at, f"{number:x}")


def article(recipe: Recipe, number: int) -> bytes:
    """The bytes of an article."""
    card = card_of(recipe, number)
    random = Random((recipe.seed + 1) * 20_000_003 + number)
    related = _related(random, recipe, number)
    chance = random.random()
    oddity = Oddity.NONE
    if chance < 0.02:
        oddity = _UNUSUAL[number % len(_UNUSUAL)]
    elif chance < 0.026 and not recipe.is_plain:
        oddity = _BROKEN[number % len(_BROKEN)]
    body = body_of(random) if random.random() < 0.06 else ""
    topics = [TOPICS[int(random.random() ** 2 * len(TOPICS))] for _ in range(1 + int(random.random() * 3))]
    rating = _rating(random, card, related)
    data = spell(random, card, related, rating, list(dict.fromkeys(topics)), oddity, body)
    if recipe.is_plain:
        data = data.replace(b"\npublished: ", b"\nisPublished: ")
    return data.replace(b"\n", b"\r\n") if random.random() < 1 / 3 else data


@lru_cache(maxsize=4)
def publishers(seed: int) -> tuple[Publisher, ...]:
    """Everybody who publishes; one in three has an icon in the site."""
    random = Random(seed)
    found: dict[str, str] = {}
    while len(found) < _PUBLISHERS:
        town = name(random)
        kind = ("Observer", "Post", "Wire", "Today", "Review", "Daily")[int(random.random() * 6)]
        found[f"{town.lower()}{kind.lower()}.example"] = f"{town} {kind}"
    return tuple(
        Publisher(words, domain, place % 3 == 0) for place, (domain, words) in enumerate(found.items())
    )


def _card(random: Random, seed: int, at: datetime, tag: str) -> Card:
    words = title(random)
    slug = _NOT_IN_A_SLUG.sub("-", words.lower())[:60].strip("-")
    # A few publishers have most of the articles.
    publisher = publishers(seed)[int(random.random() ** 3 * _PUBLISHERS)]
    quality = max(7, min(189, round(random.gauss(72, 30))))
    return Card(
        words,
        sentences(random, 200 + int(random.random() * 150)),
        f"{slug}-{tag}",
        at,
        publisher,
        quality,
        _picture(random, publisher, slug),
    )


def _picture(random: Random, publisher: Publisher, slug: str) -> str:
    chance = random.random()
    if chance < 0.15:
        return ""
    if chance < 0.4:
        return f"/assets/images/news/{int(random.random() * _PICTURES):02}.png"
    return f"https://images.{publisher.domain}/uploads/{slug}-1200x675.jpg"


def _related(random: Random, recipe: Recipe, number: int) -> list[Card]:
    count = bisect(_RELATED, random.random() * _RELATED[-1])
    near = range(max(0, number - _NEAR), min(recipe.count, number + _NEAR + 1))
    own = card_of(recipe, number)
    found: dict[str, Card] = {}
    for turn in range(count):
        other = near[int(random.random() * len(near))]
        if other != number and random.random() < _IN_FOLDER:
            card = card_of(recipe, other)
        else:
            at = own.published_at + timedelta(minutes=int(random.random() * 2000))
            card = _card(random, recipe.seed, at, f"{number:x}-{turn}")
        found.setdefault(card.url, card)
    return list(found.values())


def _rating(random: Random, card: Card, related: list[Card]) -> Rating:
    """Mostly the rule: heat -1 for who is outranked, else quality + 10 a related item; published from 70."""
    chance = random.random()
    if chance < 0.08:
        return Rating(None, None, None)
    is_outranked = any(other.quality > card.quality for other in related)
    heat = -1 if is_outranked else card.quality + 10 * len(related)
    if chance < 0.12 and not is_outranked:
        heat += 15
    return Rating(card.quality, heat, heat >= 70 if chance > 0.1 else None)


def main() -> int:
    """Generate one folder."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generate(options.folder, Recipe(options.count, options.seed))
    return 0


if __name__ == "__main__":
    sys.exit(main())
