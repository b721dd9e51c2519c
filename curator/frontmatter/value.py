"""What a value of the front matter can be."""

from __future__ import annotations

from typing import TypeAlias

Value: TypeAlias = "bool | int | float | str | bytes | list[Value] | dict[str, Value] | None"
"""A value of the front matter; dates and times are the `str` that was written."""
