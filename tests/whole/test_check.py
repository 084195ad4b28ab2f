"""What `check` says of documents and copies; it changes nothing."""

from __future__ import annotations

from tests.whole.series import Series


def test_check_names_files_that_nobody_knows(series: Series) -> None:
    """A copy that was read is known; anything else is a remark, or stops a new store."""
    series.run()
    (series.documents / "notes.txt").write_text("milk", encoding="utf-8")
    said = series.call("check")
    assert (said.code, "documents/notes.txt" in said.err) == (0, True)
    (series.output / "state" / "pipeline.db").unlink()
    lost = series.call("check")
    assert (lost.code, "that a new store does not know" in lost.out) == (6, True)


def test_check_says_which_copies_can_be_read(series: Series) -> None:
    """With LibreOffice or without it, which is no fault."""
    said = series.call("check")
    assert (said.code, "LibreOffice" in said.out, said.err) == (0, True, "")
