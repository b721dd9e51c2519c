"""What nobody expected is logged, offered once, and says nothing of an article."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from curator.error_lines import safe_message
from curator.ui.crash_report import OLDER_LOG_NAME, CrashReporter, report_text

SECRET = "The title of an unpublished article"


def _caught(error: Exception) -> Exception:
    def _fail() -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        _fail()
    return caught.value


@pytest.fixture
def reporter(qtbot: QtBot, tmp_path: Path) -> CrashReporter:
    return CrashReporter(tmp_path / "state" / "curator")


def test_error_is_offered_and_logged_with_its_place(reporter: CrashReporter, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reporter.report_ready) as caught:
        reporter.take(_caught(AttributeError("'NoneType' object has no attribute 'x'")))
    (report,) = caught.args
    assert "AttributeError: 'NoneType' object has no attribute 'x'" in report
    assert 'File "test_crash_report.py"' in report
    assert "in _fail" in report
    assert report in reporter.log_file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "error",
    [
        ValueError(SECRET),
        KeyError(SECRET),
        OSError(2, "No such file or directory", f"/home/ann/{SECRET}.md"),
        UnicodeEncodeError("ascii", SECRET, 0, 1, "reason"),
        type("OwnError", (AttributeError,), {})(SECRET),
    ],
    ids=lambda error: type(error).__name__,
)
def test_content_and_paths_stay_out_of_the_report(error: Exception) -> None:
    error.add_note(SECRET)
    text = report_text(_caught(error), datetime.now(UTC))
    assert SECRET not in text
    assert "/home/ann" not in text
    assert type(error).__name__ in text


def test_system_error_keeps_its_reason() -> None:
    assert safe_message(OSError(28, "No space left on device", "/x")) == "[Errno 28] No space left on device"


def test_cause_is_told_before_what_it_led_to() -> None:
    try:
        try:
            raise ZeroDivisionError("division by zero")
        except ZeroDivisionError as cause:
            raise TypeError("wrong") from cause
    except TypeError as error:
        text = report_text(error, datetime.now(UTC))
    assert (
        text.index("ZeroDivisionError: division")
        < text.index("Which led to:")
        < text.index("TypeError: wrong")
    )


def test_deep_recursion_is_shortened() -> None:
    def fall() -> None:
        fall()

    with pytest.raises(RecursionError) as caught:
        fall()
    text = report_text(caught.value, datetime.now(UTC))
    assert "more …" in text
    assert text.count("in fall") < 30


def test_same_error_again_is_not_offered_again(reporter: CrashReporter, qtbot: QtBot) -> None:
    reports: list[str] = []
    reporter.report_ready.connect(reports.append)
    for _ in range(3):
        reporter.take(_caught(TypeError("again")))
    reporter.take(_caught(NameError("another")))
    assert len(reports) == 2


def test_log_that_cannot_be_written_does_not_hide_the_report(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "in the way").write_text("a file")
    reporter = CrashReporter(tmp_path / "in the way")
    with qtbot.waitSignal(reporter.report_ready):
        reporter.take(_caught(TypeError("x")))


def test_large_log_makes_room(reporter: CrashReporter) -> None:
    reporter.log_file.parent.mkdir(parents=True)
    reporter.log_file.write_bytes(b"old\n" * 200_000)
    reporter.take(_caught(TypeError("new")))
    assert reporter.log_file.stat().st_size < 10_000
    assert reporter.log_file.with_name(OLDER_LOG_NAME).exists()


def test_error_on_another_thread_is_reported(
    reporter: CrashReporter, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    reporter.install()
    try:
        with qtbot.waitSignal(reporter.report_ready) as caught:
            thread = threading.Thread(target={"": ""}.__getitem__, args=(SECRET,))
            thread.start()
            thread.join()
    finally:
        reporter.uninstall()
    assert "KeyError: (message left out" in caught.args[0]
    assert SECRET not in capsys.readouterr().err


def test_hooks_are_put_back(reporter: CrashReporter) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    reporter.install()
    assert sys.excepthook is not before[0]
    reporter.uninstall()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before


_PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from curator.ui.crash_report import CrashReporter
app = QCoreApplication([])
reporter = CrashReporter(Path(sys.argv[1]))
reporter.install()
def fail():
    QTimer.singleShot(0, app.quit)
    raise KeyError("secret title")
QTimer.singleShot(0, fail)
sys.exit(app.exec())
"""


def test_real_program_survives_an_error_in_a_slot_and_logs_it(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    log = (tmp_path / "problems.log").read_text(encoding="utf-8")
    assert done.returncode == 0
    assert "KeyError: (message left out" in log
    assert "secret title" not in log + done.stderr
    assert "Traceback" not in done.stderr
    assert "KeyError" in done.stderr
