"""The committed template is what the module makes, and holds nothing else."""

from __future__ import annotations

from pathlib import Path

from pipeline.word import lean_template
from pipeline.word.template import own_template

COMMITTED = Path(lean_template.__file__).with_name("template.docx")


def test_the_committed_file_is_what_the_module_makes() -> None:
    """Nobody edits the template by hand; `python -m pipeline.word.lean_template` renews it."""
    assert COMMITTED.read_bytes() == lean_template.make()


def test_it_lacks_nothing_and_carries_nothing() -> None:
    """No thumbnail, no revision ids, no second style sheet; every style we write in is there."""
    template = own_template()
    assert template.added == ()
    assert {kept.kind for kept in template.relations} == {"styles", "settings"}
    assert "rsid" not in template.styles.xml("en")


def test_it_is_a_document_of_today() -> None:
    """Word opens it without "compatibility mode" and at its natural size."""
    settings = next(content for name, _, content in own_template().parts if name.endswith("settings.xml")).decode()
    assert 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"' in settings
    assert 'w:percent="100"' in settings
