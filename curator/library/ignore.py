"""Says which folders the site's own `.gitignore` files leave out. Best effort, for folders only.

Git itself is not asked: it may be absent, and it can be made to run programs by the configuration of the very
folder that is being looked at. Patterns are matched name by name, never as one expression over a path, so no
pattern can make the matching slow. A pattern with a backslash inside is rare and ignored.
"""

from __future__ import annotations

import fnmatch
import os
import re
from itertools import islice

from curator.records import dataclass

_RULES_LIMIT = 1_000
"""Rules that hold in one folder, the nearest ones; each folder in it is held against all of them. Real lists
have some dozens."""
_SIZE_LIMIT = 64 * 1024
"""Bytes read of one `.gitignore`; the longest in wide use have a few kilobytes."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """One line of a `.gitignore`. A `None` among the names stands for `**`, any number of folders."""

    base: str
    names: tuple[re.Pattern[str] | None, ...]
    is_exception: bool

    def matches(self, folder: str) -> bool:
        prefix = self.base + os.sep
        return folder.startswith(prefix) and _matches(self.names, folder[len(prefix) :].split(os.sep))


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The rules that hold in one folder: its own and those of the folders above it in the same repository."""

    rules: tuple[_Rule, ...] = ()

    @classmethod
    def around(cls, folder: str) -> IgnoreRules:
        """Collect the rules that hold inside `folder` (absolute), from the root of its repository down."""
        chain = [folder]
        while not os.path.lexists(os.path.join(chain[-1], ".git")):
            above = os.path.dirname(chain[-1])
            if above == chain[-1]:
                chain = [folder]
                break
            chain.append(above)
        rules = cls(_read_rules(os.path.join(chain[-1], ".git", "info", "exclude"), chain[-1]))
        for place in reversed(chain):
            rules = rules.below(place)
        return rules

    def below(self, folder: str) -> IgnoreRules:
        """Add what a `.gitignore` in `folder` itself says."""
        own = _read_rules(os.path.join(folder, ".gitignore"), folder)
        return IgnoreRules((self.rules + own)[-_RULES_LIMIT:]) if own else self

    def ignores_folder(self, folder: str) -> bool:
        """Say whether `folder` (absolute) is left out; as in Git, the last rule that speaks of it decides."""
        for rule in reversed(self.rules):
            if rule.matches(folder):
                return not rule.is_exception
        return False


def _read_rules(path: str, base: str) -> tuple[_Rule, ...]:
    try:
        if not os.path.isfile(path):
            return ()
        with open(path, encoding="utf-8", errors="replace") as file:
            lines = file.read(_SIZE_LIMIT).splitlines()
    except OSError:
        return ()  # An unreadable list of exclusions excludes nothing.
    rules = (rule for line in lines if (rule := _parse(line, base)) is not None)
    return tuple(islice(rules, _RULES_LIMIT))


def _parse(line: str, base: str) -> _Rule | None:
    pattern = line.rstrip()
    is_exception = pattern.startswith("!")
    pattern = pattern[is_exception:]
    if not pattern or pattern.startswith("#") or "\\" in pattern[1:]:
        return None
    pattern = pattern.removeprefix("\\").rstrip("/")
    if not pattern:
        return None
    # A pattern with a slash inside starts at its own folder; one without is meant at any depth.
    names = pattern.removeprefix("/").split("/") if "/" in pattern else ["**", pattern]
    return _Rule(base, tuple(_name_pattern(name) for name in names), is_exception)


def _name_pattern(name: str) -> re.Pattern[str] | None:
    return None if name == "**" else re.compile(fnmatch.translate(name))


def _matches(patterns: tuple[re.Pattern[str] | None, ...], names: list[str]) -> bool:
    """Follow all ways through `patterns` at once: at most one step per pattern and name."""
    end = len(patterns)
    reached = _skip_any({0}, patterns)
    for name in names:
        after: set[int] = set()
        for at in reached - {end}:
            pattern = patterns[at]
            if pattern is None:
                # `x/**` means what is inside x, not x itself, so a last `**` ends only after taking a name.
                after |= {at, end} if at == end - 1 else {at}
            elif pattern.match(name):
                after.add(at + 1)
        reached = _skip_any(after, patterns)
    return end in reached


def _skip_any(reached: set[int], patterns: tuple[re.Pattern[str] | None, ...]) -> set[int]:
    """Add the places reached when a `**` before another pattern takes no name at all."""
    done = set(reached)
    for at in range(len(patterns) - 1):
        if at in done and patterns[at] is None:
            done.add(at + 1)
    return done
