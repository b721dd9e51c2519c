"""An article as the bot writes it, and what may become of one: strategies for changed headers."""

from __future__ import annotations

import re

from hypothesis import strategies as st

from curator.articles import fields

ARTICLE = """---
category: news
title: "Police “use” cameras"
excerpt: "They say it's \\"safe\\"."
publishedDateTime: 2020-01-24T13:09:00Z
originalUrl: "https://www.example.com/original?b=2&a=1&utm_source=x"
webUrl: https://www.example.com/2020/cameras/
ampWebUrl: https://www.example.com/2020/cameras/amp/
cdnAmpWebUrl: https://www-example-com.cdn.ampproject.org/c/s/www.example.com/2020/cameras/amp/
type: article
quality: 41
heat: -1
published: false

provider:
  name: Example & Co
  domain: example.com
  images:
    - url: /assets/images/organizations/example.com-50x50.jpg
      width: 50
      height: 50

topics:
  - AI
  - Computer Vision

images:
  - url: https://example.com/1.jpg?w=1024
    width: 1024
    height: 652
    title: "Cameras"
    isCached: true

related:
  - title: "Cameras in use"
    excerpt: "Since Friday."
    publishedDateTime: 2020-01-24T14:57:00Z
    sourceUrl: https://www.example.org/cameras.html?id=7
    ampUrl: https://www.example.org/cameras.amp.html
    cdnAmpUrl: https://www-example-org.cdn.ampproject.org/c/s/www.example.org/cameras.amp.html
    type: article
    provider:
      name: Example Times
      domain: example.org
    quality: 89
    images:
      - url: https://example.org/2.jpg
        width: 1050
        height: 549
  - title: 'Another''s view'
    originalUrl: "https://example.net/view/"
    provider:
      name: View

secured: "c2VjcmV0"
---
<p>A &amp; B</p>
"""

_FIELDS = {key for name in dir(fields) if name.endswith("_KEYS") for key in getattr(fields, name)}
_MORE = "secured quality heat published layout width authors isCached yes null"
KEYS = st.sampled_from([*sorted(_FIELDS), *_MORE.split()])
_TEXTS = (
    "|a|two  words|it's|a:b|a#b|a #b|a: b|a:|“q” 日本|\u00a0x|x, y|$5|A & B|A &amp; B|''|'s'|'it''s'"
    '|"q"|""|"a \\"b\\" \\n"|"\\x41"|"q|q"|" a "|"&#8238;x"|"&amp;#x202E;x"|"\u2066x"'
    '|"&#8217;x"|"\u202ex"|"\u2028"|"\x85"|"\ufeff"|"\x07"'
    '|"\t"|"£5 é 😀"'
)
_OTHERS = (
    "true No OFF null tRue ~ 0 72 -1 -0 007 1_0 0x1f 1.5 1e3 12:30 2147483647 2147483648 999999999 "
    "2020-01-01 2020-02-29T00:00:00Z 2021-02-29T00:00:00Z 2020-04-31T10:00:00Z 2020-12-31T23:59:59Z "
    "0000-01-01T00:00:00Z 2020-01-24T24:00:00Z 2020-01-24T13:60:00Z '2020-01-24T13:09:00Z' "
    '"2020&#45;01-24T13:09:00Z" 9999999999 [a] [] {a:b} &a *a !t | >- # - ? @a %a = <<'
)
_ADDRESSES = (
    "https://a.b https://A.B/C/ https://www.a.b/c?x=1&utm_source=y&a=2 https://a.b/c?x https://a.b/c#f "
    "https://a.b/c: https://a.b:80/c https://a.b:x/c https://u@a.b/c https://a.b/é https://a.b/%41 "
    'https://a.b/&amp;x https://a.b/;x "https://a.b/x" \'https://a.b/x\' "https://a.b/x https://a.b/x" '
    "https://www.example.com/2020/cameras/ http://example.com/2020/cameras/amp https://example.net/view "
    "ftp://a.b/c javascript:x //a.b/c /a /a//b /a/ / https:// https://-a https://a.b./c C:\\x https://a.b\\c "
    "https://a-b.cdn.ampproject.org/c/s/b.org/x https://a-b.cdn.ampproject.org/c/s/b.org/x?y=1 HTTPS://a.b/c"
)
_LONG = (
    *("x" * 120, "x" * 121, "t" * 500, "t" * 501, f'"{"e" * 5_000}"', f'"{"e" * 5_001}"'),
    *("https://a.b/" + "y" * size for size in (6_999, 7_001, 7_988, 7_989)),
    "https://" + "h" * 260 + ".org/",
)
VALUES = st.sampled_from([*_TEXTS.split("|"), *_OTHERS.split(), *_ADDRESSES.split(), *_LONG, "|"])
_SIGNS = ":#'\"-[{&*!|>%@~<\\`0é😀;\t\r\x07\x7f\x85\xa0\u2028\u202e\ufeff\uffff"
_PIECES = "  |: | #|- |\n|\r\n|\n\n|\n---\n|\n...\n|''|\\\"|\\n|\\x41|&amp;|\n  |\n- |?a=1"
ODD = st.sampled_from([*_SIGNS, *_PIECES.split("|"), " "])
_KEY = re.compile(r"[A-Za-z]+(?=:)")
_VALUE = re.compile(r"(?<=: )[^\n]+|(?<=- )[^:\n]+$")


@st.composite
def changed_articles(draw: st.DrawFn) -> bytes:
    """An article of the bot after a few changes, by hand or by accident."""
    lines = ARTICLE.split("\n")
    for _ in range(draw(st.sampled_from([1, 1, 1, 2, 3]))):
        index = draw(st.integers(1, len(lines) - 4))
        line, place = lines[index], draw(st.integers(0, 40))
        match draw(st.integers(0, 9)):
            case 0 | 1 | 2:
                lines[index] = draw(VALUES).join(_VALUE.split(line, maxsplit=1))
            case 3 | 4:
                lines[index] = line[:place] + draw(ODD) + line[place + draw(st.integers(0, 1)) :]
            case 5:
                del lines[index : index + draw(st.integers(1, 3))]
            case 6:
                lines.insert(index, lines[place])
            case 7:
                lines[index] = " " * draw(st.integers(0, 2)) + line.lstrip(" " if draw(st.booleans()) else "")
            case 8:
                lines[index] = _KEY.sub(draw(KEYS), line, count=1)
            case _:
                lines.insert(index, " " * draw(st.integers(0, 6)) + f"{draw(KEYS)}: {draw(VALUES)}")
    text = draw(st.sampled_from(["", "", "", "\ufeff"])) + "\n".join(lines)
    return draw(st.sampled_from(["\n", "\n", "\r\n"])).join(text.split("\n")).encode("utf-8", "surrogatepass")
