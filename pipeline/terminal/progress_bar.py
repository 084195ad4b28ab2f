"""The progress bar that a person at a terminal sees during long work."""

from __future__ import annotations

from types import TracebackType
from typing import TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from pipeline.run_context import Progress as Told


class TerminalProgress:
    """Shows what is being done and how many of it are done; it leaves no trace when it ends."""

    def __init__(self, stream: TextIO) -> None:
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"))
        self._bar = Progress(*columns, TimeElapsedColumn(), console=Console(file=stream), transient=True)
        self._task: TaskID | None = None

    def __enter__(self) -> Told:
        """Show the bar."""
        self._bar.start()
        return self._tell

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def _tell(self, label: str, done: int) -> None:
        if self._task is None:
            self._task = self._bar.add_task(label, total=None)
        self._bar.update(self._task, description=label, completed=done)
