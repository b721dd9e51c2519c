from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from curator.library import Catalogue, Row, Sort, parse_query

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def row(name: str, quality: int | None = None, key: str = "", related: tuple[str, ...] = ()) -> Row:
    return Row(
        path=Path("/site") / name,
        title=name,
        quality=quality,
        keys=(key,) if key else (),
        related_keys=related,
    )


def catalogue_of(*rows: Row) -> Catalogue:
    catalogue = Catalogue()
    catalogue.add(rows)
    return catalogue


def names(rows: tuple[Row, ...]) -> list[str]:
    return [row.title for row in rows]


def test_rows_are_found_by_path() -> None:
    a = row("a")
    catalogue = catalogue_of(a)
    assert catalogue.row(a.path) is a
    assert a.path in catalogue
    assert len(catalogue) == 1


def test_unknown_path_is_an_error() -> None:
    with pytest.raises(KeyError):
        Catalogue().row(Path("/site/a"))


def test_replaced_row_keeps_its_place_and_loses_its_old_identity() -> None:
    catalogue = catalogue_of(row("a", key="old"), row("b"))
    catalogue.replace(row("a", key="new"))
    assert catalogue.paths == [Path("/site/a"), Path("/site/b")]
    assert catalogue.in_folder("old") is None
    assert catalogue.in_folder("new") is catalogue.row(Path("/site/a"))


def test_removed_row_is_gone_from_everything() -> None:
    a, b = row("a", key="A", related=("B",)), row("b", key="B")
    catalogue = catalogue_of(a, b)
    catalogue.remove(a.path)
    assert catalogue.paths == [b.path]
    assert catalogue.in_folder("A") is None
    assert catalogue.story_of(b) == (b,)


def test_removing_what_is_not_there_is_no_error() -> None:
    Catalogue().remove(Path("/site/a"))


def test_article_without_an_address_is_not_found_by_it() -> None:
    assert catalogue_of(row("a"), row("b")).in_folder("") is None
    assert names(catalogue_of(row("a"), row("b")).story_of(row("a"))) == ["a"]


def test_story_is_the_same_seen_from_each_of_its_articles() -> None:
    a, b, c = row("a", 50, "A", ("B", "C")), row("b", 90, "B"), row("c", 70, "C")
    catalogue = catalogue_of(a, b, c, row("d", 99, "D"))
    assert [names(catalogue.story_of(member)) for member in (a, b, c)] == [["b", "c", "a"]] * 3


def test_story_does_not_run_on_along_a_chain() -> None:
    chain = [row(name, 50, name, (after,)) for name, after in zip("abcde", "bcdef", strict=True)]
    assert names(catalogue_of(*chain).story_of(chain[0])) == ["a", "b"]


def test_articles_without_quality_follow_those_with_one() -> None:
    a, b = row("a", None, "A", ("B",)), row("b", 1, "B")
    assert names(catalogue_of(a, b).story_of(a)) == ["b", "a"]


def test_one_article_in_two_files_is_known() -> None:
    a, b = row("a", key="A"), row("b", key="A")
    catalogue = catalogue_of(b, a)
    assert catalogue.in_folder("A") is a
    assert catalogue.same_article(a) == (b,)


def test_related_item_is_found_by_any_of_its_addresses() -> None:
    plain = replace(row("a"), keys=("amp", "plain"))
    other = row("b", related=("amp",))
    catalogue = catalogue_of(plain, other)
    assert catalogue.in_folder("plain") is catalogue.in_folder("amp") is plain
    assert names(catalogue.story_of(plain)) == ["a", "b"]


def test_select_filters_and_sorts() -> None:
    catalogue = catalogue_of(row("a", 50), row("b", 90), row("c", 70))
    assert catalogue.select(parse_query("quality>60"), Sort.QUALITY) == [Path("/site/b"), Path("/site/c")]


def test_select_asks_for_the_state_by_path() -> None:
    catalogue = catalogue_of(row("a"), row("b"))
    marks = {Path("/site/a"): "decided"}
    assert catalogue.select(parse_query("undecided"), state_of=marks.get) == [Path("/site/b")]


def test_replaced_title_is_found_and_the_old_one_is_not() -> None:
    catalogue = catalogue_of(Row(Path("/site/x"), "before"))
    assert catalogue.select(parse_query("before"))
    catalogue.replace(Row(Path("/site/x"), "after"))
    assert catalogue.select(parse_query("after"))
    assert not catalogue.select(parse_query("before"))


def test_snapshot_stays_as_it_was() -> None:
    catalogue = catalogue_of(row("a"))
    snapshot = catalogue.snapshot()
    catalogue.add([row("b")])
    assert len(snapshot) == 1
    assert snapshot.select() == [Path("/site/a")]
    assert len(catalogue.select()) == 2


def test_facets_count_what_passes_the_filter() -> None:
    catalogue = catalogue_of(
        Row(Path("/a"), "a", provider="BBC", quality=10), Row(Path("/b"), "b", provider="BBC", quality=90)
    )
    assert [facet.count for facet in catalogue.facets(parse_query("quality>50")).providers] == [1]


def test_hundred_thousand_articles_are_filtered_in_a_blink() -> None:
    catalogue = Catalogue()
    catalogue.add(
        Row(
            path=Path(f"/site/{number}.md"),
            title=f"Article number {number} about face recognition",
            excerpt="Some words that say a little more of what the article is about. " * 3,
            provider=f"Provider {number % 300}",
            published_at=NOW - timedelta(minutes=number),
            quality=number % 150,
            keys=(f"site/{number}",),
            related_keys=(f"site/{number + 1}",),
        )
        for number in range(100_000)
    )
    catalogue.select(parse_query("face"))
    started = time.perf_counter()
    found = catalogue.select(parse_query("quality<60 provider:12 777 undecided"), now=NOW)
    assert time.perf_counter() - started < 0.5
    assert 0 < len(found) < 1_000
