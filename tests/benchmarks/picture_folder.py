"""A folder of articles whose pictures are all on the web: their own, icons, and those of related items."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from tests.benchmarks.picture_server import host

HOSTS = 12
_PUBLISHERS = 40
_MOST_RELATED = 5
_DAY = datetime(2026, 1, 31, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a picture is, and its path there, by which the server accounts for it."""

    host: str
    path: str

    def at(self, port: int) -> str:
        """The whole address."""
        return f"http://{self.host}:{port}{self.path}"


def lead(number: int) -> Address:
    """The lead picture of an article, by its place in the list."""
    return Address(_host("lead", number), f"/lead/{number}?w=1200&h=675")


def icon(number: int) -> Address:
    """The icon of its publisher."""
    publisher = Random(f"publisher {number}").randrange(_PUBLISHERS)
    return Address(_host("icon", publisher), f"/icon/{publisher}")


def related(number: int) -> list[Address]:
    """The pictures of its related items."""
    count = Random(f"count {number}").randrange(_MOST_RELATED + 1)
    pictures = (number * 10 + place for place in range(count))
    return [Address(_host("related", picture), f"/related/{picture}") for picture in pictures]


def write_folder(folder: Path, count: int, port: int) -> Path:
    """Write so many articles, which the list has in the order of their numbers."""
    folder.mkdir(parents=True)
    (folder / "_config.yml").write_text("title: Pictures\n", encoding="utf-8")
    for number in range(count):
        (folder / f"{number:05}.md").write_text(_article(number, port), encoding="utf-8")
    return folder


def _article(number: int, port: int) -> str:
    published = _DAY - timedelta(hours=number)
    lines = [
        f"title: Article {number} of a long morning in the newsroom",
        f"publishedDateTime: {published:%Y-%m-%dT%H:%M:%SZ}",
        f"webUrl: https://news.example/{number}",
        "type: article",
        "provider:",
        f"  name: Publisher {icon(number).path[6:]}",
        "  domain: publisher.example",
        "  images:",
        f"    - url: {icon(number).at(port)}",
        "images:",
        f"  - url: {lead(number).at(port)}",
        "    width: 1200",
        "    height: 675",
    ]
    pictures = related(number)
    lines += ["related:"] if pictures else []
    for place, picture in enumerate(pictures):
        lines += [
            f"  - title: The same story elsewhere, {place}",
            f"    webUrl: https://other.example/{number}/{place}",
            "    type: article",
            f"    quality: {40 + place}",
            "    images:",
            f"      - url: {picture.at(port)}",
        ]
    excerpt = "An excerpt of two lines, as they come with the articles that editors look at. " * 3
    return "\n".join(("---", *lines, f"excerpt: {excerpt}", "---", excerpt * 3, ""))


def _host(kind: str, number: int) -> str:
    return host(Random(f"{kind} {number}").randrange(HOSTS))
