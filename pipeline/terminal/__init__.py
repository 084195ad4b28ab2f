"""Front door of what only a person at a terminal sees, loaded only when somebody watches."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TextIO

from pipeline.run_context import Progress


def _silence(_label: str, _done: int) -> None:
    """Show nothing."""


def open_progress(stream: TextIO, *, shown: bool) -> AbstractContextManager[Progress]:
    """Return a progress bar on a terminal, silence anywhere else."""
    if not shown:
        return nullcontext(_silence)
    from pipeline.terminal.progress_bar import TerminalProgress  # noqa: PLC0415 - rich is slow to load

    return TerminalProgress(stream)
