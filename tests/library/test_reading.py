from __future__ import annotations

import os
from pathlib import Path

import pytest

from curator.errors import ReadFailed
from curator.library import Stamp, load
from curator.library.reading import WHOLE_LIMIT, load_record

HEADER = b"---\ntitle: A\n---\n"


def test_stamp_is_that_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(HEADER)
    assert load(path).stamp == Stamp.of(path.stat())


def test_missing_file_is_a_failure_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ReadFailed, match="gone") as failure:
        load(tmp_path / "a.md")
    assert failure.value.path == tmp_path / "a.md"


def test_folder_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ReadFailed, match="not a regular file"):
        load(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_named_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.md")
    assert "not a regular file" in load_record(tmp_path / "a.md").row.problem


def test_empty_file_is_an_article(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.touch()
    assert load(path).article.path == path


def test_huge_file_is_cut_and_still_has_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(HEADER + b"x" * WHOLE_LIMIT)
    loaded = load(path)
    assert loaded.is_cut
    assert loaded.article.title == "A"


def test_file_of_ordinary_size_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(HEADER + b"x" * (WHOLE_LIMIT - len(HEADER)))
    assert not load(path).is_cut


def test_file_given_in_pieces_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(HEADER + b"Body\n")
    read = os.read
    monkeypatch.setattr(os, "read", lambda file, size: read(file, min(size, 7)))
    loaded = load(path)
    assert (loaded.article.title, loaded.article.body) == ("A", "Body\n")


def test_file_written_while_it_is_read_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(HEADER)
    read, waiting = os.read, [b"More\n"]

    def read_while_somebody_writes(file: int, size: int) -> bytes:
        data = read(file, size)
        if waiting:
            path.write_bytes(HEADER + waiting.pop())
        return data

    monkeypatch.setattr(os, "read", read_while_somebody_writes)
    loaded = load(path)
    assert (loaded.article.body, loaded.stamp) == ("More\n", Stamp.of(path.stat()))
