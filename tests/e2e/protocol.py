"""What the tests ask a running window and what it answers: one JSON object a line, each way.

The driver answers and changes nothing; whatever the window does, it does because of real keys and mouse.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, is_dataclass
from enum import StrEnum

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Ask(StrEnum):
    """The questions; `name` of a question is an objectName unless something else is said."""

    WINDOW = "window"  # -> Window
    PART = "part"  # -> Part
    ROWS = "rows"  # of a list -> [Row]
    ACTIONS = "actions"  # of an open menu or the menu bar -> [Row]
    LOG = "log"  # everything from `number` on -> [Happening]
    PICTURE = "picture"  # save what is on the screen; `name` is the file -> nothing
    MEMORY = "memory"  # -> Memory


class Kind(StrEnum):
    """What the driver notes as it happens."""

    KEY = "key"  # a key reached the window
    PAINTED = "painted"  # an article has been painted
    DECIDED = "decided"  # the progress has gone to the number `what`


@dataclass(frozen=True, slots=True)
class Question:
    """One line to the driver."""

    ask: Ask
    name: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels of the screen."""

    left: int
    top: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.left + self.width // 2, self.top + self.height // 2


@dataclass(frozen=True, slots=True)
class Window:
    """The window as a whole. `focus` is the objectName of the widget that has the keyboard, "" for none."""

    id: int
    title: str
    focus: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A widget as a person, or a screen reader, finds it. Not there at all is not visible."""

    is_visible: bool = False
    text: str = ""
    value: int | None = None
    description: str = ""
    box: Box = Box(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Row:
    """An entry of a list or a menu. `path` is the file of an article, `spoken` what a screen reader says."""

    text: str
    spoken: str
    path: str
    is_current: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Happening:
    """Something noted: `what` is the file that was painted, the key, or how many are decided."""

    kind: Kind
    what: str
    is_repeat: bool
    at: int  # nanoseconds of the monotonic clock
    pressed_at: int  # milliseconds of the X server, for keys


@dataclass(frozen=True, slots=True)
class Memory:
    """Kilobytes of memory the process has in use."""

    resident: int


def to_line(message: object) -> str:
    """A dataclass, a list of them, or None as a line."""
    if isinstance(message, list):
        return json.dumps([asdict(each) for each in message])
    if is_dataclass(message) and not isinstance(message, type):
        return json.dumps(asdict(message))
    return json.dumps(None)


def question_of(line: str) -> Question:
    """The question in a line."""
    fields = json.loads(line)
    return Question(Ask(fields["ask"]), fields["name"], fields["number"])


class _Fields:
    """An object of JSON, its fields taken out with the type they must have."""

    def __init__(self, json_object: Json) -> None:
        assert isinstance(json_object, dict), json_object
        self._fields = json_object

    def word(self, name: str) -> str:
        value = self._fields[name]
        assert isinstance(value, str)
        return value

    def number(self, name: str) -> int:
        value = self._fields[name]
        assert isinstance(value, int)
        return value

    def truth(self, name: str) -> bool:
        value = self._fields[name]
        assert isinstance(value, bool)
        return value

    def box(self) -> Box:
        box = _Fields(self._fields["box"])
        return Box(box.number("left"), box.number("top"), box.number("width"), box.number("height"))

    def number_or_none(self, name: str) -> int | None:
        return None if self._fields[name] is None else self.number(name)


def window_of(answer: Json) -> Window:
    """A window from JSON."""
    fields = _Fields(answer)
    return Window(fields.number("id"), fields.word("title"), fields.word("focus"), fields.truth("is_active"))


def part_of(answer: Json) -> Part:
    """A part from JSON."""
    fields = _Fields(answer)
    return Part(
        fields.truth("is_visible"),
        fields.word("text"),
        fields.number_or_none("value"),
        fields.word("description"),
        fields.box(),
    )


def rows_of(answer: Json) -> tuple[Row, ...]:
    """Rows from JSON."""
    assert isinstance(answer, list)
    found = (_Fields(each) for each in answer)
    return tuple(
        Row(row.word("text"), row.word("spoken"), row.word("path"), row.truth("is_current"), row.box())
        for row in found
    )


def happening_of(answer: Json) -> Happening:
    """A happening from JSON."""
    fields = _Fields(answer)
    return Happening(
        Kind(fields.word("kind")),
        fields.word("what"),
        fields.truth("is_repeat"),
        fields.number("at"),
        fields.number("pressed_at"),
    )
