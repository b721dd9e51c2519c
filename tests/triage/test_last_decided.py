"""What was decided last, as the journal tells it after everything that can happen to a decision."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from curator.articles.fields import PLACEMENT
from curator.cli_set import run as run_set
from curator.frontmatter import edit
from curator.library.article_id import article_id, key_id
from curator.library.decided import Decided
from curator.library.identity import Identity
from curator.library.reading import load
from curator.triage import last_decided
from curator.triage.decisions import Change, Mark
from curator.triage.journal import Journal
from curator.triage.last_decided import read_all_decided
from curator.triage.past import Scope
from curator.triage.reports import DecidedNow, DecidedRead, GroupFinished, Rechecked
from tests.triage.conftest import ARTICLE, Desktop, rated

Start = Callable[[], Desktop]

BEES = b"---\ntitle: Bees\nwebUrl: https://bees.example/a\nquality: 10\npublished: no\n---\n"
WASPS = b"---\ntitle: Wasps\nwebUrl: https://wasps.example/b\nquality: 20\n---\n"


@pytest.fixture
def path(folder: Path) -> Path:
    place = folder / "a.md"
    place.write_bytes(BEES)
    return place


def on(path: Path, mark: Mark | None = Mark.DECIDED, **fields: int | bool) -> Change:
    """A decision on the article as it is now."""
    article = load(path).article
    seen = {"quality": article.quality, "heat": article.heat, "published": article.published}
    names = fields or (seen if mark is Mark.REVIEWED else ())
    return Change(path, fields, mark, Identity.of(article), {name: seen[name] for name in names})


def by_somebody(path: Path, **fields: int | bool) -> None:
    path.write_bytes(edit(path.read_bytes(), fields, PLACEMENT).data)


def in_journal(journal_path: Path, *sources: Path) -> dict[int, Decided]:
    """What the next start would find."""
    journal = Journal.open(journal_path)
    found = read_all_decided(journal, Scope.of(sources))
    journal.close()
    return dict(found.items())


class Editor(Desktop):
    """A desktop at the folder of one article, which waits for each thing done."""

    def __init__(self, journal: Path, folder: Path) -> None:
        super().__init__(journal)
        self.folder = folder
        self.open([folder], [folder / "a.md"])

    def does(self, deed: Callable[[], object]) -> Decided | None:
        """Do it, and say what is decided in the end."""
        before = len(self.of(DecidedNow))
        deed()
        self.wait_for(lambda: len(self.of(DecidedNow)) > before)
        return self.told(DecidedNow)

    def rechecked(self) -> Rechecked:
        """What is said to have come into the journal."""
        number = self.session.recheck()
        self.wait_for(lambda: any(report.number == number for report in self._rechecks()))
        return self._rechecks()[-1]

    def _rechecks(self) -> list[Rechecked]:
        return [report for report in self.of(Rechecked) if isinstance(report, Rechecked)]

    def told(self, kind: type[DecidedNow | Rechecked]) -> Decided | None:
        """What was reported last of the article."""
        report = self.of(kind)[-1]
        assert isinstance(report, DecidedNow | Rechecked)
        return dict(report.table.items()).get(article_id(self.folder / "a.md"))

    def decides(self, change: Change) -> Decided | None:
        return self.does(lambda: self.session.decide([change]))


@pytest.fixture
def editor(journal_path: Path, folder: Path, path: Path) -> Iterator[Editor]:
    made = Editor(journal_path, folder)
    yield made
    made.close()


def quality(decided: Decided | None) -> int | bool | None:
    return decided.fields.get("quality") if decided is not None else None


def decided_heat(decided: Decided | None) -> tuple[int | bool | None, bool]:
    assert decided is not None
    return decided.fields.get("heat"), decided.heat_follows


def test_saved_decision_is_known_with_its_article(editor: Editor, path: Path, journal_path: Path) -> None:
    decided = editor.decides(on(path, quality=80, published=True))
    expected = Decided(
        {"quality": 80, "published": True}, "decided", frozenset(map(key_id, load(path).article.keys))
    )
    assert decided == expected
    assert in_journal(journal_path, path.parent) == {article_id(path): expected}
    assert in_journal(journal_path, path) == {article_id(path): expected}
    assert in_journal(journal_path, path.parent / "elsewhere") == {}


def test_later_decision_replaces_field_by_field(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80, published=True))
    decided = editor.decides(on(path, quality=70))
    assert decided is not None
    assert decided.fields == {"quality": 70, "published": True}


def test_heat_follows_the_quality_it_came_with_until_it_is_decided_by_itself(
    editor: Editor, path: Path
) -> None:
    assert decided_heat(editor.decides(on(path, quality=80, heat=90))) == (90, True)
    assert decided_heat(editor.decides(on(path, published=True))) == (90, True)
    assert decided_heat(editor.decides(on(path, heat=95))) == (95, False)
    assert decided_heat(editor.decides(on(path, quality=70))) == (95, False)


def test_undo_lets_the_decision_before_hold_and_redo_this_one(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80))
    editor.decides(on(path, quality=70))
    assert quality(editor.does(editor.session.undo)) == 80
    assert quality(editor.does(editor.session.redo)) == 70
    editor.does(editor.session.undo)
    assert editor.does(editor.session.undo) is None


def test_of_what_could_not_be_saved_nothing_is_known(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80))
    change = on(path, quality=70)
    by_somebody(path, quality=55)
    assert editor.decides(change) is None
    assert quality(editor.does(editor.session.retry_failed)) == 70


def test_keeping_theirs_in_a_clash_ends_the_decision_before(
    editor: Editor, path: Path, journal_path: Path
) -> None:
    editor.decides(on(path, quality=80, published=True))
    change = on(path, quality=70)
    by_somebody(path, quality=55)
    editor.decides(change)
    decided = editor.does(editor.session.keep_theirs)
    assert decided is not None
    assert decided.fields == {"published": True}
    assert in_journal(journal_path, path)[article_id(path)].fields == {"published": True}


def test_fine_as_it_is_lets_stand_what_was_seen(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80, published=True))
    by_somebody(path, quality=55)
    decided = editor.decides(on(path, Mark.REVIEWED))
    assert decided is not None
    assert (decided.fields, decided.mark) == ({"published": True}, "reviewed")


def test_fine_as_it_is_keeps_what_stands_as_decided(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80))
    assert quality(editor.decides(on(path, Mark.REVIEWED))) == 80


def test_put_off_until_later_holds_to_what_was_decided(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80))
    by_somebody(path, quality=55)
    decided = editor.decides(on(path, Mark.LATER))
    assert decided is not None
    assert (quality(decided), decided.mark) == (80, "later")


def test_letting_theirs_stand_can_be_undone(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80))
    by_somebody(path, quality=55)
    stands = replace(on(path, Mark.REVIEWED), mark=Mark.DECIDED)
    assert quality(editor.decides(stands)) is None
    assert quality(editor.does(editor.session.undo)) == 80


def test_decision_on_another_article_ends_the_one_before(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80, published=True))
    path.write_bytes(WASPS)
    decided = editor.decides(on(path, quality=30))
    assert decided is not None
    assert decided.fields == {"quality": 30}
    back = editor.does(editor.session.undo)
    assert back is not None
    assert back.fields == {"quality": 80, "published": True}
    assert editor.session.mark_of(path) is None


def test_decision_that_met_another_article_is_known_to_be_about_the_one_before(
    editor: Editor, path: Path
) -> None:
    change = on(path, quality=80)
    path.write_bytes(WASPS)
    decided = editor.decides(change)
    assert decided == Decided({"quality": 80}, "decided", frozenset(map(key_id, change.made_of.keys)))


def test_letting_another_article_stand_undecided_ends_the_decision_before(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80))
    path.write_bytes(WASPS)
    assert editor.decides(on(path, None)) is None


def test_what_another_curator_and_a_script_decided_is_found_by_a_recheck(
    editor: Editor, path: Path, journal_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor.decides(on(path, quality=80))
    editor.session.read_decided()
    editor.wait_for(lambda: bool(editor.of(DecidedRead)))
    monkeypatch.setenv("CURATOR_HOME", str(journal_path.parent.parent))
    run_set(["--quality", "33", str(path)])
    assert editor.rechecked().marks == {article_id(path): Mark.DECIDED}
    assert quality(editor.told(Rechecked)) == 33


def test_recheck_tells_what_has_come_since_the_folder_was_opened(editor: Editor, path: Path) -> None:
    editor.decides(on(path, quality=80))
    editor.open([path.parent], [path])
    assert editor.rechecked().marks == {}
    editor.decides(on(path, quality=70))
    assert editor.rechecked().marks == {article_id(path): Mark.DECIDED}


def test_many_are_read_a_portion_at_a_time(
    journal: Journal, journal_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [folder / f"{number:02}.md" for number in range(11)]
    for path in paths:
        path.write_bytes(ARTICLE)
    one = Desktop(journal_path)
    one.open([folder], paths).decide([rated(path, 80) for path in paths])
    one.finish()
    monkeypatch.setattr(last_decided, "PORTION", 5)
    one.session.read_decided()
    one.wait_for(lambda: len(one.of(DecidedRead)) == 3)
    for report in one.of(GroupFinished, DecidedRead):
        one.session.decided.take(report)
    telling = one.session.decided.all()
    one.close()
    assert sorted(telling.table.ids) == sorted(map(article_id, paths))
    assert in_journal(journal_path, folder).keys() == set(map(article_id, paths))
