"""Text from an article, made fit for display: plain, bounded, and unable to disturb what surrounds it.

Content is hostile until proven otherwise: a title may hold control characters, characters that turn the
reading direction of the whole line round, half of a surrogate pair, or a megabyte of anything.
"""

from __future__ import annotations

import re
from typing import Final

TITLE_LIMIT: Final = 500
"""Characters of a title shown; the longest of some 340 real ones has 178."""
EXCERPT_LIMIT: Final = 5_000
"""Characters of an excerpt shown; real ones end near 500."""
LABEL_LIMIT: Final = 120
"""Characters of a name, a domain, a topic, a category, a date shown."""
BODY_LIMIT: Final = 1_000_000
"""Characters of a body shown."""

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_ELLIPSIS: Final = "\N{HORIZONTAL ELLIPSIS}"

# Only entities closed by ";": a bare "&copy" is what an address looks like ("?a=1&copy=2").
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# The excerpts of the format are sometimes encoded twice ("&amp;quot;"), never more often.
_ENTITY_ROUNDS: Final = 2

_SPACES: Final = re.compile(r"\s+")
_LINE_ENDS: Final = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# C0 and C1 controls but tab and newline, direction overrides, embeddings and isolates, lone surrogates,
# noncharacters, the byte order mark. Left-to-right and right-to-left marks stay: Arabic and Hebrew need them.
_DISTURBING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)


def decode_entities(text: str) -> str:
    """Replace HTML entities ("&amp;", "&#8217;", also encoded twice) by what they stand for."""
    if "&" not in text:
        return text
    # Imported here because its table of two thousand names costs a start 2 ms, and few texts need it.
    from html import unescape

    for _ in range(_ENTITY_ROUNDS):
        if "&" not in text:
            break
        text = _ENTITY.sub(lambda match: unescape(match[0]), text)
    return text


def one_line(text: str, limit: int) -> str:
    """`text` as a single line of at most `limit` characters; runs of white space become one space."""
    if len(text) <= limit and _is_fit(text):
        return text
    decoded = decode_entities(_head(text, limit))
    collapsed = _SPACES.sub(" ", decoded).strip()
    return shorten(neutralise(collapsed), limit)


def several_lines(text: str, limit: int) -> str:
    """`text` with its lines kept, ended by line feeds, at most `limit` characters; entities stay."""
    text = _head(text, limit)
    # What would be replaced is not printable; three passes in C cost less than one of a pattern.
    if not text.replace("\n", "").replace("\t", "").isprintable():
        text = neutralise(_LINE_ENDS.sub("\n", text))
    return shorten(text, limit)


def neutralise(text: str) -> str:
    """Replace each character that could disturb the display by the replacement character."""
    return text if text.isprintable() else _DISTURBING.sub(REPLACEMENT, text)


def shown_name(name: str) -> str:
    """The name of a file or folder as it is shown: on one line, and nothing decoded, as it is no text."""
    return shorten(neutralise(_SPACES.sub(" ", name)), TITLE_LIMIT)


def shorten(text: str, limit: int) -> str:
    """Cut `text` to `limit` characters, the last one an ellipsis where something was cut."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + _ELLIPSIS


def has_disturbing(text: str) -> bool:
    """Whether `text` holds characters that `neutralise` would replace."""
    return not text.isprintable() and _DISTURBING.search(text) is not None


def _is_fit(text: str) -> bool:
    """Whether `text` is one line that is fit as it stands, as nine of ten are; seen without a pattern.

    Everything disturbing and all white space but the space itself is what Python calls not printable.
    """
    return text.isprintable() and "&" not in text and "  " not in text and text == text.strip(" ")


def _head(text: str, limit: int) -> str:
    # Enough for `limit` characters even if every one of them is an entity, so that a megabyte costs nothing.
    return text[: limit * 12]
