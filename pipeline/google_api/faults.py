"""The kinds of failure: one a row, with what becomes of the call, our error, one wording and the next step. Pure.

`sentences` holds the wordings; here is what a kind is. A caller that must tell kinds apart catches `GoogleError` and
looks at `error.fault.kind`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from pipeline.errors import AccessError, QaError, SourceError, TryLaterError
from pipeline.google_api.retrying import Again


class Kind(Enum):
    """Why a call failed."""

    NO_NETWORK = auto()
    TIMED_OUT = auto()
    CUT = auto()
    PROXY_DOWN = auto()
    PROXY_LOGIN = auto()
    PROXY_FORBIDS = auto()
    CERTIFICATE = auto()
    SERVER = auto()
    RATE = auto()
    DAILY_QUOTA = auto()
    NOT_DATA = auto()
    SIGN_IN = auto()
    TOKEN_REFUSED = auto()
    FORBIDDEN = auto()
    NOT_FOUND = auto()
    API_OFF = auto()
    SCOPE = auto()
    STORAGE = auto()
    POLICY = auto()
    NOT_PICKED = auto()
    TOO_LARGE = auto()
    NO_DOWNLOAD = auto()
    OFFICE_FILE = auto()
    PROTECTED = auto()
    REVISION = auto()
    EXISTS = auto()
    REFUSED = auto()
    CLOCK = auto()
    KEY_OVER = auto()
    LOGIN_OVER = auto()
    CLIENT_OVER = auto()
    DELEGATION = auto()
    TOKEN_SCOPE = auto()


@dataclass(frozen=True, slots=True)
class Fault:
    """One failed call.

    Attributes:
        kind: why.
        status: of the answer, 0 where there was none.
        words: Google's own, or a detail for the sentence: a host, a link, a time.
        asked_for: seconds that Google asked us to wait.
        in_doubt: the call changes something, and nobody knows whether it did.
    """

    kind: Kind
    status: int = 0
    words: str = ""
    asked_for: float = 0.0
    in_doubt: bool = False


class GoogleError(QaError):
    """A call that failed for good."""

    def __init__(self, message: str, fault: Fault) -> None:
        super().__init__(message)
        self.fault = fault


class GoogleAccessError(GoogleError, AccessError):
    """Somebody must allow something; the message says who and what."""


class GoogleLaterError(GoogleError, TryLaterError):
    """It cannot be done now; the next run tries again."""


class GoogleAnswerError(GoogleError, SourceError):
    """Google refuses the call or answers what nobody can read; it stops this source or document only."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What becomes of a kind of failure."""

    again: Again
    error: type[GoogleError]


_LATER, _ACCESS, _ANSWER = GoogleLaterError, GoogleAccessError, GoogleAnswerError

RULES = {
    Kind.NO_NETWORK: Rule(Again.ALWAYS, _LATER),
    Kind.TIMED_OUT: Rule(Again.IF_REPEATABLE, _LATER),
    Kind.CUT: Rule(Again.IF_REPEATABLE, _LATER),
    Kind.PROXY_DOWN: Rule(Again.ALWAYS, _LATER),
    Kind.PROXY_LOGIN: Rule(Again.NEVER, _ACCESS),
    Kind.PROXY_FORBIDS: Rule(Again.NEVER, _ACCESS),
    Kind.CERTIFICATE: Rule(Again.NEVER, _ACCESS),
    Kind.SERVER: Rule(Again.IF_REPEATABLE, _LATER),
    Kind.RATE: Rule(Again.ALWAYS, _LATER),
    Kind.DAILY_QUOTA: Rule(Again.NEVER, _LATER),
    Kind.NOT_DATA: Rule(Again.IF_REPEATABLE, _ANSWER),
    Kind.SIGN_IN: Rule(Again.NEVER, _ACCESS),
    Kind.TOKEN_REFUSED: Rule(Again.NEVER, _ACCESS),
    Kind.FORBIDDEN: Rule(Again.NEVER, _ACCESS),
    Kind.NOT_FOUND: Rule(Again.NEVER, _ACCESS),
    Kind.API_OFF: Rule(Again.NEVER, _ACCESS),
    Kind.SCOPE: Rule(Again.NEVER, _ACCESS),
    Kind.STORAGE: Rule(Again.NEVER, _ACCESS),
    Kind.POLICY: Rule(Again.NEVER, _ACCESS),
    Kind.NOT_PICKED: Rule(Again.NEVER, _ACCESS),
    Kind.TOO_LARGE: Rule(Again.NEVER, _ANSWER),
    Kind.NO_DOWNLOAD: Rule(Again.NEVER, _ANSWER),
    Kind.OFFICE_FILE: Rule(Again.NEVER, _ANSWER),
    Kind.PROTECTED: Rule(Again.NEVER, _ACCESS),
    Kind.REVISION: Rule(Again.NEVER, _LATER),
    Kind.EXISTS: Rule(Again.NEVER, _ANSWER),
    Kind.REFUSED: Rule(Again.NEVER, _ANSWER),
    Kind.CLOCK: Rule(Again.NEVER, _ACCESS),
    Kind.KEY_OVER: Rule(Again.NEVER, _ACCESS),
    Kind.LOGIN_OVER: Rule(Again.NEVER, _ACCESS),
    Kind.CLIENT_OVER: Rule(Again.NEVER, _ACCESS),
    Kind.DELEGATION: Rule(Again.NEVER, _ACCESS),
    Kind.TOKEN_SCOPE: Rule(Again.NEVER, _ACCESS),
}
