"""An editor goes on deciding while the same folder is synced again and again: nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from curator.frontmatter.front_matter import read
from tests.git.team import Editor, Team, article

ARTICLES = 20
DECISIONS = 100

DECIDE = f"""
import sys
from pathlib import Path
from curator.triage.decisions import Change, Mark
from curator.triage.workplace import Workplace
folder = Path(sys.argv[2])
reports = []
with Workplace.open(Path(sys.argv[1]), reports.append) as workplace:
    for number in range({DECISIONS}):
        change = Change(folder / f"{{number % {ARTICLES}}}.md", {{"quality": 1000 + number}}, Mark.DECIDED)
        workplace.writer.decide(number + 1, [change])
        print(number, flush=True)
print([report.reason for report in reports if getattr(report, "reason", "")])
"""


def deciding(editor: Editor) -> subprocess.Popen[str]:
    """Another process, which decides one article after the other."""
    root = Path(__file__).parents[2]
    return subprocess.Popen(
        [sys.executable, "-c", DECIDE, str(editor.journal), str(editor.folder)],
        cwd=root,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_decisions_made_during_syncs_wait_and_are_all_there_in_the_end(team: Team) -> None:
    ann, bob = team.both({f"{number}.md": article(number) for number in range(ARTICLES)})
    ann.journal.parent.mkdir(parents=True)
    with deciding(ann) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "0\n"
        rounds = 0
        while process.poll() is None:
            rounds += 1
            files = {f"{number}.md": article(number, heat=rounds) for number in range(ARTICLES)}
            bob.clone.write(files)
            bob.git("commit", "-qam", f"round {rounds}")
            assert bob.clone.push() or bob.clone.pull().returncode == 0
            ann.sync(is_pushing=False)
        assert process.stdout.read().splitlines()[-1] == "[]"
    ann.sync(is_pushing=False)
    assert (ann.status(), rounds > 1) == ("", True)
    for number in range(ARTICLES):
        values = read((ann.folder / f"{number}.md").read_bytes()).values
        assert values["quality"] == 1000 + DECISIONS - ARTICLES + number
        assert values["heat"] == rounds
