"""What a folder should hold after a decision, worked out by plain replacement of text, without Curator.

The tests compare whole files with this, byte for byte. The rule of the format is written down here once more:
heat is -1 where a related item has higher quality, else quality + 10 for each of them, and from 70 on it is
published.
"""

from __future__ import annotations

import re
from pathlib import Path

import yaml

FIELDS = ("quality", "heat", "published")


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder, by their path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def with_fields(data: bytes, **fields: int | bool) -> bytes:
    """The file with these fields replaced, or put in after `type` and after each other."""
    for name in FIELDS:
        if name in fields:
            data = _with_field(data, name, str(fields[name]).lower())
    return data


def rated(data: bytes, quality: int) -> bytes:
    """The file after a decision on quality, the other two following the rule."""
    related = header(data).get("related") or []
    assert isinstance(related, list)
    is_outranked = any(int(item.get("quality", 0)) > quality for item in related)
    heat = -1 if is_outranked else quality + 10 * len(related)
    return with_fields(data, quality=quality, heat=heat, published=heat >= 70)


def header(data: bytes) -> dict[str, object]:
    """The front matter, every scalar as the text that is there, by a parser that is not Curator's."""
    loaded = yaml.load(data.split(b"---", 2)[1], Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def newest_first(folder: Path) -> list[str]:
    """The names of the articles in the order in which the list has them."""
    files = [
        (str(header(path.read_bytes())["publishedDateTime"]), path.name) for path in folder.rglob("*.md")
    ]
    return [name for _, name in sorted(files, reverse=True)]


def _with_field(data: bytes, name: str, value: str) -> bytes:
    line = re.compile(rb"^(" + name.encode() + rb": )[^\r\n]*", re.MULTILINE)
    changed, count = line.subn(lambda found: found[1] + value.encode(), data, count=1)
    if count:
        return changed
    before = (*FIELDS[: FIELDS.index(name)][::-1], "type")
    for neighbour in before:
        found = re.search(rb"^" + neighbour.encode() + rb": [^\r\n]*(\r?\n)", data, re.MULTILINE)
        if found:
            new = f"{name}: {value}".encode() + found[1]
            return data[: found.end()] + new + data[found.end() :]
    raise ValueError(f"there is no place for {name}")
