"""The real passing of time: waits, and the dice for them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime

from pipeline.google_api.retrying import Pace


def real_pace(now: Callable[[], datetime]) -> Pace:
    """Return waits that really wait."""
    return Pace(time.sleep, time.monotonic, random.random, now)
