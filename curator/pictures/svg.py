"""Refuses drawings (SVG) that could make Qt open something else, or work without end.

Qt's SVG reader opens what `<image href="…">` names, any absolute path included, and reads style sheets named
by an `xml-stylesheet` instruction (`qsvghandler.cpp`, `createImageNode` and `processingInstruction`); no
option turns that off. So a drawing is read here first, by the expat parser, and only a self-contained one of
modest size passes. That is enough for the provider icons a site has in its own folder; drawings from the
network are refused altogether for now.
"""

from __future__ import annotations

from xml.parsers import expat

from curator.pictures.model import PictureError, PictureState

MAX_BYTES = 256 * 1024
MAX_ELEMENTS = 5_000
MAX_DEPTH = 64
MAX_USES = 8
"""`<use>` elements; even nested into each other (2 or 3 to a level) they multiply the work by 18 at most."""

_REFUSED = frozenset({"image", "script", "foreignobject", "feimage", "filter", "pattern", "iframe"})
"""Elements that refer to files, run, or cost without bound."""


def check_svg(data: bytes, is_local: bool) -> None:
    """Raise PictureError unless the drawing `data` is local, small and refers to nothing outside itself."""
    if not is_local:
        raise PictureError(PictureState.BLOCKED, "blocked: drawings (SVG) from the network are not opened")
    if len(data) > MAX_BYTES:
        raise PictureError(
            PictureState.FAILED, f"too large for a drawing (SVG): over {MAX_BYTES // 1024} KiB"
        )
    _Checker().run(data)


class _Checker:
    """One pass over the XML, raising PictureError at the first thing that is not plainly harmless."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0
        self._uses = 0
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
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise PictureError(PictureState.FAILED, "the drawing (SVG) is damaged") from error

    def _on_start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2].lower()
        self._elements += 1
        self._depth += 1
        self._uses += name == "use"
        if self._elements > MAX_ELEMENTS or self._depth > MAX_DEPTH or self._uses > MAX_USES:
            raise _refused("it is too complicated")
        if name in _REFUSED:
            raise _refused(f"it contains <{name}>")
        for attribute, value in attributes.items():
            _check_attribute(attribute.rpartition(":")[2].lower(), value)
        self._is_in_style = self._is_in_style or name == "style"

    def _on_end(self, tag: str) -> None:
        self._depth -= 1
        if tag.rpartition(":")[2].lower() == "style":
            self._is_in_style = False
            _check_style("".join(self._style))
            self._style.clear()

    def _on_text(self, text: str) -> None:
        if self._is_in_style:
            self._style.append(text)

    def _on_doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:
            raise _refused("it declares entities")

    def _on_instruction(self, target: str, _text: str) -> None:
        raise _refused(f"it contains <?{target}?>")


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
