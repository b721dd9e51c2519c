"""The menu bar, made from the table of commands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from curator.articles.display_text import shorten, shown_name
from curator.ui.commands.commands import COMMANDS, Command, CommandId, Group
from curator.ui.look.key_cap import cap_text
from curator.ui.settings import RecentFolder

_TITLES = {group: f"&{group.value}" for group in Group} | {Group.MARK: "Mar&k", Group.FIND: "Fi&nd"}
_BREAK_BEFORE = frozenset(
    {
        CommandId.RESCAN,
        CommandId.QUIT,
        CommandId.EXACT_QUALITY,
        CommandId.EXACT_HEAT,
        CommandId.REVIEWED,
        CommandId.REPEAT,
        CommandId.SCROLL_ON,
        CommandId.TIDY,
        CommandId.SORT_QUALITY,
        CommandId.SORT_TITLE,
        CommandId.THEME,
        CommandId.ABOUT,
    }
)
# A menu is as wide as its longest name, and a name may have 255 characters.
_NAME_LIMIT = 60


class Menus(QObject):
    """Signals: `command_requested(CommandId)`, `recent_requested(tuple of Path)`.

    The menus are filled by `fill`, or when the first of them is opened. The keys are shown as text: the
    window handles keys itself, since Qt's shortcuts know neither physical digits nor that auto-repeat must
    not decide.
    """

    command_requested = Signal(object)
    recent_requested = Signal(object)

    def __init__(self, bar: QMenuBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        bar.setObjectName("menu_bar")
        self._commands: dict[QAction, CommandId] = {}
        self._sort: CommandId | None = None
        self._recents: dict[QAction, RecentFolder] = {}
        self._recent_menu = QMenu("Open &Recent", bar)
        self._recent_menu.setObjectName("menu_recent")
        self._menus = {group: bar.addMenu(_TITLES[group]) for group in Group}
        for group, menu in self._menus.items():
            menu.setObjectName(f"menu_{group.value.lower()}")
            menu.aboutToShow.connect(self.fill)
        self.set_recents(())

    @Slot()
    def fill(self) -> None:
        """Put the commands into the menus, once."""
        if not self._commands:
            for command in COMMANDS:
                menu = self._menus[command.group]
                self._add(menu, command, command.keys[0] if command.keys else "")
            self._check_sort()

    def set_recents(self, recents: tuple[RecentFolder, ...]) -> None:
        """Offer these folders."""
        self._recents.clear()
        self._recent_menu.clear()
        for recent in recents:
            action = self._recent_menu.addAction(
                shorten(shown_name(recent.name), _NAME_LIMIT).replace("&", "&&")
            )
            action.triggered.connect(self._on_recent_triggered)
            self._recents[action] = recent
        self._recent_menu.setEnabled(bool(recents))

    def mark_sort(self, sort: CommandId) -> None:
        """Check this order, and no other."""
        self._sort = sort
        self._check_sort()

    def _check_sort(self) -> None:
        for action, command in self._commands.items():
            if action.isCheckable():
                action.setChecked(command is self._sort)

    def _add(self, menu: QMenu, command: Command, key: str) -> None:
        if command.id in _BREAK_BEFORE:
            menu.addSeparator()
        shown = command.text.replace("&", "&&")
        action = menu.addAction(f"{shown}\t{cap_text(key).replace(' ', '+')}" if key else shown)
        action.setObjectName(f"action_{command.id.value}")
        action.triggered.connect(self._on_command_triggered)
        action.setCheckable(command.group is Group.SORT)
        self._commands[action] = command.id
        if command.id is CommandId.OPEN_SAMPLE:
            menu.addMenu(self._recent_menu)

    @Slot()
    def _on_command_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.command_requested.emit(self._commands[action])

    @Slot()
    def _on_recent_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.recent_requested.emit(self._recents[action].paths)
