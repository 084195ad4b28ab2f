"""Front door of what only a person at a terminal sees, loaded only when somebody watches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TextIO

from pipeline.run_context import Progress


@contextmanager
def open_progress(stream: TextIO, *, shown: bool) -> Iterator[Progress]:
    """Lend a progress bar that appears on a terminal once there is work to tell of, and silence anywhere else."""
    with ExitStack() as stack:
        bars: list[Progress] = []

        def tell(label: str, done: int) -> None:
            if shown and not bars:
                from pipeline.terminal.progress_bar import TerminalProgress  # noqa: PLC0415 - rich is slow to load

                bars.append(stack.enter_context(TerminalProgress(stream)))
            for bar in bars:
                bar(label, done)

        yield tell
