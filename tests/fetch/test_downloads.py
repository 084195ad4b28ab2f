"""The first look at a download: what `init` makes of its menu of lectures."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.fetch import open_download
from tests.fetch.samples import write_csv


@pytest.mark.parametrize(
    ("cells", "lectures"),
    [
        (["Alpha", "Beta", "Alpha;Beta", "Beta;Alpha"], ("Alpha", "Beta")),
        (["Alpha, Beta", "Beta", "Alpha"], ("Beta", "Alpha")),
        (["Jets, and more", "Jets, and more, QCD", "QCD"], ("Jets, and more", "QCD")),
        (["Alpha", "Alpha;Gamma"], ("Alpha", "Alpha;Gamma")),  # nobody chose Gamma alone: it may be one title
        (["Alpha", "Alpha", "x" * 301], ("Alpha",)),
    ],
)
def test_boxes_ticked_together_are_no_lecture_of_their_own(
    cells: list[str], lectures: tuple[str, ...], tmp_path: Path
) -> None:
    """A menu with checkboxes joins what was ticked; each choice is one lecture."""
    rows = [("2023/08/09 9:02:11 AM UTC", cell, "3", "Why?") for cell in cells]
    assert open_download(str(write_csv(tmp_path / "x.csv", *rows))).lectures == lectures
