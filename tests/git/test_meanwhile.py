"""An editor goes on deciding while the same folder is synced again and again: nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from curator.frontmatter.front_matter import read
from tests.git.team import Editor, Team, article

ARTICLES = 20
DECISIONS = 100
ROUNDS = 3

DECIDE = f"""
import sys
from pathlib import Path
from curator.triage.decisions import Change, Mark
from curator.triage.workplace import Workplace
folder, enough = Path(sys.argv[2]), Path(sys.argv[3])
reports = []
with Workplace.open(Path(sys.argv[1]), reports.append) as workplace:
    number = 0
    while number < {DECISIONS} or not enough.exists():
        change = Change(folder / f"{{number % {ARTICLES}}}.md", {{"quality": 1000 + number}}, Mark.DECIDED)
        workplace.writer.decide(number + 1, [change])
        number += 1
        print(number, flush=True)
print([report.reason for report in reports if getattr(report, "reason", "")])
"""


def deciding(editor: Editor, enough: Path) -> subprocess.Popen[str]:
    """Another process, which decides one article after the other until `enough` is there."""
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", DECIDE, str(editor.journal), str(editor.folder), str(enough)],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_decisions_made_during_syncs_wait_and_are_all_there_in_the_end(team: Team, tmp_path: Path) -> None:
    ann, bob = team.both({f"{number}.md": article(number) for number in range(ARTICLES)})
    ann.journal.parent.mkdir(parents=True)
    with deciding(ann, tmp_path / "enough") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        for number in range(1, ROUNDS + 1):
            bob.share({f"{each}.md": article(each, heat=number) for each in range(ARTICLES)})
            ann.sync(is_pushing=False)
        (tmp_path / "enough").touch()
        *numbers, failures = process.stdout.read().splitlines()
    ann.sync(is_pushing=False)
    count = int(numbers[-1])
    assert (ann.status(), failures, count >= DECISIONS) == ("", "[]", True)
    for number in range(count - ARTICLES, count):
        values = read((ann.folder / f"{number % ARTICLES}.md").read_bytes()).values
        assert (values["quality"], values["heat"]) == (1000 + number, ROUNDS)
