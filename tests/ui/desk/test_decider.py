"""A key decides the article that was painted, or the marked ones after a count; everything has a way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.library import article_id
from curator.triage.decisions import Mark
from curator.triage.intent import Intent, IntentKind
from curator.ui.desk.decider import PendingBatch
from curator.ui.desk.workbench import Workbench
from tests.ui.desk.bench import Bench
from tests.ui.ear import Ear
from tests.ui.hands import on_disk
from tests.ui.newsroom import NEWEST_FIRST
from tests.ui.waiting import TIMEOUT

QUALITY_80 = Intent(IntentKind.QUALITY, 80)


def marks(bench: Bench) -> list[Mark | None]:
    return [bench.session.mark_of(bench.folder / name) for name in NEWEST_FIRST]


# The right article.


def test_nothing_is_decided_before_the_article_was_painted(
    workbench: Workbench, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(workbench.article_ready, timeout=TIMEOUT):
        workbench.open([folder])
    workbench.decider.decide(QUALITY_80, stays=True)
    assert workbench.session.progress().decided == 0
    workbench.decider.note_painted(folder / "bees.md")
    workbench.decider.decide(QUALITY_80, stays=True)
    assert workbench.session.progress().decided == 1


def test_nothing_is_decided_right_after_a_move(bench: Bench) -> None:
    bench.desk.cursor.step(1)
    bench.rate(80)
    assert marks(bench) == [None] * 5


def test_article_one_comes_back_to_must_be_painted_again(bench: Bench) -> None:
    bench.desk.cursor.step(1)
    bench.desk.cursor.step(-1)
    bench.rate(80)
    assert marks(bench) == [None] * 5


def test_painting_an_article_that_is_not_current_lets_nothing_be_decided(bench: Bench) -> None:
    bench.desk.cursor.step(1)
    bench.decider.note_painted(bench.folder / "bees.md")
    bench.rate(80)
    assert marks(bench) == [None] * 5
    assert bench.decider.on_screen() is None


def test_nothing_is_decided_while_a_page_covers_the_article(bench: Bench) -> None:
    bench.decider.note_covered()
    bench.rate(80)
    assert marks(bench) == [None] * 5


def test_going_to_where_one_is_keeps_the_article_on_screen(bench: Bench) -> None:
    bench.desk.cursor.go_to(article_id(bench.folder / "bees.md"))
    bench.rate(80)
    assert marks(bench)[0] is Mark.DECIDED


def test_typed_number_belongs_to_the_article_it_was_opened_for(bench: Bench) -> None:
    bench.show("wasps.md")
    bench.decider.decide(QUALITY_80, stays=True, only=bench.folder / "bees.md")
    assert marks(bench) == [None] * 5
    bench.decider.decide(QUALITY_80, stays=True, only=bench.folder / "wasps.md")
    assert marks(bench)[1] is Mark.DECIDED


# One decision.


def test_decision_brings_what_the_rule_makes_of_it(bench: Bench) -> None:
    bench.rate(60)
    bench.until_saved("bees.md")
    assert on_disk(bench.folder / "bees.md") == (60, 70, True)


def test_outranked_article_has_no_heat(bench: Bench) -> None:
    bench.show("wasps.md")
    bench.rate(60)
    bench.until_saved("wasps.md")
    assert on_disk(bench.folder / "wasps.md") == (60, -1, False)


@pytest.mark.parametrize(("stays", "asked"), [(False, 1), (True, 0)])
def test_decision_goes_on_unless_it_stays(bench: Bench, stays: bool, asked: int) -> None:
    advances = Ear(bench.decider.advance_requested)
    bench.rate(80, stays=stays)
    assert len(advances.heard) == asked


def test_decision_is_said_in_words(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.decider.decided) as caught:
        bench.decide(IntentKind.PUBLISHED, 0)
    assert caught.args == ["not published “Bees dance in the dark”"]


@pytest.mark.parametrize(
    ("kind", "number", "values"),
    [
        (IntentKind.HEAT, 120, (72, 120, True)),
        (IntentKind.HEAT, -1, (72, -1, True)),
        (IntentKind.PUBLISHED, 0, (72, 82, False)),
    ],
)
def test_one_field_is_decided_alone(
    bench: Bench, kind: IntentKind, number: int, values: tuple[int, int, bool]
) -> None:
    bench.decide(kind, number)
    bench.until_saved("bees.md")
    assert on_disk(bench.folder / "bees.md") == values


@pytest.mark.parametrize(
    ("kind", "mark"), [(IntentKind.REVIEWED, Mark.REVIEWED), (IntentKind.LATER, Mark.LATER)]
)
def test_reviewed_and_later_write_nothing(bench: Bench, kind: IntentKind, mark: Mark) -> None:
    before = (bench.folder / "bees.md").read_bytes()
    bench.decide(kind)
    bench.until_saved()
    assert marks(bench)[0] is mark
    assert (bench.folder / "bees.md").read_bytes() == before


def test_article_that_cannot_be_written_is_refused_in_words(bench: Bench, qtbot: QtBot) -> None:
    bench.show("notes.md")
    with qtbot.waitSignal(bench.decider.refused) as caught:
        bench.rate(80)
    assert "Nothing was written: line 2: " in str(caught.args)
    assert marks(bench) == [None] * 5


@pytest.mark.parametrize("kind", [IntentKind.REVIEWED, IntentKind.LATER])
def test_article_that_cannot_be_written_can_be_put_aside(bench: Bench, kind: IntentKind) -> None:
    bench.show("notes.md")
    bench.decide(kind)
    assert marks(bench)[-1] is not None


def test_decision_after_the_end_of_saving_is_refused_in_words(bench: Bench, qtbot: QtBot) -> None:
    bench.session.close(0)
    with qtbot.waitSignal(bench.decider.refused) as caught:
        bench.rate(80)
    assert "closing" in str(caught.args)
    assert bench.row("bees.md").quality == 72


# Again, and one up or down.


def test_last_decision_is_repeated_here(bench: Bench) -> None:
    bench.rate(60)
    bench.show("moss.md")
    bench.decider.repeat()
    bench.until_saved("moss.md")
    assert on_disk(bench.folder / "moss.md") == (60, 60, False)


def test_nothing_is_repeated_before_there_was_a_decision(bench: Bench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bench.decider.refused) as caught:
        bench.decider.repeat()
    assert caught.args == ["There is no decision to repeat yet"]


def test_nudges_add_up_before_they_are_saved(bench: Bench) -> None:
    for step in (1, 1, 1, -1):
        bench.nudge(step)
    assert bench.row("bees.md").quality == 74
    bench.until_saved("bees.md")
    assert on_disk(bench.folder / "bees.md") == (74, 84, True)


def test_nudge_is_not_what_is_repeated(bench: Bench) -> None:
    bench.rate(60)
    bench.nudge(1)
    bench.show("moss.md")
    bench.decider.repeat()
    assert bench.row("moss.md").quality == 60


def test_quality_goes_no_lower_than_nothing(bench: Bench) -> None:
    bench.rate(0)
    bench.nudge(-1)
    assert bench.row("bees.md").quality == 0


# Back and forth.


def test_undo_goes_back_to_its_article_and_redo_too(bench: Bench) -> None:
    before = (bench.folder / "bees.md").read_bytes()
    bench.rate(80)
    bench.show("moss.md")
    words = Ear(bench.decider.undone)
    bench.decider.undo()
    bench.until_saved()
    assert bench.current == "bees.md"
    assert (bench.folder / "bees.md").read_bytes() == before
    bench.show("moss.md")
    bench.decider.redo()
    bench.until_saved("bees.md")
    assert (bench.current, on_disk(bench.folder / "bees.md")) == ("bees.md", (80, 90, True))
    assert words.heard == ["undone: “Bees dance in the dark”", "done again: “Bees dance in the dark”"]


def test_undone_article_is_undecided_again(bench: Bench) -> None:
    bench.rate(80)
    bench.decider.undo()
    assert marks(bench) == [None] * 5


def test_nothing_to_undo_or_redo_is_said(bench: Bench) -> None:
    refused = Ear(bench.decider.refused)
    bench.decider.undo()
    bench.decider.redo()
    assert refused.heard == ["Nothing to undo", "Nothing to redo"]
    assert bench.current == "bees.md"


# Several at once.


def test_batch_asks_with_a_count_and_decides_nothing_yet(bench: Bench, qtbot: QtBot) -> None:
    bench.mark("bees.md", "tide.md", "moss.md")
    with qtbot.waitSignal(bench.decider.batch_asked) as caught:
        bench.rate(80)
    (pending,) = caught.args or [None]
    assert isinstance(pending, PendingBatch)
    assert pending.question == "Quality 80 for 3 marked articles?"
    assert bench.decider.has_pending_batch
    assert marks(bench) == [None] * 5


def test_yes_decides_every_marked_article_and_no_other(bench: Bench) -> None:
    bench.mark("bees.md", "tide.md")
    bench.rate(80)
    bench.decider.confirm_batch()
    bench.until(lambda: marks(bench) == [Mark.DECIDED, None, Mark.DECIDED, None, None])
    bench.until_saved("bees.md", "tide.md")
    assert on_disk(bench.folder / "bees.md") == (80, 90, True)
    assert on_disk(bench.folder / "tide.md") == (80, 80, True)
    assert bench.desk.batch.ids == ()


def test_batch_is_one_step_of_undo(bench: Bench) -> None:
    bench.mark("bees.md", "tide.md")
    bench.decide(IntentKind.LATER)
    bench.decider.confirm_batch()
    bench.until(lambda: marks(bench).count(Mark.LATER) == 2)
    words = Ear(bench.decider.undone)
    bench.decider.undo()
    assert marks(bench) == [None] * 5
    assert words.heard == ["undone: 2 articles"]


def test_no_drops_the_question_and_keeps_the_marks(bench: Bench) -> None:
    bench.mark("bees.md", "tide.md")
    bench.rate(80)
    answered = Ear(bench.decider.batch_answered)
    bench.decider.drop_batch()
    bench.decider.confirm_batch()
    assert (len(answered.heard), bench.decider.has_pending_batch) == (1, False)
    assert len(bench.desk.batch) == 2
    assert marks(bench) == [None] * 5


def test_enter_without_a_question_decides_nothing(bench: Bench) -> None:
    bench.mark("bees.md")
    bench.decider.confirm_batch()
    assert marks(bench) == [None] * 5
    assert bench.desk.batch


def test_moving_on_drops_the_question(bench: Bench) -> None:
    bench.mark("bees.md", "tide.md")
    bench.rate(80)
    bench.desk.cursor.step(1)
    assert not bench.decider.has_pending_batch


def test_marks_changed_after_the_question_drop_it(bench: Bench) -> None:
    bench.mark("bees.md", "tide.md", "moss.md")
    bench.rate(80)
    bench.desk.batch.toggle(article_id(bench.folder / "moss.md"))
    assert not bench.decider.has_pending_batch


def test_another_decision_replaces_the_question(bench: Bench) -> None:
    bench.mark("bees.md", "tide.md")
    asked = Ear(bench.decider.batch_asked)
    bench.rate(80)
    bench.rate(30)
    assert [str(getattr(pending, "question", "")) for pending in asked.heard] == [
        "Quality 80 for 2 marked articles?",
        "Quality 30 for 2 marked articles?",
    ]


def test_articles_of_a_batch_that_cannot_be_written_are_left_alone_in_words(bench: Bench) -> None:
    bench.mark("bees.md", "notes.md")
    refused = Ear(bench.decider.refused)
    bench.rate(80)
    bench.decider.confirm_batch()
    bench.until(lambda: bool(refused.heard))
    assert refused.heard == ["1 cannot be written and were left alone: notes.md"]
    assert marks(bench) == [Mark.DECIDED, None, None, None, None]


def test_confirmed_batch_is_decided_before_the_window_closes(bench: Bench, qtbot: QtBot) -> None:
    bench.mark("bees.md", "tide.md")
    bench.rate(80)
    bench.decider.confirm_batch()
    with qtbot.waitSignal(bench.workbench.shut, timeout=TIMEOUT):
        assert bench.workbench.shut_down() == 2
    assert on_disk(bench.folder / "bees.md") == (80, 90, True)


def test_batch_that_is_never_decided_keeps_nobody_who_asks_twice(bench: Bench, qtbot: QtBot) -> None:
    bench.mark("bees.md", "tide.md")
    bench.rate(80)
    bench.workbench.jobs.close()
    bench.decider.confirm_batch()
    assert bench.workbench.shut_down() == 2
    with qtbot.waitSignal(bench.workbench.shut, timeout=TIMEOUT):
        bench.workbench.shut_down()


def test_marks_made_after_the_yes_are_another_batch(bench: Bench) -> None:
    bench.mark("bees.md", "tide.md")
    bench.rate(80)
    bench.decider.confirm_batch()
    bench.mark("moss.md")
    bench.until(lambda: bench.decider.confirmed == 0)
    assert bench.desk.batch.ids == (article_id(bench.folder / "moss.md"),)
