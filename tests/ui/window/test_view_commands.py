"""Themes, panes, sheets and the picture over the window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from curator.ui.commands.cheat_sheet import CheatSheet
from curator.ui.commands.command_palette import CommandPalette
from curator.ui.look.theme import ThemeChoice
from curator.ui.pages.about_dialog import AboutDialog
from tests.ui.hands import Hands, child


def test_theme_key_goes_round_and_says_where_it_is(desk_hands: Hands) -> None:
    theme = desk_hands.curator.theme
    seen = []
    for _ in range(3):
        desk_hands.press("F10")
        seen.append(theme.choice)
        assert desk_hands.notice() == f"Theme: {theme.choice.value}"
    assert seen == [ThemeChoice.DARK, ThemeChoice.SYSTEM, ThemeChoice.LIGHT]


def test_both_themes_repaint_the_whole_window(desk_hands: Hands) -> None:
    window = desk_hands.window
    light = window.grab().toImage()
    desk_hands.press("F10")
    window.notices.clear()
    dark = window.grab().toImage()
    same = sum(
        light.pixelColor(x, y) == dark.pixelColor(x, y)
        for x in range(0, light.width(), 40)
        for y in range(0, light.height(), 40)
    )
    points = (light.width() // 40) * (light.height() // 40)
    assert same < points / 50


@pytest.mark.parametrize(("stroke", "name"), [("F8", "queue_pane"), ("F9", "story_pane")])
def test_panes_are_hidden_and_shown_again(desk_hands: Hands, stroke: str, name: str) -> None:
    pane = child(desk_hands.window, QWidget, name)
    assert pane.isVisible()
    desk_hands.press(stroke)
    assert not pane.isVisible()
    desk_hands.press(stroke)
    assert pane.isVisible()


@pytest.mark.parametrize("stroke", ["F8", "F9"])
def test_keys_go_on_working_without_a_pane(desk_hands: Hands, stroke: str) -> None:
    desk_hands.press(stroke)
    desk_hands.decide("8")
    assert desk_hands.on_screen == "wasps.md"
    desk_hands.press("/", "Esc", "K")
    desk_hands.until_on_screen("bees.md")


def test_full_screen_and_back(desk_hands: Hands) -> None:
    desk_hands.press("F11")
    assert desk_hands.window.isFullScreen()
    desk_hands.press("F11")
    assert not desk_hands.window.isFullScreen()


@pytest.mark.parametrize("stroke", ["?", "F1"])
def test_sheet_of_keys_covers_the_window_and_no_key_decides(desk_hands: Hands, stroke: str) -> None:
    desk_hands.press(stroke)
    sheet = child(desk_hands.window, CheatSheet, "cheat_sheet")
    covered = [sheet.isVisible()]
    desk_hands.press("8", "A", "X")
    desk_hands.press(stroke)
    covered.append(sheet.isVisible())
    assert covered == [True, False]
    assert desk_hands.curator.workbench.session.progress().decided == 0
    desk_hands.decide("8")


def test_palette_finds_and_runs_a_command(desk_hands: Hands) -> None:
    desk_hands.press("Ctrl+K")
    palette = child(desk_hands.window, CommandPalette, "command_palette")
    covered = [palette.isVisible()]
    desk_hands.type("quality 80")
    desk_hands.press("Enter")
    desk_hands.until_on_screen("wasps.md")
    covered.append(palette.isVisible())
    assert covered == [True, False]
    assert desk_hands.curator.workbench.session.progress().decided == 1


def test_letters_typed_into_the_palette_after_a_number_was_begun_decide_nothing(desk_hands: Hands) -> None:
    desk_hands.press("Q", "9", "Ctrl+K")
    desk_hands.type("aex")
    desk_hands.press("Esc")
    assert desk_hands.curator.workbench.session.progress().decided == 0


def test_palette_called_from_the_search_gives_the_keyboard_back(desk_hands: Hands) -> None:
    desk_hands.press("/", "Ctrl+K")
    desk_hands.type("aes")
    desk_hands.press("Esc")
    assert desk_hands.window.top.search.hasFocus()
    assert desk_hands.window.top.search.text() == ""


def test_about_opens_beside_the_work(desk_hands: Hands) -> None:
    desk_hands.press("Ctrl+K")
    desk_hands.type("about")
    desk_hands.press("Enter")
    dialog = desk_hands.window.findChild(AboutDialog)
    assert dialog is not None
    assert dialog.isVisible()
    dialog.close()
