from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from curator.articles import read_article
from curator.library import Row, Stamp, row_of, row_of_failure

STAMP = Stamp(1, 2, 3)


def read_row(header: str) -> Row:
    data = f"---\n{header}\n---\nText\n".encode()
    return row_of(read_article(Path("/site/a.md"), data), STAMP)


def test_row_has_what_lists_show() -> None:
    row = read_row(
        "title: Police use cameras\npublishedDateTime: 2020-01-24T13:09:00Z\nquality: 76\nheat: -1\n"
        "published: false\nprovider: {name: BBC, domain: bbc.com}\ntopics: [AI]\nexcerpt: Short.\n"
    )
    assert (row.title, row.provider, row.domain, row.excerpt) == (
        "Police use cameras",
        "BBC",
        "bbc.com",
        "Short.",
    )
    assert (row.quality, row.heat, row.published) == (76, -1, False)
    assert row.published_at == datetime(2020, 1, 24, 13, 9, tzinfo=UTC)
    assert (row.topics, row.stamp, row.problem, row.is_editable) == (("AI",), STAMP, "", True)


def test_missing_fields_stay_missing() -> None:
    row = read_row("title: A")
    assert (row.quality, row.heat, row.published, row.published_at) == (None, None, None, None)
    assert (row.keys, row.related_keys, row.has_image) == ((), (), False)


def test_related_items_are_known_by_their_identity() -> None:
    row = read_row(
        "title: A\nrelated:\n- {title: B, webUrl: 'https://www.bbc.com/b/'}\n- {title: C}\n"
        "- {title: B again, webUrl: 'http://bbc.com/b'}"
    )
    assert row.related == 3
    assert len(row.related_keys) == 1


def test_article_and_related_item_with_one_address_share_an_identity() -> None:
    own = read_row("title: B\nwebUrl: https://www.bbc.com/b/")
    other = read_row("title: A\nrelated:\n- {title: B, webUrl: 'https://bbc.com/b'}")
    assert own.keys
    assert other.related_keys == own.keys


def test_problem_names_its_line() -> None:
    assert read_row("title: A\nquality: [1]").problem.startswith("line 3: ")


def test_failed_file_is_shown_with_its_reason_and_not_editable() -> None:
    row = row_of_failure(Path("/site/a.md"), "the file is gone")
    assert (row.title, row.problem, row.is_editable) == ("a.md", "the file is gone", False)
