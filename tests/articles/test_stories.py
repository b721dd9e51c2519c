"""Who leads a story, and which files of a folder belong to one."""

from __future__ import annotations

from curator.articles import Related, StoryIndex, outranking


def item(quality: int | None, title: str = "") -> Related:
    return Related(title=title, quality=quality)


def test_best_item_of_higher_quality_outranks() -> None:
    best = outranking(50, [item(60, "a"), item(89, "b"), item(89, "c"), item(None, "d")])
    assert best is not None
    assert best.title == "b"


def test_item_of_equal_quality_does_not_outrank() -> None:
    assert outranking(50, [item(50), item(None)]) is None


def test_article_without_quality_is_not_outranked() -> None:
    assert outranking(None, [item(50)]) is None
    assert outranking(7, []) is None


def story_index() -> StoryIndex[str]:
    index: StoryIndex[str] = StoryIndex()
    index.add("a", {"x.example/a", "x.example/a/amp"}, {"y.example/b"})
    index.add("b", {"y.example/b"}, ())
    index.add("c", {"z.example/c"}, {"x.example/a/amp"})
    index.add("d", {"z.example/d"}, {"z.example/c"})
    return index


def test_links_count_in_both_directions_and_by_any_identity() -> None:
    assert story_index().story_of("a") == ("a", "b", "c")
    assert story_index().story_of("b") == ("a", "b")


def test_links_are_not_followed_further() -> None:
    assert story_index().story_of("d") == ("c", "d")


def test_owner_of_a_key_is_found() -> None:
    assert story_index().owners({"x.example/a/amp", "nobody.example"}) == ("a",)


def test_two_files_of_one_article_are_one_story() -> None:
    index = story_index()
    index.add("copy", {"y.example/b"}, ())
    assert index.story_of("copy") == ("a", "b", "copy")


def test_replaced_member_loses_its_links() -> None:
    index = story_index()
    index.add("a", {"x.example/new"}, ())
    assert index.story_of("a") == ("a",)
    assert index.story_of("c") == ("c", "d")
    index.add("b", {"y.example/b"}, {"x.example/new"})
    assert index.story_of("b") == ("a", "b")


def test_member_added_again_keeps_its_place() -> None:
    index = story_index()
    index.add("a", {"x.example/a", "x.example/a/amp"}, {"y.example/b"})
    assert index.story_of("a") == ("a", "b", "c")


def test_discarded_member_is_forgotten() -> None:
    index = story_index()
    index.discard("b")
    index.discard("nobody")
    assert (len(index), index.owners({"y.example/b"})) == (3, ())
    assert index.story_of("b") == ("b",)
