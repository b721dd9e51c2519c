"""Memory that is free again goes back to the system, in a process of its own where the setting stays."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import sys
from curator.memory import return_large_blocks

def kept():
    return int(next(line for line in open("/proc/self/status") if line.startswith("VmRSS")).split()[1])

if sys.argv[1] == "set":
    assert return_large_blocks()
# As the C library sees it: a large block comes back, and from then on half as large ones stay in the heap.
bytes(16 << 20)
before = kept()
blocks = [bytes(b"x" * (1 << 20)) for _ in range(30)]
pin = bytes(2000)
del blocks[::2]
print(kept() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the C library has ways of its own")
def test_large_blocks_go_back_to_the_system() -> None:
    kept = {
        how: int(subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, check=True).stdout)
        for how in ("set", "not")
    }
    assert kept["set"] < 20 << 10 < kept["not"]
