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
from curator.library.places import Places, find_places
from curator.pictures import FetchPolicy, PictureService
from curator.ui.commands.window_commands import WindowCommands
from curator.ui.crash_report import CrashReporter
from curator.ui.desk.workbench import Workbench
from curator.ui.look.style_sheet import style_sheet
from curator.ui.look.theme import Theme, interface_font
from curator.ui.pages.report_dialog import ReportDialog
from curator.ui.settings import load_settings
from curator.ui.window.main_window import MainWindow

_SETTINGS_NAME = "settings.json"


class Curator(QObject):
    """Everything one running Curator consists of. `close()` saves the settings and joins every thread."""

    def __init__(self, application: QApplication, places: Places) -> None:
        super().__init__(application)
        self._application = application
        self._settings_file = places.config / _SETTINGS_NAME
        loaded = load_settings(self._settings_file)
        settings = loaded.settings
        self.theme = Theme(application.styleHints(), settings.theme, self)
        self._dress()
        self.theme.changed.connect(self._dress)
        policy = FetchPolicy(is_remote_allowed=settings.are_remote_pictures_allowed)
        self.pictures = PictureService(places.cache / "pictures", policy, parent=self)
        self.workbench = Workbench(places.journal, self)
        self.window = MainWindow(self.theme, self.workbench, self.pictures, settings)
        self.commands = WindowCommands(
            self.window,
            self.workbench,
            self.theme,
            settings,
            self._settings_file,
            places.data / "sample",
            self,
        )
        self.workbench.shut.connect(self._on_workbench_shut)
        self._reporter = CrashReporter(places.data, self)
        self._reporter.report_ready.connect(self._on_reporter_report_ready)
        self.workbench.jobs.job_crashed.connect(self._reporter.take)
        if loaded.warning:
            self.window.messages.show_problem(loaded.warning)

    def show(self, paths: Sequence[Path]) -> None:
        """Show the window and open what was asked for."""
        self.window.show()
        if paths:
            self.commands.open(tuple(paths))

    def watch_for_the_unexpected(self) -> None:
        """Catch what reaches the interpreter's hooks; not in tests, where it must fail them."""
        self._reporter.install()

    @Slot(str)
    def _on_reporter_report_ready(self, report: str) -> None:
        ReportDialog(self.theme, report, self._reporter.log_file, self.window).open()

    @Slot()
    def _dress(self) -> None:
        self._application.setPalette(self.theme.palette())
        self._application.setStyleSheet(style_sheet(self.theme.colors))

    @Slot()
    def _on_workbench_shut(self) -> None:
        self.commands.keep_settings()
        self.pictures.close()
        self.window.allow_close()
        self.window.close()


def build_application(arguments: Sequence[str]) -> QApplication:
    """The Qt application with our name, icon, style and type; sharp at fractional scales."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QApplication.setApplicationName("Curator")
    QApplication.setApplicationVersion(__version__)
    QApplication.setDesktopFileName("curator")
    application = QApplication(list(arguments))
    application.setStyle("Fusion")
    application.setFont(interface_font())
    application.setWindowIcon(QIcon(str(asset("icons", "curator.svg"))))
    return application


def run(paths: Sequence[Path]) -> int:
    """Open the window on `paths` and return the exit status when it has been closed."""
    application = build_application(sys.argv[:1])
    curator = Curator(application, find_places())
    curator.watch_for_the_unexpected()
    curator.show(paths)
    return application.exec()
