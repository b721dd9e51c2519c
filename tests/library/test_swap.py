"""Somebody else writes an article in the very moment it is saved, after the last look at it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from curator.articles.fields import PLACEMENT
from curator.errors import SaveFailed
from curator.library import save, swap
from curator.library.save import SavePlan, carry_out, plan_save
from curator.library.swap import exchange, swap_in

BASE = b"---\ntitle: A\nquality: 10\nsecured: s0\ntopics:\n  - AI\n---\nBody\n"
DECIDED = BASE.replace(b"10", b"77")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="names cannot be exchanged there")
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody knows who writes a file")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(BASE)
    return path


class Rival:
    """Writes a file just before names are exchanged, each time something else."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._path = path
        self._writes: list[Callable[[bytes], bytes] | None] = []
        monkeypatch.setattr(swap, "exchange", self._exchange)

    def will(self, *writes: Callable[[bytes], bytes] | None) -> None:
        """Make these of what is in the file then; None: keep still."""
        self._writes += writes

    def _exchange(self, one: str, other: str) -> bool:
        write = self._writes.pop(0) if self._writes else None
        if write is not None:
            beside = self._path.with_name("rival")
            beside.write_bytes(write(self._path.read_bytes()))
            beside.rename(self._path)
        return exchange(one, other)


@pytest.fixture
def rival(article: Path, monkeypatch: pytest.MonkeyPatch) -> Rival:
    return Rival(article, monkeypatch)


def decide(article: Path) -> list[SavePlan]:
    """Save a decision; give the plans that were made anew."""
    again: list[SavePlan] = []
    carry_out(plan_save(article, {"quality": 77}, PLACEMENT, seen={"quality": 10}), again.append)
    assert os.listdir(article.parent) == [article.name]
    return again


def to(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """A rewrite of one thing."""
    return lambda data: data.replace(old, new)


def test_names_are_exchanged_in_one_step(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(b"1")
    other.write_bytes(b"2")
    assert exchange(str(one), str(other))
    assert (one.read_bytes(), other.read_bytes()) == (b"2", b"1")


def test_write_in_the_moment_of_the_save_is_kept(article: Path, rival: Rival) -> None:
    rival.will(to(b"s0", b"s1"))
    assert len(decide(article)) == 1
    assert article.read_bytes() == DECIDED.replace(b"s0", b"s1")


def test_same_field_set_in_that_moment_is_asked_about(article: Path, rival: Rival) -> None:
    rival.will(to(b"10", b"55"))
    with pytest.raises(SaveFailed, match="quality is 55 now; you saw 10 and decided 77"):
        decide(article)
    assert article.read_bytes() == BASE.replace(b"10", b"55")


def test_write_while_that_is_put_right_is_kept_with_the_one_before(article: Path, rival: Rival) -> None:
    rival.will(to(b"s0", b"s1"), to(b"- AI", b"- AI\n  - War"))
    decide(article)
    assert article.read_bytes() == DECIDED.replace(b"s0", b"s1").replace(b"- AI", b"- AI\n  - War")


def test_of_two_writes_of_a_field_the_later_one_holds(article: Path, rival: Rival) -> None:
    rival.will(to(b"s0", b"s1"), to(b"s0", b"s2"), to(b"s1", b"s3"))
    decide(article)
    assert article.read_bytes() == DECIDED.replace(b"s0", b"s3")


@only_linux
def test_file_that_is_being_written_in_place_is_waited_for(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with article.open("wb", buffering=0) as writer:
        writer.write(BASE[:-3])

        def wait() -> None:
            writer.write(BASE[-3:])
            writer.close()

        monkeypatch.setattr(save, "_wait", wait)
        decide(article)
    assert article.read_bytes() == DECIDED


@only_linux
def test_file_that_is_opened_for_writing_in_that_moment_is_put_back(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writers: list[BinaryIO] = []

    def open_late(one: str, other: str) -> bool:
        writers.extend([article.open("r+b", buffering=0)] if not writers else [])
        return exchange(one, other)

    def write() -> None:
        writers[0].write(BASE.replace(b"s0", b"s1"))
        writers[0].close()

    monkeypatch.setattr(swap, "exchange", open_late)
    monkeypatch.setattr(save, "_wait", write)
    decide(article)
    assert article.read_bytes() == DECIDED.replace(b"s0", b"s1")


@only_linux
def test_file_that_is_never_closed_is_refused(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save, "_wait", lambda: None)
    with article.open("r+b"), pytest.raises(SaveFailed, match="another program is writing this file"):
        decide(article)
    assert article.read_bytes() == BASE


def test_article_that_is_removed_in_that_moment_does_not_come_back(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove(one: str, other: str) -> bool:
        article.unlink()
        return exchange(one, other)

    monkeypatch.setattr(swap, "exchange", remove)
    with pytest.raises(SaveFailed, match="gone"):
        carry_out(plan_save(article, {"quality": 77}, PLACEMENT), lambda _again: None)
    assert os.listdir(article.parent) == []


def test_folder_that_takes_the_place_in_that_moment_stays(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(one: str, other: str) -> bool:
        if article.is_file() and article.read_bytes() == BASE:
            article.unlink()
            article.mkdir()
        return exchange(one, other)

    monkeypatch.setattr(swap, "exchange", replace)
    with pytest.raises(SaveFailed, match="a folder"):
        carry_out(plan_save(article, {"quality": 77}, PLACEMENT), lambda _again: None)
    assert [path.is_dir() for path in article.parent.iterdir()] == [True]


def test_where_names_cannot_be_exchanged_the_file_is_replaced(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    decide(article)
    assert article.read_bytes() == DECIDED


def test_nothing_stays_beside_what_was_swapped_in(article: Path) -> None:
    new = article.with_name("new")
    new.write_bytes(DECIDED)
    assert swap_in(str(new), DECIDED, str(article), BASE).is_in
    assert os.listdir(article.parent) == [article.name]
