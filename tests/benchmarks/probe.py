"""The process the benchmark measures; see `exercise`."""

from __future__ import annotations

import gc
import sys

if __name__ == "__main__":
    # As `curator` does it, before anything else. All is imported only here: a process that Curator starts may
    # import this file as its main module, and must not have the whole window in its memory for that.
    from curator.library.launch import start_early
    from curator.triage.launch import start_saving

    saving = start_saving()
    engine = start_early(inherited=[saving.pipe])
    gc.disable()
    from tests.benchmarks.exercise import main

    sys.exit(main(engine, saving))
