"""Reads files as the index and the window do, in a process of its own; prints what is shown of each."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from curator.articles.body_text import readable_body
from curator.library.body_check import body_problems
from curator.library.reading import load, load_record, read_bytes


def _shown(path: Path) -> dict[str, object]:
    article = load(path).article
    record = load_record(path)
    wrong = [*map(str, article.problems), *map(str, body_problems(read_bytes(path)[0]))]
    texts = [article.title, article.excerpt, *article.topics, readable_body(article.body), *wrong]
    texts += [record.row.title, record.row.problem, record.body]
    return {"problems": wrong, "is_editable": article.is_editable, "longest": max(map(len, texts))}


if __name__ == "__main__":
    for word in sys.argv[1:]:
        sys.stdout.write(json.dumps(_shown(Path(word))) + "\n")
