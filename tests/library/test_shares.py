"""A folder split among editors: shares are the same on every machine, and none changes by itself."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from curator.articles import same_article_key
from curator.articles.reader import understand
from curator.errors import QueryError
from curator.library import parse_query
from curator.library.article_id import share_key
from curator.library.holdings import Holdings
from curator.library.index import Index
from curator.library.record import record_of
from curator.library.row import NO_STAMP, Row
from curator.library.shares import shares_of
from curator.library.stored import stored_of
from tests.library.bot_articles import ARTICLE
from tests.library.shelf import holdings_of, names, stored
from tests.library.test_evaluation import placed, share

EDITORS = range(1, 11)
KEYS = np.array([share_key(f"example.com/{number}", "") for number in range(10_000)])

KNOWN = {
    "https://www.example.com/2020/cameras/": (1, 1, 1, 1, 1, 1, 1, 1, 9, 9),
    "https://example.org/b?id=7": (1, 1, 3, 3, 5, 6, 6, 6, 6, 6),
    "https://zeit.example/wissen/1": (1, 2, 3, 3, 3, 3, 3, 3, 3, 3),
}
"""The shares of some addresses among one to ten editors: others have worked with them, so they must stay."""


def shares_of_address(url: str) -> tuple[int, ...]:
    keys = np.array([share_key(same_article_key(url), "any.md")])
    return tuple(int(shares_of(keys, shares)[0]) for shares in EDITORS)


def key_of(text: str, name: str) -> int:
    """What the share of an article with this text goes by."""
    path = Path("/site", name)
    cells = stored_of(record_of(understand(path, text.encode()).article, NO_STAMP)).article
    return int(str(cells[18]))


@pytest.mark.parametrize("url", KNOWN)
def test_share_is_what_it_has_always_been(url: str) -> None:
    assert shares_of_address(url) == KNOWN[url]


@pytest.mark.parametrize("shares", EDITORS)
def test_shares_are_those_of_the_paper(shares: int) -> None:
    assert shares_of(KEYS, shares).tolist() == [share(int(key), shares) for key in KEYS]


@pytest.mark.parametrize("shares", EDITORS)
def test_shares_are_about_as_large_as_each_other(shares: int) -> None:
    sizes = np.bincount(shares_of(KEYS, shares), minlength=shares + 1)[1:]
    fair, spread = len(KEYS) / shares, (len(KEYS) / shares) ** 0.5
    assert sizes.sum() == len(KEYS)
    assert np.all(np.abs(sizes - fair) < 4 * spread)


@pytest.mark.parametrize("shares", EDITORS)
def test_when_an_editor_joins_articles_go_to_nobody_else(shares: int) -> None:
    before, after = shares_of(KEYS, shares), shares_of(KEYS, shares + 1)
    assert set(after[before != after].tolist()) == {shares + 1}


def test_share_stays_when_the_file_gets_another_name() -> None:
    assert key_of(ARTICLE, "a.md") == key_of(ARTICLE, "b.md")


def test_share_stays_when_a_bot_rewrites_the_file() -> None:
    rewritten = ARTICLE.replace("quality: 41", "quality: 90").replace("\n", "\r\n")
    assert key_of(rewritten, "a.md") == key_of(ARTICLE, "a.md")


def test_share_stays_when_an_address_is_written_otherwise() -> None:
    usual, other = (
        "https://www.example.com/2020/cameras/\n",
        "https://example.com:443/2020/cameras?utm_source=x#a\n",
    )
    assert key_of(ARTICLE.replace(usual, other), "a.md") == key_of(ARTICLE, "a.md")


def test_share_stays_when_other_addresses_come_and_go() -> None:
    others = ("original", "amp", "cdn")
    lines = [line for line in ARTICLE.splitlines(keepends=True) if not line.startswith(others)]
    assert key_of("".join(lines), "a.md") == key_of(ARTICLE, "a.md")


def test_article_without_an_address_goes_by_the_name_of_its_file() -> None:
    text = "---\ntitle: A\n---\n"
    assert key_of(text, "a.md") == key_of(text.replace("A", "B"), "a.md") != key_of(text, "b.md")


@pytest.mark.parametrize("shares", [1, 2, 3, 7])
def test_each_article_is_listed_in_one_share(shares: int) -> None:
    rows = [placed(Row(Path(), str(number)), number) for number in range(200)]
    holdings = holdings_of(*rows)
    listed = [names(holdings, f"share:{number}/{shares}") for number in range(1, shares + 1)]
    holdings.close()
    assert sorted(name for part in listed for name in part) == sorted(row.path.name for row in rows)


def test_share_is_kept_with_the_index(tmp_path: Path) -> None:
    file, rows = tmp_path / "index", [placed(Row(Path(), str(number)), number) for number in range(50)]
    with closing(Holdings(Index.open(file))) as holdings:
        holdings.put(stored(rows))
        holdings.end_bulk()
        before = names(holdings, "share:2/3")
        holdings.keep_snapshot()
    with closing(Holdings(Index.open(file))) as holdings:
        holdings.load()
        assert names(holdings, "share:2/3") == before != []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("share:4/3", "of 3 there is no share 4"),
        ("share:0/3", "of 3 there is no share 0"),
        ("share:1/0", "a folder is split into 1 to 100 shares, not 0"),
        ("share:1/101", "a folder is split into 1 to 100 shares, not 101"),
        ("share:third", "“third” is not a share; write it as 2/3, the second of three"),
        ("share<2/3", "share cannot be compared; write share:2/3"),
    ],
)
def test_share_that_cannot_be_is_explained(text: str, complaint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert str(caught.value) == complaint


def test_share_is_said_in_words() -> None:
    assert parse_query("share=2/3 undecided").describe() == "in share 2 of 3, undecided"
    assert parse_query("-share:2/3").describe() == "not in share 2 of 3"
