"""What an option of the settings is: one description, one check, one example, one default.

The checks run in pydantic's core. Its model classes are left out on purpose: building them costs more at each
run of cron than all the rest of reading the settings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from typing import Any

from pydantic_core import CoreSchema, core_schema


@dataclass(frozen=True, slots=True)
class Block:
    """A section of the settings: no unknown keys, no values of another type."""


@dataclass(frozen=True, slots=True)
class Option:
    """One key of a section.

    Attributes:
        description: one sentence for the reference and the sample file.
        check: what the value may be.
        example: for messages, the reference and the sample file; None if there is none.
        default: None, "" or () where leaving it out means more than a value.
        required: it has no default.
        choices: all words it may be, if they are few.
    """

    description: str
    check: CoreSchema
    example: object
    default: object
    required: bool
    choices: tuple[str, ...] = ()


def option(description: str, check: CoreSchema, example: object, default: object = MISSING) -> Any:  # noqa: ANN401
    """Return the field of a key, whatever its type (hence Any); without a default it is required."""
    required = default is MISSING
    known = Option(description, check, example, None if required else default, required)
    return field(metadata={"option": known}) if required else field(default=default, metadata={"option": known})


def choice(description: str, choices: tuple[str, ...], example: str, default: str) -> Any:  # noqa: ANN401
    """Return the field of a key that is one of a few words; the description ends with them."""
    words = " or ".join(f'"{word}"' for word in choices)
    description = f"{description} It may be {words}."
    known = Option(
        description, core_schema.literal_schema(list(choices)), example, default, required=False, choices=choices
    )
    return field(default=default, metadata={"option": known})


def text(then: Callable[[str], str] | None = None) -> CoreSchema:
    """Return the check of a text, and of what else it must be."""
    plain = core_schema.str_schema(strict=True)
    return core_schema.no_info_after_validator_function(then, plain) if then else plain


def texts(each: CoreSchema, before: Callable[[object], object]) -> CoreSchema:
    """Return the check of a list of texts; `before` makes one of a single text."""
    several = core_schema.list_schema(each, strict=True)
    return core_schema.no_info_before_validator_function(before, as_tuple(several))


def as_tuple(several: CoreSchema) -> CoreSchema:
    """Return the check of a list that is kept as a tuple."""
    return core_schema.no_info_after_validator_function(tuple, several)


def made_by(read: Callable[[object], object]) -> CoreSchema:
    """Return the check of a value that a function reads."""
    return core_schema.no_info_plain_validator_function(read)


def options_of(block: type[Block]) -> dict[str, Option]:
    """Return the keys of a section in their order."""
    return {one.name: one.metadata["option"] for one in fields(block)}


def shape_of(block: type[Block], *, partial: bool = False) -> CoreSchema:
    """Return the check of a whole section; of a partial one anything may be missing."""
    keys = {
        key: core_schema.typed_dict_field(known.check, required=known.required and not partial)
        for key, known in options_of(block).items()
    }
    return core_schema.typed_dict_schema(keys, extra_behavior="forbid", strict=True)
