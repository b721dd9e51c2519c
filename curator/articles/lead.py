"""Which picture leads an article: the first of its list, and how another one gets there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from curator.articles.fields import IMAGE_KEYS
from curator.articles.model import Article
from curator.articles.parts import images_at
from curator.articles.reading import Fields, Problems
from curator.frontmatter import MoveFirst, Value
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class LeadPicture:
    """The wish that the picture with the address `url` comes first; it reads as `Image.url` does."""

    url: str

    def move_in(self, values: Mapping[str, Value]) -> Mapping[str, MoveFirst] | None:
        """The change of a header that says `values`: none where it leads, None where it is not there.

        Of several with the same address the first one is meant: should that lead, so does the picture.
        """
        key, pictures = _pictures(values)
        urls = [url for _, url in pictures]
        if self.url not in urls:
            return None
        place = urls.index(self.url)
        return {key: MoveFirst(pictures[place][0])} if place else {}

    def leads(self, values: Mapping[str, Value]) -> bool:
        """Tell whether a header that says `values` has it first."""
        move = self.move_in(values)
        return move is not None and not move


def addresses_in(values: Mapping[str, Value]) -> list[str]:
    """The addresses of the pictures in a header that says `values`, the leading one first."""
    return [url for _, url in _pictures(values)[1]]


def _pictures(values: Mapping[str, Value]) -> tuple[str, list[tuple[int, str]]]:
    """The key of the pictures, and the place and address of each."""
    reader = Fields(values, Problems({}))
    found = reader.present(IMAGE_KEYS)
    if found is None:
        return "", []
    return found[0], [(place, image.url) for place, image in images_at(reader, *found)]


def with_lead(article: Article, place: int) -> Article:
    """The article as it will be when another of its pictures leads, the others in their order."""
    images = article.images
    return replace(article, images=(images[place], *images[:place], *images[place + 1 :]))
