"""Every action a person can take, as one table: name, key, group and what it does.

Key bindings, menus, the command palette, the cheat sheet and the list of keys in the documentation are all
made from `COMMANDS`; a test rejects a key given twice. A key is written as in `curator.ui.commands.strokes`.
"""

from __future__ import annotations

from enum import StrEnum

from curator.library import Sort
from curator.records import dataclass
from curator.ui.commands.command_ids import CommandId
from curator.ui.commands.sort_fields import SORT_FIELDS

__all__ = ["COMMANDS", "Command", "CommandId", "Group", "command_table"]


class Group(StrEnum):
    """The sections of menus and cheat sheet, in this order."""

    FILE = "File"
    DECIDE = "Decide"
    MOVE = "Move"
    ARTICLE = "Article"
    MARK = "Mark"
    FIND = "Find"
    SORT = "Sort"
    VIEW = "View"
    HELP = "Help"


@dataclass(frozen=True, slots=True)
class Command:
    """One action. `keys` are strokes that run it, the first is the one shown.

    A decision never follows auto-repeat and has a variant with Shift that stays on the article. `value` is
    what commands that differ in nothing else stand for (the position of a rating, from 1 to 10).
    """

    id: CommandId
    text: str
    keys: tuple[str, ...]
    group: Group
    help: str
    is_decision: bool = False
    has_stay_variant: bool = False
    may_repeat: bool = False
    value: int = 0


def _rating(position: int) -> Command:
    return Command(
        CommandId(f"rate-{position}"),
        f"Quality {position * 10}",
        (str(position % 10),),
        Group.DECIDE,
        f"Quality {position * 10}, with what the folder's rule makes of it, then next",
        is_decision=True,
        has_stay_variant=True,
        value=position,
    )


def _sorting(sort: Sort) -> Command:
    return Command(
        CommandId(f"sort-{sort}"),
        f"Sort by {SORT_FIELDS[sort]}",
        (),
        Group.SORT,
        f"Order the list by {SORT_FIELDS[sort].lower()}",
    )


def _decision(command: CommandId, text: str, keys: tuple[str, ...], words: str) -> Command:
    return Command(command, text, keys, Group.DECIDE, words, is_decision=True, has_stay_variant=True)


def _move(command: CommandId, text: str, keys: tuple[str, ...], words: str) -> Command:
    return Command(command, text, keys, Group.MOVE, words, may_repeat=True)


COMMANDS: tuple[Command, ...] = (
    Command(CommandId.OPEN_FOLDER, "Open Folder…", ("Ctrl+O",), Group.FILE, "Open a folder of articles"),
    Command(CommandId.OPEN_FILES, "Open Files…", ("Ctrl+Shift+O",), Group.FILE, "Open single articles"),
    Command(
        CommandId.OPEN_SAMPLE, "Try the Sample Folder", (), Group.FILE, "Open a copy of the sample folder"
    ),
    Command(CommandId.RESCAN, "Look at the Disk Again", ("F5",), Group.FILE, "Read the folder again"),
    Command(
        CommandId.SYNC,
        "Sync with Colleagues",
        ("Ctrl+Shift+S",),
        Group.FILE,
        "Sync by git; again: stop",
    ),
    Command(
        CommandId.PICTURES_HERE,
        "Load Pictures from the Web in This Folder",
        (),
        Group.FILE,
        "Load this folder's pictures from the web, or no longer",
    ),
    Command(
        CommandId.TRUST_FOLDER,
        "Trust This Folder for Local Addresses",
        (),
        Group.FILE,
        "Its pictures may come from this computer and the local network; again: no longer",
    ),
    Command(CommandId.CLOSE_FOLDER, "Close Folder", ("Ctrl+W",), Group.FILE, "Back to the first page"),
    Command(CommandId.QUIT, "Quit", ("Ctrl+Q",), Group.FILE, "Finish pending saves and leave"),
    *(_rating(position) for position in range(1, 11)),
    _decision(CommandId.EXACT_QUALITY, "Exact Quality…", ("Q",), "Q, digits, Enter: exact quality"),
    Command(
        CommandId.NUDGE_UP, "Quality + 1", ("+",), Group.DECIDE, "Quality one up, and stay", is_decision=True
    ),
    Command(
        CommandId.NUDGE_DOWN,
        "Quality − 1",
        ("-",),
        Group.DECIDE,
        "Quality one down, and stay",
        is_decision=True,
    ),
    _decision(
        CommandId.EXACT_HEAT, "Exact Heat…", ("H",), "H, digits, Enter: exact heat; H X: no heat of its own"
    ),
    _decision(CommandId.PUBLISH, "Published", ("A",), "Published, then next"),
    _decision(CommandId.UNPUBLISH, "Not Published", ("X",), "Not published, then next"),
    _decision(
        CommandId.REVIEWED, "Fine As It Is", ("E",), "Reviewed, nothing written to the file, then next"
    ),
    _decision(CommandId.LATER, "Later", ("S",), "Put off, nothing written to the file, then next"),
    Command(
        CommandId.REPEAT,
        "Repeat Last Decision",
        ("R",),
        Group.DECIDE,
        "The last decision, here",
        is_decision=True,
    ),
    Command(CommandId.UNDO, "Undo", ("Z", "Backspace", "Ctrl+Z"), Group.DECIDE, "Undo, back to that article"),
    Command(CommandId.REDO, "Redo", ("Shift+Z", "Ctrl+Y", "Ctrl+Shift+Z"), Group.DECIDE, "Redo"),
    Command(
        CommandId.RETRY_SAVES,
        "Mine Holds",
        ("F6",),
        Group.DECIDE,
        "Mine holds; what failed: save again",
    ),
    Command(
        CommandId.KEEP_THEIRS,
        "Keep What Others Set",
        ("Shift+F6",),
        Group.DECIDE,
        "Theirs holds, where it differs",
    ),
    Command(
        CommandId.RESTATE_ALL,
        "Restate All Decisions",
        (),
        Group.DECIDE,
        "Restate all decisions that somebody undid, after a count",
    ),
    _move(CommandId.NEXT, "Next", ("J", "Down"), "Next article"),
    _move(CommandId.PREVIOUS, "Previous", ("K", "Up"), "Previous article"),
    _move(
        CommandId.SCROLL_ON,
        "Scroll, Then Next Undecided",
        ("Space",),
        "Scroll on; at the end the next undecided",
    ),
    _move(CommandId.SCROLL_BACK, "Scroll Back", ("Shift+Space",), "Scroll back"),
    Command(CommandId.NEXT_UNDECIDED, "Next Undecided", ("N",), Group.MOVE, "The next undecided article"),
    Command(CommandId.FIRST, "First", ("Home",), Group.MOVE, "First article of the list"),
    Command(CommandId.LAST, "Last", ("End",), Group.MOVE, "Last article of the list"),
    Command(
        CommandId.OPEN_SOURCE,
        "Open Source in Browser",
        ("B", "V"),
        Group.ARTICLE,
        "Open the source in the browser",
    ),
    Command(
        CommandId.OPEN_AMP, "Open AMP Page", ("Shift+B",), Group.ARTICLE, "Open the AMP page in the browser"
    ),
    Command(CommandId.COPY_LINK, "Copy Link", ("C",), Group.ARTICLE, "Copy the link of the source"),
    Command(
        CommandId.REVEAL_FILE,
        "Show File in Folder",
        ("Ctrl+R",),
        Group.ARTICLE,
        "Show the file in the file manager",
    ),
    Command(
        CommandId.NEXT_PICTURE,
        "Next Picture / Zoom",
        ("I",),
        Group.ARTICLE,
        "Next picture; the only one: zoom",
    ),
    Command(
        CommandId.LEAD_PICTURE,
        "Make This Picture the Lead",
        ("Shift+I",),
        Group.ARTICLE,
        "This picture leads, first in the file",
        is_decision=True,
    ),
    Command(
        CommandId.RELATED,
        "Into the Related List",
        ("L",),
        Group.ARTICLE,
        "Into the related list; Esc comes back",
    ),
    Command(CommandId.STORY, "Story of This Article", ("D",), Group.MARK, "Mark all articles of this story"),
    Command(CommandId.MARK_TOGGLE, "Mark", ("T",), Group.MARK, "Mark for a batch, or unmark"),
    Command(
        CommandId.MARK_DOWN,
        "Mark Downwards",
        ("Shift+Down",),
        Group.MARK,
        "Mark and move down",
        may_repeat=True,
    ),
    Command(
        CommandId.MARK_UP, "Mark Upwards", ("Shift+Up",), Group.MARK, "Mark and move up", may_repeat=True
    ),
    Command(CommandId.MARK_ALL, "Mark All in List", ("Ctrl+A",), Group.MARK, "Mark the whole list"),
    Command(
        CommandId.CONFIRM, "Confirm the Batch", ("Enter",), Group.MARK, "Yes to the question about a batch"
    ),
    Command(CommandId.SEARCH, "Search and Filter", ("/", "F", "Ctrl+F"), Group.FIND, "Search and filter"),
    Command(
        CommandId.NARROW,
        "Narrow By…",
        ("G",),
        Group.FIND,
        "Narrow by state, topic, provider or month",
    ),
    Command(
        CommandId.SHOW_UNDONE,
        "Show Undone Decisions",
        (),
        Group.FIND,
        "List the decisions that somebody undid",
    ),
    Command(
        CommandId.PROBLEMS, "Problems…", ("P",), Group.FIND, "All that is wrong in the folder, in one list"
    ),
    Command(CommandId.SORT, "Sort…", ("O",), Group.FIND, "Choose the order of the list"),
    Command(CommandId.VIEWS, "Saved Views…", ("W",), Group.FIND, "Open, rename or delete a saved view"),
    Command(
        CommandId.SAVE_VIEW,
        "Save View…",
        ("Shift+W",),
        Group.FIND,
        "Save filter and order as a view",
    ),
    Command(
        CommandId.SHARE,
        "Take a Share of the Queue…",
        (),
        Group.FIND,
        "List one part of the queue, as several editors share it",
    ),
    Command(
        CommandId.COLLEAGUES,
        "What Colleagues Decided",
        (),
        Group.FIND,
        "List what others decided, as the last sync brought it",
    ),
    Command(
        CommandId.TIDY, "Tidy the List", ("F7",), Group.FIND, "Apply the filter again to what was decided"
    ),
    Command(
        CommandId.BACK,
        "Back to the Queue",
        ("Esc",),
        Group.FIND,
        "Leave a field, clear marks, clear the filter",
    ),
    *(_sorting(sort) for sort in Sort),
    Command(CommandId.PALETTE, "Command Palette…", ("Ctrl+K",), Group.VIEW, "Find any command by name"),
    Command(CommandId.TOGGLE_LIST, "Show the List", ("F8",), Group.VIEW, "Show or hide the list of articles"),
    Command(CommandId.TOGGLE_STORY, "Show the Story", ("F9",), Group.VIEW, "Show or hide the related list"),
    Command(CommandId.THEME, "Switch Light / Dark / System", ("F10",), Group.VIEW, "The next theme"),
    Command(
        CommandId.RETRY_PICTURE,
        "Get This Picture Again",
        ("U",),
        Group.VIEW,
        "Get the picture again, or at all",
    ),
    Command(
        CommandId.REMOTE_PICTURES,
        "Pictures from the Web: On / Off / Ask",
        (),
        Group.VIEW,
        "Loaded, only kept copies shown (offline), or asked in each folder",
    ),
    Command(
        CommandId.KEEP_VIEW,
        "Make This View Available Offline",
        ("Ctrl+D",),
        Group.VIEW,
        "Keep the list's pictures; again: stop",
    ),
    Command(CommandId.FULL_SCREEN, "Full Screen", ("F11",), Group.VIEW, "Full screen on or off"),
    Command(CommandId.KEYS, "Keys", ("?", "F1"), Group.HELP, "All keys on one sheet"),
    Command(CommandId.ABOUT, "About Curator", (), Group.HELP, "Version, licence, what the caches hold"),
)


def command_table() -> dict[CommandId, Command]:
    """The commands by their name."""
    return {command.id: command for command in COMMANDS}
