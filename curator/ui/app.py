"""The composition root: builds everything, hands it over, runs the event loop, and takes it down in order."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from curator import __version__
from curator.assets import asset
from curator.errors import SaveFailed
from curator.library import Sort
from curator.library.child import Launched
from curator.library.launch import StartEngine, start_process, starting_with
from curator.library.places import Places, find_places
from curator.pictures import PictureService
from curator.triage.launch import saving_process
from curator.triage.launch import starting_with as saving_with
from curator.triage.saver import StartSaver
from curator.ui.crash_report import CrashReporter
from curator.ui.desk.workbench import Workbench
from curator.ui.leave_signals import LeaveSignals
from curator.ui.look.style_sheet import style_sheet
from curator.ui.look.theme import Theme, interface_font
from curator.ui.settings import load_settings, save_settings
from curator.ui.window.filter_commands import FilterCommands
from curator.ui.window.folder_commands import FolderCommands
from curator.ui.window.main_window import MainWindow
from curator.ui.window.offline_commands import OfflineCommands
from curator.ui.window.picture_commands import NO_FOLDER, PictureCommands
from curator.ui.window.problem_commands import ProblemCommands
from curator.ui.window.saved_view_commands import SavedViewCommands
from curator.ui.window.sync_commands import SyncCommands
from curator.ui.window.team_commands import TeamCommands
from curator.ui.window.view_commands import ViewCommands
from curator.ui.window.zooming import Zooming

_SETTINGS_NAME = "settings.json"

_SWITCH_SECONDS = 0.0001
"""How long a thread may keep the others waiting for Python."""


class Curator(QObject):
    """Everything one running Curator consists of. `close()` saves the settings and joins every thread."""

    def __init__(
        self,
        application: QApplication,
        places: Places,
        start_engine: StartEngine = start_process,
        start_saver: StartSaver | None = None,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._settings_file = places.config / _SETTINGS_NAME
        loaded = load_settings(self._settings_file)
        self._settings = settings = loaded.settings
        self.theme = Theme(application.styleHints(), settings.theme, self)
        self.theme.changed.connect(self._dress)
        self.pictures = PictureService(places.cache / "pictures", NO_FOLDER, parent=self)
        self.workbench = Workbench(places.journal, places.cache / "index", self, start_engine, start_saver)
        self.window = MainWindow(self.theme, self.workbench, self.pictures, settings)
        # Now that every part has its place: with a style sheet in force Qt would dress each part and all in
        # it anew whenever it is put into another, 20 ms in all.
        self._dress()
        # The first article is on screen before decoders and network are loaded for its pictures.
        self.pictures.starter.hold()
        self.window.area.article.article_painted.connect(self.pictures.starter.go_on)
        self.folders = FolderCommands(self.window, self.workbench, settings, places.data / "sample", self)
        self.syncs = SyncCommands(self.window, self.workbench, places.journal, self)
        self.filters = FilterCommands(self.window, self.workbench, Sort(settings.sort_key), self)
        self.saved_views = SavedViewCommands(self.window, self.workbench, self.filters, self)
        self.problems = ProblemCommands(self.window, self.workbench, self.theme, self)
        self.team = TeamCommands(self.window, self.workbench, self.filters, self)
        self.syncs.colleagues_decided.connect(self.team.take_decided)
        self.views = ViewCommands(self.window, self.theme, self)
        self.zooming = Zooming(self.window, self)
        self.remote = PictureCommands(self.window, self.workbench, self.pictures, settings, self)
        self.offline = OfflineCommands(self.window, self.workbench, self.pictures, self.remote, self)
        self.workbench.shut.connect(self._on_workbench_shut)
        self._reporter = CrashReporter(places.data, self)
        self._reporter.report_ready.connect(self._on_reporter_report_ready)
        self.workbench.jobs.job_crashed.connect(self._reporter.take)
        self._warning = loaded.warning

    def show(self, paths: Sequence[Path]) -> None:
        """Show the window and open what was asked for."""
        if not paths and not self.workbench.sources:
            self.window.show_welcome()
        self.window.show()
        if paths:
            self.folders.open(tuple(paths))
        if self._warning:
            # After opening, which takes back what was said before.
            self.window.announcer.show_problem(self._warning)

    def watch_for_the_unexpected(self) -> None:
        """Catch what reaches the interpreter's hooks; not in tests, where it must fail them."""
        self._reporter.install()

    @Slot(str)
    def _on_reporter_report_ready(self, report: str) -> None:
        # Imported here because it is for what nobody expects, and would cost every start 3 ms.
        from curator.ui.pages.report_dialog import ReportDialog

        ReportDialog(self.theme, report, self._reporter.log_file, self.window).open()

    @Slot()
    def _dress(self) -> None:
        self._application.setPalette(self.theme.palette())
        self._application.setStyleSheet(style_sheet(self.theme.colors))

    def save_settings(self) -> None:
        """Write the settings, after the event loop has ended; they are no reason to keep anybody waiting.

        Raises SaveFailed.
        """
        save_settings(self._settings_file, self._settings)

    def stop_watching(self) -> None:
        """Give the interpreter's hooks back."""
        self._reporter.uninstall()

    @Slot()
    def _on_workbench_shut(self) -> None:
        self._settings = self.remote.settings(self.folders.settings(self.theme))
        self.pictures.close()
        self.window.allow_close()
        self.window.close()


def build_application(arguments: Sequence[str]) -> QApplication:
    """The Qt application with our name, icon, style and type; sharp at fractional scales."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QApplication.setApplicationName("Curator")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("curator")
    # A save asks for its turn some thirty times, while the window paints the next article.
    sys.setswitchinterval(_SWITCH_SECONDS)
    application = QApplication(list(arguments))
    application.setStyle("Fusion")
    application.setFont(interface_font())
    application.setWindowIcon(QIcon(str(asset("icons", "curator.svg"))))
    return application


def run(paths: Sequence[Path], engine: Launched, saving: Launched) -> int:
    """Open the window on `paths` and return the exit status when it has been closed.

    `engine` is the library's and `saving` the process that saves, both started before Qt was loaded.
    """
    application = build_application(sys.argv[:1])
    curator = Curator(application, find_places(), starting_with(engine), saving_process(saving_with(saving)))
    curator.watch_for_the_unexpected()
    signals = LeaveSignals(curator)
    signals.leave_requested.connect(curator.window.close)
    curator.show(paths)
    status = application.exec()
    signals.uninstall()
    curator.workbench.join()
    curator.stop_watching()
    try:
        curator.save_settings()
    except SaveFailed as error:
        sys.stderr.write(f"curator: {error}\n")
    return status
