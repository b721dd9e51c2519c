"""Two editors and a bot share a repository through a bare remote, with git's own merges and the merge driver.

A short run by default: `CURATOR_MERGE_ROUNDS=200 pytest tests/test_merging_rounds.py -s` is the long one and
prints what it counted. Every round both editors decide, the bot rewrites, and each merges and pushes when its
turn comes, which is not every round. A ledger knows what every field must read in the end.
"""

from __future__ import annotations

import os
import random
import re
import sys
from collections import Counter
from pathlib import Path

from curator.articles.fields import PLACEMENT
from curator.frontmatter import Scalar, edit, read
from tests.merging_clones import Clone, Clones

ROUNDS = int(os.environ.get("CURATOR_MERGE_ROUNDS", "20"))
ARTICLES = 12
NAMES = ["a.md", 'it\'s "b".md', "-c d.md", "deep/ü.markdown", *(f"{n}.md" for n in range(4, ARTICLES))]
MARKERS = (b"<<<<<<<", b">>>>>>>", b"=======")
FIELDS = ["quality", "heat", "published"]
QUESTION = re.compile(rb"<{7} ours\r?\n(quality: \d+\r?\n)={7}\r?\nquality: \d+\r?\n>{7} theirs\r?\n")
"""All that may stand between conflict markers."""
EDITORS = ("ann", "bob")


def article(number: int) -> str:
    ending = "\r\n" if number % 3 == 0 else "\n"
    text = f"""\
---
category: news
title: "Article {number}"
webUrl: https://example.org/{number}
type: article
{"" if number % 4 == 1 else "quality: 10"}
heat: -1
published: false

topics:
  - AI

related:
  - title: "One"
    webUrl: https://example.org/{number}/1

secured: "s0"
---
First line

Last line
""".replace("article\n\n", "article\n")
    return text.replace("\n", ending)


class Ledger:
    """What everybody wrote last in each field, in which commit, and what there must be a question about."""

    def __init__(self) -> None:
        self.last: dict[tuple[str, str], Scalar] = {}
        self.commits: dict[tuple[str, str], str] = {}
        self.clashing: set[tuple[str, str]] = set()
        self.counted: Counter[str] = Counter()


class Newsroom:
    """The remote, two editors and the bot, and what they do in a round."""

    def __init__(self, folder: Path) -> None:
        self.clones = Clones(folder)
        self.chance = random.Random(4)
        self.ledger = Ledger()
        self.people = {name: self.clones.clone(name) for name in (*EDITORS, "bot")}
        self.people["bot"].commit({name: article(number) for number, name in enumerate(NAMES)})
        assert self.people["bot"].push()
        for name in EDITORS:
            self.people[name].pull()
        self.value = 100

    def decide(self, editor: str) -> None:
        """Decide a few articles, but no field that somebody else wrote in without this editor knowing."""
        clone = self.people[editor]
        known = clone.history()
        for name in self.chance.sample(NAMES, 4):
            for field in self.chance.sample(FIELDS, self.chance.randint(1, 3)):
                if self.ledger.commits.get((name, field), known[0]) in known:
                    self.set(clone, name, field)
        self.commit(clone)

    def clash(self) -> None:
        """Let both editors decide the same field of an article, each in ignorance of the other."""
        people = [self.people[name] for name in EDITORS]
        known = set(people[0].history()) & set(people[1].history())
        names = [name for name in NAMES if self.ledger.commits.get((name, "quality"), "") in {*known, ""}]
        if not names:
            return
        name = self.chance.choice(names)
        for clone in people:
            self.set(clone, name, "quality")
            self.commit(clone)
        self.ledger.commits[name, "quality"] = "not settled"
        self.ledger.clashing.add((name, "quality"))
        self.ledger.counted["clashes"] += 1

    def set(self, clone: Clone, name: str, field: str) -> None:
        path = clone.folder / name
        self.value += 1
        value: Scalar = self.value % 2 == 0 if field == "published" else self.value
        path.write_bytes(edit(path.read_bytes(), {field: value}, PLACEMENT).data)
        self.ledger.last[name, field] = value
        self.ledger.commits[name, field] = "not committed"
        self.ledger.counted["decisions" if field in FIELDS else "rewrites"] += 1

    def commit(self, clone: Clone) -> None:
        clone.git("add", "-A").check_returncode()
        clone.git("commit", "-q", "--allow-empty", "-m", f"{clone.name} was here").check_returncode()
        for key, commit in self.ledger.commits.items():
            if commit == "not committed":
                self.ledger.commits[key] = clone.history()[0]

    def rewrite(self, number: int) -> None:
        """The bot: new `secured`, here and there another list, comment, body, or line endings."""
        bot = self.people["bot"]
        for name in self.chance.sample(NAMES, 6):
            self.set(bot, name, "secured")
            path = bot.folder / name
            path.write_bytes(self.rewritten(path.read_bytes(), number))
        self.commit(bot)

    def rewritten(self, data: bytes, number: int) -> bytes:
        ending = b"\r\n" if b"\r\n" in data else b"\n"
        match self.chance.randint(0, 7):
            case 0:
                item = b'  - title: "R%d"' % number + ending
                return data.replace(b"related:" + ending, b"related:" + ending + item, 1)
            case 1:
                return data.replace(b"\r\n", b"\n") if ending != b"\n" else data.replace(b"\n", b"\r\n")
            case 2:
                return data.replace(b"  - AI", b"  - R%d" % number + ending + b"  - AI", 1)
            case 3:
                return data.replace(b"Last line", b"Last line of %d" % number, 1)
            case 4:
                return data.replace(b"\nheat:", b"\n# seen by the bot" + ending + b"heat:", 1)
        return data

    def share(self, name: str) -> None:
        """Merge what others pushed, answer what is asked, and push until it is taken."""
        clone = self.people[name]
        while True:
            done = clone.pull()
            self.ledger.counted["merges"] += b"Merge made" in done.stdout
            if done.returncode:
                self.answer(clone)
            for path in NAMES:
                text = (clone.folder / path).read_bytes()
                assert not any(marker in text for marker in MARKERS), (name, path)
            if clone.push():
                return

    def answer(self, clone: Clone) -> None:
        """Settle the questions of a merge, each of which must be a true clash and nothing more."""
        asked = clone.git("diff", "--name-only", "--diff-filter=U", "-z").stdout.decode().split("\0")[:-1]
        assert asked
        for name in asked:
            assert (name, "quality") in self.ledger.clashing
            self.ledger.clashing.remove((name, "quality"))
            path = clone.folder / name
            text, count = QUESTION.subn(rb"\1", path.read_bytes())
            assert count == 1
            path.write_bytes(text)
            self.ledger.last[name, "quality"] = value_of(text, "quality")
            self.ledger.commits[name, "quality"] = "not committed"
            self.ledger.counted["questions"] += 1
        self.commit(clone)


def value_of(data: bytes, field: str) -> Scalar:
    value = read(data).values[field]
    assert isinstance(value, bool | int | str)
    return value


def test_two_editors_and_a_bot_lose_nothing_and_are_asked_only_what_clashes(tmp_path: Path) -> None:
    room = Newsroom(tmp_path)
    for number in range(1, ROUNDS + 1):
        for editor in EDITORS:
            room.decide(editor)
        if number % 3 == 0:
            room.clash()
        room.rewrite(number)
        for name in room.chance.sample([*EDITORS, "bot"], room.chance.randint(1, 3)):
            room.share(name)
    for name in (*EDITORS, "bot", *EDITORS):
        room.share(name)
    room.people["bot"].pull()
    sys.stdout.write(f"\n{ROUNDS} rounds: {dict(room.ledger.counted)}\n")
    assert not room.ledger.clashing
    assert room.ledger.counted["questions"] == room.ledger.counted["clashes"] > 0
    for clone in room.people.values():
        for (name, field), value in room.ledger.last.items():
            assert value_of((clone.folder / name).read_bytes(), field) == value, (clone.name, name, field)
