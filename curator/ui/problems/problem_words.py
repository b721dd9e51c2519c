"""What the Problems view says in words: the kinds, how far a check has come, what it has found."""

from __future__ import annotations

from curator.articles import ProblemKind
from curator.ui.desk.folder_problems import CheckState, FolderProblems
from curator.ui.look.figures import counted

KIND_WORDS = {
    ProblemKind.UNREADABLE_FILE: "Files that cannot be read",
    ProblemKind.NO_HEADER: "No front matter",
    ProblemKind.FOREIGN_HEADER: "Front matter of another kind",
    ProblemKind.UNREADABLE_HEADER: "Front matter that cannot be read",
    ProblemKind.DUPLICATE_KEY: "Fields given twice",
    ProblemKind.WRONG_TYPE: "Values of the wrong type",
    ProblemKind.UNREADABLE_DATE: "Dates that cannot be read",
    ProblemKind.UNUSABLE_ADDRESS: "Addresses that lead nowhere",
    ProblemKind.UNUSABLE_PICTURE: "Pictures that cannot be shown",
    ProblemKind.SELF_RELATED: "Related to itself",
    ProblemKind.REPEATED_RELATED: "Related items given twice",
    ProblemKind.HOSTILE_LINK: "Links that must not be followed",
    ProblemKind.DIRECTION_OVERRIDE: "Characters that turn text round",
    ProblemKind.CONTROL_CHARACTER: "Control characters",
    ProblemKind.MISSING_FIELD: "Missing fields",
    ProblemKind.PROVIDER_NAME: "Providers called otherwise elsewhere",
    ProblemKind.OFF_RULE: "Departures from the folder’s rule",
    ProblemKind.MISSING_PICTURE: "Missing pictures",
    ProblemKind.OUTSIDE_PICTURE: "Pictures outside the site",
}


def progress_words(problems: FolderProblems) -> str:
    """How far the check under way has come."""
    if not problems.total:
        return "Looking for articles…"
    words = f"Checked {problems.checked:,} of {problems.total:,}"
    if problems.is_replacing:
        return words
    count = len(problems.findings)
    return f"{words} · {counted(count, 'problem') if count else 'nothing wrong'} so far"


def status_words(problems: FolderProblems) -> str:
    """What is known, and of how much."""
    findings = problems.findings
    match problems.state:
        case CheckState.RUNNING:
            return progress_words(problems)
        case CheckState.STOPPED:
            return f"Stopped after {counted(problems.examined, 'article')}. F5 checks all."
        case CheckState.LOST:
            return f"The check broke off after {counted(problems.examined, 'article')}. F5 tries again."
        case CheckState.DONE if len(findings):
            among = f"{findings.articles:,} of {counted(problems.examined, 'article')}"
            return f"{counted(len(findings), 'problem')} in {among}"
    return ""


def narrowed_words(shown: int, findings: int) -> str:
    """How many of the problems the filter lets pass."""
    return f"{shown:,} of {counted(findings, 'problem')}"


def outdated_words(problems: FolderProblems) -> str:
    """That the folder is not what was checked any more, "" while it is."""
    count = len(problems.changed)
    if not count or problems.state is CheckState.RUNNING:
        return ""
    return f"{counted(count, 'article')} changed since: F5 checks again"


def empty_words(problems: FolderProblems) -> tuple[str, str]:
    """Headline and sentence in place of an empty list."""
    if problems.state is CheckState.RUNNING:
        return "", ""
    if problems.state is not CheckState.DONE:
        return "Not checked to the end", status_words(problems)
    if not problems.examined:
        return "There is nothing to check", "No article is in this folder."
    what = (
        "this article" if problems.examined == 1 else f"these {problems.examined:,}\N{NO-BREAK SPACE}articles"
    )
    return (
        f"Nothing is wrong in {what}",
        "Front matter, dates, addresses, related items, providers, pictures and the folder’s rule:"
        " all is as it should be.",
    )
