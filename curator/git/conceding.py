"""Notes in the journal that a colleague's values were let hold, so that nobody takes them for undone."""

from __future__ import annotations

import os
from collections.abc import Sequence

from curator.articles.fields import Field
from curator.git.decided import Spelling
from curator.git.questions import Question
from curator.triage.decisions import Change, Mark
from curator.triage.journal import Journal
from curator.triage.journal_text import path_bytes

_DECIDED = frozenset(field.value for field in Field)


def concede(journal: Journal, spelling: Spelling, answered: Sequence[Question]) -> None:
    """Let what was decided of the fields in these questions hold no more; the files say theirs already.

    Raises:
        JournalError: it was not noted.
    """
    seen: dict[str, dict[str, int | bool | None]] = {}
    for question in answered:
        if question.field in _DECIDED and isinstance(question.theirs, int):
            seen.setdefault(question.name, {})[question.field] = question.theirs
    changes = [
        Change(path, {}, Mark.DECIDED, seen=values)
        for name, values in seen.items()
        for path in spelling.of(os.fsencode(name))
        if journal.rows("SELECT 1 FROM entries WHERE path = ? LIMIT 1", (path_bytes(path),))
    ]
    if changes:
        recording = journal.record(changes)
        journal.settle([entry.id for entry in recording.entries])
