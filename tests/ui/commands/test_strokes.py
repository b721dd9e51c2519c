"""What is pressed means the same on every layout: digits by place, letters and symbols by what they say."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from curator.ui.commands.strokes import stroke_of

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
META = Qt.KeyboardModifier.MetaModifier
PAD = Qt.KeyboardModifier.KeypadModifier
Modifiers = Qt.KeyboardModifier
XCB = "xcb"
PLATFORMS = [("xcb", 8), ("wayland", 8), ("windows", 0), ("offscreen", 0)]
"""Window systems, and by how much their key codes exceed the scan codes of a PC keyboard."""


def key_event(
    key: int, text: str = "", modifiers: Modifiers = NONE, scan: int = 0, virtual: int = 0
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan, virtual, 0, text)


def on_xcb(key: int, text: str, evdev: int, modifiers: Modifiers = NONE) -> str:
    return stroke_of(key_event(key, text, modifiers, evdev + 8), XCB)


@pytest.mark.parametrize(("platform", "offset"), PLATFORMS)
@pytest.mark.parametrize(("evdev", "digit"), [*zip(range(2, 12), "1234567890", strict=True)])
def test_digit_row_counts_by_place_whatever_it_types(
    platform: str, offset: int, evdev: int, digit: str
) -> None:
    # A French keyboard types these without Shift.
    typed = "&é\"'(-è_çà"[evdev - 2]
    event = key_event(ord(typed.upper()), typed, scan=evdev + offset)
    assert stroke_of(event, platform) == digit


@pytest.mark.parametrize(("evdev", "digit"), [(2, "1"), (9, "8"), (11, "0")])
def test_shift_and_a_digit_of_a_french_keyboard_stays(evdev: int, digit: str) -> None:
    assert on_xcb(ord(digit), digit, evdev, SHIFT) == f"Shift+{digit}"


@pytest.mark.parametrize(
    ("code", "digit"), [(18, "1"), (23, "5"), (22, "6"), (26, "7"), (25, "9"), (29, "0")]
)
def test_digit_row_of_a_mac_counts_by_its_virtual_keys(code: int, digit: str) -> None:
    assert stroke_of(key_event(ord("È"), "è", virtual=code, scan=1), "cocoa") == digit


def test_digits_without_a_scan_code_count_by_character() -> None:
    assert stroke_of(key_event(Qt.Key.Key_8, "8")) == "8"


@pytest.mark.parametrize("digit", "0123456789")
def test_number_pad_types_digits(digit: str) -> None:
    assert on_xcb(ord(digit), digit, 71, PAD) == digit


@pytest.mark.parametrize(("symbol", "evdev"), [("+", 78), ("-", 74), ("/", 98)])
def test_number_pad_types_symbols(symbol: str, evdev: int) -> None:
    assert on_xcb(ord(symbol), symbol, evdev, PAD) == symbol


@pytest.mark.parametrize(("key", "name"), [(Qt.Key.Key_Up, "Up"), (Qt.Key.Key_Home, "Home")])
def test_number_pad_without_num_lock_moves(key: Qt.Key, name: str) -> None:
    assert on_xcb(key, "", 72, PAD) == name


def test_enter_of_the_number_pad_is_enter() -> None:
    assert on_xcb(Qt.Key.Key_Enter, "\r", 96, PAD) == on_xcb(Qt.Key.Key_Return, "\r", 28) == "Enter"


@pytest.mark.parametrize(
    ("layout", "symbol", "evdev", "modifiers"),
    [
        ("US", "/", 53, NONE),
        ("US", "?", 53, SHIFT),
        ("US", "+", 13, SHIFT),
        ("US", "-", 12, NONE),
        ("German", "/", 8, SHIFT),
        ("German", "?", 12, SHIFT),
        ("German", "+", 27, NONE),
        ("German", "-", 53, NONE),
        ("French", "/", 52, SHIFT),
        ("French", "?", 50, SHIFT),
        ("French", "+", 13, SHIFT),
        ("Swiss", "+", 2, SHIFT),
        ("Russian", "/", 43, SHIFT),
    ],
)
def test_symbols_are_what_they_say_on_every_layout(
    layout: str, symbol: str, evdev: int, modifiers: Modifiers
) -> None:
    assert on_xcb(ord(symbol), symbol, evdev, modifiers) == symbol


def test_plus_needs_no_shift_where_it_shares_its_key_with_equals() -> None:
    assert on_xcb(Qt.Key.Key_Equal, "=", 13) == "+"
    assert on_xcb(Qt.Key.Key_Equal, "=", 11, SHIFT) == "Shift+0"
    # Japanese keyboards have it above the minus.
    assert on_xcb(Qt.Key.Key_Equal, "=", 12, SHIFT) == ""


@pytest.mark.parametrize(
    ("layout", "key", "evdev"),
    [("German", "Z", 21), ("German", "Y", 44), ("French", "A", 16), ("US", "Q", 16)],
)
def test_latin_letters_are_what_they_say(layout: str, key: str, evdev: int) -> None:
    assert on_xcb(ord(key), key.lower(), evdev) == key
    assert on_xcb(ord(key), key, evdev, SHIFT) == f"Shift+{key}"


@pytest.mark.parametrize(("platform", "offset"), PLATFORMS)
@pytest.mark.parametrize(
    ("typed", "evdev", "letter"),
    [("ф", 30, "A"), ("ч", 45, "X"), ("у", 18, "E"), ("я", 44, "Z"), ("α", 30, "A"), ("ש", 30, "A")],
)
def test_letters_of_other_scripts_count_by_place(
    platform: str, offset: int, typed: str, evdev: int, letter: str
) -> None:
    event = key_event(ord(typed.upper()), typed, scan=evdev + offset)
    assert stroke_of(event, platform) == letter


def test_letters_of_other_scripts_keep_shift_and_control() -> None:
    assert on_xcb(ord("Я"), "Я", 44, SHIFT) == "Shift+Z"
    assert on_xcb(ord("Л"), "\x0b", 37, CONTROL) == "Ctrl+K"


def test_letters_of_other_scripts_count_by_place_on_a_mac() -> None:
    # The key of A has the code 0 there.
    assert stroke_of(key_event(ord("Ф"), "ф", virtual=0, scan=1), "cocoa") == "A"


@pytest.mark.parametrize(
    ("layout", "typed", "evdev"), [("Dvorak", ".", 18), ("Dvorak", ";", 44), ("French", ",", 50)]
)
def test_punctuation_is_no_letter_whatever_lies_there_elsewhere(layout: str, typed: str, evdev: int) -> None:
    assert on_xcb(ord(typed), typed, evdev) == ""


@pytest.mark.parametrize(
    ("key", "text", "modifiers", "stroke"),
    [
        (Qt.Key.Key_Z, "\x1a", CONTROL, "Ctrl+Z"),
        (Qt.Key.Key_Z, "\x1a", CONTROL | SHIFT, "Ctrl+Shift+Z"),
        (Qt.Key.Key_Down, "", SHIFT, "Shift+Down"),
        (Qt.Key.Key_Space, " ", NONE, "Space"),
        (Qt.Key.Key_Space, " ", SHIFT, "Shift+Space"),
        (Qt.Key.Key_Escape, "\x1b", NONE, "Esc"),
        (Qt.Key.Key_Backspace, "\b", NONE, "Backspace"),
        (Qt.Key.Key_F11, "", NONE, "F11"),
    ],
)
def test_named_keys_and_their_modifiers(key: Qt.Key, text: str, modifiers: Modifiers, stroke: str) -> None:
    assert stroke_of(key_event(key, text, modifiers)) == stroke


@pytest.mark.parametrize("modifiers", [ALT, META, ALT | CONTROL])
def test_alt_and_the_system_key_belong_to_others(modifiers: Modifiers) -> None:
    assert stroke_of(key_event(Qt.Key.Key_8, "8", modifiers, 9)) == ""


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_CapsLock, Qt.Key.Key_Dead_Acute]
)
def test_lone_modifiers_and_dead_keys_are_nothing(key: Qt.Key) -> None:
    assert stroke_of(key_event(key)) == ""
