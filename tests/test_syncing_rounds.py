"""Two editors and a bot share a repository; the editors only decide and sync, the bot rewrites and pushes.

A short run by default: `CURATOR_SYNC_ROUNDS=30 pytest tests/test_syncing_rounds.py -s` is the long one and
prints what it counted. Nobody is careful: each decides in ignorance of the other now and then, and a ledger
knows what every field must read in the end, and which questions there must be and no others.
"""

from __future__ import annotations

import os
import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from curator.articles.lead import addresses_in
from curator.frontmatter import Scalar
from curator.frontmatter.front_matter import read
from curator.frontmatter.merging import Keep
from curator.git.questions import FieldsInQuestion
from tests.git.team import Editor, Team, article, team_in

ROUNDS = int(os.environ.get("CURATOR_SYNC_ROUNDS", "5"))
NAMES = ["a.md", 'it\'s "b".md', "-c d.md", "deep/ü.markdown", *(f"{number}.md" for number in range(4, 12))]
FIELDS = ("quality", "heat", "published")
PICTURES = "images:\n- url: /a.jpg\n  width: 1\n# of b\n- url: /b.jpg\n- /c.jpg\n"
URLS = ("/a.jpg", "/b.jpg", "/c.jpg")
MARKERS = (b"<<<<<<<", b">>>>>>>", b"=======")


Ledger = dict[tuple[str, str], Scalar | tuple[str, ...]]
"""What the fields of the articles read, and the order of their pictures."""


def both(was: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[str, ...] | None:
    """The one of two orders that has first what the other put there; None where neither has."""
    for one, other in ((mine, theirs), (theirs, mine)):
        first = next(count for count in range(len(was) + 1) if is_part(one[count:], was))
        if other[:first] == one[:first]:
            return other
    return None


def is_part(rest: tuple[str, ...], was: tuple[str, ...]) -> bool:
    return [url for url in was if url in rest] == list(rest)


class Newsroom:
    """Ann, Bob and the bot, and what each field must read when all have synced."""

    def __init__(self, team: Team) -> None:
        files = {name: self.first(number) for number, name in enumerate(NAMES)}
        self.ann, self.bob = team.both(files)
        self.bot = team.editor("bot")
        self.chance = random.Random(7)
        self.value = 1000
        self.shared: Ledger = {
            (name, field): value
            for name in NAMES
            for field, value in read(files[name].encode()).values.items()
            if field in FIELDS and isinstance(value, bool | int)
        }
        self.shared.update({(name, "images"): URLS for name in NAMES})
        self.waiting: dict[str, Ledger] = {"ann": {}, "bob": {}}
        self.known: dict[str, Ledger] = {"ann": dict(self.shared), "bob": dict(self.shared)}
        self.counted: Counter[str] = Counter()

    def first(self, number: int) -> str:
        text = article(number).replace("\nsecured", f"{PICTURES}\nsecured")
        text = text.replace("quality: 10\n", "") if number % 4 == 1 else text
        return text.replace("\n", "\r\n") if number % 3 == 0 else text

    def decide(self, editor: Editor) -> None:
        """Decide some fields of some articles, whatever others do meanwhile."""
        for name in self.chance.sample(NAMES, 3):
            fields: dict[str, Scalar] = {}
            for field in self.chance.sample(FIELDS, self.chance.randint(1, 2)):
                self.value += 1
                fields[field] = self.value % 2 == 0 if field == "published" else self.value
                self.waiting[editor.clone.name][name, field] = fields[field]
            editor.decide(name, **fields)
            self.counted["decisions"] += len(fields)
        for name in self.chance.sample(NAMES, 2):
            self.lead(editor, name)

    def lead(self, editor: Editor, name: str) -> None:
        """Choose one of the pictures of an article."""
        waiting, known = self.waiting[editor.clone.name], self.known[editor.clone.name]
        order = waiting.get((name, "images"), known[name, "images"])
        assert isinstance(order, tuple)
        url = self.chance.choice(URLS)
        waiting[name, "images"] = (url, *(each for each in order if each != url))
        editor.lead(name, url)
        self.counted["pictures"] += 1

    def sync(self, editor: Editor) -> None:
        """Sync; where there is a question, it must be a true one, and all true ones must be asked."""
        name = editor.clone.name
        known = self.known[name]
        mine = {key: value for key, value in self.waiting[name].items() if value != known.get(key)}
        for key, value in mine.items():
            was, shared = known.get(key), self.shared.get(key)
            if isinstance(was, tuple) and isinstance(value, tuple) and isinstance(shared, tuple):
                mine[key] = both(was, value, shared) or value
        clashing = {
            key
            for key, value in mine.items()
            if self.shared.get(key) != value and self.shared.get(key) != known.get(key)
        }
        keep = self.chance.choice(list(Keep))
        try:
            editor.sync()
            asked = set()
        except FieldsInQuestion as questions:
            asked = {(question.name, question.field) for question in questions.questions}
            editor.sync(keep=keep)
        assert asked == clashing
        self.counted["questions"] += len(asked)
        lost = asked if keep is Keep.THEIRS else set()
        self.shared.update({key: value for key, value in mine.items() if key not in lost})
        self.known[name] = dict(self.shared)
        self.waiting[name].clear()

    def rewrite(self, number: int) -> None:
        """The bot: another `secured`, here and there a comment, a body, or line endings; then it pushes."""
        self.bot.clone.pull()
        for name in self.chance.sample(NAMES, 6):
            path = self.bot.folder / name
            data = path.read_bytes().replace(b'"s', b'"s%d' % number, 1)
            match self.chance.randint(0, 5):
                case 0:
                    data = data.replace(b"\r\n", b"\n")
                case 1:
                    data = data.replace(b"Text", b"Text %d" % number)
                case 2:
                    data = data.replace(b"\nheat:", b"\n# seen\nheat:", 1)
                case 3:
                    data = data.replace(b"width: ", b"width: %d" % (number % 9))
            path.write_bytes(data)
        self.bot.git("commit", "-qam", f"rewrite {number}")
        assert self.bot.clone.push()
        self.counted["rewrites"] += 6


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    return Newsroom(team_in(tmp_path, monkeypatch))


def test_two_editors_and_a_bot_sync_for_rounds_and_lose_nothing(room: Newsroom) -> None:
    for number in range(1, ROUNDS + 1):
        for editor in (room.ann, room.bob):
            room.decide(editor)
        room.rewrite(number)
        for editor in room.chance.sample([room.ann, room.bob], room.chance.randint(1, 2)):
            room.sync(editor)
    for editor in (room.ann, room.bob, room.ann):
        room.sync(editor)
    room.bot.clone.pull()
    sys.stdout.write(f"\n{ROUNDS} rounds: {dict(room.counted)}\n")
    assert room.counted["questions"] > 0
    for editor in (room.ann, room.bob, room.bot):
        assert editor.status() == ""
        for name in NAMES:
            data = (editor.folder / name).read_bytes()
            assert not any(marker in data for marker in MARKERS)
            values = read(data).values
            assert tuple(addresses_in(values)) == room.shared[name, "images"]
            wanted = {field: room.shared[name, field] for field in FIELDS if (name, field) in room.shared}
            assert {field: values.get(field) for field in wanted} == wanted, (editor.clone.name, name)
