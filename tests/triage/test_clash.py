"""Somebody else writes an article between the editor's look and the save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from curator.library.clash import Seen
from curator.triage.decisions import Change, Mark, Status
from curator.triage.reports import SaveReport
from curator.triage.session import Session
from tests.triage.conftest import ARTICLE, Desktop, text_with

Start = Callable[[], Desktop]


def decided(path: Path, quality: int, seen: Seen) -> Change:
    return Change(path, {"quality": quality}, Mark.DECIDED, seen=seen)


def asked(one: Desktop, folder: Path, articles: list[Path]) -> tuple[Desktop, Session]:
    """A session with a question: the editor saw 10 and decided 80, somebody else has made 55 of it."""
    articles[0].write_bytes(text_with(55))
    session = one.open([folder], articles)
    session.decide([decided(articles[0], 80, {"quality": 10})])
    one.finish()
    return one, session


def last_report(one: Desktop) -> SaveReport:
    report = one.of(SaveReport)[-1]
    assert isinstance(report, SaveReport)
    return report


def test_same_field_set_otherwise_is_a_question_and_nothing_is_written(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    one, session = asked(desktop(), folder, articles)
    assert articles[0].read_bytes() == text_with(55)
    report = last_report(one)
    assert report.is_question
    assert "quality is 55 now; you saw 10 and decided 80" in report.reason
    assert session.failures()[0].is_question


@pytest.mark.parametrize(
    ("now", "seen"),
    [
        (text_with(10).replace(b"title: A", b"title: B\r\nsecured: x"), {"quality": 10}),
        (text_with(80), {"quality": 10}),
        (text_with(55), {}),
        (text_with(10).replace(b"published: no", b"published: yes"), {"quality": 10}),
    ],
    ids=["other fields", "the same value", "nothing known", "a field not decided"],
)
def test_what_is_no_clash_asks_nothing(
    desktop: Start, folder: Path, articles: list[Path], now: bytes, seen: Seen
) -> None:
    articles[0].write_bytes(now)
    one = desktop()
    one.open([folder], articles).decide([decided(articles[0], 80, seen)])
    one.finish()
    assert last_report(one).status is Status.SAVED
    assert b"quality: 80 # ten" in articles[0].read_bytes()
    assert articles[0].read_bytes().replace(b"80", b"10") == now.replace(b"80", b"10").replace(b"55", b"10")


def test_trying_again_keeps_ours(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one, session = asked(desktop(), folder, articles)
    session.retry_failed()
    one.finish()
    assert articles[0].read_bytes() == text_with(80)
    assert not session.failures()


def test_answer_is_about_what_was_asked_and_not_what_came_later(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    one, session = asked(desktop(), folder, articles)
    articles[0].write_bytes(text_with(33))
    session.retry_failed()
    one.finish()
    assert articles[0].read_bytes() == text_with(33)
    assert "quality is 33 now; you saw 55" in last_report(one).reason


def test_undo_keeps_theirs(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one, session = asked(desktop(), folder, articles)
    session.undo()
    one.finish()
    assert articles[0].read_bytes() == text_with(55)
    assert not session.failures()
    assert session.mark_of(articles[0]) is None


def test_keeping_theirs_leaves_the_file_and_lets_the_article_be_decided_again(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    articles[0].write_bytes(text_with(55))
    one = desktop()
    session = one.open([folder], articles)
    session.decide([decided(articles[0], 80, {"quality": 10}), decided(articles[1], 80, {"quality": 10})])
    one.finish()
    assert session.keep_theirs() == 1
    one.wait_for(lambda: not session.failures())
    assert session.mark_of(articles[0]) is None
    session.decide([decided(articles[0], 70, {"quality": 55})])
    one.finish()
    assert [path.read_bytes() for path in articles[:2]] == [text_with(70), text_with(80)]


def test_question_is_still_one_after_a_restart(desktop: Start, folder: Path, articles: list[Path]) -> None:
    articles[0].write_bytes(text_with(55))
    one = desktop()
    one.open([folder], articles).decide([decided(articles[0], 80, {"quality": 10})])
    one.finish()
    two = desktop()
    session = two.open([folder], articles)
    (failure,) = session.failures()
    assert failure.is_question
    session.retry_failed()
    two.finish()
    assert articles[0].read_bytes() == text_with(80)


def test_editor_ahead_of_the_own_undo_is_no_clash(desktop: Start, folder: Path, articles: list[Path]) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([decided(articles[0], 80, {"quality": 10})])
    session.undo()
    # The screen still says 80.
    session.decide([decided(articles[0], 70, {"quality": 80})])
    one.finish()
    assert articles[0].read_bytes() == text_with(70)


def test_editor_ahead_of_a_failed_save_is_no_clash(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    aside = articles[0].with_suffix(".aside")
    articles[0].rename(aside)
    one = desktop()
    session = one.open([folder], articles)
    session.decide([decided(articles[0], 80, {"quality": 10})])
    one.finish()
    aside.rename(articles[0])
    session.decide([decided(articles[0], 70, {"quality": 80})])
    one.finish()
    assert articles[0].read_bytes() == text_with(70)


def test_somebody_else_after_our_own_save_is_a_clash(
    desktop: Start, folder: Path, articles: list[Path]
) -> None:
    one = desktop()
    session = one.open([folder], articles)
    session.decide([decided(articles[0], 80, {"quality": 10})])
    one.finish()
    articles[0].write_bytes(ARTICLE)
    session.decide([decided(articles[0], 70, {"quality": 80})])
    one.finish()
    assert last_report(one).is_question
    assert articles[0].read_bytes() == ARTICLE
