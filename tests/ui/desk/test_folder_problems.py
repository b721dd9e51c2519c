"""What is wrong in the folder is held until it is checked again, and what changed since is known."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from curator.articles import Problem, ProblemKind, Rule, read_article
from curator.library import article_id
from curator.library.check_messages import CheckAdvanced, CheckBegun, CheckEnded, CheckLost
from curator.library.launch import start_thread
from curator.library.messages import Changed, ScanSummary, ids_of
from curator.ui.desk.folder_problems import CheckState, FolderProblems
from curator.ui.desk.librarian import Librarian
from tests.ui.checker import Checker, finding
from tests.ui.ear import Ear
from tests.ui.endings import delete
from tests.ui.waiting import wait_until

NEWS = Path("/news")
BEES, WASPS = Path("/news/bees.md"), Path("/news/wasps.md")


@pytest.fixture
def librarian(qapp: QApplication, tmp_path: Path) -> Iterator[Librarian]:
    made = Librarian(tmp_path / "indexes", start_thread)
    yield made
    made.close()
    made.join()
    delete(made)


@pytest.fixture
def checker() -> Checker:
    return Checker()


@pytest.fixture
def problems(librarian: Librarian, checker: Checker) -> Iterator[FolderProblems]:
    """Those of the folder /news, which has been read."""
    made = FolderProblems(librarian, start=checker)
    made.open((NEWS,))
    librarian.finished.emit(ScanSummary(), Rule())
    yield made
    made.close()
    made.join()


def change(librarian: Librarian, *paths: Path) -> None:
    librarian.changed.emit(Changed(1, changed=ids_of(map(article_id, paths))))


def finish(problems: FolderProblems, checker: Checker, *names: str, times: int = 1) -> None:
    problems.check()
    checker.await_check(times)
    checker.say_all(*map(finding, names))
    wait_until(lambda: problems.state is CheckState.DONE)


def test_findings_of_the_first_check_are_there_as_they_come(
    problems: FolderProblems, checker: Checker
) -> None:
    grown = Ear(problems.grown)
    problems.check()
    assert checker.await_check().sources == (NEWS,)
    checker.say(CheckBegun(500), CheckAdvanced(100, (finding("bees"),)), CheckAdvanced(200, ()))
    wait_until(lambda: problems.checked == 200)
    assert (problems.state, problems.total, problems.examined) == (CheckState.RUNNING, 500, 200)
    assert (len(problems.findings), len(grown.heard)) == (1, 1)


def test_findings_of_another_check_come_at_its_end(problems: FolderProblems, checker: Checker) -> None:
    finish(problems, checker, "bees", "wasps")
    replaced = Ear(problems.replaced)
    problems.check()
    checker.await_check(2)
    checker.say(CheckBegun(100), CheckAdvanced(50, (finding("moss"),)))
    wait_until(lambda: problems.checked == 50)
    assert (len(problems.findings), problems.is_replacing, replaced.heard) == (2, True, [])
    checker.say(CheckEnded())
    wait_until(lambda: problems.state is CheckState.DONE)
    assert [problems.findings.path(number) for number in range(len(problems.findings))] == ["/news/moss.md"]


def test_check_is_not_begun_twice_nor_without_a_folder(problems: FolderProblems, checker: Checker) -> None:
    problems.check()
    problems.check()
    checker.await_check()
    assert checker.count == 1
    problems.open(())
    problems.check()
    assert problems.state is CheckState.NEVER


def test_cancelled_check_is_left_and_what_it_says_is_dropped(
    problems: FolderProblems, checker: Checker
) -> None:
    problems.check()
    checker.await_check()
    checker.say(CheckBegun(500), CheckAdvanced(100, (finding("bees"),)))
    wait_until(lambda: problems.checked == 100)
    run = problems._run
    problems.cancel()
    # What was on its way from one thread to the other.
    assert run is not None
    run._arrived.emit(CheckAdvanced(200, (finding("wasps"),)))
    wait_until(checker.is_left)
    assert (problems.state, problems.examined, len(problems.findings)) == (CheckState.STOPPED, 100, 1)


def test_cancelling_another_check_keeps_what_the_first_has_found(
    problems: FolderProblems, checker: Checker
) -> None:
    finish(problems, checker, "bees")
    problems.check()
    checker.await_check(2)
    problems.cancel()
    assert (problems.state, len(problems.findings)) == (CheckState.DONE, 1)


def test_check_that_breaks_off_says_so(problems: FolderProblems, checker: Checker) -> None:
    problems.check()
    checker.await_check()
    checker.say(CheckBegun(500), CheckLost())
    wait_until(lambda: problems.state is CheckState.LOST)


def test_articles_that_change_after_the_check_are_outdated(
    problems: FolderProblems, checker: Checker, librarian: Librarian
) -> None:
    finish(problems, checker, "bees", "wasps")
    told = Ear(problems.outdated)
    change(librarian, BEES)
    assert (problems.is_outdated(BEES), problems.is_outdated(WASPS)) == (True, False)
    assert (problems.of(BEES), problems.of(WASPS), len(told.heard)) == ([], [1], 1)


def test_what_changes_before_the_first_article_is_read_is_checked_as_it_is(
    problems: FolderProblems, checker: Checker, librarian: Librarian
) -> None:
    problems.check()
    checker.await_check()
    change(librarian, BEES)
    checker.say(CheckBegun(100))
    wait_until(lambda: problems.total == 100)
    change(librarian, WASPS)
    assert (problems.is_outdated(BEES), problems.is_outdated(WASPS)) == (False, True)


def test_library_is_told_what_is_wrong_but_not_in_what_has_changed_meanwhile(
    problems: FolderProblems, checker: Checker, librarian: Librarian, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[array[int]] = []
    monkeypatch.setattr(librarian.notes, "set_findings", told.append)
    problems.check()
    checker.await_check()
    checker.say(CheckBegun(2))
    wait_until(lambda: problems.total == 2)
    change(librarian, WASPS)
    checker.say(CheckEnded(ids_of(map(article_id, (BEES, WASPS)))))
    wait_until(lambda: problems.state is CheckState.DONE)
    librarian.restarted.emit()
    assert told == [ids_of([article_id(BEES)])] * 2


def test_folder_that_becomes_known_does_not_change(librarian: Librarian, checker: Checker) -> None:
    problems = FolderProblems(librarian, start=checker)
    problems.open((NEWS,))
    problems.check()
    librarian.changed.emit(Changed(1, added=ids_of([article_id(BEES)])))
    assert not problems.changed
    problems.close()
    problems.join()


def test_another_folder_has_nothing_of_the_one_before(problems: FolderProblems, checker: Checker) -> None:
    finish(problems, checker, "bees")
    problems.open((Path("/other"),))
    assert (problems.state, len(problems.findings), problems.examined) == (CheckState.NEVER, 0, 0)


def test_article_is_told_what_it_does_not_show_by_itself(problems: FolderProblems, checker: Checker) -> None:
    problems.check()
    checker.await_check()
    checker.say_all(
        finding("bees"),
        finding("bees", ProblemKind.OFF_RULE, "heat is 3", 9),
        finding("bees", ProblemKind.MISSING_FIELD, "title is missing", None),
        finding("bees", ProblemKind.HOSTILE_LINK, "ampUrl is a javascript: link", 4),
    )
    wait_until(lambda: problems.state is CheckState.DONE)
    own = Problem("ampUrl", "ampUrl is a javascript: link", 4, ProblemKind.HOSTILE_LINK)
    article = replace(read_article(BEES, b"---\ntitle: Bees\n---\n"), problems=(own,))
    assert problems.beside(article) == ["title is missing", "line 9: heat is 3"]
