"""How Google is reached: what the settings say under `[google]`, and who we are there."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class GoogleAccess:
    """The way to Google. Paths are absolute; "" where something is not set.

    Attributes:
        credentials_file: the key of a robot account, or the client of an installed app, as downloaded.
        token_file: what `login` wrote: a person's consent.
        proxy: `http://host:port`, with `user:password@` before the host where the proxy asks for them.
        ca_bundle: PEM file of the authorities to trust, where a network puts its own certificates in between.
        patience_seconds: how long one call is tried again; above a minute, so that a spent quota comes back.
    """

    credentials_file: str = ""
    token_file: str = ""
    proxy: str = field(default="", repr=False)  # may hold a password
    ca_bundle: str = ""
    patience_seconds: float = 90.0


@dataclass(frozen=True, slots=True)
class GoogleAccount:
    """Who we are to Google.

    Attributes:
        kind: `robot`, `person` or `nobody`.
        address: what forms and sheets are shared with; "" where it is not known.
        file: the key or token file, as it is named in messages.
    """

    kind: str
    address: str = ""
    file: str = ""
