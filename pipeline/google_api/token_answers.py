"""From what the token endpoint says to a kind of failure. Pure."""

from __future__ import annotations

import re
from datetime import timedelta

from pipeline.google_api.answers import Answer, fault_of_answer, read_json
from pipeline.google_api.faults import Fault, Kind

# `error`, a word of `error_description` or nothing, and what it means for a robot and for a person.
_MEANINGS = (
    ("invalid_grant", re.compile(r"reasonable timeframe|\biat\b|\bexp\b|issued at|too (?:early|late)"), Kind.CLOCK),
    ("invalid_grant", re.compile(r"signature|account not found|disabled|invalid jwt", re.IGNORECASE), Kind.KEY_OVER),
    ("invalid_grant", re.compile(""), Kind.LOGIN_OVER),
    ("unauthorized_client", re.compile(""), Kind.DELEGATION),
    ("invalid_client", re.compile(""), Kind.CLIENT_OVER),
    ("deleted_client", re.compile(""), Kind.CLIENT_OVER),
    ("disabled_client", re.compile(""), Kind.CLIENT_OVER),
    ("invalid_scope", re.compile(""), Kind.TOKEN_SCOPE),
    ("access_denied", re.compile(""), Kind.POLICY),
    ("admin_policy_enforced", re.compile(""), Kind.POLICY),
    ("org_internal", re.compile(""), Kind.POLICY),
    ("rate_limit_exceeded", re.compile(""), Kind.RATE),
    ("internal_failure", re.compile(""), Kind.SERVER),
    ("server_error", re.compile(""), Kind.SERVER),
    ("temporarily_unavailable", re.compile(""), Kind.SERVER),
)
_CLOCK_COUNTS = timedelta(minutes=1)


def fault_of_token_answer(answer: Answer, ahead: timedelta | None, *, robot: bool) -> Fault | None:
    """Return why no token was given, or None if there is one.

    Args:
        answer: of the token endpoint.
        ahead: how far this machine's clock is ahead of Google's.
        robot: a robot account's key was shown, not a person's consent.
    """
    url = "https://oauth2.googleapis.com/token"
    said = read_json(answer.body)
    if not isinstance(said, dict) or not isinstance(said.get("error"), str):
        has_token = isinstance(said, dict) and isinstance(said.get("access_token"), str)
        if answer.status < 300 and not has_token:
            return Fault(Kind.NOT_DATA, answer.status, "no token")
        return fault_of_answer(url, "POST", answer)
    kind = _meaning(said["error"], str(said.get("error_description", "")), robot=robot)
    if kind is None:
        return fault_of_answer(url, "POST", answer)
    if kind in {Kind.KEY_OVER, Kind.CLOCK} and robot and ahead is not None and abs(ahead) > _CLOCK_COUNTS:
        kind = Kind.CLOCK
    return Fault(kind, answer.status, _clock(ahead) if kind is Kind.CLOCK else _spoken(said))


def _meaning(error: str, description: str, *, robot: bool) -> Kind | None:
    kind = next((kind for name, word, kind in _MEANINGS if name == error and word.search(description)), None)
    if robot and kind is Kind.LOGIN_OVER:
        return Kind.KEY_OVER
    return Kind.LOGIN_OVER if not robot and kind in {Kind.KEY_OVER, Kind.CLOCK} else kind


def _clock(ahead: timedelta | None) -> str:
    """Return how far the clock is off, as people say it; "" where nobody knows."""
    if ahead is None or abs(ahead) <= _CLOCK_COUNTS:
        return ""
    minutes = round(abs(ahead).total_seconds() / 60)
    span = f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60)} hours"
    return f"{span} {'ahead of' if ahead > timedelta() else 'behind'} Google's"


def _spoken(said: dict[str, object]) -> str:
    return f"{said['error']}: {said.get('error_description', '')}".strip(": ")
