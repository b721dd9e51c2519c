"""What can be wrong with an article: a problem, and the kinds of them scripts can rely on."""

from __future__ import annotations

from enum import StrEnum

from curator.records import dataclass


class ProblemKind(StrEnum):
    """Each kind of problem under a name that stays; what a problem says may be reworded."""

    UNREADABLE_FILE = "unreadable-file"
    NO_HEADER = "no-header"
    FOREIGN_HEADER = "foreign-header"
    UNREADABLE_HEADER = "unreadable-header"
    DUPLICATE_KEY = "duplicate-key"
    WRONG_TYPE = "wrong-type"
    UNREADABLE_DATE = "unreadable-date"
    UNUSABLE_ADDRESS = "unusable-address"
    UNUSABLE_PICTURE = "unusable-picture"
    SELF_RELATED = "self-related"
    REPEATED_RELATED = "repeated-related"
    HOSTILE_LINK = "hostile-link"
    DIRECTION_OVERRIDE = "direction-override"
    CONTROL_CHARACTER = "control-character"
    # These show only beside the other articles of the folder, or on the disk.
    MISSING_FIELD = "missing-field"
    PROVIDER_NAME = "provider-name"
    OFF_RULE = "off-rule"
    MISSING_PICTURE = "missing-picture"
    OUTSIDE_PICTURE = "outside-picture"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the header that could not be taken as it stands, or that a person should look at.

    `field` is the top-level key concerned, "" for the whole header. `message` is a fragment that names the
    field itself ("quality is a list, a number was expected"), `line` the 1-based line in the file if known.
    """

    field: str
    message: str
    line: int | None = None
    kind: ProblemKind = ProblemKind.WRONG_TYPE

    def __str__(self) -> str:
        return self.message if self.line is None else f"line {self.line}: {self.message}"
