"""All that is needed to write decisions, opened together: the journal, the presence in it, the writer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from curator.articles.fields import PLACEMENT
from curator.records import dataclass
from curator.triage.alone import Presence
from curator.triage.journal import Journal
from curator.triage.journal_file import journal_errors
from curator.triage.reports import JournalReplaced, Report
from curator.triage.writer import Writer


@dataclass(frozen=True, slots=True)
class Workplace:
    """One process's place at the journal, for one thread. `recovered` saves were left by a crash."""

    journal: Journal
    presence: Presence
    writer: Writer
    recovered: int

    @classmethod
    def open(cls, path: Path, report: Callable[[Report], None]) -> Workplace:
        """Open the journal at `path` and, if nobody else is using it, finish what a crash left undone.

        Raises:
            JournalError: the journal cannot be used.
        """
        journal = Journal.open(path)
        try:
            if journal.kept_as is not None:
                report(JournalReplaced(journal.kept_as, journal.damage))
            with journal_errors():
                presence = Presence(path.with_name(path.name + ".lock"))
            try:
                writer = Writer(journal, report, PLACEMENT)
                recovered = writer.recover() if presence.is_alone else 0
                with journal_errors():
                    presence.share()
            except BaseException:
                presence.close()
                raise
        except BaseException:
            journal.close()
            raise
        return cls(journal, presence, writer, recovered)

    def close(self) -> None:
        """Give journal and presence back."""
        self.journal.close()
        self.presence.close()

    def __enter__(self) -> Workplace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
