"""Front matter in bytes: finds the header, reads it, changes single values in place, and puts them back."""

from curator.frontmatter.editing import Edited, edit
from curator.frontmatter.header import Header, HeaderKind, find_header
from curator.frontmatter.insertion import Placement
from curator.frontmatter.reading import Duplicate, FrontMatter, read
from curator.frontmatter.restore import Restore
from curator.frontmatter.spelling import Scalar
from curator.frontmatter.value import Value

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
