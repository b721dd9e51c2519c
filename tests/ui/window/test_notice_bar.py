"""The bar says one thing at a time, forgets information and keeps problems."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from curator.ui.commands.commands import CommandId
from curator.ui.look.key_button import KeyButton
from curator.ui.look.theme import Theme, ThemeChoice
from curator.ui.window.notice_bar import Notice, NoticeAction, NoticeBar, NoticeKind
from tests.ui.ear import Ear

UNDO = NoticeAction("Undo", "Z", CommandId.UNDO)
RETRY = NoticeAction("Retry", "F6", CommandId.RETRY_SAVES)
SAVED = Notice("Copied the link")
FAILED = Notice("3 articles could not be saved", NoticeKind.PROBLEM, (RETRY,), "the disk is full")
FULL = Notice("The folder is read-only", NoticeKind.PROBLEM)
BATCH = Notice("Give 12 articles quality 80?", NoticeKind.QUESTION, (UNDO,))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 200)
    window.show()
    qtbot.waitExposed(window)
    return window


def _bar(window: QWidget, theme: Theme, info_ms: int = 60_000) -> NoticeBar:
    bar = NoticeBar(theme, window, info_ms=info_ms)
    QVBoxLayout(window).addWidget(bar)
    return bar


def _label(bar: NoticeBar, name: str) -> QLabel:
    label = bar.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label


def _actions(bar: NoticeBar) -> list[KeyButton]:
    return [button for button in bar.findChildren(KeyButton) if not button.isHidden()]


def _dismiss(bar: NoticeBar) -> QPushButton:
    button = bar.findChild(QPushButton, "notice_dismiss")
    assert isinstance(button, QPushButton)
    return button


def test_nothing_to_say_is_nothing_to_see(window: QWidget, theme: Theme) -> None:
    assert not _bar(window, theme).isVisible()


def test_information_goes_by_itself(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    bar = _bar(window, theme, info_ms=20)
    bar.show_notice(SAVED)
    assert bar.isVisible()
    qtbot.waitUntil(lambda: not bar.isVisible())
    assert bar.shown is None


def test_problem_stays_and_comes_back_after_information(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    bar = _bar(window, theme, info_ms=20)
    bar.show_notice(FAILED)
    bar.show_notice(SAVED)
    assert bar.shown == SAVED
    qtbot.waitUntil(lambda: bar.shown == FAILED)
    assert bar.isVisible()
    assert not bar._timer.isActive()


def test_dismissing_shows_what_waited_and_then_nothing(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    bar = _bar(window, theme)
    bar.show_notice(FAILED)
    bar.show_notice(FULL)
    with qtbot.waitSignal(bar.dismissed):
        QTest.mouseClick(_dismiss(bar), Qt.MouseButton.LeftButton)
    assert bar.shown == FAILED
    QTest.keyClick(_dismiss(bar), Qt.Key.Key_Space)
    assert not bar.isVisible()


def test_same_problem_twice_is_said_once(window: QWidget, theme: Theme) -> None:
    bar = _bar(window, theme)
    for notice in (FAILED, FULL, FAILED, FAILED):
        bar.show_notice(notice)
    _dismiss(bar).click()
    assert bar.shown == FULL
    _dismiss(bar).click()
    assert bar.shown is None


def test_action_asks_for_its_command_and_the_notice_goes(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    bar = _bar(window, theme)
    bar.show_notice(FAILED)
    (button,) = _actions(bar)
    assert (button.text(), button.stroke) == ("Retry", "F6")
    with qtbot.waitSignal(bar.command_requested) as caught:
        QTest.keyClick(button, Qt.Key.Key_Return)
    assert caught.args == [CommandId.RETRY_SAVES]
    assert bar.shown is None


def test_question_with_two_answers_needs_no_third(window: QWidget, theme: Theme) -> None:
    bar = _bar(window, theme)
    bar.show_notice(Notice("Sure?", NoticeKind.QUESTION, (UNDO, RETRY)))
    assert _dismiss(bar).isHidden()
    bar.show_notice(BATCH)
    assert not _dismiss(bar).isHidden()


def test_answered_question_can_be_withdrawn(window: QWidget, theme: Theme) -> None:
    bar = _bar(window, theme)
    bar.show_notice(BATCH)
    bar.show_notice(FULL)
    bar.withdraw(BATCH)
    bar.withdraw(FULL)
    assert bar.shown is None
    assert not bar.isVisible()


def test_closing_the_folder_clears_all(window: QWidget, theme: Theme) -> None:
    bar = _bar(window, theme)
    bar.show_notice(FAILED)
    bar.show_notice(BATCH)
    bar.clear()
    assert not bar.isVisible()


def test_content_is_plain_text_in_one_line(window: QWidget, theme: Theme) -> None:
    bar = _bar(window, theme)
    bar.show_notice(Notice("<b>Title</b>\nsecond\u2028line", detail="<img src='http://x'>"))
    assert _label(bar, "notice_text").text() == "<b>Title</b> second line"
    assert _label(bar, "notice_text").textFormat() is Qt.TextFormat.PlainText
    assert "<img" not in bar.toolTip()
    assert "&lt;img" in bar.toolTip()


def test_long_notice_does_not_widen_the_window(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    bar = _bar(window, theme)
    bar.show_notice(Notice("word " * 200, NoticeKind.PROBLEM, (RETRY, UNDO), "detail " * 200))
    qtbot.waitUntil(lambda: all(button.width() > 1 for button in _actions(bar)))
    assert window.width() == 900
    for button in (*_actions(bar), _dismiss(bar)):
        assert button.width() >= button.sizeHint().width()
        assert bar.rect().contains(button.geometry())


def test_it_never_takes_the_focus(window: QWidget, theme: Theme) -> None:
    bar = _bar(window, theme)
    bar.show_notice(FAILED)
    buttons: tuple[QPushButton, ...] = (*_actions(bar), _dismiss(bar))
    assert [button.focusPolicy() for button in buttons] == [Qt.FocusPolicy.TabFocus] * 2
    QTest.mouseClick(_dismiss(bar), Qt.MouseButton.LeftButton)
    assert not any(child.hasFocus() for child in bar.findChildren(QWidget))


def test_mouse_over_it_stops_the_time(window: QWidget, theme: Theme, qtbot: QtBot) -> None:
    bar = _bar(window, theme)
    bar.show_notice(SAVED)
    assert bar._timer.isActive()
    QTest.mouseMove(bar)
    assert not bar._timer.isActive()
    QTest.mouseMove(window, QPoint(1, 1))
    qtbot.waitUntil(bar._timer.isActive)


@pytest.mark.parametrize("kind", NoticeKind)
def test_every_kind_is_painted_in_both_themes(window: QWidget, theme: Theme, kind: NoticeKind) -> None:
    bar = _bar(window, theme)
    bar.show_notice(Notice("Something", kind))
    light = bar.grab().toImage()
    theme.choose(ThemeChoice.DARK)
    assert bar.grab().toImage() != light
    assert kind.value in bar.accessibleDescription()


def test_button_pressed_while_the_words_change_does_what_it_says(window: QWidget, theme: Theme) -> None:
    bar = _bar(window, theme)
    before = Notice("Keeping pictures: 1 of 9", NoticeKind.WORK, (UNDO,))
    bar.show_notice(before)
    heard = Ear(bar.command_requested)
    (button,) = _actions(bar)
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    bar.replace(before, Notice("Keeping pictures: 2 of 9", NoticeKind.WORK, (UNDO,)))
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert heard.heard == [CommandId.UNDO]


def test_work_of_which_a_part_is_done_has_a_progress_bar(window: QWidget, theme: Theme) -> None:
    bar = _bar(window, theme)
    progress = bar.findChild(QProgressBar, "notice_progress")
    assert isinstance(progress, QProgressBar)
    bar.show_notice(Notice("Keeping pictures", NoticeKind.WORK, share=0.25))
    assert (progress.isVisible(), progress.value()) == (True, progress.maximum() // 4)
    bar.show_notice(SAVED)
    assert not progress.isVisible()
