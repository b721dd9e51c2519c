"""The process the benchmark measures; see `exercise`."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    # Imported only here: a process that Curator starts may import this file as its main module, and must not
    # have the whole window in its memory for that.
    from tests.benchmarks.exercise import main

    sys.exit(main())
