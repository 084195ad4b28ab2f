"""Sources of kind `file`: downloads of a form or its sheet, one or several, in whatever format they were saved."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.errors import Problem
from pipeline.fetch.entries import entries_of
from pipeline.fetch.file_bytes import fingerprint_of, read_files
from pipeline.fetch.located import Located, locate
from pipeline.fetch.oddities import oddities_of
from pipeline.fetch.overlaps import FileEntries, without_older_downloads
from pipeline.fetch.tables import read_grids
from pipeline.fetch.timestamps import read_times
from pipeline.model.source import SourceSpec
from pipeline.model.submission import Reading


class FormFile:
    """One file, or all files of a glob, read as one source. If any of them fails nothing of the source is taken."""

    def __init__(self, spec: SourceSpec) -> None:
        self._spec = spec

    def read(self, progress: Callable[[int], None]) -> Reading:
        """Return every entry of every file.

        Raises:
            SourceError: a file is missing, is no table, is damaged, or lacks a required field.
        """
        files = tuple(read_files(self._spec))
        located = [locate(grids, self._spec) for file in files for grids in read_grids(file, progress)]
        kept, problems = self._entries(located)
        entries = tuple(entry for file in kept for entry in file.entries)
        progress(len(entries))
        return Reading(self._spec.name, entries, tuple(problems), fingerprint_of(self._spec, files))

    def _entries(self, located: list[Located]) -> tuple[list[FileEntries], list[Problem]]:
        """Turn rows into entries: dates are understood over all tables, then older downloads are left out."""
        times = read_times(
            [table.times() for table in located],
            timezone=self._spec.timezone,
            date_order=self._spec.date_order,
            where=self._spec.name,
            titles=[title for table in located if (title := table.time_title())],
        )
        files: list[FileEntries] = []
        problems: dict[str, list[Problem]] = {}
        for table, stamps in zip(located, times.stamps, strict=True):
            files.append(FileEntries(table.grid.name, entries_of(table, stamps)))
            problems[table.grid.name] = oddities_of(table, stamps)
        kept, replaced = without_older_downloads(files)
        told = [problem for file in kept for problem in problems[file.name]]
        return kept, [*times.remarks, *replaced, *told]
