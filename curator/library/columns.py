"""All articles as columns of numbers: what filters, orders and counts go through in a few milliseconds.

A place in the columns is given once and never again: an article with other words or links gets a new one,
and its old one is not `alive` any more. One thread changes them, under a lock of its owner's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from curator.library.decided import KEYS, Departure
from curator.library.stored import Cell

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]

NO_NUMBER: Final = -(2**31)
"""Stands for a quality or heat that is not set; articles hold nothing as low (`NUMBER_LIMIT`)."""

NOT_SAID: Final = -1
"""Stands for `published` where the file does not say."""

MARKS: Final = (None, "decided", "reviewed", "later", "changed")
"""What the journal may say of an article, in the order of their numbers in the column `mark`."""

KEY_COLUMNS: Final = tuple(f"key_{number}" for number in range(KEYS))
"""Columns with the identities of an article (`key_id`), 0 where it has no more."""

FLAGS: Final = ("image", "excerpt", "problem", "url", "editable")
_START: Final = 1024
_TYPES: Final[dict[str, np.dtype[np.generic]]] = {
    name: np.dtype(kind)
    for name, kind in {
        "n": np.int64,
        "id": np.int64,
        "mtime_ns": np.int64,
        "size": np.int64,
        "inode": np.int64,
        "share": np.int64,
        "at": np.float64,
        "quality": np.int32,
        "heat": np.int32,
        "published": np.int8,
        "related": np.int32,
        "provider": np.int32,
        "flags": np.uint8,
        "mark": np.uint8,
        "departure": np.uint8,
        "found": np.bool_,
        "alive": np.bool_,
        **dict.fromkeys(KEY_COLUMNS, np.int64),
    }.items()
}


_NOT_KEPT: Final = ("mark", "departure", "found", "alive")


class Columns:
    """The columns, the names that numbers in them stand for, and where an article is in them."""

    def __init__(self) -> None:
        self.size = 0
        """How many places there are, those of the dead included."""

        self.providers: list[tuple[str, str]] = []
        """(name, domain) by the number in the column `provider`."""

        self.topics: list[str] = []
        """Names by the number in `topic_pairs`."""

        self.version = 0
        """Changes with anything in the columns but marks and departures."""

        self.text_version = 0
        """Changes when articles come, go, or have other words."""

        self._arrays = {name: np.zeros(_START, kind) for name, kind in _TYPES.items()}
        self._provider_numbers: dict[tuple[str, str], int] = {}
        self._topic_numbers: dict[str, int] = {}
        self._pairs = _Pairs()
        self._places = _PlaceIndex()
        self._numbers = _PlaceIndex()
        self.count = 0
        """How many articles are alive."""

    def column(self, name: str) -> NDArray[Any]:
        """One column of `_TYPES`, a view that is good until the next change."""
        return self._arrays[name][: self.size]

    def topic_pairs(self) -> tuple[Places, Places]:
        """(place, topic) of every topic of every article, as two arrays; the dead included."""
        return self._pairs.arrays()

    def places_of(self, ids: Sequence[int] | NDArray[np.int64]) -> Places:
        """The place of each of these articles, -1 for one that is not here."""
        return self._places.find(np.asarray(ids, np.int64))

    def places_of_numbers(self, numbers: Sequence[int], *, keeps_gone: bool = False) -> Places:
        """The places of these `n`, without those that are no more; or with -1 for one never seen."""
        found = self._numbers.find(np.asarray(numbers, np.int64))
        if keeps_gone:
            return found
        found = found[found >= 0]
        alive: Mask = self._arrays["alive"][found]
        return found[alive]

    def add(self, records: Sequence[tuple[Cell, ...]]) -> None:
        """Take in articles as `index_reader.FACTS` has them; one whose `n` is here is brought up to date."""
        if not records:
            return
        columns = list(zip(*records, strict=True))
        places = self._numbers.find(np.asarray(columns[0], np.int64))
        is_new = places < 0
        if is_new.any():
            self.remove([int(number) for number in np.asarray(columns[1], np.int64)[is_new]])
            places[is_new] = np.arange(self.size, self.size + int(is_new.sum()))
            self._append(places[is_new], [record for record, new in zip(records, is_new, strict=True) if new])
        self._revive(places)
        self._write(places, columns)
        self.version += 1

    def _revive(self, places: Places) -> None:
        is_dead = ~self._arrays["alive"][places]
        if is_dead.any():
            self._arrays["alive"][places] = True
            self.count += int(is_dead.sum())
            self.text_version += 1

    def _append(self, places: Places, records: Sequence[tuple[Cell, ...]]) -> None:
        first = self.size
        self._reserve(first + len(places))
        self.size += len(places)
        self.count += len(places)
        for name, at in (("n", 0), ("id", 1)):
            self._arrays[name][first : self.size] = [record[at] for record in records]
        self._arrays["alive"][first : self.size] = True
        self._add_topics(first, [record[12] for record in records])
        self._places.add(self._arrays["id"][first : self.size], first)
        self._numbers.add(self._arrays["n"][first : self.size], first)
        self.text_version += 1

    def _write(self, places: Places, columns: Sequence[Sequence[Cell]]) -> None:
        for name, cells in zip(("mtime_ns", "size", "inode"), columns[2:5], strict=True):
            self._arrays[name][places] = cells
        at, quality, heat, published, related, providers, domains = columns[5:12]
        self._arrays["at"][places] = [np.nan if cell is None else cell for cell in at]
        for name, cells in (("quality", quality), ("heat", heat)):
            self._arrays[name][places] = [NO_NUMBER if cell is None else cell for cell in cells]
        self._arrays["published"][places] = [NOT_SAID if cell is None else cell for cell in published]
        self._arrays["related"][places] = related
        self._arrays["provider"][places] = [
            self._provider(str(name), str(domain)) for name, domain in zip(providers, domains, strict=True)
        ]
        flags = np.zeros(len(places), np.uint8)
        for bit, cells in enumerate(columns[13:18]):
            flags |= np.asarray(cells, np.bool_).astype(np.uint8) << bit
        self._arrays["flags"][places] = flags
        for name, keys in zip(KEY_COLUMNS, _packed_keys(columns[18]).T, strict=True):
            self._arrays[name][places] = keys
        self._arrays["found"][places] = False
        self._arrays["share"][places] = columns[19]

    def dump(self) -> dict[str, bytes]:
        """All but marks and departures as bytes, without the places of the dead; see `restore`."""
        alive = np.flatnonzero(self.column("alive"))
        parts = {name: self._arrays[name][alive].tobytes() for name in _TYPES if name not in _NOT_KEPT}
        places, topics = self.topic_pairs()
        moved = np.full(self.size, -1, np.int32)
        moved[alive] = np.arange(len(alive))
        is_kept = moved[places] >= 0
        pairs = np.stack([moved[places[is_kept]], topics[is_kept]]).astype(np.int32)
        parts["topic_pairs"] = pairs.tobytes()
        parts["topics"] = "\n".join(self.topics).encode()
        parts["providers"] = "\n".join(f"{name}\t{domain}" for name, domain in self.providers).encode()
        return parts

    def restore(self, parts: Mapping[str, bytes]) -> None:
        """Take over what `dump` gave, in place of nothing."""
        size = len(parts["id"]) // 8
        self._reserve(size)
        self.size = self.count = size
        for name, kind in _TYPES.items():
            if name not in _NOT_KEPT:
                self._arrays[name][: self.size] = np.frombuffer(parts[name], kind)
        self._arrays["alive"][: self.size] = True
        self.topics = parts["topics"].decode().split("\n") if parts["topics"] else []
        self._topic_numbers = {name.casefold(): number for number, name in enumerate(self.topics)}
        lines = parts["providers"].decode().split("\n") if self.size else []
        self.providers = [(name, domain) for name, _, domain in (line.partition("\t") for line in lines)]
        self._provider_numbers = {names: number for number, names in enumerate(self.providers)}
        self._pairs.restore(np.frombuffer(parts["topic_pairs"], np.int32).reshape(2, -1))
        self._places.restore(self.column("id"))
        self._numbers.restore(self.column("n"))
        self.version += 1
        self.text_version += 1

    def remove(self, ids: Sequence[int]) -> None:
        """Forget these articles; those that are not here are no error."""
        places = self.places_of(ids)
        places = places[places >= 0]
        places = places[self._arrays["alive"][places]]
        if len(places):
            self._arrays["alive"][places] = False
            self.count -= len(places)
            self.version += 1
            self.text_version += 1

    def set_marks(self, marks: Iterable[tuple[int, str | None]]) -> None:
        """Note what the journal says of some articles (ids); one that is not here is passed over."""
        pairs = list(marks)
        places = self.places_of([number for number, _ in pairs])
        numbers = [MARKS.index(mark) for _, mark in pairs]
        here = places >= 0
        self._arrays["mark"][places[here]] = np.asarray(numbers, np.uint8)[here]

    def set_departures(self, places: Places, departures: NDArray[np.uint8] | np.uint8) -> None:
        """Note how articles depart from what was decided of them (`Departure`)."""
        self._arrays["departure"][places] = departures

    def set_findings(self, ids: Collection[int], *, is_all: bool = False) -> None:
        """Note that something is wrong in these (ids); with `is_all` in no others.

        One that is not here is passed over.
        """
        if is_all:
            self._arrays["found"][: self.size] = False
        places = self.places_of(list(ids))
        self._arrays["found"][places[places >= 0]] = True

    def flag(self, name: str) -> Mask:
        """Which articles have something (`FLAGS`)."""
        return (self._arrays["flags"][: self.size] & (1 << FLAGS.index(name))) != 0  # type: ignore[no-any-return]

    def _provider(self, name: str, domain: str) -> int:
        number = self._provider_numbers.setdefault((name, domain), len(self.providers))
        if number == len(self.providers):
            self.providers.append((name, domain))
        return number

    def _topic(self, name: str) -> int:
        """Its number; spellings that filters do not tell apart are one topic, called by the first of them."""
        number = self._topic_numbers.setdefault(name.casefold(), len(self.topics))
        if number == len(self.topics):
            self.topics.append(name)
        return number

    def _add_topics(self, first: int, cells: Sequence[Cell]) -> None:
        pairs: list[tuple[int, int]] = []
        for place, cell in enumerate(cells, first):
            if not cell:
                continue
            numbers = dict.fromkeys(map(self._topic, str(cell).split("\n")))
            pairs.extend((place, number) for number in numbers)
        self._pairs.add(pairs)

    def _reserve(self, size: int) -> None:
        have = len(self._arrays["id"])
        if size > have:
            room = max(size, have + have // 2)
            for name, old in self._arrays.items():
                grown = np.zeros(room, old.dtype)
                grown[: self.size] = old[: self.size]
                self._arrays[name] = grown


def states_of(columns: Columns) -> NDArray[np.uint8]:
    """Where each article stands, as a number of `MARKS`: a decision on another article counts no more."""
    is_swapped = columns.column("departure") == Departure.SWAPPED
    return np.where(is_swapped, np.uint8(MARKS.index("changed")), columns.column("mark"))


def can_restore(parts: Mapping[str, bytes]) -> bool:
    """Whether these are all parts there are; a Curator of the version before knew fewer."""
    return all(name in parts for name in _TYPES if name not in _NOT_KEPT)


def _packed_keys(cells: Sequence[Cell]) -> Places:
    """Identities as the index packs them, `KEYS` for each article."""
    size = KEYS * 8
    data = b"".join(
        cell[:size].ljust(size, b"\0") if isinstance(cell, bytes) else bytes(size) for cell in cells
    )
    return np.frombuffer(data, np.int64).reshape(-1, KEYS)


def problems_in(columns: Columns) -> Mask:
    """In which articles something is wrong: what shows in themselves, and what a check has found."""
    return columns.flag("problem") | columns.column("found")  # type: ignore[no-any-return]


class _Pairs:
    """Two growing arrays."""

    def __init__(self) -> None:
        self._arrays = np.zeros((2, _START), np.int32)
        self._size = 0

    def add(self, pairs: Sequence[tuple[int, int]]) -> None:
        if not pairs:
            return
        last = self._size + len(pairs)
        if last > self._arrays.shape[1]:
            grown = np.zeros((2, max(last, self._size + self._size // 2)), np.int32)
            grown[:, : self._size] = self._arrays[:, : self._size]
            self._arrays = grown
        self._arrays[:, self._size : last] = np.asarray(pairs, np.int32).T
        self._size = last

    def restore(self, pairs: NDArray[np.int32]) -> None:
        self._arrays = pairs.copy()
        self._size = pairs.shape[1]

    def arrays(self) -> tuple[Places, Places]:
        return self._arrays[0, : self._size], self._arrays[1, : self._size]  # type: ignore[return-value]


class _PlaceIndex:
    """Finds the latest place of a number: most of them sorted, the last few in a dictionary."""

    def __init__(self) -> None:
        self._keys = np.zeros(0, np.int64)
        self._found = np.zeros(0, np.int32)
        self._late: dict[int, int] = {}

    def add(self, keys: NDArray[np.generic], first: int) -> None:
        self._late.update(zip(keys.tolist(), range(first, first + len(keys)), strict=True))
        # A tenth: each number is sorted about ten times, however many there are.
        if len(self._late) > 10_000 and len(self._late) > len(self._keys) // 10:
            self._merge()

    def restore(self, keys: NDArray[np.int64]) -> None:
        order = np.argsort(keys, kind="stable")
        self._keys, self._found = keys[order], order.astype(np.int32)
        self._late = {}

    def find(self, keys: NDArray[np.int64]) -> Places:
        if len(keys) > 1000 and self._late:
            self._merge()
        found = np.full(len(keys), -1, np.int64)
        if len(self._keys):
            near = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            here = self._keys[near] == keys
            found[here] = self._found[near[here]]
        if self._late:
            for at, key in enumerate(keys.tolist()):
                found[at] = self._late.get(key, found[at])
        return found

    def _merge(self) -> None:
        keys = np.concatenate([self._keys, np.fromiter(self._late.keys(), np.int64, len(self._late))])
        found = np.concatenate([self._found, np.fromiter(self._late.values(), np.int32, len(self._late))])
        order = np.argsort(keys, kind="stable")
        keys, found = keys[order], found[order]
        # Of a number that is there twice the later place counts.
        is_last = np.append(keys[1:] != keys[:-1], True)
        self._keys, self._found = keys[is_last], found[is_last]
        self._late = {}
