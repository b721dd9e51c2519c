"""`curator check` as a script and a terminal meet it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from curator import cli_check
from curator.articles import ProblemKind

ARTICLE = """---
title: Article {n}
webUrl: https://example.org/{n}
quality: 60
heat: {heat}
published: false
---
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Twenty articles that follow the rule, seen from the folder around them."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(20):
        (folder / f"{n:02}.md").write_text(ARTICLE.format(n=n, heat=60), encoding="utf-8")
    return folder


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    status = cli_check.run(list(words))
    return status, capsys.readouterr().out


def test_clean_folder_ends_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "news") == (0, "20 articles checked, no problems found\n")
    assert printed(capsys, "news", "--format", "json") == (0, "[\n]\n")


def test_findings_of_a_file_stand_together_by_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = ARTICLE.format(n=5, heat=61).replace("e 5", "e \u202e5").replace("false", "false\ntype: [a]")
    (folder / "05.md").write_text(text, encoding="utf-8")
    (folder / "03.md").write_text("Text.", encoding="utf-8")
    status, out = printed(capsys, "news")
    assert status == 1
    assert out.splitlines() == [
        "news/05.md",
        "  line 2    title holds characters that turn its direction round (U+202E)",
        "  line 5    heat is 61, the rule says 60: as its quality, nothing related",
        "  line 7    type is a list, text was expected",
        "news/03.md",
        "            the file has no front matter",
        "20 articles checked, 4 problems found",
    ]


def test_json_has_the_kind(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "05.md").write_text(ARTICLE.format(n=5, heat=61), encoding="utf-8")
    status, out = printed(capsys, "news", "--format", "json")
    message = "heat is 61, the rule says 60: as its quality, nothing related"
    expected = {"path": "news/05.md", "line": 5, "field": "heat", "message": message, "kind": "off-rule"}
    assert (status, json.loads(out)) == (1, [expected])


def test_hostile_names_and_values_do_not_reach_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hostile = "\x1b[31m\u202e"
    (folder / f"a{hostile}.md").write_text("---\nimages: ['/../../\u200e']\n---\n", encoding="utf-8")
    (folder / "b.md").write_text('---\n"a\\e\u202e": 1\n"a\\e\u202e": 2\n---\n', encoding="utf-8")
    _, out = printed(capsys, "news")
    assert "\\x1b[31m\\u{202e}.md" in out
    assert "leads out of the site’s folder: /../../\\u{200e}" in out
    assert out.replace("\n", "").isprintable()


def test_folder_with_too_many_findings_to_wait_for_shows_all(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli_check, "_GROUPED", 3)
    for n in range(5):
        (folder / f"{n:02}.md").write_text("Text.", encoding="utf-8")
    _, out = printed(capsys, "news", "--format", "json")
    assert [found["kind"] for found in json.loads(out)] == [ProblemKind.NO_HEADER] * 5


def test_source_that_is_not_there_is_told_and_the_other_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli_check.run(["news", "nowhere"]) == 1
    captured = capsys.readouterr()
    assert "20 articles checked, no problems found" in captured.out
    assert "nowhere: it does not exist" in captured.err
