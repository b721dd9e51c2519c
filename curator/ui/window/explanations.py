"""What the window says in words about a folder and a session: pages, notices, titles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from curator.articles.display_text import shown_name
from curator.library import Counts
from curator.library.messages import Progressed, ScanSummary
from curator.triage.progress import Progress
from curator.ui.commands.commands import CommandId
from curator.ui.look.figures import counted
from curator.ui.pages.state import State

_SHOWN_SKIPS = 3


def folder_name(sources: Sequence[Path]) -> str:
    """How the opened folders or files are called in the title: "ai", "ai and 2 more"."""
    if not sources:
        return ""
    first = sources[0]
    name = shown_name(first.name or str(first))
    return name if len(sources) == 1 else f"{name} and {len(sources) - 1} more"


def window_title(article: str, folder: str) -> str:
    """The title of the window; empty parts are left out."""
    # Qt puts its mark of unsaved changes where a title says "[*]" once.
    return " — ".join(part for part in (article, folder, "Curator") if part).replace("[*]", "[*][*]")


def reading_words(progressed: Progressed) -> str:
    """How far the first reading has come."""
    if progressed.is_counted:
        return f"reading {progressed.read:,} of {progressed.found:,}"
    return f"reading, {progressed.found:,} so far"


def articles_words(count: int) -> str:
    """How many articles there are."""
    return counted(count, "article")


def pace_words(progress: Progress) -> str:
    """The progress of the session: "84 of 232 · 11 a minute · 13 min left"."""
    parts = [f"{progress.decided:,} of {progress.total:,}"]
    if progress.per_minute is not None:
        parts.append(f"{progress.per_minute:.0f} a minute")
    if progress.minutes_left is not None and progress.decided < progress.total:
        parts.append(_left(progress.minutes_left))
    return " · ".join(parts)


def undone_notice(count: int, title: str, changes: str) -> str:
    """That somebody undid decisions, with the first of them."""
    if count == 1:
        return f"Somebody undid your decision ({changes}) on “{title}”"
    return f"Somebody undid {count:,} of your decisions, such as {changes} on “{title}”"


def swapped_notice(count: int, title: str) -> str:
    """That other articles have come under the names of decided ones."""
    if count == 1:
        return f"The source of a decided article changed; “{title}” is there now, and undecided"
    return f"The sources of {count:,} decided articles changed, such as “{title}”; they are undecided again"


def nothing_found(sources: Sequence[Path], summary: ScanSummary) -> State:
    """The page for a folder without articles, or one that could not be opened."""
    name = folder_name(sources)
    if summary.missing and len(summary.missing) == len(sources):
        lines = [f"{shown_name(str(skip.path))}: {skip.reason}" for skip in summary.missing[:_SHOWN_SKIPS]]
        return State(
            f"“{name}” cannot be opened",
            "\n".join(lines) + "\nNothing was changed. Check that it exists and that you may read it.",
            (CommandId.OPEN_FOLDER, CommandId.RESCAN),
        )
    sentence = "Curator looks for .md, .markdown and .mdx files with front matter, in all folders below."
    if summary.skipped:
        shown = ", ".join(
            f"{shown_name(skip.path.name)} ({skip.reason})" for skip in summary.skipped[:_SHOWN_SKIPS]
        )
        more = len(summary.skipped) - _SHOWN_SKIPS
        sentence += f"\nLeft out: {shown}" + (f" and {more} more." if more > 0 else ".")
    return State(f"No articles in “{name}”", sentence, (CommandId.OPEN_FOLDER, CommandId.OPEN_SAMPLE))


def nothing_editable_words(count: int) -> str:
    """Why no article of a folder can be decided, though there are files."""
    which = "The one file here cannot" if count == 1 else f"None of the {count:,} files here can"
    return f"{which} be decided, as its front matter cannot be written; the list says why."


def nothing_matches(words: str) -> State:
    """The page for a filter that leaves nothing."""
    return State("Nothing matches", f"The filter says: {words}.", (CommandId.BACK,))


def list_decided(words: str, undecided: int) -> State:
    """The page after the last decision on what a filter lists, when the folder has more."""
    sentence = f"The filter says: {words}. {undecided:,} more of this folder are undecided."
    return State("Everything listed is decided", sentence, (CommandId.BACK, CommandId.UNDO))


def nothing_left(name: str) -> State:
    """The page for a folder all of whose articles have gone while it was open."""
    sentence = "Its articles have left the disk. When they are back, they appear here by themselves."
    return State(f"“{name}” is empty now", sentence, (CommandId.RESCAN, CommandId.OPEN_FOLDER))


def all_decided(counts: Counts, progress: Progress) -> State:
    """The page after the last decision, with what was done."""
    parts = [f"{progress.session:,} decided in this session", f"{counts.published:,} published in the folder"]
    if counts.later:
        parts.append(f"{counts.later:,} put off")
    sentence = "Every article of the list has been looked at. New ones appear by themselves."
    return State("Everything decided", sentence, (CommandId.UNDO, CommandId.FIRST), summary=" · ".join(parts))


def read_only_words(summary: ScanSummary) -> str:
    """Why decisions cannot be written in some or all folders."""
    where = "This folder is" if summary.is_read_only else f"{len(summary.read_only)} folders here are"
    return (
        f"{where} read-only: you can look, but a decision cannot be written. Change the permissions, then F5."
    )


def _left(minutes: float) -> str:
    if minutes < 1:
        return "under a minute left"
    return f"{minutes:.0f} min left" if minutes < 90 else f"{minutes / 60:.1f} h left"
