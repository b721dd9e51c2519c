from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curator.errors import ViewRefused, ViewsUnreadable
from curator.library import Sort
from curator.library.views import NAME_LIMIT, View, ViewsDocument, clean_name, read_views

FILE = Path("/news/.curator-views.json")
FRONT = View("Front page", 'undecided provider="BBC"', Sort.QUALITY)
BIG = View("Big stories", "related>3", Sort.RELATED)


def read(text: str) -> ViewsDocument:
    return read_views(FILE, text.encode())


def test_views_come_back_as_they_were_by_their_names() -> None:
    document = ViewsDocument().with_view(FRONT).with_view(BIG)
    assert read(document.to_text()).views == (BIG, FRONT)


def test_file_is_made_for_people_and_merges() -> None:
    assert ViewsDocument().with_view(View("Été", "undecided")).to_text() == (
        '{\n  "views": [\n    {\n      "name": "Été",\n      "query": "undecided",\n'
        '      "sort": "newest"\n    }\n  ]\n}\n'
    )


def test_view_of_the_same_name_gets_another_filter_and_keeps_what_is_not_known() -> None:
    document = read('{"views": [{"name": "front PAGE", "query": "x", "colour": "red"}], "by": "Ada"}')
    changed = json.loads(document.with_view(FRONT).to_text())
    expected = {"name": "Front page", "query": FRONT.query, "sort": "quality", "colour": "red"}
    assert changed == {"views": [expected], "by": "Ada"}


def test_entries_that_are_no_views_are_counted_and_kept() -> None:
    odd = [
        "a text",
        {"name": "New", "sort": "by-mood"},
        {"query": "x"},
        {"name": " "},
        {"name": "A", "query": 5},
    ]
    document = read(json.dumps({"views": odd})).with_view(BIG)
    assert (document.views, document.left_alone) == ((BIG,), 5)
    kept = json.loads(document.to_text())["views"]
    assert [entry for entry in odd if entry not in kept] == []


def test_renaming_keeps_filter_and_order() -> None:
    document = ViewsDocument().with_view(FRONT).renamed("front page", "Home")
    assert document.views == (View("Home", FRONT.query, FRONT.sort),)
    assert document.renamed("home", "HOME").views[0].name == "HOME"


def test_name_of_another_view_is_refused() -> None:
    document = ViewsDocument().with_view(FRONT).with_view(BIG)
    with pytest.raises(ViewRefused, match="already a view called “Big stories”"):
        document.renamed("Front page", "big stories")
    with pytest.raises(ViewRefused, match="needs a name"):
        document.with_view(View(" \n"))


def test_view_that_is_gone_is_neither_renamed_nor_missed() -> None:
    document = ViewsDocument().with_view(BIG)
    assert document.renamed("Front page", "Home") == document
    assert document.without("Front page") == document
    assert document.without("BIG stories").views == ()


def test_of_two_with_one_name_the_first_counts_and_both_are_taken_out() -> None:
    document = read('{"views": [{"name": "A", "query": "x"}, {"name": "a", "query": "y"}]}')
    assert document.views == (View("A", "x"),)
    assert document.without("A").entries == ()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff", "not UTF-8"),
        (b"{\n  oops", "line 2"),
        (b'{"views": [\n<<<<<<< HEAD\n', "Finish it"),
        (b"[]", "a list of “views” was expected"),
        (b'{"views": {}}', "a list of “views” was expected"),
        (b"[" * 100_000, "cannot be read"),
    ],
)
def test_something_else_is_refused_with_its_reason(data: bytes, words: str) -> None:
    with pytest.raises(ViewsUnreadable, match=words):
        read_views(FILE, data)


def test_name_is_one_bounded_line_that_disturbs_nothing() -> None:
    assert clean_name("  a\n b\u202e ") == "a b\ufffd"
    assert len(clean_name("W" * 500)) == NAME_LIMIT


@given(st.text(), st.text(max_size=50), st.sampled_from(list(Sort)))
def test_any_name_and_filter_make_a_file_that_can_be_read(name: str, query: str, sort: Sort) -> None:
    if not clean_name(name):
        return
    document = read_views(FILE, ViewsDocument().with_view(View(name, query, sort)).to_text().encode())
    assert [view.sort for view in document.views] == [sort]
    assert document.view(name) is not None
