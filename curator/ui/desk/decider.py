"""Turns keys into decisions on the article that is on screen, or on the marked ones after a count.

The only place of the window that talks to the session about decisions. A decision is taken only when the
article under the cursor has been painted; a key that comes earlier is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from curator.articles import Rule
from curator.articles.display_text import shown_name
from curator.articles.lead import LeadPicture, with_lead
from curator.errors import JournalError, ReadFailed
from curator.library import Row, article_id, load
from curator.library.identity import UNKNOWN, Identity
from curator.library.wanted import PICTURES
from curator.records import dataclass
from curator.triage.decisions import Change
from curator.triage.intent import Intent, IntentKind
from curator.triage.session import Session
from curator.ui.desk.article_loader import ArticleLoader, ReadyArticle
from curator.ui.desk.desk import Desk
from curator.ui.desk.jobs import Jobs

Seen = Mapping[Path, Identity]
"""Which articles stand under some names."""

if TYPE_CHECKING:
    # Not loaded by a start, which restates nothing.
    from curator.triage.leading import Leading
    from curator.triage.restating import LettingStand, Restating

    Wish = Intent | Restating | LettingStand
    """What is to be decided, not yet bound to an article."""


@dataclass(frozen=True, slots=True)
class PendingBatch:
    """A decision on several articles that waits for a yes."""

    intent: Wish
    count: int
    number: int
    """Which question it is."""

    @property
    def question(self) -> str:
        """What is about to happen, with the count."""
        if not isinstance(self.intent, Intent):
            return self.intent.question(self.count)
        words = self.intent.words
        return f"{words[0].upper()}{words[1:]} for {self.count:,} marked articles?"


@dataclass(frozen=True, slots=True)
class _Prepared:
    """The changes of a batch, and the articles which cannot take them."""

    changes: tuple[Change, ...]
    refused: tuple[Path, ...]


class Decider(QObject):
    """Decisions, one or many, and the way back.

    Signals: `decided(words)` with the last decision in words, then `advance_requested()` or, where the editor
    stays, `values_changed(ReadyArticle)` with the article as it is about to be; `refused(words)`;
    `batch_asked(PendingBatch)`, `batch_answered()`, and `batch_decided()` when a confirmed batch has gone to
    the session; `undone(words)`.
    """

    decided = Signal(str)
    advance_requested = Signal()
    values_changed = Signal(object)
    refused = Signal(str)
    batch_asked = Signal(object)
    batch_answered = Signal()
    batch_decided = Signal()
    undone = Signal(str)

    def __init__(
        self, session: Session, desk: Desk, loader: ArticleLoader, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._desk = desk
        self._loader = loader
        self._jobs = jobs
        self._painted: Path | None = None
        self._seen = UNKNOWN
        self._last: Intent | None = None
        self._pending: PendingBatch | None = None
        self._confirmed = 0
        self._asked = 0
        self._awaiting: PendingBatch | None = None
        self._seen_in_batch: Seen | None = None
        desk.cursor.moved.connect(self._on_cursor_moved)
        # The question named a count; with other marks it is another question.
        desk.batch.changed.connect(self.drop_batch)

    @property
    def has_pending_batch(self) -> bool:
        """Whether a question about several articles is open."""
        return self._pending is not None

    @property
    def confirmed(self) -> int:
        """On how many articles a confirmed batch is about to be decided."""
        return self._confirmed

    def on_screen(self) -> ReadyArticle | None:
        """The article that was painted last, if it is the current one and may be decided."""
        current = self._desk.cursor.current
        ready = self._loader.ready(current) if current is not None and current == self._painted else None
        # Another article may have been read under the same name and not be painted yet.
        return ready if ready is not None and not self._seen.is_other_than(ready.article.keys) else None

    def note_painted(self, path: Path) -> None:
        """The article has reached the screen."""
        self._painted = path
        ready = self._loader.ready(path)
        self._seen = Identity.of(ready.article) if ready is not None else UNKNOWN

    def note_covered(self) -> None:
        """Something else is shown in its place: no key decides on what cannot be seen."""
        self._painted = None

    def decide(self, intent: Intent, *, stays: bool, only: Path | None = None) -> None:
        """Decide the article on screen, or ask about the marked ones.

        `only` is the article a number was typed for: when another one is on screen, nothing happens.
        """
        ready = self.on_screen()
        if ready is None or (only is not None and only != ready.article.path):
            return
        if self._desk.batch:
            self.ask(intent, self._desk.batch.ids)
            return
        after = self._decide_one(intent, ready)
        if after is None:
            return
        self._last = intent if intent.kind is not IntentKind.NUDGE else self._last
        if stays:
            self.values_changed.emit(after)
        else:
            self.advance_requested.emit()

    def answer(self, wish: Restating | LettingStand | Leading) -> bool:
        """Decide whose value holds, or which picture leads, in the article on screen alone, and stay.

        False where there is nothing to decide.
        """
        ready = self.on_screen()
        after = self._decide_one(wish, ready) if ready is not None else None
        if after is not None:
            self.values_changed.emit(after)
        return after is not None

    def _decide_one(self, wish: Wish | Leading, ready: ReadyArticle) -> ReadyArticle | None:
        """Decide the article on screen; gives it as it is about to be, or None when nothing was decided."""
        if wish.writes and not ready.article.is_editable:
            reason = (
                str(ready.article.problems[0]) if ready.article.problems else "its header cannot be edited"
            )
            self.refused.emit(f"Nothing was written: {reason}")
            return None
        change = wish.change_of(ready.article, self._desk.facts.rule)
        if change is None:
            return None
        try:
            self._session.decide((change,))
        except JournalError as error:
            self.refused.emit(f"Nothing was decided: {error}")
            return None
        self._desk.cursor.settle()
        after = as_decided(ready, change)
        if after is not ready:
            self._loader.replace(after)
        self._desk.apply(change.path, plain_fields(change))
        self.decided.emit(f"{wish.words} “{ready.article.title}”")
        return after

    def repeat(self) -> None:
        """Take the last decision again, here."""
        if self._last is None:
            self.refused.emit("There is no decision to repeat yet")
        else:
            self.decide(self._last, stays=False)

    def undo(self) -> None:
        """Take the last decision back and go to its article."""
        group = self._session.undo()
        self._go_back(group.paths if group is not None else (), "Nothing to undo", "undone")

    def redo(self) -> None:
        """Take the last undo back and go to its article."""
        group = self._session.redo()
        self._go_back(group.paths if group is not None else (), "Nothing to redo", "done again")

    def confirm_batch(self) -> None:
        """Yes: decide all of them."""
        pending, seen = self._pending, self._seen_in_batch
        self.drop_batch()
        if pending is None:
            return
        self._confirmed = pending.count
        self._desk.batch.clear()
        if seen is None:
            self._awaiting = pending
        else:
            self._prepare(pending, seen)

    @Slot()
    def drop_batch(self) -> None:
        """No."""
        self._seen_in_batch = None
        if self._pending is not None:
            self._pending = None
            self.batch_answered.emit()

    def ask(self, wish: Wish, articles: Sequence[int]) -> None:
        """Ask at once, and find out meanwhile which articles stand under the names of these.

        Of those in the list it is what the editor sees there.
        """
        self._asked += 1
        self._pending = pending = PendingBatch(wish, len(articles), self._asked)
        shown = {article: self._desk.row(article) for article in articles}
        known = [row for row in shown.values() if row is not None]
        self._seen_in_batch = _seen(known) if len(known) == len(shown) else None
        if self._seen_in_batch is None:
            missing = [article for article, row in shown.items() if row is None]
            self._desk.rows.fetch(missing, partial(self._take_seen, pending, known))
        self.batch_asked.emit(pending)

    def _take_seen(self, pending: PendingBatch, known: Sequence[Row], rows: Sequence[Row]) -> None:
        seen = _seen((*known, *rows))
        if pending is self._awaiting:
            self._awaiting = None
            self._prepare(pending, seen)
        elif pending is self._pending:
            self._seen_in_batch = seen

    def _prepare(self, pending: PendingBatch, seen: Seen) -> None:
        work = partial(_prepare, pending.intent, seen, self._desk.facts.rule)
        self._jobs.submit(work, partial(self._decide_batch, pending))

    def _decide_batch(self, pending: PendingBatch, prepared: _Prepared) -> None:
        self._confirmed = 0
        try:
            if prepared.changes:
                self._session.decide(prepared.changes)
        except JournalError as error:
            self.refused.emit(f"Nothing was decided: {error}")
        else:
            for change in prepared.changes:
                self._desk.apply(change.path, plain_fields(change))
            self.decided.emit(f"{pending.intent.words} for {len(prepared.changes)} articles")
            if prepared.refused:
                names = ", ".join(shown_name(path.name) for path in prepared.refused[:3])
                self.refused.emit(f"{len(prepared.refused)} cannot be written and were left alone: {names}")
        self.batch_decided.emit()

    def _go_back(self, paths: tuple[Path, ...], nothing: str, words: str) -> None:
        self.drop_batch()
        if not paths:
            self.refused.emit(nothing)
            return
        self._desk.tell_changed(paths)
        self._desk.cursor.go_to(article_id(paths[0]))
        row = self._desk.rows.at(paths[0])
        title = row.title if row is not None else shown_name(paths[0].name)
        self.undone.emit(f"{words}: “{title}”" if len(paths) == 1 else f"{words}: {len(paths)} articles")

    def _on_cursor_moved(self, path: Path | None) -> None:
        if path != self._painted:
            self._painted = None
        self.drop_batch()


def _seen(rows: Iterable[Row]) -> Seen:
    return {row.path: Identity(frozenset(row.keys), row.title) for row in rows}


def plain_fields(change: Change) -> dict[str, int | bool]:
    """The numbers and truths a change writes, as the screen shows them before they are saved."""
    return {name: value for name, value in change.fields.items() if isinstance(value, int)}


def as_decided(ready: ReadyArticle, change: Change) -> ReadyArticle:
    """The article as the screen shows it before a change is saved."""
    fields, lead = plain_fields(change), change.fields.get(PICTURES)
    if fields:
        article = replace(ready.article, **fields)  # type: ignore[arg-type]  # the keys are Article's own
        ready = replace(ready, article=article)
    if isinstance(lead, LeadPicture):
        place = [image.url for image in ready.article.images].index(lead.url)
        images = (ready.images[place], *ready.images[:place], *ready.images[place + 1 :])
        ready = replace(ready, article=with_lead(ready.article, place), images=images)
    return ready


def _prepare(wish: Wish, seen: Seen, rule: Rule) -> _Prepared:
    changes: list[Change] = []
    refused: list[Path] = []
    for path, identity in seen.items():
        try:
            article = load(path).article
        except ReadFailed:
            refused.append(path)
            continue
        is_other = identity.is_other_than(article.keys)
        change = wish.change_of(article, rule) if not is_other else None
        if is_other or (wish.writes and not article.is_editable):
            refused.append(path)
        elif change is not None:
            changes.append(change)
    return _Prepared(tuple(changes), tuple(refused))
