"""Shows a crash report, to be read and copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from curator.ui.look.headline import Headline, Paragraph
from curator.ui.look.key_button import KeyButton
from curator.ui.look.theme import Space, TextSize, Theme, mono_font

_SIZE = (680, 460)


class ReportDialog(QDialog):
    """One report; closing it forgets it, the log keeps it."""

    def __init__(self, theme: Theme, report: str, log_file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report = report
        self.setObjectName("report_dialog")
        self.setAccessibleName("report of a problem")
        self.setWindowTitle("Report of a Problem")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*_SIZE)
        self._build(log_file)
        self._connect()

    def _build(self, log_file: Path) -> None:
        headline = Headline("Something went wrong inside Curator", TextSize.READING, self)
        words = Paragraph(
            "What was decided is in the journal, and every article is either as it was or as decided. "
            "The report names places in the program and nothing from your articles. It is sent nowhere; "
            f"it is also in {log_file}.",
            parent=self,
        )
        words.setObjectName("report_words")
        self._text = QPlainTextEdit(self._report, self)
        self._text.setObjectName("report_text")
        self._text.setAccessibleName("report")
        self._text.setReadOnly(True)
        self._text.setFont(mono_font())
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._copy = KeyButton(self._theme, "Copy the report", parent=self, is_primary=True)
        self._copy.setObjectName("report_copy")
        self._close = KeyButton(self._theme, "Close", "Esc", self)
        self._close.setObjectName("report_close")
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.BASE)
        buttons.addStretch(1)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        rows.setSpacing(Space.BASE)
        rows.addWidget(headline)
        rows.addWidget(words)
        rows.addWidget(self._text, 1)
        rows.addLayout(buttons)

    def _connect(self) -> None:
        self._copy.clicked.connect(self._on_copy_clicked)
        self._close.clicked.connect(self.reject)

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText("Copied")
