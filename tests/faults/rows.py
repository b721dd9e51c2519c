"""The table of faults: each that the design names, and the tests that play it through.

Every row ends the same way: the file is the old one or the new one and nothing lies beside it, the words say
what happened, what was not harmed and what can be done, the journal has the decision (or, where the journal
is what fails, memory has it and says so), other articles go on being saved, and F6 saves it when the fault is
lifted. `FaultDesk` in `conftest` asserts that. By real means where there are any: a small disk that fills, a
bind mount that is turned read-only, `chattr`, an ordinary user's process, signals; by injected errors where
not (`failing_calls`).
"""

from __future__ import annotations

from typing import Final

FULL: Final = "tests/faults/test_full_disk.py"
PROTECTED: Final = "tests/faults/test_protected.py"
REPLACED: Final = "tests/faults/test_replaced.py"
UNSTEADY: Final = "tests/faults/test_unsteady.py"
CLOCK: Final = "tests/faults/test_clock.py"
TWO: Final = "tests/faults/test_two_curators.py"
JOURNAL: Final = "tests/faults/test_journal.py"
OWN: Final = "tests/faults/test_own_files.py"
COMMANDS: Final = "tests/faults/test_command_line.py"
PROCESSES: Final = "tests/faults/test_processes.py"
WINDOW: Final = "tests/ui/window/test_faults.py"

ROWS: Final[dict[str, tuple[str, ...]]] = {
    "disk full: a name for the new file": (f"{FULL}::test_disk_has_no_room_for_another_name",),
    "disk full: some part of the new file": (
        f"{FULL}::test_disk_fills_up_while_the_new_file_is_written",
        f"{FULL}::test_disk_with_just_enough_room_takes_it",
        f"{WINDOW}::test_full_disk",
    ),
    "disk full: create, fsync, close, rename; quota": (f"{FULL}::test_disk_says_so_at_a_step",),
    "disk full: the journal's first write": (
        f"{FULL}::test_journal_that_has_no_room_takes_nothing_and_nothing_is_written",
        "tests/triage/test_unrecorded.py::test_retry_records_in_order",
        "tests/ui/window/test_leaving.py::test_decision_only_in_memory_is_named_before_the_window_goes",
    ),
    "disk full: the journal cannot be opened": (
        f"{FULL}::test_journal_that_has_no_room_from_the_start_is_read_at_the_next_try",
    ),
    "disk full: the journal's note of another plan": (
        f"{FULL}::test_journal_without_room_for_the_second_plan_leaves_the_file",
    ),
    "disk full: the journal's note of the outcome": (
        f"{FULL}::test_journal_without_room_for_the_outcome_learns_it_later",
        f"{FULL}::test_both_disks_full_one_after_the_other_keep_the_decision",
    ),
    "read-only file": (f"{PROTECTED}::test_read_only_file",),
    "read-only directory": (f"{PROTECTED}::test_read_only_folder",),
    "read-only file system": (
        f"{PROTECTED}::test_read_only_file_system",
        f"{PROTECTED}::test_file_system_turns_read_only_half_way",
        f"{WINDOW}::test_read_only_disk",
    ),
    "immutable file and folder": (
        f"{PROTECTED}::test_immutable_file",
        f"{PROTECTED}::test_file_turns_immutable_half_way",
        f"{PROTECTED}::test_immutable_folder",
    ),
    "unreadable file": (f"{PROTECTED}::test_unreadable_file",),
    "permission lost half-way": (f"{PROTECTED}::test_permission_is_lost_half_way",),
    "file deleted": (
        f"{REPLACED}::test_file_is_deleted",
        "tests/ui/window/test_messages.py::test_failed_save_is_a_problem_until_it_comes_through",
    ),
    "file renamed": (f"{REPLACED}::test_file_is_renamed", f"{REPLACED}::test_folder_is_moved_away"),
    "file replaced by a directory": (f"{REPLACED}::test_folder_takes_the_place_of_the_file",),
    "file replaced by another": (
        f"{REPLACED}::test_another_file_half_way_is_decided_as_it_is",
        "tests/library/test_save.py::test_other_article_that_comes_while_saving_is_left_alone",
    ),
    "symlink into the folder": (
        f"{REPLACED}::test_link_into_the_folder_is_followed_and_stays",
        f"{REPLACED}::test_link_into_the_repository_of_the_folder_is_followed",
        f"{REPLACED}::test_link_into_another_opened_folder_is_followed",
        f"{REPLACED}::test_folder_that_is_opened_through_a_link_is_no_way_out",
    ),
    "symlink out of the folder": (
        f"{REPLACED}::test_link_out_of_the_folder_is_refused",
        f"{REPLACED}::test_link_out_of_the_folder_is_refused_where_a_folder_is_the_link",
        f"{REPLACED}::test_link_out_of_the_folder_is_followed_when_it_was_opened_itself",
        f"{WINDOW}::test_link_out_of_the_folder",
    ),
    "symlink dangling": (f"{REPLACED}::test_dangling_link",),
    "symlink circular": (f"{REPLACED}::test_circular_link",),
    "hard links": (f"{REPLACED}::test_hard_link_is_not_parted_in_silence",),
    "file growing while read": (
        f"{UNSTEADY}::test_file_that_grows_without_end_while_it_is_read",
        f"{UNSTEADY}::test_file_that_grows_once_while_it_is_read_is_read_again",
    ),
    "file truncated while read": (
        f"{UNSTEADY}::test_file_that_is_cut_while_it_is_read_is_read_again",
        f"{UNSTEADY}::test_file_that_is_emptied_for_good_says_what_it_lacks",
    ),
    "file that never rests": ("tests/library/test_save.py::test_file_that_never_rests_is_given_up",),
    "NFS-like rename failure": (
        f"{UNSTEADY}::test_rename_fails_as_on_a_network_drive",
        f"{UNSTEADY}::test_rename_of_which_the_answer_was_lost_is_a_success",
    ),
    "fsync and close fail": (
        f"{UNSTEADY}::test_disk_does_not_confirm_the_new_file",
        f"{UNSTEADY}::test_disk_reports_an_error_when_the_new_file_is_closed",
        f"{UNSTEADY}::test_disk_does_not_confirm_the_new_name",
    ),
    "interrupted system calls": (f"{UNSTEADY}::test_system_calls_are_interrupted_by_signals",),
    "clock running backwards": (
        f"{CLOCK}::test_later_decision_stays_the_later_one",
        f"{CLOCK}::test_undo_of_the_future_is_an_undo",
        f"{CLOCK}::test_today_counts_what_was_decided_before_the_clock_was_put_back",
        f"{CLOCK}::test_pace_is_never_negative_and_never_infinite",
        f"{CLOCK}::test_file_written_in_the_future_is_saved",
        f"{CLOCK}::test_file_changed_half_way_with_a_time_before_is_seen_to_be_changed",
    ),
    "two Curators: the same field": (
        f"{TWO}::test_two_editors_decide_the_same_field_and_the_second_is_asked",
        f"{TWO}::test_two_windows_of_one_editor_decide_the_same_field_and_the_later_one_counts",
    ),
    "two Curators: different fields": (
        f"{TWO}::test_two_editors_decide_different_fields_and_both_are_there",
        f"{TWO}::test_two_editors_decide_at_the_same_time_and_nothing_is_lost",
        f"{TWO}::test_moment_before_the_swap_belongs_to_one_of_them",
    ),
    "two Curators: one is killed": (
        f"{TWO}::test_one_of_two_windows_is_killed_and_the_other_goes_on",
        f"{TWO}::test_what_a_killed_window_left_is_finished_by_the_next_that_starts_alone",
        f"{TWO}::test_what_another_editor_takes_for_a_left_over_is_written_again",
    ),
    "journal damaged": (
        f"{JOURNAL}::test_damaged_at_the_start_is_kept_aside_and_a_new_one_takes_decisions",
        f"{JOURNAL}::test_damaged_while_in_use_is_kept_aside_and_the_decision_is_in_a_new_one",
        f"{JOURNAL}::test_entry_that_cannot_be_understood_does_not_hinder_new_ones",
        f"{JOURNAL}::test_empty_file_is_a_new_journal",
        f"{WINDOW}::test_damaged_journal",
    ),
    "journal locked": (
        f"{TWO}::test_journal_is_locked_for_long_and_then_free",
        f"{TWO}::test_journal_is_locked_at_the_start_and_then_free",
        f"{WINDOW}::test_journal_locked_by_another_program",
    ),
    "journal from a newer version": (
        f"{JOURNAL}::test_of_a_newer_curator_is_left_alone_and_no_file_is_touched",
        f"{WINDOW}::test_journal_of_a_newer_curator",
    ),
    "journal's folder missing": (
        f"{JOURNAL}::test_folder_is_not_there_yet",
        f"{JOURNAL}::test_folder_taken_away_while_in_use_is_made_anew_with_the_decision",
        f"{JOURNAL}::test_undo_reaches_what_the_new_journal_has_and_no_further",
        f"{JOURNAL}::test_undo_that_was_ordered_before_it_was_known_takes_nothing_else_back",
        f"{JOURNAL}::test_taken_away_and_its_folder_in_the_way_of_a_new_one",
    ),
    "journal or its folder read-only": (
        f"{JOURNAL}::test_folder_is_read_only_from_the_start",
        f"{JOURNAL}::test_file_is_read_only",
    ),
    "index damaged, of another version, gone, full": (
        "tests/library/test_index.py::test_damaged_index_is_replaced_without_a_question",
        "tests/library/test_index.py::test_index_of_another_version_or_program_is_replaced",
        "tests/library/test_failing_index.py::test_index_damaged_while_open_is_made_anew",
        "tests/library/test_failing_index.py::test_index_deleted_while_open_loses_nothing",
        "tests/library/test_failing_index.py::test_full_disk_is_said_once_and_everything_is_listed",
    ),
    "index locked, read-only": (
        f"{OWN}::test_index_that_another_program_holds_is_done_without",
        f"{OWN}::test_index_on_a_read_only_disk_is_done_without",
    ),
    "saved views": (
        f"{OWN}::test_views_on_a_full_disk_stay_what_they_were",
        f"{OWN}::test_views_on_a_read_only_disk_stay_what_they_were",
        "tests/library/test_views_file.py::test_broken_file_is_left_as_it_is",
    ),
    "settings": (
        f"{OWN}::test_settings_that_cannot_be_written_stay_what_they_were",
        "tests/ui/test_settings.py::test_broken_file_gives_defaults_and_says_so",
    ),
    "saver killed": (
        f"{PROCESSES}::test_killed_saver_is_told_and_one_key_starts_it_again",
        f"{PROCESSES}::test_decisions_it_was_killed_with_are_made_by_the_next",
        f"{PROCESSES}::test_decision_that_was_recorded_is_not_made_twice",
        f"{PROCESSES}::test_undo_it_was_killed_with_can_be_made_again",
        f"{PROCESSES}::test_decision_and_its_undo_it_was_killed_with_are_none",
        f"{PROCESSES}::test_what_is_decided_after_it_was_started_again_is_the_later_decision",
        f"{WINDOW}::test_saver_is_killed",
        f"{WINDOW}::test_saver_is_killed_before_anything_is_shown",
        f"{WINDOW}::test_saver_is_killed_while_the_window_waits_to_close",
    ),
    "saver stopped for a while": (
        f"{PROCESSES}::test_stopped_saver_keeps_everything_waiting_and_then_goes_on",
    ),
    "saver told to end": (f"{PROCESSES}::test_saver_told_to_end_does_what_was_ordered_first",),
    "pipe broken": (f"{PROCESSES}::test_pipe_breaks_and_one_key_mends_it",),
    "engine killed": (
        "tests/ui/desk/test_librarian.py::test_engine_that_is_killed_is_replaced_with_its_marks_and_questions",
    ),
    "window told to end": (
        f"{WINDOW}::test_request_of_the_system_to_leave_saves_first",
        "tests/e2e/test_leaving.py::test_the_end_of_a_desktop_session_saves_as_well",
    ),
    "window killed": (
        "tests/triage/test_process_saver.py::test_decisions_handed_over_survive_the_death_of_the_window",
        "tests/e2e/test_sudden_end.py::test_what_was_called_saved_is_there_after_kill",
    ),
    "the same from the command line": (
        f"{COMMANDS}::test_one_path_that_fails_hinders_no_other",
        f"{COMMANDS}::test_full_disk_is_the_reason",
        f"{COMMANDS}::test_link_that_is_named_is_followed_wherever_it_leads",
        f"{COMMANDS}::test_journal_that_is_locked_is_the_reason_and_no_file_is_touched",
    ),
    "what an earlier session could not save": (f"{WINDOW}::test_failures_of_an_earlier_session_are_named",),
}
"""By fault, the tests, each by file and name."""
