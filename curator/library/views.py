"""Saved views of a folder: a name for a filter and an order, as JSON that editors share with their articles.

    {
      "views": [
        {
          "name": "Front page",
          "query": "undecided since:7d",
          "sort": "quality"
        }
      ]
    }

One line for each fact and the views by their names, so that two people who add views seldom meet in a merge.
What is not known here, from a newer version or from somebody's hand, is kept as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from curator.articles.display_text import neutralise, shorten
from curator.errors import ViewRefused, ViewsUnreadable
from curator.library.sorting import Sort
from curator.records import dataclass

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]

NAME_LIMIT = 100
"""Characters of a name; more would not fit a line."""
_QUERY_LIMIT = 4_000
_VIEWS = "views"
_UNTOUCHED = "Curator leaves it as it is; mend it with a text editor."
_MERGE = "It holds the marks of a merge that was not finished. Finish it, then try again."
_MERGE_MARK = b"<<<<<<< "


@dataclass(frozen=True, slots=True)
class View:
    """A way to look at a folder: which articles, in which order."""

    name: str
    query: str = ""
    sort: Sort = Sort.NEWEST

    @property
    def key(self) -> str:
        """What tells views apart: the name without case."""
        return self.name.casefold()


def clean_name(text: str) -> str:
    """Make a name of what was typed or found: one line, bounded, nothing in it that disturbs the display."""
    return shorten(neutralise(" ".join(text.split())), NAME_LIMIT)


@dataclass(frozen=True, slots=True)
class ViewsDocument:
    """All that is in a file of views, also what is not understood. Changing it makes another one."""

    entries: tuple[Json, ...] = ()
    rest: Mapping[str, Json] = field(default_factory=dict)

    @property
    def views(self) -> tuple[View, ...]:
        """The views, by name. Of two with one name the first counts."""
        found: dict[str, View] = {}
        for entry in self.entries:
            view = _view_of(entry)
            if view is not None:
                found.setdefault(view.key, view)
        return tuple(found[key] for key in sorted(found))

    @property
    def left_alone(self) -> int:
        """How many entries are no views as far as this version knows."""
        return sum(_view_of(entry) is None for entry in self.entries)

    def view(self, name: str) -> View | None:
        """The view of this name, whatever its capital letters."""
        key = clean_name(name).casefold()
        return next((view for view in self.views if view.key == key), None)

    def with_view(self, view: View) -> ViewsDocument:
        """Add a view, or give the one of this name another filter and order.

        Raises:
            ViewRefused: it has no name.
        """
        view = _named(view)
        facts: dict[str, Json] = {"name": view.name, "query": view.query, "sort": view.sort.value}
        place = self._place(view.key)
        if place is None:
            return self._sorted((*self.entries, facts))
        before = self.entries[place]
        entry: Json = {**before, **facts} if isinstance(before, dict) else facts
        return self._sorted((*self.entries[:place], entry, *self.entries[place + 1 :]))

    def renamed(self, old: str, new: str) -> ViewsDocument:
        """Give a view another name; one that is gone meanwhile stays gone.

        Raises:
            ViewRefused: the new name is empty, or another view has it.
        """
        fresh = _named(View(new))
        taken, place = self.view(new), self._place(clean_name(old).casefold())
        if taken is not None and taken.key != clean_name(old).casefold():
            raise ViewRefused(f"There is already a view called “{taken.name}”", "Choose another name.")
        entry = self.entries[place] if place is not None else None
        if place is None or not isinstance(entry, dict):
            return self
        return self._sorted(
            (*self.entries[:place], {**entry, "name": fresh.name}, *self.entries[place + 1 :])
        )

    def without(self, name: str) -> ViewsDocument:
        """Take every view of this name out."""
        key = clean_name(name).casefold()
        kept = tuple(e for e in self.entries if (view := _view_of(e)) is None or view.key != key)
        return ViewsDocument(kept, self.rest)

    def to_text(self) -> str:
        """The file, as people read it."""
        document: dict[str, Json] = {**self.rest, _VIEWS: list(self.entries)}
        text = json.dumps(document, indent=2, ensure_ascii=False)
        try:
            text.encode()
        except UnicodeEncodeError:
            # Half of a surrogate pair is no text, yet JSON can spell it.
            text = json.dumps(document, indent=2)
        return text + "\n"

    def _place(self, key: str) -> int | None:
        places = (at for at, e in enumerate(self.entries) if (view := _view_of(e)) and view.key == key)
        return next(places, None)

    def _sorted(self, entries: tuple[Json, ...]) -> ViewsDocument:
        return ViewsDocument(tuple(sorted(entries, key=_order)), self.rest)


def read_views(path: Path, data: bytes) -> ViewsDocument:
    """Read the content of a file of views; `path` is for the error only.

    Raises:
        ViewsUnreadable: it is something else.
    """
    try:
        document: Json = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise _unreadable(path, "it is not UTF-8") from None
    except json.JSONDecodeError as error:
        advice = _MERGE if _MERGE_MARK in data else _UNTOUCHED
        raise _unreadable(path, f"line {error.lineno}: {error.msg}", advice) from None
    except (RecursionError, ValueError):
        raise _unreadable(path, "it is not JSON anybody would write") from None
    entries = document.get(_VIEWS, []) if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(entries, list):
        raise _unreadable(path, "a list of “views” was expected")
    return ViewsDocument(tuple(entries), {key: value for key, value in document.items() if key != _VIEWS})


def _unreadable(path: Path, reason: str, advice: str = _UNTOUCHED) -> ViewsUnreadable:
    return ViewsUnreadable(path, f"The saved views in {path.name} cannot be read: {reason}", advice)


def _view_of(entry: Json) -> View | None:
    if not isinstance(entry, dict):
        return None
    name, query = entry.get("name"), entry.get("query", "")
    sort = entry.get("sort", Sort.NEWEST.value)
    if not isinstance(name, str) or not isinstance(query, str) or sort not in list(Sort):
        return None
    if not clean_name(name) or len(query) > _QUERY_LIMIT:
        return None
    return View(clean_name(name), neutralise(query.replace("\n", " ")), Sort(str(sort)))


def _order(entry: Json) -> tuple[bool, str]:
    name = entry.get("name") if isinstance(entry, dict) else None
    return (False, clean_name(name).casefold()) if isinstance(name, str) else (True, "")


def _named(view: View) -> View:
    name = clean_name(view.name)
    if not name:
        raise ViewRefused("A view needs a name")
    return View(name, view.query, view.sort)
