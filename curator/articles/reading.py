"""Reads the fields of one mapping by meaning, and notes what does not fit instead of failing.

Each method takes the keys of one meaning (see `fields`) and returns the value of the first that holds
something usable. A value of the wrong type becomes a `Problem`; where what was meant is beyond doubt
(`quality: "72"`) it is returned all the same. A missing or empty field is no problem.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Final

from curator.articles import display_text, urls
from curator.articles.dates import parse_date
from curator.articles.problem import Problem, ProblemKind
from curator.articles.suspicion import hostile_link, suspicious_characters
from curator.frontmatter import Value

NUMBER_LIMIT: Final = 2**31 - 1
"""Largest number taken, either sign: what every list, spin box and database column can hold."""
PROBLEM_LIMIT: Final = 50
"""Problems kept for one article; a hostile list of ten thousand wrong items says nothing more."""

_WHOLE_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,10}")
_YES_WORDS: Final = frozenset({"true", "yes", "on", "y"})
_NO_WORDS: Final = frozenset({"false", "no", "off", "n"})


class Problems:
    """The problems found in one header, in order, with the lines of its top-level keys at hand."""

    def __init__(self, lines: Mapping[str, int]) -> None:
        self._lines = lines
        self._found: list[Problem] = []

    def add(
        self,
        field: str,
        message: str,
        line: int | None = None,
        kind: ProblemKind = ProblemKind.WRONG_TYPE,
    ) -> None:
        """Note a problem of the top-level key `field`; its line is looked up unless given."""
        line = self._lines.get(field) if line is None else line
        problem = Problem(display_text.one_line(field, display_text.LABEL_LIMIT), message, line, kind)
        if len(self._found) < PROBLEM_LIMIT and problem not in self._found:
            self._found.append(problem)

    def found(self) -> tuple[Problem, ...]:
        """Everything noted so far."""
        return tuple(self._found)


class Fields:
    """The fields of one mapping: the header itself, or a part of it such as a related item."""

    def __init__(
        self, values: Mapping[str, Value], problems: Problems, field: str = "", part: str = ""
    ) -> None:
        """`field` is the top-level key the mapping lies under, `part` what to call it ("related item 2")."""
        self._values = values
        self._problems = problems
        self._field = field
        self._part = part

    def present(self, keys: Iterable[str]) -> tuple[str, Value] | None:
        """The first of `keys` that holds anything but nothing, with its value."""
        for key in keys:
            if (value := self._values.get(key)) is not None:
                return key, value
        return None

    def note(self, key: str, complaint: str, kind: ProblemKind = ProblemKind.WRONG_TYPE) -> None:
        """Note that the value of `key` does not fit: "is a list, a number was expected"."""
        name = f"{key} of {self._part}" if self._part else key
        self._problems.add(self._field or key, f"{name} {complaint}", kind=kind)

    def inside(self, values: Mapping[str, Value], key: str, part: str) -> Fields:
        """The fields of a mapping that is the value of `key`, or an item of its list."""
        name = f"{part} of {self._part}" if self._part else part
        return Fields(values, self._problems, self._field or key, name)

    def number(self, keys: Iterable[str]) -> int | None:
        """A whole number, as written and never clamped."""
        if (found := self.present(keys)) is None:
            return None
        key, value = found
        number = _meant_number(value)
        if number is not None and abs(number) > NUMBER_LIMIT:
            self.note(key, "is too large a number")
            return None
        if type(value) is not int:
            self.note(key, f"is {_described(value)}, {_expected_number(value)} was expected")
        return number

    def truth(self, keys: Iterable[str]) -> bool | None:
        """Yes or no."""
        if (found := self.present(keys)) is None:
            return None
        key, value = found
        if isinstance(value, bool):
            return value
        self.note(key, f"is {_described(value)}, yes or no was expected")
        word = value.strip().lower() if isinstance(value, str) else ""
        return True if word in _YES_WORDS else False if word in _NO_WORDS else None

    def line(self, keys: Iterable[str], limit: int) -> str:
        """A text shown on one line, of at most `limit` characters."""
        if (found := self.present(keys)) is None:
            return ""
        key, value = found
        if not isinstance(value, str):
            self.note(key, f"is {_described(value)}, text was expected")
        return self.shown(key, text_of(value), limit)

    def shown(self, key: str, text: str, limit: int) -> str:
        """A text found at `key`, on one line; what is suspicious about its characters is noted."""
        # Of nearly all texts this is seen to be nothing without a pattern.
        if not text.isprintable() or "&" in text:
            # What is beyond this is not looked at for display either.
            for kind, complaint in suspicious_characters(text[: limit * 12]):
                self.note(key, complaint, kind)
        return display_text.one_line(text, limit)

    def date_text(self, keys: Iterable[str]) -> str:
        """The text of a date as it was written, readable or not; "" where there is none."""
        if (found := self.present(keys)) is None:
            return ""
        key, value = found
        text = text_of(value)  # 20200124 is a number to YAML and a date to everybody else
        if not text:
            self.note(key, f"is {_described(value)}, a date was expected")
        elif parse_date(text) is None:
            self.note(key, "is not a date that can be read", ProblemKind.UNREADABLE_DATE)
        return display_text.one_line(text, display_text.LABEL_LIMIT)

    def web_url(self, keys: Iterable[str], *, paths: Container[str] = ()) -> str:
        """The first http(s) address; in `paths` are keys where a path of the site is no mistake.

        After it, only what must not be followed is still looked for.
        """
        found = ""
        for key in keys:
            value = self._values.get(key)
            if value is None or value == "":
                continue
            if not isinstance(value, str):
                if not found:
                    self.note(key, f"is {_described(value)}, a web address was expected")
            elif not found and (url := urls.clean_url(value)):
                found = url
            elif hostile := hostile_link(value):
                self.note_hostile(key, "is", hostile, "a web address")
            elif not found and not (key in paths and urls.is_site_path(value)):
                self.note(key, "is not an http or https address", ProblemKind.UNUSABLE_ADDRESS)
        return found

    def note_hostile(self, key: str, verb: str, link: str, expected: str) -> None:
        """Note that the value of `key` is or holds a link that must not be followed, see `hostile_link`."""
        what = "the path of a network share" if link.startswith("\\") else f"a {link} link"
        self.note(key, f"{verb} {what}, {expected} was expected", ProblemKind.HOSTILE_LINK)


def text_of(value: Value) -> str:
    """The text of a value that is text or a number, else ""."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return ""
    if isinstance(value, int) and abs(value) >= 10**18:  # Python refuses to print integers of 4,300 digits
        return ""
    return str(value)


def items_of(value: Value) -> Sequence[Value]:
    """The items of a list; anything else is a list of itself."""
    return value if isinstance(value, list) else [value]


def _meant_number(value: Value) -> int | None:
    if isinstance(value, str):
        digits = value.strip()
        return int(digits) if _WHOLE_NUMBER.fullmatch(digits) else None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _expected_number(value: Value) -> str:
    return "a whole number" if isinstance(value, float) else "a number"


def _described(value: Value) -> str:
    """The type of a value in words an editor uses. Of texts only the kind is said, never what they hold."""
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, int):
        return "a number"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, str):
        return "a date" if parse_date(value) else "text"
    if isinstance(value, list):
        return "a list"
    return "a mapping" if isinstance(value, dict) else "no plain value"
