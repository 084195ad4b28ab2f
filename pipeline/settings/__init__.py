"""Front door of settings: `config/pipeline.toml` becomes frozen settings, or a list of all its faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from pipeline.model.series import Lecture
from pipeline.model.source import SourceSpec
from pipeline.settings.place import series_root
from pipeline.settings.records import DocumentSettings, Origin, Settings, TriageSettings

__all__ = [
    "DocumentSettings",
    "Origin",
    "Settings",
    "TriageSettings",
    "id_from_title",
    "load_settings",
    "sample_settings",
    "series_root",
    "settings_reference",
    "show",
    "write_settings",
]

_NONE: Mapping[str, str] = MappingProxyType({})


def load_settings(path: Path, environ: Mapping[str, str], overrides: Mapping[str, str] = _NONE) -> Settings:
    """Return the settings of a series: flag before environment before file before default.

    Args:
        path: the settings file; messages name it as it is given here.
        environ: environment variables; those that begin with `QA_` count.
        overrides: `section.key` → value, from the command line.

    Raises:
        SettingsError: something is wrong; the message has a line for each fault, in the order of the file.
    """
    from pipeline.settings import loading  # noqa: PLC0415 - a run without news needs no settings

    return loading.load_settings(path, environ, overrides)


def show(settings: Settings) -> dict[str, object]:
    """Return every setting in force and where it comes from, ready for JSON."""
    from pipeline.settings import showing  # noqa: PLC0415 - only for `config show`

    return showing.show(settings)


def write_settings(
    series_title: str, timezone: str, language: str, lectures: Sequence[Lecture], sources: Sequence[SourceSpec]
) -> str:
    """Return a commented settings file that loads as these values; paths as the file is to say them."""
    from pipeline.settings import writing  # noqa: PLC0415 - only for `init`

    return writing.write_settings(series_title, timezone, language, lectures, sources)


def sample_settings(
    series_title: str = "Summer School on Machine Learning", timezone: str = "Europe/Zurich", language: str = "en"
) -> str:
    """Return a settings file to start from, with every option as a remark."""
    from pipeline.settings import writing  # noqa: PLC0415 - only for `init` and `config generate`

    return writing.sample_settings(series_title, timezone, language)


def settings_reference() -> str:
    """Return the reference of all settings as Markdown."""
    from pipeline.settings import reference  # noqa: PLC0415 - only for the manual

    return reference.settings_reference()


def id_from_title(title: str) -> str:
    """Return a lecture id made from a title, "" if nothing plain is left of it."""
    from pipeline.settings import values  # noqa: PLC0415 - only for `init`

    return values.id_from_title(title)
