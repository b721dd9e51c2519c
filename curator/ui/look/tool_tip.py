"""Words of articles, folders and people as tool tips: what is written is what is shown."""

from __future__ import annotations

from curator.articles.display_text import neutralise

# Not the module `html`, whose table of two thousand entities costs a start 2 ms.
_AS_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"})


def tool_tip(*lines: str) -> str:
    """A tool tip of these lines, "" for none.

    A tool tip guesses whether its text is HTML, and would follow what an article says there. Told that it is,
    it wraps long lines besides.
    """
    text = neutralise("\n".join(line for line in lines if line))
    if not text:
        return ""
    return f"<p style='white-space:pre-wrap'>{text.translate(_AS_TEXT)}</p>"
