"""One hostile article is read within bounds, as plain text, and with a problem where a person should look."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from curator.articles import Site, read_article, resolve_picture
from curator.articles.body_text import readable_body
from curator.articles.display_text import BODY_LIMIT, has_disturbing
from curator.errors import OutsideSite
from curator.library import Stamp
from curator.library.body_check import body_problems
from curator.library.record import record_of
from curator.library.usual import usual_record
from tests.hostile.bounded import run_bounded
from tests.hostile.content import BOMBS, ODD, write_sparse

PATH = Path("/site/a.md")
HARMLESS = {
    "8,000 keys for the slow parser",
    "8,000 related items",
    "300,000 openings of tags",
    "300,000 openings of links",
    "entity of 6,000 digits",
    "entity of 6,000 digits in the title",
}
"""Much, but nothing a person should look at."""
SMALL = {name for name, data in BOMBS.items() if len(data) < 10_000_000}
HARMLESS_TOO = {"line separators in quotes", "control characters as entities"}


def shown_within_bounds(*paths: Path, seconds: int = 20) -> list[tuple[list[str], bool]]:
    """The problems of files read with 400 MB and so much processor time, and whether they are editable."""
    done = run_bounded("tests.hostile.understanding", *paths, seconds=seconds)
    assert done.returncode == 0, done.stderr.decode()[-500:]
    shown = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(each["longest"] <= BODY_LIMIT for each in shown)
    return [(each["problems"], each["is_editable"]) for each in shown]


def written(folder: Path, names: Iterable[str]) -> dict[str, Path]:
    """The bombs of these names, as files."""
    files = {name: folder / f"{number}.md" for number, name in enumerate(names)}
    for name, path in files.items():
        path.write_bytes(BOMBS[name])
    return files


def check_named(name: str, problems: list[str]) -> None:
    """A person is told of it, in few words, unless it does no harm."""
    assert bool(problems) is (name not in HARMLESS), name
    assert all(len(problem) < 400 for problem in problems)


@pytest.mark.parametrize("name", sorted(set(BOMBS) - SMALL))
def test_huge_file_is_read_within_bounds_and_named(tmp_path: Path, name: str) -> None:
    files = written(tmp_path, [name])
    ((problems, _),) = shown_within_bounds(*files.values())
    check_named(name, problems)


def test_bombs_are_read_within_bounds_and_named(tmp_path: Path) -> None:
    files = written(tmp_path, sorted(SMALL))
    shown = shown_within_bounds(*files.values(), seconds=60)
    for name, (problems, _) in zip(files, shown, strict=True):
        check_named(name, problems)


def test_two_gigabytes_are_read_within_bounds(tmp_path: Path) -> None:
    write_sparse(tmp_path / "a.md")
    write_sparse(tmp_path / "b.md", b"---\ntitle: A\n---\n")
    shown = shown_within_bounds(tmp_path / "a.md", tmp_path / "b.md")
    assert [is_editable for _, is_editable in shown] == [False, True]
    assert all(any("NUL" in problem for problem in problems) for problems, _ in shown)


def texts_of(data: bytes) -> Iterator[str]:
    """Everything the window and the index show of an article."""
    article = read_article(PATH, data)
    record = record_of(article, Stamp(1, 2, 3))
    yield from (article.title, article.excerpt, article.category, article.type, article.date_text)
    yield from (article.provider.name, article.provider.domain, *article.topics)
    yield from (part for item in article.related for part in (item.title, item.excerpt, item.provider.name))
    yield from (readable_body(article.body), record.body, record.row.title, record.row.problem)
    yield from map(str, (*article.problems, *body_problems(data)))


@pytest.mark.parametrize("name", ODD)
def test_odd_article_is_plain_text_with_a_problem(name: str) -> None:
    texts = list(texts_of(ODD[name]))
    assert not any(map(has_disturbing, texts))
    assert not any(mark in text for text in texts for mark in "\u2028\u2029\x85")
    problems = [*read_article(PATH, ODD[name]).problems, *body_problems(ODD[name])]
    assert bool(problems) is (name not in HARMLESS_TOO)


@pytest.mark.parametrize("name", [*ODD, *sorted(SMALL)])
def test_quick_reader_and_parser_agree(name: str) -> None:
    data = {**ODD, **BOMBS}[name]
    quick = usual_record(PATH, data, Stamp(1, 2, 3))
    if quick is not None:
        assert repr(quick) == repr(record_of(read_article(PATH, data), Stamp(1, 2, 3)))


def test_hostile_addresses_are_none() -> None:
    article = read_article(PATH, ODD["hostile links"])
    assert (article.url, article.original_url, article.amp_url) == ("", "", "")
    pictures = [image.url for image in article.images]
    assert pictures == ["../../../etc/passwd", "/../../x.png", "https://host.invalid/x.png"]
    for path in pictures[:2]:
        with pytest.raises(OutsideSite):
            resolve_picture(Site(PATH.parent), PATH, path)
    assert all(not item.url and not item.provider.icon for item in article.related)


def test_tags_make_no_objects() -> None:
    article = read_article(PATH, ODD["tag that makes an object"])
    assert (article.quality, article.title) == (5, "a.md")
    assert read_article(PATH, ODD["tag nobody knows"]).quality == 5
