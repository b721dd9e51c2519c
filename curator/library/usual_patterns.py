"""What the bot writes, as patterns: what matches is simple YAML that means the same to every reader.

Each pattern allows the lines of a part in the bot's order, each at most once, with values that are beyond
doubt to `frontmatter.simple` and that `articles` takes without a problem. What a quantifier of characters has
taken is never given back but at the end of a line, and groups begin with different words, so a header that
is not usual is found out in linear time. Groups are not possessive for the reason `frontmatter.simple` has.
"""

from __future__ import annotations

import re
from typing import Final

from curator.frontmatter.simple import WORDS

SECTION: Final = re.compile(
    r"([A-Za-z_][A-Za-z0-9_-]{0,99}+):(?=[ \n]) *+([^\n]*+)\n((?: [^\n]*+\n)*)\n*+|([\s\S]++)"
)
"""A key of the top level, the value on its line, the indented lines below it; or else all the rest."""

# What a value must look like to be beyond doubt to `scalar` and to `articles`: text, a number, an address.
_TEXT: Final = (
    r'(?:"[^"\\\n]*+(?:\\["\\nrt][^"\\\n]*+)*"'
    r"|'[^'\n]*+(?:''[^'\n]*+)*'"
    rf"|(?!(?:{'|'.join(WORDS)})\n)(?:[A-Za-z_/($]|[^\x00-\x7f])"
    r"[^:#\n]*+(?:(?::(?![ \n])|(?<! )#)[^:#\n]*+)*(?<! ))"
)
_NUMBER: Final = r"-?(?:0|[1-9][0-9]{0,8})"
_DATE: Final = (
    r"[12][0-9]{3}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)"
    r"|(?:0[13578]|1[02])-31)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z"
)
_ADDRESS: Final = r'https?://[A-Za-z0-9][A-Za-z0-9.-]{0,250}+(?=[/?#"\n])[!#-:<-\[\]-~]{0,7000}+'
_PATH: Final = r"/[A-Za-z0-9._-]++(?:/[A-Za-z0-9._-]++)*"
_URL: Final = rf'(?:"{_ADDRESS}"|{_ADDRESS}(?<!:))'
_PICTURE: Final = rf'(?:"{_ADDRESS}"|{_ADDRESS}(?<!:)|{_PATH})'


def _pictures(margin: str) -> str:
    return (
        rf"(?:{margin}- url: {_PICTURE}\n"
        rf"(?:{margin}  width: {_NUMBER}\n)?(?:{margin}  height: {_NUMBER}\n)?"
        rf"(?:{margin}  title: {_TEXT}\n)?(?:{margin}  isCached: (?:true|false)\n)?)+"
    )


PICTURES: Final = re.compile(rf"(?=  - url: ({_PICTURE})\n){_pictures('  ')}")
"""The lines below `images`; group 1 is the first address."""

PROVIDER: Final = re.compile(
    rf"  name: ({_TEXT})\n(?:  domain: ({_TEXT})\n)?(?:  images:\n{_pictures('    ')})?"
    rf"(?:  authors:\n(?:    - name: {_TEXT}\n)+)?"
)
"""The lines below `provider`; the groups are name and domain."""

RELATED_ITEM: Final = re.compile(
    r"  - title: (.+)\n"
    r"(?:    excerpt: (.+)\n)?"
    rf"(?:    publishedDateTime: {_DATE}\n)?"
    r"(?:    originalUrl: (.+)\n)?"
    r"(?:    (?:webUrl|sourceUrl): (.+)\n)?"
    r"(?:    (?:ampWebUrl|ampUrl): (.+)\n)?"
    rf"(?:    (?:cdnAmpWebUrl|cdnAmpUrl): ({_URL})\n)?"
    rf"(?:    type: {_TEXT}\n)?"
    rf"(?:    provider:\n      name: {_TEXT}\n(?:      domain: {_TEXT}\n)?)?"
    rf"(?:    quality: {_NUMBER}\n)?"
    rf"(?:    images:\n{_pictures('      ')})?"
)
"""A related item: title, excerpt, original, own, AMP and cached AMP address.

What "." takes is left to a closer look; of the rest it is certain that it is no problem.
"""

RELATED_KEY: Final = "\nrelated:\n"
"""The line before the related items, with the end of the line before."""
