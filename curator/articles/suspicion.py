"""What a person should look at: characters that hide or turn text round, and links that are no web addresses.

On screen nothing of it can do harm, as `display_text` and `urls` take it away; but who reads the site, or the
file in another program, is not so protected, and it is seldom there by accident.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from curator.articles.display_text import decode_entities
from curator.articles.problem import ProblemKind

# The overrides and embeddings, with their end, and the isolates; not the marks Arabic and Hebrew need.
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_TURNING_BYTES: Final = re.compile(b"\xe2(?:\x80[\xaa-\xae]|\x81[\xa6-\xa9])")
# Controls but for white space (NEL is that), noncharacters, and halves of surrogate pairs, which bytes of a
# file's name become too if they are no text. A byte order mark is an accident of copying and hides nothing.
_CONTROLS: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")

_SHOWN: Final = 3
_LINK_HEAD: Final = 200
_HOSTILE_SCHEMES: Final = ("javascript:", "vbscript:", "data:", "file:", "blob:")
_IGNORED_IN_SCHEMES: Final = re.compile(r"[\x00-\x20]+")
"""What browsers pass over in and before the scheme of an address."""


def suspicious_characters(text: str) -> Iterator[tuple[ProblemKind, str]]:
    """Yield what is suspicious about the characters of `text`, also of those written as HTML entities."""
    text = decode_entities(text)
    if turning := _TURNS.findall(text):
        yield (
            ProblemKind.DIRECTION_OVERRIDE,
            f"holds characters that turn its direction round ({_named(turning)})",
        )
    if controls := _CONTROLS.findall(text):
        yield ProblemKind.CONTROL_CHARACTER, f"holds characters that cannot be shown ({_named(controls)})"


def may_be_suspicious(data: bytes) -> bool:
    """Whether there may be suspicious characters in UTF-8 that holds no control characters as they are.

    For many values at once: quick where it is sure that there is none.
    """
    if not data.isascii() and _TURNING_BYTES.search(data):
        return True
    # A byte is found thirty times faster than two.
    if b"&" not in data or b"#" not in data:
        return False
    return next(suspicious_characters(data.decode()), None) is not None


def hostile_link(text: str) -> str:
    r"""What a link is that must never be followed: "javascript:", "\\" for a network share; else ""."""
    # Nearly all begin as they should, and then the rest need not be looked at.
    if text.startswith(("https://", "http://", "/")):
        return ""
    head = _IGNORED_IN_SCHEMES.sub("", decode_entities(text[:_LINK_HEAD])).lower()
    if head.startswith("\\\\"):
        return "\\\\"
    return next((scheme for scheme in _HOSTILE_SCHEMES if head.startswith(scheme)), "")


def _named(characters: list[str]) -> str:
    names = [f"U+{ord(character):04X}" for character in dict.fromkeys(characters)]
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
