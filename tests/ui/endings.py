"""Taking down what a test has built: threads joined, objects deleted, crashes told."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from curator.ui.app import Curator
from curator.ui.desk.workbench import Workbench
from tests.ui.waiting import wait_until


class Crashes:
    """Collects what jobs raised that nobody expected; there must be none."""

    def __init__(self, workbench: Workbench) -> None:
        self.errors: list[BaseException] = []
        workbench.jobs.job_crashed.connect(self._note)

    def _note(self, error: BaseException) -> None:
        self.errors.append(error)

    def check(self) -> None:
        for error in self.errors:
            raise error


def shut_down(workbench: Workbench) -> None:
    """Finish what was decided and join every thread."""
    workbench.shut_down()
    # Not a signal to wait for: a test may have shut it down itself.
    wait_until(lambda: workbench._is_shut)
    workbench.join()


def end(curator: Curator) -> None:
    """Close the window as a person does, and take everything down."""
    window = curator.window
    window.close()
    wait_until(window.isHidden)
    curator.workbench.join()
    delete(window)
    delete(curator)


def delete(thing: QObject) -> None:
    """Delete a Qt object now rather than when an event loop next runs."""
    thing.deleteLater()
    QCoreApplication.sendPostedEvents(thing, QEvent.Type.DeferredDelete)
