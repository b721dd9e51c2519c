"""The body as a person reads it: plain text, with the tags of HTML bodies taken away.

What comes out is still untrusted text and is shown as plain text; nothing here makes markup safe, it makes
it readable.
"""

from __future__ import annotations

import re
from typing import Final

from curator.articles.display_text import REPLACEMENT, neutralise

BODY_LIMIT: Final = 20_000
"""Characters shown; longer bodies are rare and are read in the browser."""

# Only tags that HTML knows: "<String>" in a sentence about code is text.
_BLOCKS: Final = (
    "p|div|h[1-6]|ul|ol|table|tr|blockquote|pre|section|article|figure|figcaption|header|footer|hr"
)
_INLINES: Final = (
    "a|abbr|b|big|cite|code|em|font|i|img|iframe|input|kbd|label|mark|s|script|small|span|strong|style|sub|sup|"
    "svg|tbody|td|th|thead|u|video|audio|source|button|form|center|picture|param|object|embed|br|li"
)
_LIST_ITEM: Final = re.compile(r"<li\b[^<>]{0,2000}>", re.IGNORECASE)
_LINE: Final = re.compile(r"<br\b[^<>]{0,2000}>", re.IGNORECASE)
_BLOCK: Final = re.compile(rf"</?(?:{_BLOCKS})\b[^<>]{{0,2000}}>", re.IGNORECASE)
_INLINE: Final = re.compile(rf"</?(?:{_INLINES})\b[^<>]{{0,2000}}>", re.IGNORECASE)
_BLANKS: Final = re.compile(r"[ \t\xa0]+")
# No character has such a number; Python refuses to read one of more than 4,300 digits.
_NUMBER_OF_NOTHING: Final = re.compile(r"&#(?:[0-9]{8,}|[xX][0-9a-fA-F]{8,});?")
# What begins a line of its own: a list item, heading, quote, table row, code fence, indented code.
_OWN_LINE: Final = re.compile(r"\s|[-*+•>#|=]|\d{1,9}[.)]\s|```|~~~")
_GAPS: Final = re.compile(r"\n\s*\n\s*")


def _without_comments(text: str) -> str:
    """The text without closed comments; a pattern would look for the end of each unclosed one anew."""
    parts: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + len("-->")
    return "".join((*parts, text[at:]))


def _without_markup(text: str) -> str:
    if "<" in text:
        text = _without_comments(text)
        text = _LINE.sub("\n", _LIST_ITEM.sub("\n• ", text))
        text = _INLINE.sub("", _BLOCK.sub("\n\n", text))
    if "&" in text:
        # Imported here for the reason `display_text` has.
        from html import unescape

        text = unescape(_NUMBER_OF_NOTHING.sub(REPLACEMENT, text))
    return text


def _unwrapped(paragraph: str) -> str:
    """A paragraph on one line, as Markdown means it; lists, quotes, code and tables keep their lines."""
    lines = paragraph.split("\n")
    return paragraph if any(_OWN_LINE.match(line) for line in lines) else " ".join(lines)


def readable_body(body: str) -> str:
    """The body without tags, entities decoded, each paragraph on one line, one blank line between; bounded.

    Markdown's marks are left as they are: an editor reads them. Linear in `BODY_LIMIT`, whatever the body.
    """
    is_cut = len(body) > BODY_LIMIT
    text = _without_markup(body[:BODY_LIMIT])
    lines = (_BLANKS.sub(" ", line).rstrip() for line in text.splitlines())
    # What an entity stands for has not been looked at yet: it may turn the direction of the text round.
    text = _GAPS.sub("\n\n", neutralise("\n".join(lines))).strip()
    text = "\n\n".join(_unwrapped(paragraph) for paragraph in text.split("\n\n"))
    if is_cut:
        text += f"…\n\n({len(body) - BODY_LIMIT:,} more characters in the file)"
    return text


def search_text(body: str) -> str:
    """The words of the body on one line, for a search to find them; bounded like what is shown."""
    return neutralise(" ".join(_without_markup(body[:BODY_LIMIT]).split()))
