"""A queue shared among editors: each article is in one share, the same wherever it is asked for."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from curator.articles import same_article_key
from curator.library import parse_query
from curator.library.article_id import key_id
from curator.library.reading import load_record
from curator.library.share import share_number
from curator.library.sharing import shares_of
from curator.library.stored import stored_of
from tests.library.keeping import Kept
from tests.library.shelf import holdings_of, names, row_at

ADDRESSES = [f"https://paper{number % 97}.example/2020/{number}/some-title" for number in range(10_000)]
NUMBERS = np.asarray([key_id(same_article_key(address)) for address in ADDRESSES], np.int64)


def of_address(address: str) -> int:
    return share_number(Path("/anywhere/a.md"), [key_id(same_article_key(address))])


def by_definition(number: int, editors: int) -> int:
    """Jump consistent hashing as its authors wrote it down, counted from 1."""
    found, following = -1, 0
    while following < editors:
        found = following
        number = (number * 2862933555777941757 + 1) % 2**64
        following = int((found + 1) * (float(2**31) / float((number >> 33) + 1)))
    return found + 1


def file_with(path: Path, *lines: str) -> int:
    """The number of an article that is written there and read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(("---", "title: A title", *lines, "---", "")), encoding="utf-8")
    return share_cell(path)


def share_cell(path: Path) -> int:
    cell = stored_of(load_record(path)).article[-1]
    assert isinstance(cell, int)
    return cell


# Written down, not computed: another number here means that every team's shares have moved.
@pytest.mark.parametrize(
    ("address", "number", "shares"),
    [
        ("https://www.bbc.com/news/technology-51237665", 2632299596953942327, (1, 1, 3, 3, 3, 3, 3, 3, 3, 3)),
        (
            "https://techcrunch.com/2020/01/24/london-facial-recognition/",
            7058745127239330859,
            (1, 1, 1, 1, 5, 5, 5, 5, 5, 5),
        ),
        ("https://example.com/a?id=7&utm_source=x", 101559735533787718, (1, 1, 1, 1, 1, 1, 1, 1, 1, 1)),
    ],
)
def test_share_of_an_address_never_changes(address: str, number: int, shares: tuple[int, ...]) -> None:
    assert of_address(address) == number
    numbers = np.asarray([number], np.int64)
    assert tuple(int(shares_of(numbers, editors)[0]) for editors in range(1, 11)) == shares


def test_share_of_a_name_never_changes() -> None:
    assert share_number(Path("/site/_news/Zürich.md"), []) == 5487650865357668517
    assert share_number(Path("/site/zurich/index.md"), []) == 4724680317294430557


@pytest.mark.parametrize("editors", range(1, 11))
def test_each_article_is_in_exactly_one_share(editors: int) -> None:
    rows = [row_at(f"/site/{at}.md", same_article_key(address)) for at, address in enumerate(ADDRESSES[:300])]
    holdings = holdings_of(*rows)
    found = Counter(
        name for share in range(1, editors + 1) for name in names(holdings, f"share={share}/{editors}")
    )
    assert found == Counter(row.path.name for row in rows)


@pytest.mark.parametrize("editors", range(1, 11))
def test_shares_are_those_of_the_definition(editors: int) -> None:
    extremes = np.asarray([0, 1, 2**31, 2**62, 2**63 - 1, *NUMBERS[:1000]], np.int64)
    wanted = [by_definition(number, editors) for number in extremes.tolist()]
    assert shares_of(extremes, editors).tolist() == wanted


@pytest.mark.parametrize("editors", range(2, 11))
def test_shares_are_as_large_as_chance_makes_them(editors: int) -> None:
    sizes = np.bincount(shares_of(NUMBERS, editors), minlength=editors + 1)[1:]
    expected = len(NUMBERS) / editors
    # Five standard deviations: the addresses are fixed, so this holds always or never.
    assert abs(sizes - expected).max() < 5 * math.sqrt(expected * (1 - 1 / editors))


@pytest.mark.parametrize("editors", range(1, 10))
def test_when_an_editor_joins_articles_move_to_that_one_only(editors: int) -> None:
    before, after = shares_of(NUMBERS, editors), shares_of(NUMBERS, editors + 1)
    moved = before != after
    assert set(after[moved].tolist()) == {editors + 1}
    assert moved.mean() == pytest.approx(1 / (editors + 1), abs=0.02)


@pytest.mark.parametrize(
    "address",
    [
        "http://paper.example/a/b",
        "https://www.paper.example/a/b/",
        "https://PAPER.example/a/b?utm_source=feed&fbclid=1#top",
        "https://paper-example.cdn.ampproject.org/c/s/paper.example/a/b",
    ],
)
def test_another_way_to_write_the_address_is_in_the_same_share(address: str) -> None:
    assert of_address(address) == of_address("https://paper.example/a/b")


def test_renamed_file_stays_in_its_share(tmp_path: Path) -> None:
    before = file_with(tmp_path / "a.md", "webUrl: https://paper.example/a")
    after = (tmp_path / "a.md").rename(tmp_path / "b.md")
    assert share_cell(after) == before


def test_bot_that_rewrites_an_article_leaves_it_in_its_share(tmp_path: Path) -> None:
    own = "webUrl: https://paper.example/z"
    before = file_with(tmp_path / "a.md", own)
    others = ("originalUrl: https://a.example/1", "ampWebUrl: https://amp.paper.example/z", "quality: 3")
    assert file_with(tmp_path / "a.md", *others, own) == before
    # What is not usual is read in another way.
    assert file_with(tmp_path / "a.md", *others, own, "topics: [a, b]", "secured: {a: b}") == before


@pytest.mark.parametrize("name", ["plain.md", "Zürich.md", "topic/index.md"])
def test_article_without_an_address_goes_by_its_name_wherever_the_folder_is(
    tmp_path: Path, name: str
) -> None:
    there = file_with(tmp_path / "one" / unicodedata.normalize("NFC", name))
    assert file_with(tmp_path / "two" / "deep" / unicodedata.normalize("NFD", name)) == there


def test_articles_that_are_all_called_index_are_not_one_share(tmp_path: Path) -> None:
    assert file_with(tmp_path / "a" / "index.md") != file_with(tmp_path / "b" / "index.md")


def test_share_is_remembered_with_the_folder_and_joins_other_conditions(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    numbers = {f"{at}.md": file_with(folder / f"{at}.md", f"webUrl: {ADDRESSES[at]}") for at in range(40)}
    wanted = {name for name, number in numbers.items() if by_definition(number, 3) == 2}
    kept = Kept(tmp_path / "index.sqlite3", folder).open()
    for query in ("share=2/3", 'share:"2 of 3" undecided', "-share=1/3 -share=3/3"):
        assert set(names(kept.holdings, query)) == wanted
    kept.holdings.keep_snapshot()
    kept.reopen()
    assert set(names(kept.holdings, "share=2/3")) == wanted
    kept.holdings.close()


def test_share_is_said_in_words() -> None:
    assert parse_query("share=2/3 undecided").describe() == "share 2 of 3, undecided"
    assert parse_query("-share=2/3").describe() == "not share 2 of 3"
