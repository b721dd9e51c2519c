"""Says when decisions were undone by somebody, or when other articles came: once each, naming the first."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from curator.library import Row
from curator.library.decided import Departure, values_of
from curator.ui.desk.desk import Desk
from curator.ui.window.announcer import Announcer
from curator.ui.window.explanations import swapped_notice, undone_notice


class DepartureNotices(QObject):
    """Listens to the desk and has the announcer say it."""

    def __init__(self, desk: Desk, announcer: Announcer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._announcer = announcer
        desk.departures.noticed.connect(self._on_departures_noticed)
        desk.departures.changed.connect(self._on_departures_changed)

    @Slot(object, object)
    def _on_departures_noticed(self, kind: Departure, articles: tuple[int, ...]) -> None:
        self._desk.rows.fetch(articles[:1], partial(self._say, kind, len(articles)))

    @Slot(object)
    def _on_departures_changed(self) -> None:
        if not self._desk.departures.of_kind(Departure.UNDONE):
            self._announcer.show_undone("")

    def _say(self, kind: Departure, count: int, rows: tuple[Row, ...]) -> None:
        departed = self._desk.departures.of(rows[0].id) if rows else None
        if departed is None or departed.kind is not kind:
            return
        title = rows[0].title
        if kind is Departure.SWAPPED:
            self._announcer.tell(swapped_notice(count, title))
        else:
            # Imported here because a start has nothing of the kind to say.
            from curator.library.departure_words import undone_words

            changes = undone_words(departed.decided, values_of(rows[0]))
            whole = len(self._desk.departures.of_kind(Departure.UNDONE))
            self._announcer.show_undone(undone_notice(whole, title, changes))
