"""The switch shows yes, no or not set, and whether that departs from the folder's rule."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from curator.ui.look.short_text import ShortText
from curator.ui.look.theme import Theme
from curator.ui.rating.published_switch import PublishedSwitch, SwitchHalf
from tests.ui.ear import Ear
from tests.ui.hands import child

RULE = "the rule says published (heat 82 ≥ 70)"


@pytest.fixture
def switch(window: QWidget, theme: Theme) -> PublishedSwitch:
    switch = PublishedSwitch(theme, window)
    layout = window.layout()
    assert layout is not None
    layout.addWidget(switch)
    return switch


def halves(switch: PublishedSwitch) -> tuple[SwitchHalf, SwitchHalf]:
    return child(switch, SwitchHalf, "published_yes"), child(switch, SwitchHalf, "published_no")


@pytest.mark.parametrize(
    ("published", "text", "checked", "label"),
    [
        (True, "yes", (True, False), "PUBLISHED"),
        (False, "no", (False, True), "PUBLISHED"),
        (None, "", (False, False), "PUBLISHED · not set"),
    ],
)
def test_every_state_is_shown(
    switch: PublishedSwitch, published: bool | None, text: str, checked: tuple[bool, bool], label: str
) -> None:
    switch.set_published(published, RULE, departs=False)
    yes, no = halves(switch)
    assert (yes.isChecked(), no.isChecked()) == checked
    assert (switch.text(), switch.property("value")) == (text, published)
    assert child(switch, QLabel, "published_label").text() == label
    assert switch.accessibleDescription() == f"{text or 'not set'}, {RULE}"


def test_departure_from_the_rule_looks_and_reads_different(switch: PublishedSwitch) -> None:
    rule = child(switch, ShortText, "rule")
    switch.set_published(True, "the folder's rule agrees", departs=False)
    calm = rule.grab().toImage()
    switch.set_published(False, RULE, departs=True)
    assert rule.text() == RULE
    assert rule.property("strength") == "problem"
    assert rule.grab().toImage() != calm
    switch.set_published(True, RULE, departs=False)
    assert rule.property("strength") != "problem"


@pytest.mark.parametrize(("place", "chosen"), [(0, True), (1, False)])
def test_click_chooses_and_shows_nothing_by_itself(switch: PublishedSwitch, place: int, chosen: bool) -> None:
    choices = Ear(switch.published_chosen)
    QTest.mouseClick(halves(switch)[place], Qt.MouseButton.LeftButton)
    assert choices.heard == [(chosen, False)]
    assert not any(half.isChecked() for half in halves(switch))


def test_click_on_what_is_so_already_chooses_it_again(switch: PublishedSwitch) -> None:
    switch.set_published(True, RULE, departs=False)
    choices = Ear(switch.published_chosen)
    QTest.mouseClick(halves(switch)[0], Qt.MouseButton.LeftButton)
    assert choices.heard == [(True, False)]
    assert halves(switch)[0].isChecked()


def test_clicks_never_take_the_keyboard(switch: PublishedSwitch) -> None:
    assert {half.focusPolicy() for half in halves(switch)} == {Qt.FocusPolicy.NoFocus}
