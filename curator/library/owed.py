"""What a save owes to somebody else who wrote the file in its very moment, until it is in the file again."""

from __future__ import annotations

from curator.errors import MergeRefused
from curator.frontmatter import Placement
from curator.records import dataclass


@dataclass(frozen=True, slots=True)
class Owed:
    """What somebody else made of a file that held `base`, and what was written over a moment later."""

    base: bytes
    content: bytes

    def added_to(self, document: bytes, placement: Placement) -> bytes:
        """Give a later version of the file with what is owed, but for what that has changed as well."""
        # Imported here because this hardly ever happens.
        from curator.frontmatter.header import head_and_body
        from curator.frontmatter.merging import merge

        try:
            merged = merge(self.base, self.content, document, placement)
        except MergeRefused:
            return document
        return merged.head + (head_and_body(document)[1] if merged.body is None else merged.body)
