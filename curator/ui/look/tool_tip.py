"""Words of articles, folders and people as tool tips: what is written is what is shown."""

from __future__ import annotations

import html


def tool_tip(*lines: str) -> str:
    """A tool tip of these lines, "" for none.

    A tool tip guesses whether its text is HTML, and would follow what an article says there. Told that it is,
    it wraps long lines besides.
    """
    text = "\n".join(line for line in lines if line)
    if not text:
        return ""
    return f"<p style='white-space:pre-wrap'>{html.escape(text).replace(chr(10), '<br>')}</p>"
