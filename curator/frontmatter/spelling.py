"""How a new value is written so that it looks like the one it replaces.

Spellings are offered from the most to the least alike; the editor takes the first that reads back as the
value wanted, so nothing here needs to know when YAML can do without quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from curator.frontmatter.value import Scalar

# YAML 1.1 has three pairs of words for a boolean, https://yaml.org/type/bool.html; PyYAML leaves out y and n.
_BOOLEAN_PAIRS = (("true", "false"), ("yes", "no"), ("on", "off"))
_PLAIN_KEY = re.compile(r"[A-Za-z_][0-9A-Za-z_.-]*")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_UNPRINTABLE = re.compile(
    r"[^ -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]|[\"\\]"
)


def spellings(value: Scalar, old: str = "", style: str | None = None) -> Iterator[str]:
    """Yield ways to write `value` where the text `old` (without quotes) stood in the YAML style `style`.

    `style` is PyYAML's: "'" and '"' for quoted text, "|" and ">" for block scalars, otherwise unquoted.
    """
    if isinstance(value, bool):
        yield _boolean(value, old)
    elif isinstance(value, int):
        yield str(value)
    else:
        if style == '"':
            yield _double_quoted(value)
        elif style != "'" and value:
            yield value
        yield _single_quoted(value)
        yield _double_quoted(value)


def key_spelling(name: str, style: str | None) -> str:
    """Return how a new key is written beside a key of the YAML style `style`."""
    if style == '"' or not _PLAIN_KEY.fullmatch(name):
        return _double_quoted(name)
    return _single_quoted(name) if style == "'" else name


def _boolean(value: bool, old: str) -> str:
    """Return the word for `value` from the same pair and in the same case as the old one."""
    for pair in _BOOLEAN_PAIRS:
        if old.lower() in pair:
            word = pair[0] if value else pair[1]
            return word.upper() if old.isupper() else word.title() if old[0].isupper() else word
    return "true" if value else "false"


def _single_quoted(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _double_quoted(value: str) -> str:
    return '"' + _UNPRINTABLE.sub(_escape, value) + '"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    short = _SHORT_ESCAPES.get(character)
    if short is not None:
        return short
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
