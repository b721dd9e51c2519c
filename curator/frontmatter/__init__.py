"""Front matter in bytes: finds the header, reads it, changes single values in place, and puts them back.

Most headers are simple enough to be read and changed without a parser of YAML, which takes longer to load
than all the rest; it is loaded when it is first needed. So is what changes headers: the window only reads.
"""

from typing import TYPE_CHECKING

from curator.frontmatter.front_matter import FrontMatter, read
from curator.frontmatter.header import Header, HeaderKind, find_header
from curator.frontmatter.placement import Placement
from curator.frontmatter.restore import Edited, Restore
from curator.frontmatter.value import Duplicate, MoveFirst, Scalar, Value

if TYPE_CHECKING:
    from curator.frontmatter.changing import edit

__all__ = [
    "Duplicate",
    "Edited",
    "FrontMatter",
    "Header",
    "HeaderKind",
    "MoveFirst",
    "Placement",
    "Restore",
    "Scalar",
    "Value",
    "edit",
    "find_header",
    "read",
]


def __getattr__(name: str) -> object:
    if name != "edit":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from curator.frontmatter.changing import edit

    return edit
