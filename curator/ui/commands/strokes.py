"""What was pressed: a key event as a stroke such as "8", "Shift+8", "Ctrl+Z" or "?".

Digits count by the physical key of the top row, so that AZERTY needs no Shift for them, and by the number
pad. Letters count by character; where the layout is not Latin, by their position on a US keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_NAMED = {
    Qt.Key.Key_Up: "Up",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_End: "End",
    Qt.Key.Key_PageUp: "PageUp",
    Qt.Key.Key_PageDown: "PageDown",
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Backspace: "Backspace",
    Qt.Key.Key_Delete: "Delete",
    **{Qt.Key(Qt.Key.Key_F1 + number): f"F{number + 1}" for number in range(12)},
}
_SYMBOLS = "+-/?"
# The rows of a US keyboard in scan-code order, from which evdev, X11, Windows and macOS codes are derived.
_DIGIT_ROW = "1234567890"
_LETTER_ROWS = ((16, "QWERTYUIOP"), (30, "ASDFGHJKL"), (44, "ZXCVBNM"))
_SCAN_LETTERS = {
    start + place: letter for start, letters in _LETTER_ROWS for place, letter in enumerate(letters)
}
_SCAN_DIGITS = {2 + place: digit for place, digit in enumerate(_DIGIT_ROW)}
# X11 and Wayland key codes are the evdev codes plus eight.
_XKB_OFFSET = 8
_XKB_PLATFORMS = frozenset({"xcb", "wayland", "wayland-egl"})
# Qt's key of a letter is its code point. Latin ends here; what Qt names itself comes after all of Unicode.
_OTHER_SCRIPTS = range(0x0250, 0x110000)
_MAC_DIGITS = {18: "1", 19: "2", 20: "3", 21: "4", 23: "5", 22: "6", 26: "7", 28: "8", 25: "9", 29: "0"}
_MAC_LETTERS = dict(
    zip(
        (0, 11, 8, 2, 14, 3, 5, 4, 34, 38, 40, 37, 46, 45, 31, 35, 12, 15, 1, 17, 32, 9, 13, 7, 16, 6),
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        strict=True,
    )
)


def stroke_of(event: QKeyEvent, platform: str = "") -> str:
    """The stroke of a key press, "" for a lone modifier or a key that has no name here.

    `platform` is Qt's name of the window system, which decides how physical keys are numbered; by default it
    is the one in use.
    """
    modifiers = event.modifiers()
    control = _is_held(modifiers, Qt.KeyboardModifier.ControlModifier)
    if modifiers & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
        return ""
    shift = _is_held(modifiers, Qt.KeyboardModifier.ShiftModifier)
    name = _base_name(event, platform or QGuiApplication.platformName(), shift=shift)
    if not name:
        return ""
    # A symbol that needs Shift to be typed is that symbol, on every layout.
    keeps_shift = shift and name not in _SYMBOLS
    return ("Ctrl+" if control else "") + ("Shift+" if keeps_shift else "") + name


def _is_held(modifiers: Qt.KeyboardModifier, one: Qt.KeyboardModifier) -> bool:
    return bool(modifiers & one)


def _base_name(event: QKeyEvent, platform: str, *, shift: bool) -> str:
    digits, letters = _physical_names(event, platform)
    text = event.text()
    key = event.key()
    is_symbol = bool(text) and text in _SYMBOLS
    # With Shift the digit row types "/" on German and "+" on Swiss keyboards; without it, "-" on French ones.
    if is_symbol and (shift or not digits):
        return text
    if digits:
        return digits
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier and text.isdigit() and text.isascii():
        return text
    if text == "=" and not shift:
        return "+"
    if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
        return chr(key)
    if key in _NAMED:
        return _NAMED[Qt.Key(key)]
    return letters if key in _OTHER_SCRIPTS else ""


def _physical_names(event: QKeyEvent, platform: str) -> tuple[str, str]:
    """The (digit, letter) on this physical key of a US keyboard, "" where there is none or it is unknown."""
    if event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return "", ""
    if platform == "cocoa":
        code = event.nativeVirtualKey()
        known = event.nativeScanCode() or code
        return (_MAC_DIGITS.get(code, ""), _MAC_LETTERS.get(code, "")) if known else ("", "")
    code = event.nativeScanCode()
    if platform in _XKB_PLATFORMS:
        code -= _XKB_OFFSET
    return _SCAN_DIGITS.get(code, ""), _SCAN_LETTERS.get(code, "")
