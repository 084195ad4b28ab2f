"""The shape of googleapiclient's objects: they are built while the program runs, and carry no types."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol


class Resource(Protocol):
    """A part of an API of googleapiclient: `google.api("forms", "v1").forms().get(formId=…).execute()`."""

    def __getattr__(self, name: str, /) -> Callable[..., Any]:
        """Return a method as the description of the API names it."""
