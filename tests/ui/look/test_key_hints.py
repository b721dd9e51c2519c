"""Keys and what they do, one pair beside the other."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from curator.ui.look.key_cap import KeyCap
from curator.ui.look.key_hints import KeyHints
from curator.ui.look.theme import Theme


def seen(hints: KeyHints) -> list[tuple[str, str]]:
    caps = [cap.stroke for cap in hints.findChildren(KeyCap) if cap.isVisible()]
    return list(
        zip(caps, [label.text() for label in hints.findChildren(QLabel) if label.isVisible()], strict=True)
    )


def test_other_hints_take_the_place_of_the_first_at_once(qtbot: QtBot, theme: Theme) -> None:
    hints = KeyHints(theme, "hints", [("Enter", "open"), ("Esc", "close")])
    qtbot.addWidget(hints)
    hints.resize(300, 60)
    hints.show()
    assert seen(hints) == [("Enter", "open"), ("Esc", "close")]
    hints.show_hints([("F2", "<b>rename</b>")])
    assert seen(hints) == [("F2", "<b>rename</b>")]
    assert hints.accessibleName() == "F2: <b>rename</b>"


def test_narrow_line_goes_on_in_the_next(qtbot: QtBot, theme: Theme) -> None:
    hints = KeyHints(theme, "hints", [("Enter", "open it"), ("Esc", "close it")])
    qtbot.addWidget(hints)
    assert hints.heightForWidth(110) > hints.heightForWidth(400)
