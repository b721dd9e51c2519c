"""The lead picture is decided like everything else: journalled, merged into what is there, and taken back."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import curator
from curator.articles import Rule, read_article
from curator.articles.fields import PLACEMENT
from curator.articles.lead import LeadPicture
from curator.frontmatter import edit
from curator.library.save import plan_save
from curator.triage.decisions import Change, Entry, Mark, Prepared, Status
from curator.triage.journal import Journal
from curator.triage.journal_file import VERSION
from curator.triage.last_decided import read_all_decided
from curator.triage.leading import Leading
from curator.triage.past import Scope
from curator.triage.workplace import Workplace
from curator.triage.writer import Writer
from tests.triage.conftest import Desktop

ARTICLE = (
    b"---\r\ntitle: A\r\nwebUrl: https://x.org/a\r\nquality: 10\r\n"
    b"images:\r\n- url: https://x.org/1.jpg?a=1&amp;b\r\n  width: 640\r\n\r\n"
    b"# the second\r\n- url: /2.jpg\r\n- /3.jpg # the third\r\n---\r\nBody\r\n"
)
Start = Callable[[], Desktop]


@pytest.fixture
def path(folder: Path) -> Path:
    path = folder / "a.md"
    path.write_bytes(ARTICLE)
    return path


def leading(path: Path, place: int = 2) -> Change:
    """The choice of a picture, by an editor who sees the article as it first was."""
    article = read_article(path, ARTICLE)
    change = Leading(article.images[place].url, place, 3).change_of(article, Rule())
    assert change is not None
    return change


def decide(desktop: Desktop, path: Path, *changes: Change) -> None:
    session = desktop.open([path.parent], [path])
    for change in changes:
        session.decide([change])
    desktop.finish()


def test_the_list_in_the_file_is_reordered_and_undone_after_a_restart(desktop: Start, path: Path) -> None:
    decide(desktop(), path, leading(path))
    assert path.read_bytes() != ARTICLE
    assert [image.url for image in read_article(path, path.read_bytes()).images] == [
        "/3.jpg",
        "https://x.org/1.jpg?a=1&b",
        "/2.jpg",
    ]
    led = path.read_bytes()
    session = (later := desktop()).open([path.parent], [path])
    assert session.undo() is not None
    later.finish()
    assert path.read_bytes() == ARTICLE
    session = (last := desktop()).open([path.parent], [path])
    assert session.redo() is not None
    last.finish()
    assert path.read_bytes() == led


@pytest.mark.parametrize("mark", [None, Mark.REVIEWED, Mark.LATER])
def test_the_mark_and_the_figures_stay_what_they_were(desktop: Start, path: Path, mark: Mark | None) -> None:
    session = (first := desktop()).open([path.parent], [path])
    if mark is not None:
        session.decide([Change(path, {}, mark)])
        first.finish()
    before = session.progress()
    session.decide([leading(path)])
    first.finish()
    assert session.mark_of(path) is mark
    assert session.progress().session == before.session
    session.undo()
    first.finish()
    assert (session.mark_of(path), session.progress().session) == (mark, before.session)
    session.redo()
    first.finish()
    session = desktop().open([path.parent], [path])
    assert session.mark_of(path) is mark
    assert session.progress().today == before.today


def test_an_answer_to_a_question_before_it_settles_the_mark(desktop: Start, path: Path) -> None:
    session = (first := desktop()).open([path.parent], [path])
    path.write_bytes(ARTICLE.replace(b"quality: 10", b"quality: 33"))
    session.decide([Change(path, {"quality": 80}, Mark.DECIDED, seen={"quality": 10})])
    session.decide([leading(path)])
    first.finish()
    assert session.mark_of(path) is Mark.DECIDED
    session.keep_theirs()
    first.finish()
    first.wait_for(lambda: session.mark_of(path) is None)
    assert desktop().open([path.parent], [path]).mark_of(path) is None


def test_it_keeps_a_mark_that_another_curator_gave_meanwhile(desktop: Start, path: Path) -> None:
    first = desktop()
    session = first.open([path.parent], [path])
    with closing(Journal.open(first_journal(path))) as other:
        other.record([Change(path, {}, Mark.LATER)])
    session.decide([leading(path)])
    first.finish()
    session.undo()
    first.finish()
    with closing(Journal.open(first_journal(path))) as journal:
        assert journal.marks([path]) == {path: Mark.LATER}


def first_journal(path: Path) -> Path:
    return path.parent.parent / "home" / "journal.sqlite3"


@pytest.fixture
def journal_path(path: Path) -> Path:
    return first_journal(path)


def test_it_is_made_in_the_list_that_is_there(desktop: Start, path: Path) -> None:
    theirs = ARTICLE.replace(b"640", b"800").replace(b"- url: /2.jpg", b"- url: /new.jpg\r\n- url: /2.jpg")
    change = leading(path)
    path.write_bytes(theirs)
    decide(desktop(), path, change)
    now = read_article(path, path.read_bytes())
    assert [image.url for image in now.images] == [
        "/3.jpg",
        "https://x.org/1.jpg?a=1&b",
        "/new.jpg",
        "/2.jpg",
    ]
    assert now.images[1].width == 800


def test_a_picture_that_is_gone_is_refused_in_words_and_can_be_tried_again(
    desktop: Start, path: Path
) -> None:
    change = leading(path)
    path.write_bytes(ARTICLE.replace(b"- /3.jpg # the third\r\n", b""))
    decide(first := desktop(), path, change)
    (failure,) = first.session.failures()
    assert failure.reason == "the picture is no longer in the article"
    path.write_bytes(ARTICLE)
    first.session.retry_failed()
    first.finish()
    assert first.session.failures() == ()
    assert read_article(path, path.read_bytes()).images[0].url == "/3.jpg"


def test_what_leads_already_is_not_written(desktop: Start, path: Path) -> None:
    change = leading(path)
    led = edit_of(ARTICLE, change)
    path.write_bytes(led)
    stamp = path.stat()
    decide(first := desktop(), path, change)
    assert (path.read_bytes(), path.stat().st_ino) == (led, stamp.st_ino)
    assert first.session.status_of(path) is Status.SAVED


def edit_of(data: bytes, change: Change) -> bytes:
    (lead,) = change.fields.values()
    assert isinstance(lead, LeadPicture)
    move = lead.move_in({"images": [{"url": "https://x.org/1.jpg?a=1&b"}, "/2.jpg", "/3.jpg"]})
    assert move is not None
    return edit(data, move, PLACEMENT).data


def test_an_undo_keeps_what_a_bot_made_of_the_pictures(desktop: Start, path: Path) -> None:
    decide(first := desktop(), path, leading(path))
    path.write_bytes(path.read_bytes().replace(b"640", b"800"))
    first.session.undo()
    first.finish()
    assert path.read_bytes() == ARTICLE.replace(b"640", b"800")


def test_an_undo_is_refused_in_words_where_somebody_chose_another(desktop: Start, path: Path) -> None:
    decide(first := desktop(), path, leading(path))
    theirs = path.read_bytes().replace(b"images:\r\n", b"images:\r\n- /new.jpg\r\n")
    path.write_bytes(theirs)
    first.session.undo()
    first.finish()
    (failure,) = first.session.failures()
    assert "images cannot be put back, for its order was changed meanwhile" in failure.reason
    assert path.read_bytes() == theirs


@pytest.mark.parametrize("is_written", [False, True])
@pytest.mark.parametrize("is_undo", [False, True])
def test_a_crash_between_journal_and_file_is_finished_once(
    path: Path, journal_path: Path, is_undo: bool, is_written: bool
) -> None:
    change = leading(path)
    plan = plan_save(path, change.fields, PLACEMENT)
    wanted = plan.edited.data
    if is_undo:
        path.write_bytes(plan.edited.data)
        change = Change(path, dict(plan.edited.undo), None, keeps_mark=True)
        plan, wanted = plan_save(path, change.fields, PLACEMENT), ARTICLE
    with closing(Journal.open(journal_path)) as journal:
        journal.record([change], prepared={0: Prepared(plan.edited.undo, plan.digest)})
        if is_written:
            path.write_bytes(wanted)
        assert Writer(journal, lambda _report: None, PLACEMENT).recover() == 1
        (entry,) = journal.history_of(path)
    assert (path.read_bytes(), entry.status) == (wanted, Status.SAVED)


@pytest.mark.parametrize("is_undo", [False, True])
def test_a_crash_is_recovered_after_a_bot_wrote_as_well(
    path: Path, journal_path: Path, is_undo: bool
) -> None:
    entry, wanted = interrupted(path, journal_path, is_undo=is_undo)
    # The save had come through, and then a bot set the title.
    path.write_bytes(wanted.replace(b"title: A", b"title: B"))
    with closing(Journal.open(journal_path)) as journal:
        Writer(journal, lambda _report: None, PLACEMENT).recover()
        assert journal.entry(entry.id).status is Status.SAVED
    assert path.read_bytes() == wanted.replace(b"title: A", b"title: B")


@pytest.mark.parametrize("is_undo", [False, True])
def test_a_crash_before_the_file_is_made_up_for_in_what_a_bot_wrote(
    path: Path, journal_path: Path, is_undo: bool
) -> None:
    entry, wanted = interrupted(path, journal_path, is_undo=is_undo)
    path.write_bytes(path.read_bytes().replace(b"title: A", b"title: B"))
    with closing(Journal.open(journal_path)) as journal:
        Writer(journal, lambda _report: None, PLACEMENT).recover()
        assert journal.entry(entry.id).status is Status.SAVED
    assert path.read_bytes() == wanted.replace(b"title: A", b"title: B")


def interrupted(path: Path, journal_path: Path, *, is_undo: bool) -> tuple[Entry, bytes]:
    """A journal with an entry that is pending, and what its file is to be."""
    change = leading(path)
    plan = plan_save(path, change.fields, PLACEMENT)
    if is_undo:
        path.write_bytes(plan.edited.data)
        change = Change(path, dict(plan.edited.undo), None, keeps_mark=True)
        plan = plan_save(path, change.fields, PLACEMENT)
    with closing(Journal.open(journal_path)) as journal:
        recording = journal.record([change], prepared={0: Prepared(plan.edited.undo, plan.digest)})
    return recording.entries[0], plan.edited.data


def test_it_takes_no_part_in_what_was_decided_last(path: Path, journal_path: Path) -> None:
    with Workplace.open(journal_path, lambda _report: None) as workplace:
        workplace.writer.decide(1, [Change(path, {"quality": 70}, Mark.DECIDED)])
        before = dict(read_all_decided(workplace.journal, Scope.of([path.parent])).items())
        workplace.writer.decide(2, [leading(path)])
        assert dict(read_all_decided(workplace.journal, Scope.of([path.parent])).items()) == before


SCRIPT = """
import sys
from pathlib import Path
from curator.articles.lead import LeadPicture
from curator.triage.decisions import Change
from curator.triage.workplace import Workplace
journal, path, *urls = sys.argv[1:]
with Workplace.open(Path(journal), lambda report: None) as workplace:
    for number in range(20):
        lead = {"images": LeadPicture(urls[number % len(urls)])}
        workplace.writer.decide(number + 1, [Change(Path(path), lead, None, keeps_mark=True)])
"""


def test_two_processes_choose_pictures_of_one_article(path: Path, journal_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(curator.__file__).parents[1])}
    arguments = [sys.executable, "-c", SCRIPT, str(journal_path), str(path)]
    processes = [
        subprocess.Popen([*arguments, *urls], env=environment)
        for urls in (("/2.jpg", "/3.jpg"), ("/3.jpg", "https://x.org/1.jpg?a=1&b"))
    ]
    assert [process.wait(60) for process in processes] == [0, 0]
    now = path.read_bytes()
    assert sorted(now.splitlines()) == sorted(ARTICLE.splitlines())
    assert len(read_article(path, now).images) == 3
    with closing(Journal.open(journal_path)) as journal:
        assert {entry.status for entry in journal.history_of(path)} == {Status.SAVED}


def test_a_journal_of_the_version_before_opens_and_takes_it(journal_path: Path, path: Path) -> None:
    with closing(Journal.open(journal_path)) as journal:
        journal._connection.execute(f"PRAGMA user_version = {VERSION - 1}")
    with closing(Journal.open(journal_path)) as journal:
        journal.record([leading(path)])
        (entry,) = journal.history_of(path)
    assert entry.fields == {"images": LeadPicture("/3.jpg")}
    assert entry.keeps_mark
