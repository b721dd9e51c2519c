"""What `curator set` says of faults: a reason for each path; the others are saved, and nothing is kept."""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from pathlib import Path

import pytest

from curator.cli import main
from curator.library.places import find_places
from curator.triage.journal import Journal
from tests.faults.conftest import NEW
from tests.triage.conftest import ARTICLE
from tests.triage.small_disk import small_disk

Said = list[dict[str, str]]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the journal of this test is."""
    monkeypatch.setenv("CURATOR_HOME", str(tmp_path / "home"))


@pytest.fixture
def article(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "a.md"
    path.write_bytes(ARTICLE)
    return path


def set_quality(capsys: pytest.CaptureFixture[str], *paths: Path) -> tuple[int, Said]:
    """The exit status, and what is said of each path."""
    status = main(["set", "--quality", "80", "--json", *map(str, paths)])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_path_that_fails_hinders_no_other(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, said = set_quality(capsys, article.with_name("gone.md"), article)
    assert status == 1
    assert [line["status"] for line in said] == ["refused", "saved"]
    assert "the file is gone. Nothing was written" in said[0]["reason"]
    assert article.read_bytes() == NEW
    journal = Journal.open(find_places().journal)
    assert journal.failed() == journal.pending() == ()
    journal.close()


def test_full_disk_is_the_reason(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with small_disk(folder, "size=1m") as disk:
        article = folder / "a.md"
        article.write_bytes(ARTICLE)
        disk.fill()
        status, said = set_quality(capsys, article)
        assert (status, said[0]["status"]) == (1, "refused")
        assert "the disk is full. The file is as it was" in said[0]["reason"]
        assert sorted(os.listdir(folder)) == ["a.md", "ballast"]


@pytest.mark.skipif(sys.platform == "win32", reason="this is about POSIX files")
def test_link_that_is_named_is_followed_wherever_it_leads(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    link = tmp_path / "desk" / "link.md"
    link.parent.mkdir()
    link.symlink_to(article)
    assert set_quality(capsys, link)[0] == 0
    assert link.is_symlink()
    assert article.read_bytes() == NEW


def test_journal_that_is_locked_is_the_reason_and_no_file_is_touched(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("curator.triage.journal_file.BUSY_SECONDS", 0.05)
    Journal.open(find_places().journal).close()
    other = sqlite3.connect(find_places().journal, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert main(["set", "--quality", "80", str(article)]) == 1
    other.close()
    assert "Another program holds it; close that, then try again" in capsys.readouterr().err
    assert article.read_bytes() == ARTICLE
