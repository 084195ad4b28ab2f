"""`python -m pipeline` and the `qa-pipeline` command."""

from __future__ import annotations

import gc
import sys

from pipeline.cli import call

__all__ = ["main", "search_seldom_for_cycles"]

_OBJECTS = 100_000  # new ones between two searches; Python's own 700 cost a third of the time of a large run


def main() -> None:
    """Run the command line and exit with its code."""
    search_seldom_for_cycles()
    sys.exit(call())


def search_seldom_for_cycles() -> None:
    """Let Python look seldom for objects that point at each other: our frozen records never do, and are many."""
    gc.set_threshold(_OBJECTS, 20, 20)


if __name__ == "__main__":
    main()
