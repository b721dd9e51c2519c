"""What the command line prints: safe in a terminal, aligned, harmless in a spreadsheet."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from curator.cli_output import PathNames, csv_lines, fit, safe, table, width_of


def test_escape_sequences_do_not_reach_a_terminal() -> None:
    assert safe("a\x1b[2Jb\u202ec\n") == "a\\x1b[2Jb\\u{202e}c\\x0a"
    assert safe(os.fsdecode(b"caf\xe9")) == "caf\\xe9"
    assert safe("Größe 東京 👩\u200d🚀") == "Größe 東京 👩\u200d🚀"


def test_columns_are_counted_as_a_terminal_does() -> None:
    assert [width_of(text) for text in ("abc", "東京", "e\u0301")] == [3, 4, 1]
    assert fit("東京東京", 5) == "東京…"
    assert list(table(["A", "B"], [["東", "1"], ["ab", "22"]], frozenset({1}))) == [
        "A    B",
        "東   1",
        "ab  22",
    ]


def test_csv_keeps_numbers_and_guards_texts() -> None:
    assert list(csv_lines(["a", "b"], [[-1, "-1"], [None, "@x"], [True, "a,b"]])) == [
        "a,b",
        "-1,'-1",
        ",'@x",
        'yes,"a,b"',
    ]


def test_paths_are_named_as_their_source_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = PathNames(["site", str(tmp_path / "other")])
    assert names.of(tmp_path / "site" / "a.md") == os.path.join("site", "a.md")
    assert names.of(tmp_path / "other" / "a.md") == str(tmp_path / "other" / "a.md")
    assert names.of(Path("/elsewhere/a.md")) == str(Path("/elsewhere/a.md"))
