"""What a start with a folder does not load before its first article is on screen, but soon after.

Each line of the table has cost a start the time it names. A module that comes back into the start fails here,
before anybody has to find out with a profiler why the window has become slow to open.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.newsroom import article, pictures, write_picture

NOT_BEFORE_THE_FIRST_ARTICLE = {
    "yaml": "25 ms: simple headers are read without a parser",
    "curator.frontmatter.editing": "30 ms with outline and verification: nothing is changed yet",
    "curator.frontmatter.reading": "needs yaml",
    "curator.frontmatter.changing": "3 ms: the window only reads, another process saves",
    "curator.triage.lane": "10 ms with journal and writer: the same",
    "sqlite3": "3 ms: journal and index are elsewhere",
    "curator.library.query_completion": "5 ms with the parser of filters: nobody has typed anything",
    "curator.ui.queue.search_completions": "10 ms with making it: the same",
    "curator.library.usual": "6 ms with its patterns: records are read in the engine",
    "curator.library.engine": "30 ms with the index: the library has a process of its own",
    "numpy": "100 ms: the same",
    "watchfiles": "30 ms: the same",
    "difflib": "2 ms: what a mistyped field may have meant",
    "html.entities": "2 ms: few texts have entities",
    "email.utils": "8 ms with sockets: only feeds write e-mail dates",
    "tomllib": "3 ms: few sites are configured in TOML",
    "platform": "2 ms: for reports of errors",
    "PySide6.QtNetwork": "6 ms: pictures come after the article",
    "curator.pictures.fetching.network": "3 ms with transfer: the same",
    "curator.pictures.decoding.decode": "4 ms: the same",
    "curator.pictures.decoding.svg": "1 ms with expat: the same",
    "curator.ui.article.picture_zoom": "a picture is zoomed later",
    "curator.ui.commands.cheat_sheet": "the keys are looked up later",
    "curator.ui.commands.command_palette": "3 ms with its model: commands are looked up later",
    "curator.ui.desk.check_run": "2 ms with the link to it: the folder is checked later",
    "curator.ui.problems.problem_card": "5 ms with its list: nobody has asked what is wrong",
    "curator.ui.pages.about_dialog": "1 ms",
    "curator.ui.pages.docs_window": "5 ms with Qt's classes for documents",
    "curator.ui.pages.report_dialog": "2 ms",
    "curator.ui.pages.state_page": "2 ms: there is an article, not a page in its place",
    "curator.ui.pages.welcome": "1 ms: there is a folder",
}

SOON_AFTER = {
    "curator.library.query_completion",
    "curator.ui.queue.search_completions",
    "curator.pictures.decoding.decode",
    "curator.ui.article.picture_zoom",
    "curator.ui.commands.cheat_sheet",
    "curator.ui.commands.command_palette",
    "curator.ui.problems.problem_card",
    "curator.ui.pages.state_page",
    "curator.ui.pages.welcome",
}
"""What idle moments have loaded before anybody wants it."""

PROGRAM = """
import gc, json, sys
gc.disable()
from pathlib import Path
from PySide6.QtCore import QTimer
from curator.library.places import find_places
from curator.ui.app import Curator, build_application

def note(path):
    curator.window.area.article.article_painted.disconnect(note)
    at_first.extend(sys.modules)
    clock.start(20)

def look():
    if soon_after <= set(sys.modules) and gc.isenabled():
        clock.stop()
        curator.window.close()

at_first, soon_after = [], set(json.loads(sys.argv[2]))
application = build_application(sys.argv[:1])
curator = Curator(application, find_places())
clock = QTimer()
clock.timeout.connect(look)
curator.window.area.article.article_painted.connect(note)
curator.show([Path(sys.argv[1])])
application.exec()
print(json.dumps(at_first))
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules of a process with its first article just painted; it ends once the rest is loaded too."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "news"
    (folder / "assets").mkdir(parents=True)
    write_picture(folder / "assets" / "bee.png", 64, 36, "green")
    for day in (1, 2):
        (folder / f"{day}.md").write_bytes(article("A day", day, *pictures("/assets/bee.png")))
    (folder / "_config.yml").write_text("# A site.\nurl: https://news.example\n", encoding="utf-8")
    environment = {**os.environ, "CURATOR_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", PROGRAM, str(folder), json.dumps(sorted(SOON_AFTER))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return frozenset(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("module", NOT_BEFORE_THE_FIRST_ARTICLE)
def test_first_article_does_not_wait_for(module: str, loaded: frozenset[str]) -> None:
    assert module not in loaded, NOT_BEFORE_THE_FIRST_ARTICLE[module]


def test_modules_named_here_exist(loaded: frozenset[str]) -> None:
    """Under another name a module would be loaded unseen. (Idle moments load the rest, or `loaded` fails.)"""
    root = Path(__file__).resolve().parents[1]
    named = {name for name in {*NOT_BEFORE_THE_FIRST_ARTICLE, *SOON_AFTER} if name.startswith("curator.")}
    assert [name for name in sorted(named) if not (root / f"{name.replace('.', '/')}.py").exists()] == []
    assert "curator.ui.window.main_window" in loaded
