"""A program for the tests of every prefix and of power cuts: does one thing to a folder again and again.

Arguments: what to do (a key of `SCENARIOS`), an empty folder and a step. There it is done once to be
recorded, and, with a step of 1, once more for every system call that changes a file, and is killed before it;
with a step of 4 for every fourth of them, with 0 for none. What came of it lies in the folder:
`report.pickle`, a `Report`, and a place for each time.
"""

from __future__ import annotations

import os
import pickle
import shutil
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path

from curator.articles import Rule, read_article
from curator.articles.fields import PLACEMENT
from curator.frontmatter import read
from curator.library import swap
from curator.library.save import plan_save
from curator.library.swap import exchange
from curator.triage.decisions import Change, Mark, Prepared, Status
from curator.triage.journal import Journal
from curator.triage.lane import Lane
from curator.triage.leading import Leading
from curator.triage.orders import Order
from curator.triage.reports import Recorded, SaveReport
from curator.triage.reports import Report as SaverReport
from curator.triage.session import Session
from curator.triage.workplace import Workplace
from tests.triage.system_calls import Call, Followed, Kind, follow

ARTICLE = (
    b"---\r\ntitle: A\r\nquality: 10 # ten\r\npublished: no\r\n"
    b"images:\r\n- url: /a.jpg\r\n# wide\r\n- url: /b.jpg\r\n  width: 9\r\n- /c.jpg\r\n---\r\nBody\r\n"
)
NAMES = ("one/a.md", "one/b.md", "two/c.md")


@dataclass(frozen=True)
class Place:
    """Three articles in two folders, and where the journal is."""

    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def journal(self) -> Path:
        return self.root / "home" / "journal.sqlite3"

    @property
    def articles(self) -> tuple[Path, ...]:
        return tuple(self.site / name for name in NAMES)

    def furnish(self) -> None:
        """Make the articles."""
        for path in self.articles:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(ARTICLE)


class OneThread:
    """A `Saver` that works when it is told to, on the thread that tells it."""

    def __init__(self, journal: Path, report: Callable[[SaverReport], None], numbers: count[int]) -> None:
        self._lane = Lane(journal, report, numbers)
        self._orders: deque[Order] = deque()

    def send(self, order: Order) -> None:
        self._orders.append(order)

    def work(self) -> None:
        """Do what was ordered."""
        while self._orders:
            self._lane.do(self._orders.popleft())

    def join(self, _seconds: float | None = None) -> bool:
        self.work()
        self._lane.close()
        return True


class Desk:
    """An editor with a real session, who waits for each save."""

    def __init__(self, place: Place, report: Callable[[SaverReport], None] = lambda _report: None) -> None:
        self.place = place
        self.report = report
        self.say: Callable[[bytes], object] = len
        """Tells the outside more than reports do."""

        self._savers: list[OneThread] = []
        self.session = Session(place.journal, report, self._start)
        self.session.open([place.site])
        self.work()

    def _start(self, journal: Path, report: Callable[[SaverReport], None], numbers: count[int]) -> OneThread:
        self._savers.append(OneThread(journal, report, numbers))
        return self._savers[-1]

    def work(self) -> None:
        self._savers[0].work()

    def decide(self, quality: int, *names: str) -> None:
        """Decide on the quality of articles as one who sees what their files say."""
        self.carry([decision(self.place.site / name, quality) for name in names or NAMES[:1]])

    def carry(self, changes: Sequence[Change]) -> None:
        """Decide as one who saw something else, maybe."""
        self.session.decide(changes)
        self.work()

    def lead(self, url: str, name: str = NAMES[0]) -> None:
        """Choose the picture that leads an article."""
        article = read_article(path := self.place.site / name, path.read_bytes())
        change = Leading(url, 1, len(article.images)).change_of(article, Rule())
        assert change is not None
        self.carry([change])

    def undo(self) -> bool:
        """Take one step back; say whether there was one."""
        undone = self.session.undo()
        self.work()
        return undone is not None

    def redo(self) -> None:
        self.session.redo()
        self.work()

    def retry(self) -> None:
        self.session.retry_failed()
        self.work()

    def keep_theirs(self) -> None:
        self.session.keep_theirs()
        self.work()

    def close(self) -> None:
        self.session.close(None)


def decision(path: Path, quality: int) -> Change:
    """A decision on quality and heat, by an editor who sees what the file says."""
    values = read(path.read_bytes()).values
    numbers = {name: value for name, value in values.items() if isinstance(value, int)}
    seen = {name: numbers.get(name) for name in ("quality", "heat")}
    return Change(path, {"quality": quality, "heat": quality + 5}, Mark.DECIDED, seen=seen)


def do(place: Place, *works: Callable[[Desk], object]) -> None:
    """Do things in a session of its own."""
    desk = Desk(place)
    for work in works:
        work(desk)
    desk.close()


def first_start(_place: Place) -> None:
    """There has been no Curator here."""


def used_before(place: Place) -> None:
    """A journal is there, with a decision that was taken back."""
    do(place, lambda desk: desk.decide(33, NAMES[1]), Desk.undo)


def decided(place: Place) -> None:
    """All articles are decided."""
    do(place, lambda desk: desk.decide(80, *NAMES))


def undone(place: Place) -> None:
    """All articles were decided, and that was taken back."""
    do(place, lambda desk: desk.decide(80, *NAMES), Desk.undo)


def led(place: Place) -> None:
    """An article is decided, and another picture leads it."""
    do(place, lambda desk: desk.decide(80), lambda desk: desk.lead("/c.jpg"))


def failed(place: Place) -> None:
    """Decisions of which one could not be saved, for the file was away; it is back."""
    changes = [decision(path, 80) for path in place.articles]
    path, away = place.articles[0], place.articles[0].with_suffix(".away")
    path.rename(away)
    do(place, lambda desk: desk.carry(changes))
    away.rename(path)


def questioned(place: Place) -> None:
    """Somebody else set the quality of an article after the editor had seen it."""
    change = decision(place.articles[0], 80)
    place.articles[0].write_bytes(ARTICLE.replace(b"10", b"55"))
    do(place, lambda desk: desk.carry([change]))


def interrupted(place: Place) -> None:
    """A crash came between journal and file."""
    used_before(place)
    journal = Journal.open(place.journal)
    changes = [decision(path, 80) for path in place.articles]
    plans = [plan_save(change.path, change.fields, PLACEMENT) for change in changes]
    journal.record(
        changes, prepared={at: Prepared(plan.edited.undo, plan.digest) for at, plan in enumerate(plans)}
    )
    journal.close()


def set_by_script(desk: Desk) -> None:
    """What `curator set` does."""
    with Workplace.open(desk.place.journal, desk.report) as workplace:
        changes = [Change(path, {"quality": 80}, Mark.DECIDED) for path in desk.place.articles]
        workplace.writer.set_at_once(changes, None)


def decide_beside_a_bot(desk: Desk) -> None:
    """A bot writes the article in the very moment it is saved, after the last look at it."""
    path = desk.place.articles[0]
    beside = path.with_name("bot.md")

    def exchange_late(one: str, other: str) -> bool:
        if not beside.with_suffix(".done").exists():
            beside.write_bytes(path.read_bytes().replace(b"title: A", b"title: B"))
            beside.rename(path)
            desk.say(b"rewritten\n")
            beside.with_suffix(".done").write_bytes(b"")
        return exchange(one, other)

    vars(swap)["exchange"] = exchange_late
    desk.decide(80)
    vars(swap)["exchange"] = exchange


@dataclass(frozen=True)
class Scenario:
    """What was before, and what is done to the last system call that closes the journal."""

    before: Callable[[Place], None]
    act: Callable[[Desk], object]


SCENARIOS: dict[str, Scenario] = {
    "the first decision ever": Scenario(first_start, lambda desk: desk.decide(80)),
    "a decision": Scenario(used_before, lambda desk: desk.decide(80)),
    "a batch in two folders": Scenario(used_before, lambda desk: desk.decide(80, *NAMES)),
    "a decision on a decision": Scenario(decided, lambda desk: desk.decide(90, *NAMES[:2])),
    "an undo": Scenario(decided, Desk.undo),
    "a redo": Scenario(undone, Desk.redo),
    "a retry after a failure": Scenario(failed, Desk.retry),
    "keeping mine": Scenario(questioned, Desk.retry),
    "keeping theirs": Scenario(questioned, Desk.keep_theirs),
    "a lead picture": Scenario(decided, lambda desk: desk.lead("/b.jpg")),
    "a lead picture taken back": Scenario(led, Desk.undo),
    "another lead picture": Scenario(led, lambda desk: desk.lead("/b.jpg")),
    "a recovery": Scenario(interrupted, lambda _desk: None),
    "curator set": Scenario(used_before, set_by_script),
}


BESIDE_A_BOT = "a decision beside a bot"
"""Not among the others, as there are more than two states it may lead to."""


@dataclass
class Report:
    """What the program did.

    `recorded` is every call of the whole work that succeeded, `begun` how many were begun, and `said`, by
    the call before which it was killed, what was told until then.
    """

    recorded: list[Call]
    begun: int
    said: dict[int, list[str]] = field(default_factory=dict)


def teller(place: Place, saying: int) -> Callable[[SaverReport], None]:
    """Say what a session reports as acknowledged, a line each, in one system call."""

    def tell(report: SaverReport) -> None:
        match report:
            case Recorded(changes=changes) if changes:
                os.write(saying, b"recorded\n")
            case SaveReport(status=Status.SAVED):
                os.write(saying, b"saved %s\n" % os.fsencode(report.path.relative_to(place.site)))
            case SaveReport(status=Status.UNDONE):
                os.write(saying, b"answered\n")
            case _:
                pass

    return tell


def furnish(scenario: Scenario, place: Place) -> None:
    """Bring a place to where the scenario begins."""
    place.furnish()
    scenario.before(place)


def run(scenario: Scenario, place: Place, kill_before: int = 0) -> Followed:
    """Do it in a child, where it was furnished."""

    def work(saying: int) -> None:
        desk = Desk(place, teller(place, saying))
        desk.say = partial(os.write, saying)
        scenario.act(desk)
        desk.close()

    return follow(work, place.root, kill_before)


def main() -> None:
    """See the module."""
    others = {BESIDE_A_BOT: Scenario(used_before, decide_beside_a_bot)}
    scenario, folder = (SCENARIOS | others)[sys.argv[1]], Path(sys.argv[2])
    for name in ("before", "unfollowed", "whole"):
        furnish(scenario, Place(folder / name))
    shutil.copytree(folder / "whole", folder / "start")
    # What is loaded once is not looked for in every child.
    do(Place(folder / "unfollowed"), scenario.act)
    whole = run(scenario, Place(folder / "whole"))
    report = Report(whole.calls, whole.begun)
    numbers = range(1, report.begun + 2, step) if (step := int(sys.argv[3])) else ()
    for number in numbers:
        place = Place(folder / str(number))
        furnish(scenario, place)
        followed = run(scenario, place, number)
        assert followed.was_killed == (number <= report.begun)
        said = b"".join(call.data for call in followed.calls if call.kind is Kind.SAID).decode()
        report.said[number] = said.splitlines()
    (folder / "report.pickle").write_bytes(pickle.dumps(report))
