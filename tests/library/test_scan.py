from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from curator.library import Batch, ScanSummary, scan
from curator.library.scan import FIRST_BATCH


def fill(folder: Path, count: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:04}.md").write_text(f"---\ntitle: Article {number}\n---\n", encoding="utf-8")


def run(*sources: Path, cancelled: Callable[[], bool] = lambda: False) -> tuple[list[Batch], ScanSummary]:
    batches = list(scan(sources, cancelled))
    summary = batches[-1].summary
    assert summary is not None
    return batches, summary


def titles(batches: list[Batch]) -> list[str]:
    return [row.title for batch in batches for row in batch.rows]


def test_every_article_comes_once(tmp_path: Path) -> None:
    fill(tmp_path, 50)
    batches, summary = run(tmp_path)
    assert titles(batches) == [f"Article {number}" for number in reversed(range(50))]
    assert (summary.found, summary.unreadable, summary.is_empty) == (50, 0, False)


def test_first_batch_is_small_and_comes_before_the_rest_is_looked_for(tmp_path: Path) -> None:
    fill(tmp_path, FIRST_BATCH + 10)
    batches = scan([tmp_path])
    first = next(batches)
    assert len(first.rows) == FIRST_BATCH
    assert not first.is_counted
    second = next(batches)
    assert (second.found, second.read, second.is_counted) == (FIRST_BATCH + 10, FIRST_BATCH + 10, True)


def test_only_the_last_batch_has_the_summary(tmp_path: Path) -> None:
    fill(tmp_path, 30)
    batches, _ = run(tmp_path)
    assert all(batch.summary is None for batch in batches[:-1])


def test_empty_folder_is_a_fact_of_the_summary(tmp_path: Path) -> None:
    _, summary = run(tmp_path)
    assert (summary.is_empty, summary.is_read_only, summary.missing) == (True, False, ())


def test_missing_folder_is_a_fact_of_the_summary(tmp_path: Path) -> None:
    _, summary = run(tmp_path / "nowhere")
    assert [item.path for item in summary.missing] == [tmp_path / "nowhere"]


def test_skipped_folders_are_named(tmp_path: Path) -> None:
    fill(tmp_path / "_site", 1)
    fill(tmp_path / "posts", 1)
    _, summary = run(tmp_path)
    assert [item.path.name for item in summary.skipped] == ["_site"]


def test_file_that_is_gone_becomes_a_row_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "nowhere.md")
    batches, summary = run(tmp_path)
    assert "gone" in batches[0].rows[0].problem
    assert summary.unreadable == 1


def test_cancelling_ends_the_scan_with_what_was_found(tmp_path: Path) -> None:
    fill(tmp_path, 60)
    asked = iter(range(1_000))
    batches, summary = run(tmp_path, cancelled=lambda: next(asked) > 30)
    assert summary.is_cancelled
    assert len(titles(batches)) == summary.found < 60


def test_single_files_are_scanned(tmp_path: Path) -> None:
    fill(tmp_path, 3)
    batches, _ = run(tmp_path / "0001.md", tmp_path / "0002.md")
    assert titles(batches) == ["Article 1", "Article 2"]
