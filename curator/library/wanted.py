"""What a decision can want of a field, and the change it makes of the file that is there at that moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from curator import frontmatter
from curator.articles.lead import LeadPicture
from curator.errors import EditRefused
from curator.frontmatter import MoveFirst, Placement, Restore, Scalar

Wanted: TypeAlias = Scalar | Restore | LeadPicture
"""A value, what was there before, or a picture that is to lead, wherever it stands by then."""

PICTURES = "images"
"""The field of a decision on the lead picture, whatever the file calls its list."""


def edited(document: bytes, fields: Mapping[str, Wanted], placement: Placement) -> frontmatter.Edited:
    """Return the file with what is wanted; raises as `frontmatter.edit`.

    What was edited goes by the file's own names, and so does what undoes it.
    """
    changes: dict[str, Scalar | Restore | MoveFirst] = {}
    for name, value in fields.items():
        if not isinstance(value, LeadPicture):
            changes[name] = value
            continue
        move = value.move_in(frontmatter.read(document).values)
        if move is None:
            raise EditRefused("the picture is no longer in the article")
        changes.update(move)
    # By its full name: what changes headers is loaded by the first save, not by the start of the window.
    return frontmatter.edit(document, changes, placement)
