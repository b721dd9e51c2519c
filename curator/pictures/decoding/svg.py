"""Refuses drawings (SVG) that could make Qt open something else, or work without end.

Qt's SVG reader opens what `<image href="…">` names, any absolute path included, and reads style sheets named
by an `xml-stylesheet` instruction (`qsvghandler.cpp`, `createImageNode` and `processingInstruction`); no
option turns that off. So a drawing is read here first, by the expat parser, and only a self-contained one of
modest size passes, wherever it comes from. Pictures inside drawings are refused even as `data:`, as they
would get to a decoder without the checks of `decode.py`. What cannot be told from the text is how long
painting takes; `drawing.py` finds that out.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from curator.pictures.model import PictureError, PictureState
from curator.pictures.size_words import size_words

MAX_BYTES = 256_000
MAX_ELEMENTS = 5_000
MAX_DEPTH = 64
MAX_USES = 8
"""`<use>` elements and masks, which draw something once more, and may be nested into each other."""
MAX_WORK = 300_000
"""Characters of attributes, and `_ELEMENT` for each element, times how often all may be drawn by `<use>`."""
MAX_DASHED = 1_500
"""The same for what has dashed lines: 10,000 dashes, as many as Qt draws, take 40 ms for each."""
MAX_RULES = 4_000_000
"""Characters of style sheets times elements: each rule is tried on each element."""
_ELEMENT = 20
_ENCODINGS = frozenset({"", "utf-8", "us-ascii", "iso-8859-1", "windows-1252"})
"""Those in which both readers see the same marks, whatever they make of the letters."""

_REFUSED = frozenset({"image", "script", "foreignobject", "feimage", "filter", "pattern", "marker", "iframe"})
"""Elements that refer to files, run, or cost without bound."""
_AGAIN = frozenset({"mask", "filter", "marker", "marker-start", "marker-mid", "marker-end"})
_AGAIN_IN_STYLE = re.compile(r"(?:mask|filter|marker(?:-(?:start|mid|end))?)(?:\s|/\*.*?\*/)*:", re.DOTALL)
"""The same as properties; between a name and its colon there may be comments."""


def check_svg(data: bytes) -> None:
    """Raise PictureError unless the drawing `data` is small and refers to nothing outside itself."""
    if len(data) > MAX_BYTES:
        raise PictureError(
            PictureState.FAILED, f"too large for a drawing (SVG): more than {size_words(MAX_BYTES)}"
        )
    _Checker().run(data)


class _Checker:
    """One pass over the XML, raising PictureError at the first thing that is not plainly harmless."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0
        self._uses = 0
        self._letters = 0
        self._rules = 0
        self._dashed = 0
        self._dashed_from = 0
        """The depth of the outermost element with dashes we are in, 0 when in none."""
        self._is_all_dashed = False
        self._style: list[str] = []
        self._is_in_style = False

    def run(self, data: bytes) -> None:
        """Read all of `data`."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.ProcessingInstructionHandler = self._on_instruction
        parser.XmlDeclHandler = self._on_declaration
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise PictureError(PictureState.FAILED, "the drawing (SVG) is damaged") from error
        self._check_work()

    def _check_work(self) -> None:
        # With one use all may be drawn twice, with nine in three levels 40 times, those in between included.
        often = 1 + int(1.6**self._uses) if self._uses else 1
        work = (self._letters + _ELEMENT * self._elements) * often
        is_all_dashed = self._is_all_dashed or (self._uses and self._dashed)
        dashed = work if is_all_dashed else self._dashed
        if work > MAX_WORK or dashed > MAX_DASHED or self._rules * self._elements > MAX_RULES:
            raise too_complicated()

    def _on_start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2].lower()
        self._elements += 1
        self._depth += 1
        self._uses += name == "use"
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH or self._uses > MAX_USES:
            raise too_complicated()
        if name in _REFUSED:
            raise _refused(f"it contains <{name}>")
        before = self._letters
        for attribute, value in attributes.items():
            self._note(attribute.rpartition(":")[2].lower(), value)
        if self._dashed_from:
            self._dashed += _ELEMENT + self._letters - before
        self._is_in_style = self._is_in_style or name == "style"

    def _note(self, attribute: str, value: str) -> None:
        _check_attribute(attribute, value)
        self._letters += len(value)
        style = value.lower() if attribute == "style" else ""
        self._uses += (attribute in _AGAIN) + len(_AGAIN_IN_STYLE.findall(style))
        if attribute == "stroke-dasharray" or "dasharray" in style:
            self._dashed_from = self._dashed_from or self._depth

    def _on_end(self, tag: str) -> None:
        if self._depth == self._dashed_from:
            self._dashed_from = 0
        self._depth -= 1
        if tag.rpartition(":")[2].lower() == "style":
            self._is_in_style = False
            self._check_sheet("".join(self._style))
            self._style.clear()

    def _check_sheet(self, text: str) -> None:
        _check_style(text)
        self._rules += len(text)
        plain = text.lower()
        if _AGAIN_IN_STYLE.search(plain):
            # How many elements a rule is for is not told here.
            raise too_complicated()
        self._is_all_dashed = self._is_all_dashed or "dasharray" in plain

    def _on_text(self, text: str) -> None:
        if self._is_in_style:
            self._style.append(text)
        else:
            self._letters += len(text)

    def _on_doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            raise _refused("it declares entities")

    def _on_declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if (encoding or "").lower() not in _ENCODINGS:
            raise _refused("it is in a rare encoding")

    def _on_instruction(self, _target: str, _text: str) -> None:
        # Its name is a stranger's text, of any length.
        raise _refused("it contains an instruction")


def too_complicated() -> PictureError:
    """A drawing that would take too long to paint, as far as its text or a first try tells."""
    return PictureError(PictureState.FAILED, "too complicated: drawing it would take too long")


def _check_attribute(name: str, value: str) -> None:
    """References may only point inside the drawing (`#id`, `url(#id)`)."""
    if name == "href" and not value.strip().startswith("#"):
        raise _refused("it refers to something outside itself")
    _check_style(value)


def _check_style(text: str) -> None:
    """Style may refer to the drawing's own parts; it may import nothing and hide nothing behind escapes."""
    plain = "".join(text.lower().split()).replace("'", "").replace('"', "")
    if "@import" in plain or "\\" in plain or plain.count("url(") != plain.count("url(#"):
        raise _refused("it refers to something outside itself")


def _refused(why: str) -> PictureError:
    return PictureError(PictureState.BLOCKED, f"blocked: the drawing (SVG) was not opened, {why}")
