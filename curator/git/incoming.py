"""Merges what the remote has, aside: the merged files and the commit are there before anything is touched.

`git merge-tree` merges; each article that both sides changed it leaves to us, by a driver that always fails,
and it is merged by field. Then the hooks that git runs for a merge are shown the result, and the commit is
made. What is left to do with it is a fast-forward, which either happens or does not.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from curator.errors import GitFailed, SyncRefused
from curator.frontmatter.merging import Keep
from curator.git.article_merge import MergedArticle, merge_articles
from curator.git.blobs import read_blobs, write_blobs
from curator.git.driver import DRIVER, PATTERNS, driver_command
from curator.git.exchange import SAFE
from curator.git.index import Line, index_aside, put
from curator.git.questions import Answer, FieldsInQuestion, Question, listed, questions_of
from curator.git.repository import Branch, Repository
from curator.git.running import ALONE, Git, in_words
from curator.git.text_merge import TextMerge
from curator.library.durable import remove_quietly
from curator.records import dataclass

_ARTICLE: Final = tuple(pattern.removeprefix("*").encode() for pattern in PATTERNS)
_ORDINARY: Final = b"CONFLICT (contents)"
_NEEDED: Final = (2, 38)
_BY_HAND: Final = "Merge it by hand (`git merge`), then sync again."


@dataclass(frozen=True, slots=True)
class _Conflict:
    """A file that git did not merge: mode and content of the common version, ours, theirs, by stage."""

    path: bytes
    stages: Mapping[int, tuple[str, str]]
    is_ordinary: bool

    @property
    def is_article(self) -> bool:
        """It can be merged by field."""
        has_sides = 2 in self.stages and 3 in self.stages
        is_file = all(mode.startswith("100") for mode, _ in self.stages.values())
        return has_sides and is_file and self.is_ordinary and self.path.lower().endswith(_ARTICLE)

    @property
    def mode(self) -> str:
        """The mode of the merged file: what one side changed it to."""
        ours, theirs = self.stages[2][0], self.stages[3][0]
        return theirs if self.stages.get(1, (ours,))[0] == ours else ours


class Incoming:
    """Makes the commit that brings `theirs` into `ours`, both names of commits."""

    def __init__(self, git: Git, repository: Repository, branch: Branch, answer: Answer | None) -> None:
        self._git = git
        self._repository = repository
        self._branch = branch
        self._answer = answer
        self.answered: Sequence[Question] = ()
        """What was in question, and settled by the answer."""

    def merged(self, ours: str, theirs: str, lock: int | None) -> str:
        """The commit with both: theirs itself, or a new one that nothing points to yet.

        Raises FieldsInQuestion, and SyncRefused when this cannot be merged without a person, or a hook
        refuses. Nothing was changed then.
        """
        if not self._git.run("merge-base", "--is-ancestor", ours, theirs).status:
            return theirs
        bases = self._git.run("merge-base", "--all", ours, theirs).output.decode().split()
        if not bases:
            raise SyncRefused(
                f"{self._branch.short_upstream} has no commit in common with what is here",
                f"{SAFE} If this clone is a shallow one, `git fetch --unshallow` helps.",
            )
        tree, conflicts = self._merged_by_git(ours, theirs, is_simple=len(bases) == 1)
        try:
            lines = list(self._settled(conflicts, bases[0], theirs))
            with index_aside(self._repository, is_copy=False) as aside:
                self._git.output("read-tree", tree, environment=aside)
                put(self._git, lines, aside)
                return self._committed(ours, theirs, aside, [] if lock is None else [lock])
        except GitFailed as failed:
            raise SyncRefused(f"the merge could not be committed ({failed.happened})", SAFE) from failed

    def _merged_by_git(self, ours: str, theirs: str, *, is_simple: bool) -> tuple[str, list[_Conflict]]:
        # With several common versions git merges those first, for which it needs the real driver.
        driver = "false" if is_simple else driver_command()
        with _attributes(self._git) as attributes:
            done = self._git.run(
                *("merge-tree", "--write-tree", "--messages", "-z", ours, theirs),
                settings=(f"core.attributesFile={attributes}", f"merge.{DRIVER}.driver={driver}"),
            )
        if done.status not in (0, 1):
            _check_version(self._git)
            raise SyncRefused(f"git could not merge ({in_words(done.said)})", SAFE)
        tree, _, rest = done.output.partition(b"\0")
        return tree.decode(), list(_conflicts(rest)) if done.status else []

    def _settled(self, conflicts: Sequence[_Conflict], since: str, theirs: str) -> Iterator[Line]:
        """Merge articles by field; whatever then is left in conflict is for a person."""
        articles = [conflict for conflict in conflicts if conflict.is_article]
        left = [conflict.path for conflict in conflicts if not conflict.is_article]
        merged = {each.path: done for each, done in zip(articles, self._merged(articles), strict=True)}
        asked = [each for each in articles if merged[each.path].clashes]
        if asked:
            clashes = {each.path: merged[each.path].clashes for each in asked}
            questions = questions_of(self._git, self._repository.root, clashes, since, theirs)
            if self._answer is None or not self._answer.settles(questions):
                raise FieldsInQuestion(questions)
            self.answered = questions
            for each, done in zip(asked, self._merged(asked, self._answer.keep), strict=True):
                merged[each.path] = done
        left += [path for path, done in merged.items() if not done.text.is_clean]
        if left:
            shown = listed([os.fsdecode(path) for path in sorted(left)], "more files")
            raise SyncRefused(
                f"you and others changed the same lines, in what is no field: {shown}", f"{SAFE} {_BY_HAND}"
            )
        contents = write_blobs(self._git, [merged[each.path].text.data for each in articles])
        for each, name in zip(articles, contents, strict=True):
            yield Line(each.mode, name, each.path)

    def _merged(self, articles: Sequence[_Conflict], keep: Keep | None = None) -> Iterator[MergedArticle]:
        names = [each.stages[stage][1] for each in articles for stage in (1, 2, 3) if stage in each.stages]
        blobs = read_blobs(self._git, names)
        for each in articles:
            self._git.cancellation.check()
            base = next(blobs) if 1 in each.stages else b""
            versions = (base, next(blobs), next(blobs))
            yield merge_articles(versions, os.fsdecode(each.path), TextMerge(), keep)

    def _committed(self, ours: str, theirs: str, aside: dict[str, str], keep_open: Sequence[int]) -> str:
        tree = self._git.text("write-tree", environment=aside)
        named = f"{theirs}\t\tremote-tracking branch '{self._branch.short_upstream}' of .\n"
        message = self._git.output("fmt-merge-msg", stdin=os.fsencode(named))
        path = self._repository.git_dir / f"curator-message-{os.getpid()}"
        try:
            path.write_bytes(message)
            self._hook("pre-merge-commit", aside, keep_open)
            self._hook("prepare-commit-msg", aside, keep_open, str(path), "merge")
            self._hook("commit-msg", aside, keep_open, str(path))
            tidy = self._git.output("stripspace", stdin=path.read_bytes())
        except OSError as error:
            raise SyncRefused(
                f"the merge could not be committed ({error.strerror or error})", SAFE
            ) from error
        finally:
            remove_quietly(str(path))
        is_signed = self._git.run("config", "--type=bool", "commit.gpgSign").output.strip() == b"true"
        signing = ["-S"] if is_signed else []
        return self._git.text("commit-tree", *signing, "-p", ours, "-p", theirs, tree, stdin=tidy)

    def _hook(self, name: str, aside: dict[str, str], keep_open: Sequence[int], *words: str) -> None:
        done = self._git.run(
            *("hook", "run", "--ignore-missing", name, "--", *words),
            environment=aside,
            settings=ALONE,
            is_english=False,
            keep_open=keep_open,
        )
        if done.status:
            raise SyncRefused(f"the hook {name} refused the merge: {in_words(done.said)}", SAFE)


@contextmanager
def _attributes(git: Git) -> Iterator[str]:
    """A file of attributes for the time being, which names the driver; the person's own come after it."""
    own = (
        git.run("config", "--type=path", "core.attributesFile")
        .output.decode(errors="surrogateescape")
        .strip()
    )
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    path = own or os.path.join(home, "git", "attributes")
    known = Path(path).read_bytes() if os.path.isfile(path) else b""
    with tempfile.TemporaryDirectory(prefix="curator-sync-") as folder:
        attributes = Path(folder, "attributes")
        lines = [f"{pattern} merge={DRIVER}\n".encode() for pattern in PATTERNS]
        attributes.write_bytes(b"".join(lines) + known)
        yield str(attributes)


def _conflicts(data: bytes) -> Iterator[_Conflict]:
    """What `merge-tree -z` says after the tree: stages of files, an empty one, messages."""
    parts = iter(data.split(b"\0"))
    stages: dict[bytes, dict[int, tuple[str, str]]] = {}
    for part in parts:
        if not part:
            break
        about, _, path = part.partition(b"\t")
        mode, content, stage = about.decode().split(" ")
        stages.setdefault(path, {})[int(stage)] = (mode, content)
    kinds: dict[bytes, set[bytes]] = {}
    for count in parts:
        if not count.isdigit():
            break
        paths = [next(parts) for _ in range(int(count))]
        kind, _ = next(parts), next(parts)
        if kind.startswith(b"CONFLICT"):
            for path in paths:
                kinds.setdefault(path, set()).add(kind)
    for path in {**stages, **kinds}:
        yield _Conflict(path, stages.get(path, {}), kinds.get(path, set()) <= {_ORDINARY})


def _check_version(git: Git) -> None:
    """Raise SyncRefused if this git cannot merge aside."""
    words = git.text("--version").split(" ")
    numbers = words[2].split(".") if len(words) > 2 else []
    if len(numbers) > 1 and all(number.isdigit() for number in numbers[:2]):
        version = (int(numbers[0]), int(numbers[1]))
        if version < _NEEDED:
            raise SyncRefused(
                f"this git is {words[2]}, and merging aside takes {'.'.join(map(str, _NEEDED))}",
                f"{SAFE} Update git, or merge by hand (`git pull --no-rebase`), then sync again.",
            )
