"""Undo and redo: byte for byte, in order, after a restart, and never over somebody else's work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from curator.triage import past
from curator.triage.decisions import Kind, Mark
from curator.triage.reports import (
    Opened,
)
from tests.triage.conftest import ARTICLE, Desktop, rated, text_with

Start = Callable[[], Desktop]


def test_undo_gives_back_bytes_and_mark(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    undone = session.undo()
    assert undone is not None
    assert undone.paths == (articles[0],)
    assert session.mark_of(articles[0]) is None
    one.finish()
    assert articles[0].read_bytes() == ARTICLE


def test_undo_of_a_batch_takes_all_of_it(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(path, 80) for path in articles])
    session.undo()
    one.close()
    assert {path.read_bytes() for path in articles} == {ARTICLE}


def test_undo_goes_back_step_by_step(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80, Mark.LATER)])
    session.decide([rated(articles[0], 90)])
    session.undo()
    assert session.mark_of(articles[0]) is Mark.LATER
    one.finish()
    assert articles[0].read_bytes() == text_with(80)
    session.undo()
    one.finish()
    assert articles[0].read_bytes() == ARTICLE
    assert session.undo() is None


def test_redo_does_it_again(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    session.undo()
    redone = session.redo()
    assert redone is not None
    assert redone.kind is Kind.REDO
    assert session.mark_of(articles[0]) is Mark.DECIDED
    one.finish()
    assert articles[0].read_bytes() == text_with(80)
    assert session.redo() is None


def test_what_was_redone_can_be_undone(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    for step in (session.undo, session.redo, session.undo):
        assert step() is not None
    one.close()
    assert articles[0].read_bytes() == ARTICLE


def test_new_decision_ends_redo(desktop: Start, folder: Path, articles: list[Path]) -> None:
    session = desktop().open([folder], articles)
    session.decide([rated(articles[0], 80)])
    session.undo()
    session.decide([rated(articles[1], 80)])
    assert session.redo() is None


def test_undo_works_after_a_restart(desktop: Start, folder: Path, articles: list[Path]) -> None:
    session = desktop().open([folder], articles)
    for path in articles:
        session.decide([rated(path, 80)])
    one = desktop()
    session = one.open([folder], articles)
    assert session.progress().decided == 3
    undone = [session.undo() for _ in range(3)]
    assert [group.paths for group in undone if group] == [(path,) for path in reversed(articles)]
    one.close()
    assert {path.read_bytes() for path in articles} == {ARTICLE}


def test_redo_works_after_a_restart(desktop: Start, folder: Path, articles: list[Path]) -> None:
    session = desktop().open([folder], articles)
    session.decide([rated(articles[0], 80)])
    session.decide([rated(articles[1], 90)])
    session.undo()
    session.undo()
    one = desktop()
    session = one.open([folder], articles)
    assert [session.redo() is not None for _ in range(3)] == [True, True, False]
    one.close()
    assert articles[0].read_bytes() == text_with(80)
    assert articles[1].read_bytes() == text_with(90)


def test_undo_stays_in_the_opened_folder(desktop: Start, tmp_path: Path, articles: list[Path]) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "z.md").write_bytes(ARTICLE)
    session = desktop().open([tmp_path])
    session.decide([rated(articles[0], 80)])
    session.decide([rated(other / "z.md", 80)])
    one = desktop()
    session = one.open([articles[0].parent])
    undone = session.undo()
    assert undone is not None
    assert undone.paths == (articles[0],)
    assert session.undo() is None
    one.close()
    assert (other / "z.md").read_bytes() == text_with(80)


def test_decisions_before_the_past_is_known_come_on_top(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    desktop().open([folder]).decide([rated(articles[0], 80, Mark.LATER)])
    one = desktop()
    one.session.open([folder])
    one.session.decide([rated(articles[0], 90)])
    one.wait_for(lambda: any(isinstance(report, Opened) for report in one.reports))
    assert one.session.mark_of(articles[0]) is Mark.DECIDED
    one.session.undo()
    assert one.session.mark_of(articles[0]) is Mark.LATER
    one.session.undo()
    assert one.session.mark_of(articles[0]) is None
    one.close()
    assert articles[0].read_bytes() == ARTICLE


def test_undo_of_what_somebody_else_changed_is_refused(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    one.finish()
    articles[0].write_bytes(text_with(55))
    session.undo()
    one.finish()
    assert "somebody else" in session.failures()[0].reason
    assert articles[0].read_bytes() == text_with(55)


def test_undo_keeps_what_somebody_else_did_elsewhere(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([rated(articles[0], 80)])
    one.finish()
    articles[0].write_bytes(text_with(80).replace(b"title: A", b"secured: x\r\ntitle: Other"))
    session.undo()
    one.close()
    assert articles[0].read_bytes() == ARTICLE.replace(b"title: A", b"secured: x\r\ntitle: Other")


def test_undo_reaches_back_over_several_restarts(
    desktop: Start, folder: Path, articles: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "ENTRIES_KEPT", 4)
    session = desktop().open([folder])
    for number in range(5):
        session.decide([rated(path, 80 + number) for path in articles])
    for _ in range(5):
        session = desktop().open([folder])
        assert session.undo() is not None
        assert session.undo() is None
    desktop().open([folder])
    assert {path.read_bytes() for path in articles} == {ARTICLE}
