"""What arrives from the library: put on the desk, and the journal's marks sent back to it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from curator.articles import Rule
from curator.library.messages import Changed, Progressed, Remembered, ScanSummary, ids_of
from curator.triage.decisions import Status
from curator.triage.session import Session
from curator.ui.desk.article_loader import ArticleLoader
from curator.ui.desk.desk import Desk
from curator.ui.desk.librarian import Librarian


class Arrivals(QObject):
    """Joins the librarian to desk and session.

    Signals: `reading_progressed(Progressed)`, `reading_finished(ScanSummary)`, `counted()` when it is known
    anew how many articles there are.
    """

    reading_progressed = Signal(object)
    reading_finished = Signal(object)
    counted = Signal()

    def __init__(
        self,
        librarian: Librarian,
        session: Session,
        desk: Desk,
        loader: ArticleLoader,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._librarian = librarian
        self._session = session
        self._desk = desk
        self._loader = loader
        self._remembered: Remembered | None = None
        self._is_past_read = False
        librarian.remembered.connect(self._on_librarian_remembered)
        librarian.progressed.connect(self._on_librarian_progressed)
        librarian.finished.connect(self._on_librarian_finished)
        librarian.changed.connect(self._on_librarian_changed)
        librarian.restarted.connect(self._on_librarian_restarted)
        desk.rows.arrived.connect(self._on_rows_arrived)
        desk.rows_changed.connect(self.tell_marks)

    def clear(self) -> None:
        """Another folder is about to be opened."""
        self._remembered = None
        self._is_past_read = False

    def place(self) -> None:
        """Begin in the list as it was last time, if the folder has been seen and the journal has spoken."""
        if self._remembered is not None:
            self._desk.take_remembered(self._remembered)

    @Slot()
    def place_without_past(self) -> None:
        """The journal will not be read; articles can be all the same."""
        if not self._desk.cursor.is_allowed:
            self._desk.allow_placing()
            self.place()

    @Slot()
    def tell_marks(self) -> None:
        """Tell the library what the journal says anew; it filters and counts by that."""
        marks, is_all = self._session.marks.take_changed()
        if marks or is_all:
            self._librarian.notes.set_marks(marks.items(), is_all=is_all)
        self._desk.departures.tell()

    @Slot(object)
    def _on_librarian_remembered(self, remembered: Remembered) -> None:
        self._remembered = remembered
        self._session.marks.set_total(remembered.found)
        self.place()
        self.counted.emit()

    @Slot(object)
    def _on_librarian_progressed(self, progressed: Progressed) -> None:
        self._session.marks.set_total(progressed.found)
        self.reading_progressed.emit(progressed)
        self.counted.emit()

    @Slot(object, object)
    def _on_librarian_finished(self, summary: ScanSummary, rule: Rule) -> None:
        self._session.marks.set_total(summary.found)
        self._desk.finish_reading(rule)
        if not self._is_past_read:
            # Not before: nobody can say what departs until the files are known.
            self._is_past_read = True
            self._session.read_decided()
        self.reading_finished.emit(summary)

    @Slot(object)
    def _on_librarian_changed(self, news: Changed) -> None:
        # While a save is under way the screen is ahead of the disk; its own report brings the news.
        changed = [number for number in news.changed if not self._is_being_saved(number)]
        self._desk.take_news(replace(news, changed=ids_of(changed)))

    @Slot()
    def _on_librarian_restarted(self) -> None:
        self._session.marks.take_changed()
        self._librarian.notes.set_marks(self._session.marks.all().items(), is_all=True)
        self._desk.departures.tell_all()

    @Slot(object)
    def _on_rows_arrived(self, articles: tuple[int, ...]) -> None:
        """A row of another version than the article that was read: read that again too."""
        for article in articles:
            row = self._desk.row(article)
            ready = self._loader.ready(row.path) if row is not None else None
            if row is not None and ready is not None and ready.stamp != row.stamp:
                self._loader.reread(row.path)

    def _is_being_saved(self, article: int) -> bool:
        row = self._desk.row(article)
        return row is not None and self._session.status_of(row.path) is Status.PENDING
