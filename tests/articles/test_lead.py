"""The picture that is to lead is found by its address, read as the article's reader reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from curator.articles import read_article
from curator.articles.lead import LeadPicture, addresses_in, with_lead
from curator.frontmatter import MoveFirst, Value, read

ENTITY = {"url": "https://x.org/a.jpg?a=1&amp;b=2"}


@pytest.mark.parametrize(
    ("values", "url", "move"),
    [
        ({"images": [{"url": "/a"}, {"url": "/b"}]}, "/b", {"images": MoveFirst(1)}),
        ({"images": [{"url": "/a"}, {"url": "/b"}]}, "/a", {}),
        ({"images": [{"url": "/a"}]}, "/b", None),
        ({"images": None, "cover": ["/a", "/b"]}, "/b", {"cover": MoveFirst(1)}),
        ({"images": ["/a", ENTITY]}, "https://x.org/a.jpg?a=1&b=2", {"images": MoveFirst(1)}),
        ({"images": [None, "", 7, "/a", {"src": "/b"}]}, "/b", {"images": MoveFirst(4)}),
        ({"images": [None, "/a", "/b"]}, "/a", {}),
        ({"images": ["/a", "/b", "/b"]}, "/b", {"images": MoveFirst(1)}),
        ({"images": ["/a", "/b", "/a"]}, "/a", {}),
        ({"image": "/a"}, "/a", {}),
        ({}, "/a", None),
    ],
)
def test_a_picture_is_found_where_the_reader_finds_it(
    values: dict[str, Value], url: str, move: dict[str, MoveFirst] | None
) -> None:
    lead = LeadPicture(url)
    assert lead.move_in(values) == move
    assert lead.leads(values) == (move == {})


def test_the_addresses_are_those_of_the_article() -> None:
    data = b"---\nimages: [/a, javascript:b, {url: 'https://x.org/c?d&amp;e'}, '']\n---\n"
    article = read_article(Path("a.md"), data)
    assert addresses_in(read(data).values) == [image.url for image in article.images]
    assert [image.url for image in with_lead(article, 1).images] == ["https://x.org/c?d&e", "/a"]
