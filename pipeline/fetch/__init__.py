"""Front door of fetch: SUBMISSIONS come in. A source is opened by its kind and read whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pipeline.errors import UsageError
from pipeline.fetch.file_bytes import source_fingerprint
from pipeline.model.source import SourceSpec
from pipeline.model.submission import Reading

__all__ = ["Source", "open_source", "source_fingerprint"]


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
