"""`python -m pipeline.settings > docs/settings.md` writes the reference."""

from __future__ import annotations

import sys

from pipeline.settings.reference import settings_reference

sys.stdout.write(settings_reference())
