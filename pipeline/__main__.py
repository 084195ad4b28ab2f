"""`python -m pipeline` and the `qa-pipeline` command."""

from __future__ import annotations

import sys

from pipeline.cli import call

__all__ = ["main"]


def main() -> None:
    """Run the command line and exit with its code."""
    sys.exit(call())


if __name__ == "__main__":
    main()
