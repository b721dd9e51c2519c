"""Editors who share articles through a bare remote, each with a clone, a journal, and a git nobody set up."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from curator.articles.lead import LeadPicture
from curator.frontmatter import Scalar
from curator.frontmatter.merging import Keep
from curator.git.questions import Answer, Question
from curator.git.running import Cancellation
from curator.git.sync import Step, Sync, Synced, Wishes
from curator.library.wanted import PICTURES
from curator.triage.decisions import Change, Mark
from curator.triage.reports import Report, SaveReport
from curator.triage.workplace import Workplace
from tests.merging_clones import Clone, Clones, Done


def article(number: int = 1, **fields: Scalar) -> str:
    """An article with its own address; `fields` are those of a decision."""
    said = {"quality": 10, "heat": -1, "published": False, **fields}
    lines = "".join(
        f"{name}: {str(value).lower() if isinstance(value, bool) else value}\n"
        for name, value in said.items()
    )
    return (
        f'---\ntitle: "T{number}"\nwebUrl: https://example.org/{number}\n{lines}\nsecured: "s0"\n---\nText\n'
    )


class Editor:
    """One person: a clone, a journal, decisions and syncs."""

    def __init__(self, clone: Clone) -> None:
        self.clone = clone
        self.folder = clone.folder
        self.home = clone.folder.with_name(f"{clone.name}-home")
        self.journal = self.home / "data" / "journal.sqlite3"
        self.steps: list[tuple[Step, float | None]] = []
        self.stop_at: Step | None = None
        """Stop the sync as soon as there is progress in this step."""

        self._cancellation = Cancellation()

    def decide(self, name: str, **fields: Scalar) -> None:
        """Save a decision, as the window and `curator set` do."""
        self._save(Change(self.folder / name, fields, Mark.DECIDED))

    def lead(self, name: str, url: str) -> None:
        """Choose the picture that leads an article, as the window does."""
        self._save(Change(self.folder / name, {PICTURES: LeadPicture(url)}, None, keeps_mark=True))

    def _save(self, change: Change) -> None:
        reports: list[Report] = []
        with Workplace.open(self.journal, reports.append) as workplace:
            workplace.writer.set_at_once([change], None)
        assert [report.reason for report in reports if isinstance(report, SaveReport)] == [""]

    def undo(self) -> None:
        """Take the last decision back."""
        with Workplace.open(self.journal, lambda _report: None) as workplace:
            ((group,),) = workplace.journal.rows("SELECT max(id) FROM groups")
            assert isinstance(group, int)
            paths = [entry.path for entry in workplace.journal.entries_of(group)]
            workplace.writer.undo(1, group, paths)

    def sync(
        self,
        folder: Path | None = None,
        *,
        keep: Keep | None = None,
        asked: tuple[Question, ...] | None = None,
        is_pushing: bool = True,
        message: str = "",
    ) -> Synced:
        """Sync, in this process."""
        with Workplace.open(self.journal, lambda _report: None) as workplace:
            wishes = Wishes(Answer(keep, asked) if keep else None, is_pushing, message)
            return Sync(
                folder or self.folder, workplace.journal, wishes, self._note, cancellation=self._cancellation
            ).run()

    def _note(self, step: Step, share: float | None) -> None:
        self.steps.append((step, share))
        if step is self.stop_at and share is not None:
            self._cancellation.request()

    def stop_when(self, path: Path) -> None:
        """Stop the sync that runs in another thread as soon as a file is there."""
        while not path.exists():
            threading.Event().wait(0.001)
        self._cancellation.request()

    def curator(self, *words: str) -> Done:
        """Run Curator's command line in this clone, with this person's journal."""
        return self.clone.curator(*words, home=self.home)

    def git(self, *words: str) -> str:
        """What git prints here; it must succeed."""
        done = self.clone.git(*words)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode(errors="surrogateescape")

    def status(self) -> str:
        """What git says is not committed, untracked files as well."""
        return self.git("status", "--porcelain", "-z").replace("\0", "\n")

    def head(self, name: str) -> str:
        """A file as it is committed."""
        return self.git("show", f"HEAD:{name}")

    def text(self, name: str) -> str:
        """A file as it lies in the folder."""
        return (self.folder / name).read_bytes().decode()

    def hook(self, name: str, script: str) -> None:
        """Give this clone a hook."""
        path = self.folder / ".git" / "hooks" / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    def share(self, files: Mapping[str, str | None]) -> None:
        """Commit files and push them, without Curator."""
        self.clone.pull()
        self.clone.commit(files)
        assert self.clone.push()


def team_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """A team, and for this process, too, a git that nobody set up."""
    team = Team(folder)
    for name, value in team.clones.environment.items():
        if name.startswith("GIT_") or name in ("HOME", "XDG_CONFIG_HOME"):
            monkeypatch.setenv(name, value)
    return team


class Team:
    """Ann and Bob, who begin with the same articles."""

    def __init__(self, folder: Path) -> None:
        self.clones = Clones(folder)
        self.clones.has_driver = False

    def editor(self, name: str) -> Editor:
        """An editor with a clone of what is at the remote."""
        return Editor(self.clones.clone(name))

    def alone(self, files: Mapping[str, str]) -> Editor:
        """Ann with these files, which the remote has too."""
        ann = self.editor("ann")
        ann.clone.commit(files)
        ann.git("push", "-q", "--set-upstream", "origin", "main")
        return ann

    def both(self, files: Mapping[str, str]) -> tuple[Editor, Editor]:
        """Ann and Bob, each with these files."""
        return self.alone(files), self.editor("bob")
