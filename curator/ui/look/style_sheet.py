"""The window's Qt style sheet, made from the colours of the theme.

Widgets are styled by role through dynamic properties (`role`, `strength`) set where they are built, so that a
new widget finds its look by saying what it is.
"""

from __future__ import annotations

from string import Template

from curator.ui.look.theme import Colors, Space, TextSize

_SHEET = Template("""
QMainWindow, QDialog { background: $ground; }
QWidget { color: $text; }
QWidget[role="panel"] { background: $panel; }
QWidget[role="ground"] { background: $ground; }
QWidget[role="top"] { background: $panel; border-bottom: 1px solid $line; }
QWidget[role="bottom"] { background: $panel; border-top: 1px solid $line; }
QWidget[role="card"] { background: $panel; border: 1px solid $line; border-radius: 10px; }
QWidget[role="left"] { background: $panel; border-right: 1px solid $line; }
QWidget[role="facets"] { background: $panel; border-bottom: 1px solid $line; }
QWidget[role="right"] { background: $panel; border-left: 1px solid $line; }
QWidget[role="below"] { background: $panel; border-top: 1px solid $line; }
QLabel { background: transparent; }
QLabel[strength="soft"] { color: $soft; }
QLabel[strength="label"] { color: $soft; font-size: ${small}px; letter-spacing: 1px; }
QLabel[strength="small"] { color: $soft; font-size: ${small}px; }
QLabel[strength="strong"] { font-weight: 600; }
QLabel[strength="problem"] { color: $problem; }
QLabel[strength="published"] { color: $published; }
QLabel[strength="later"] { color: $later; }
QLabel[role="chip"] { color: $soft; border: 1px solid $line; border-radius: 10px; padding: 1px 9px;
    font-size: ${small}px; }
QLabel[role="cap"] { color: $soft; background: $cap; border: 1px solid $line; border-radius: 4px;
    padding: 0px 5px; font-size: ${small}px; font-weight: 600; }
QPushButton { background: $panel; border: 1px solid $line; border-radius: 8px; padding: 8px 16px;
    font-weight: 600; }
QPushButton:hover { border-color: $faint; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $faint; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton[role="link"] { background: transparent; border: none; padding: 2px 0px; color: $soft;
    font-weight: 400; }
QPushButton[role="link"]:hover { color: $text; text-decoration: underline; }
QPushButton[role="chip"] { color: $soft; background: transparent; border: 1px solid $line;
    border-radius: 10px; padding: 3px 10px; font-size: ${small}px; font-weight: 400; }
QPushButton[role="chip"]:hover { border-color: $faint; color: $text; }
QPushButton[role="chip"]:checked { color: $accent; border-color: $accent; background: $current; }
QLineEdit { background: $ground; border: 1px solid $line; border-radius: 8px; padding: 7px 11px;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit:focus { border-color: $accent; }
QLineEdit[role="number"] { padding: 0px 7px; border-radius: 6px; }
QLineEdit[state="error"] { border-color: $problem; }
QScrollArea, QListView, QTextBrowser, QPlainTextEdit { background: transparent; border: none; outline: none; }
QScrollArea > QWidget > QWidget[role="ground"] { background: $ground; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical { background: $line; border-radius: 4px; min-height: 32px; margin: 1px; }
QScrollBar::handle:vertical:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QScrollBar:horizontal { background: transparent; height: 10px; }
QScrollBar::handle:horizontal { background: $line; border-radius: 4px; min-width: 32px; margin: 1px; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QProgressBar { background: $line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QMenuBar { background: $panel; color: $soft; border-bottom: 1px solid $line; padding: 0px ${hair}px; }
QMenuBar::item { padding: 3px ${small_space}px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $cap; color: $text; }
QMenu { background: $panel; border: 1px solid $line; padding: ${hair}px; }
QMenu::item { padding: 5px ${large}px 5px ${wide}px; border-radius: 4px; }
QMenu::item:selected { background: $current; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: ${hair}px 0; }
QToolTip { background: $panel; color: $text; border: 1px solid $line; padding: ${hair}px; }
""")


def style_sheet(colors: Colors) -> str:
    """The style sheet of the whole application in `colors`."""
    names = {name: getattr(colors, name) for name in Colors.__slots__ if name != "is_dark"}
    return _SHEET.substitute(
        names,
        small=int(TextSize.SMALL),
        hair=int(Space.HAIR),
        small_space=int(Space.SMALL),
        wide=int(Space.WIDE),
        large=int(Space.LARGE),
    )
