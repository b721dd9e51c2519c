"""Clones of one bare repository, each with git as if it had just been set up, and Curator's merge driver."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import curator

ROOT = Path(curator.__file__).parent.parent
BRANCH = "main"
Done = subprocess.CompletedProcess[bytes]


class Clones:
    """A bare remote in a folder, and its clones beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.has_driver = True
        self._clones: dict[str, Clone] = {}
        home = folder / "git-home"
        home.mkdir()
        (home / "config").write_text(
            f'[init]\n\tdefaultBranch = {BRANCH}\n[protocol "file"]\n\tallow = always\n'
        )
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        self.environment = {
            **kept,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home),
            "GIT_CONFIG_GLOBAL": str(home / "config"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_EDITOR": "true",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(ROOT),
            "CURATOR_HOME": str(home / "curator"),
        }
        self.remote = folder / "remote.git"
        self.run("git", "init", "-q", "--bare", str(self.remote), cwd=folder).check_returncode()

    def run(self, *words: str, cwd: Path, home: Path | None = None) -> Done:
        """Run a program as the people of these clones would; `home` is where Curator keeps its own things."""
        environment = {**self.environment, "CURATOR_HOME": str(home)} if home else self.environment
        return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, check=False)

    def clone(self, name: str) -> Clone:
        """The clone of that name, made when it is first asked for."""
        if name not in self._clones:
            self._clones[name] = Clone(self, name)
        return self._clones[name]

    def crossed(self, base: str, ours: tuple[str, str], theirs: tuple[str, str]) -> tuple[Clone, Clone]:
        """Two clones that each changed a.md and have merged the other's commit, with the clash unsettled."""
        one, two = self.clone("one"), self.clone("two")
        one.commit({"a.md": base})
        one.push()
        two.pull()
        one.commit({"a.md": base.replace(*ours)})
        two.commit({"a.md": base.replace(*theirs)})
        heads = two.fetched_by(one), one.fetched_by(two)
        one.git("merge", "--no-edit", heads[0])
        two.git("merge", "--no-edit", heads[1])
        return one, two

    def merged_by_git(self, base: str, ours: str, theirs: str) -> tuple[str, int]:
        """What `git merge-file` makes of three texts, and how many conflicts."""
        folder = self.folder / "plain"
        folder.mkdir()
        for name, text in (("base", base), ("ours", ours), ("theirs", theirs)):
            (folder / name).write_bytes(text.encode())
        labels = [word for name in ("ours", "base", "theirs") for word in ("-L", name)]
        done = self.run("git", "merge-file", *labels, "ours", "base", "theirs", cwd=folder)
        return (folder / "ours").read_bytes().decode(), done.returncode


class Clone:
    """One person's clone."""

    def __init__(self, clones: Clones, name: str) -> None:
        self._clones = clones
        self.name = name
        self.folder = clones.folder / name
        settings = (f"user.name={name}", f"user.email={name}@example.org", "gc.auto=0")
        words = [word for setting in settings for word in ("-c", setting)]
        clones.run("git", "clone", "-q", *words, str(clones.remote), str(self.folder), cwd=clones.folder)
        if clones.has_driver:
            self.install()

    def git(self, *words: str) -> Done:
        """Run git here."""
        return self._clones.run("git", *words, cwd=self.folder)

    def curator(self, *words: str, home: Path | None = None) -> Done:
        """Run Curator's command line here."""
        return self._clones.run(sys.executable, "-m", "curator", *words, cwd=self.folder, home=home)

    def install(self, *words: str) -> str:
        """Run `curator merge --install`, or what else is given; return what it says."""
        done = self.curator("merge", *(words or ("--install",)))
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout.decode()

    def write(self, files: Mapping[str, str | None]) -> None:
        """Write files, or remove those without a text."""
        for name, text in files.items():
            path = self.folder / name
            if text is None:
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())

    def commit(self, files: Mapping[str, str | None]) -> None:
        """Write files and commit everything."""
        self.write(files)
        self.git("add", "-A").check_returncode()
        self.git("commit", "-q", "-m", f"{self.name} was here").check_returncode()

    def history(self) -> list[str]:
        """All commits that are merged here, the newest first."""
        return self.git("rev-list", "HEAD").stdout.decode().split()

    def push(self) -> bool:
        """Push; tell whether the remote took it."""
        return self.git("push", "-q", "origin", f"HEAD:{BRANCH}").returncode == 0

    def pull(self) -> Done:
        """Fetch and merge what others pushed."""
        self.git("fetch", "-q", "origin")
        return self.git("merge", "--no-edit", f"origin/{BRANCH}")

    def fetched_by(self, other: Clone) -> str:
        """Let another clone fetch this one's head; return its name."""
        head = self.git("rev-parse", "HEAD").stdout.decode().strip()
        other.git("fetch", "-q", str(self.folder), "HEAD").check_returncode()
        return head

    def settle(self, name: str, text: str) -> None:
        """Answer the question of a merge and commit it."""
        self.commit({name: text})
