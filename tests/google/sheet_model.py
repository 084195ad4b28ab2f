"""A spreadsheet: its sheets, its settings, and the developer metadata that programs leave in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tests.google.a1 import Box, read_range
from tests.google.clock import moment
from tests.google.cloud import Cloud
from tests.google.grid import Dimension, FakeTab, Line
from tests.google.wire import Json, RefusedError


@dataclass(frozen=True, slots=True)
class Metadata:
    """One entry of developer metadata: on a row or column it goes where the line goes, and dies with it."""

    id: int
    key: str
    value: str
    visibility: str
    tab: int | None = None
    dimension: Dimension | None = None
    line: int = 0


@dataclass(slots=True)
class FakeSpreadsheet:
    """A spreadsheet as people see it. `metadata_follows_sort` answers what nobody has written down."""

    cloud: Cloud
    id: str
    locale: str
    zone: str
    tabs: list[FakeTab] = field(default_factory=list)
    metadata: dict[int, Metadata] = field(default_factory=dict)
    metadata_follows_sort: bool = False

    @property
    def titles(self) -> list[str]:
        """Return the titles of all sheets, in order."""
        return [tab.title for tab in self.tabs]

    def tab(self, title: str | int) -> FakeTab:
        """Return a sheet by title or id.

        Raises:
            RefusedError: there is none.
        """
        for tab in self.tabs:
            if title in {tab.title, tab.id}:
                return tab
        raise RefusedError(400, f"No grid with id: {title}")

    def add_tab(
        self, title: str, rows: int = 1000, columns: int = 26, tab_id: int | None = None, at: int | None = None
    ) -> FakeTab:
        """Add a sheet, by default at the end and as large as Google makes it."""
        if title in self.titles:
            raise RefusedError(400, f'A sheet with the name "{title}" already exists. Please enter another name.')
        fresh = int(self.cloud.new_id("sheet", 7), 16) if self.tabs else 0
        made = FakeTab(
            id=fresh if tab_id is None else tab_id,
            title=title,
            locale=self.locale,
            year=moment(self.cloud.clock.now).year,
            owner=self.cloud.files[self.id].owner,
            lines={"ROWS": [Line(pixels=21) for _ in range(rows)], "COLUMNS": [Line() for _ in range(columns)]},
        )
        if made.id in {tab.id for tab in self.tabs}:
            raise RefusedError(400, f"Sheet with ID {made.id} already exists.")
        made.on_sort = self._sorted
        self.tabs.insert(len(self.tabs) if at is None else at, made)
        return made

    def delete_tab(self, title: str | int) -> None:
        """Delete a sheet with everything on it; the last one cannot go."""
        gone = self.tab(title)
        if len(self.tabs) == 1:
            raise RefusedError(400, "You can't remove all the sheets in a document.")
        self.tabs.remove(gone)
        self.metadata = {known: entry for known, entry in self.metadata.items() if entry.tab != gone.id}

    def find(self, text: str) -> tuple[FakeTab, Box]:
        """Return the sheet and the part of it that a range means."""
        title, box = read_range(text, self.titles)
        return (self.tabs[0] if title is None else self.tab(title)), box

    def delete_lines(self, tab: FakeTab, dimension: Dimension, start: int, count: int) -> None:
        """Delete rows or columns; metadata on them dies."""
        if count >= len(tab.lines[dimension]):
            raise RefusedError(400, f"You can't delete all the {dimension.lower()} on the sheet.")
        gone = tab.delete(dimension, start, count)
        self.metadata = {
            known: entry
            for known, entry in self.metadata.items()
            if not (entry.tab == tab.id and entry.dimension == dimension and entry.line in gone)
        }

    def snapshot(self) -> tuple[list[FakeTab], dict[int, Metadata], str, str]:
        """Return everything as it is now."""
        return [tab.snapshot() for tab in self.tabs], dict(self.metadata), self.locale, self.zone

    def restore(self, before: tuple[list[FakeTab], dict[int, Metadata], str, str]) -> None:
        """Go back to a snapshot, sheet by sheet, so that people's hold on a sheet stays good."""
        held, self.metadata, self.locale, self.zone = before
        known = {tab.id: tab for tab in self.tabs}
        self.tabs = [known.get(tab.id, tab) for tab in held]
        for tab, old in zip(self.tabs, held, strict=True):
            for name in FakeTab.__slots__:
                setattr(tab, name, getattr(old, name))

    def metadata_json(self, entry: Metadata) -> Json:
        """Return metadata with the place where it is now."""
        location: Json = {"locationType": "SPREADSHEET", "spreadsheet": True}
        if entry.tab is not None:
            location = {"locationType": "SHEET", "sheetId": entry.tab}
        if entry.tab is not None and entry.dimension:
            ids = [line.id for line in self.tab(entry.tab).lines[entry.dimension]]
            at = ids.index(entry.line)
            within = {"sheetId": entry.tab, "dimension": entry.dimension, "startIndex": at, "endIndex": at + 1}
            location = {"locationType": entry.dimension[:-1], "dimensionRange": within}
        written: Json = {
            "metadataId": entry.id,
            "metadataKey": entry.key,
            "location": location,
            "visibility": entry.visibility,
        }
        return written | ({"metadataValue": entry.value} if entry.value else {})

    def _sorted(self, went: dict[int, int]) -> None:
        """Let metadata of rows go with their contents, if that is how it is."""
        if self.metadata_follows_sort:
            self.metadata = {
                known: replace(entry, line=went.get(entry.line, entry.line)) for known, entry in self.metadata.items()
            }
