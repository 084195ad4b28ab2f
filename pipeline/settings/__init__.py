"""Front door of settings: `config/pipeline.toml` becomes frozen settings, or a list of all its faults."""

from __future__ import annotations

from pipeline.settings.loading import load_settings
from pipeline.settings.records import DocumentSettings, Origin, Settings, TriageSettings
from pipeline.settings.reference import settings_reference
from pipeline.settings.showing import show
from pipeline.settings.values import id_from_title
from pipeline.settings.writing import sample_settings, write_settings

__all__ = [
    "DocumentSettings",
    "Origin",
    "Settings",
    "TriageSettings",
    "id_from_title",
    "load_settings",
    "sample_settings",
    "settings_reference",
    "show",
    "write_settings",
]
