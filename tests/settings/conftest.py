"""A series folder to put settings into."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, load_settings

SERIES = '[series]\ntitle = "School"\ntimezone = "Europe/Zurich"\n'
LECTURE = '[[lectures]]\nid = "heinrich-2"\ntitle = "Lecture 2"\nlecturer = "Lukas Heinrich"\n'
SECOND = '[[lectures]]\nid = "kagan-1"\ntitle = "Jets"\nlecturer = "Michael Kagan"\n'
SOURCE = '[[sources]]\npath = "responses.csv"\n'
FIELDS = '[[sources.fields]]\nquestion = "Question"\nlecture = "Lecture"\n'
WHOLE = SERIES + LECTURE + SOURCE + FIELDS

Load = Callable[..., Settings]
Faults = Callable[..., list[str]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load settings from a text, or from bytes, in `config/` of a series folder."""

    def load_text(
        text: str | bytes, environ: Mapping[str, str] | None = None, flags: Mapping[str, str] | None = None
    ) -> Settings:
        path = tmp_path / "config" / "pipeline.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_settings(path, environ or {}, flags or {})

    return load_text


@pytest.fixture
def faults(load: Load, tmp_path: Path) -> Faults:
    """Return the faults of a text, each without the series folder in it."""

    def faults_of(*settings: object) -> list[str]:
        with pytest.raises(SettingsError) as caught:
            load(*settings)
        return str(caught.value).replace(f"{tmp_path}/", "").split("\n")

    return faults_of
