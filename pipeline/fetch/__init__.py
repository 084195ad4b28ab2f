"""Front door of fetch: SUBMISSIONS come in. A source is opened by its kind and read whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from pipeline.errors import RailError, UsageError
from pipeline.fetch.file_bytes import source_fingerprint
from pipeline.model.download import Download
from pipeline.model.source import SourceSpec, SourceState
from pipeline.model.submission import Reading, SourceChanges, Submission

__all__ = ["Matching", "Source", "open_download", "open_matching", "open_source", "source_fingerprint"]


class Source(Protocol):
    """A place submissions come from. Whether it has news is told beforehand, cheaply, by `source_fingerprint`."""

    def read(self, progress: Callable[[int], None]) -> Reading:
        """Return everything the source has now.

        Args:
            progress: called now and then with the number of rows read so far.

        Raises:
            SourceError: it cannot be read; the message names file, row and next step.
        """


def open_source(spec: SourceSpec) -> Source:
    """Return the source of this kind; only then are the libraries it needs imported.

    Raises:
        UsageError: no such kind.
    """
    if spec.kind == "file":
        from pipeline.fetch.form_file import FormFile  # noqa: PLC0415 - heavy, only when a source has news

        return FormFile(spec)
    raise UsageError(f'There is no source of kind "{spec.kind}"; use kind = "file".')


class Matching(Protocol):
    """Tells what a reading changes; pure."""

    def match(self, known: Sequence[Submission], reading: Reading) -> SourceChanges:
        """Return what is new, edited, withdrawn and returned."""

    def shrink_rail(self, state: SourceState, reading: Reading) -> RailError | None:
        """Return a rail if the source lost more than half of its rows."""


def open_matching() -> Matching:
    """Return the matching; only then are the libraries it needs imported."""
    from pipeline.fetch import matching  # noqa: PLC0415 - heavy, only when a source has news

    return matching


def open_download(path: str) -> Download:
    """Return a downloaded file with the fields and lectures its columns seem to hold.

    Raises:
        SourceError: the file cannot be read or holds no table.
    """
    from pipeline.fetch.downloads import read_download  # noqa: PLC0415 - heavy, only for a new series

    return read_download(path)
