"""Front matter in bytes: finds the header, reads it, changes single values in place, and puts them back.

Reading a simple header needs no parser of YAML, changing one does, and the parser takes longer to load than
all the rest. So what changes headers is loaded when it is first asked for.
"""

from typing import TYPE_CHECKING

from curator.frontmatter.front_matter import FrontMatter, read
from curator.frontmatter.header import Header, HeaderKind, find_header
from curator.frontmatter.placement import Placement
from curator.frontmatter.restore import Restore
from curator.frontmatter.value import Duplicate, Scalar, Value

if TYPE_CHECKING:
    from curator.frontmatter.editing import Edited, edit

__all__ = [
    "Duplicate",
    "Edited",
    "FrontMatter",
    "Header",
    "HeaderKind",
    "Placement",
    "Restore",
    "Scalar",
    "Value",
    "edit",
    "find_header",
    "read",
]


def __getattr__(name: str) -> object:
    if name not in ("Edited", "edit"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from curator.frontmatter import editing

    return getattr(editing, name)
