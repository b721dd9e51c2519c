"""Decisions: the journal, undo, the order of the articles, the session and its figures. Never imports Qt.

What the window needs: `Session` (with `Change`, `Mark`, `Status` and the reports), `Queue`.
What the command line needs: `Workplace`.
"""
