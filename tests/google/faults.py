"""Faults on demand: which request fails next, and in what way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Final

from tests.google.wire import Ending, RefusedError, Reply, error_info, html_reply, json_reply, refusal

_DRIVE: Final = "drive."
_QUOTA = "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user'"


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to fail: a refusal instead of the work, or a reply that goes wrong after it."""

    refused: RefusedError | None = None
    headers: tuple[tuple[str, str], ...] = ()
    page: tuple[int, str] | None = None
    ending: Ending = Ending.WHOLE
    seconds: float = 0.0
    works: bool = False
    apis: tuple[str, ...] = ("",)


def _forbidden(reason: str, message: str, *apis: str, details: str = "") -> Fault:
    """Return a 403 of one kind."""
    return Fault(RefusedError(403, message, reason, error_info(details) if details else None), apis=apis or (_DRIVE,))


_DISABLED = (
    "Google API has not been used in project 123456789012 before or it is disabled. Enable it by visiting "
    "https://console.developers.google.com/apis/ then retry."
)
FAULTS: Final[dict[str, Fault]] = {
    "429": Fault(
        RefusedError(429, _QUOTA, "rateLimitExceeded", error_info("RATE_LIMIT_EXCEEDED", quota_limit_value="60"))
    ),
    "429 Retry-After": Fault(RefusedError(429, _QUOTA, "rateLimitExceeded"), headers=(("retry-after", "1"),)),
    "408": Fault(page=(408, "Request Timeout")),
    "500": Fault(RefusedError(500, "Internal error encountered.", "internalError")),
    "502": Fault(page=(502, "Bad Gateway")),
    "503": Fault(RefusedError(503, "The service is currently unavailable.", "backendError")),
    "504": Fault(page=(504, "Gateway Timeout")),
    "rateLimitExceeded": _forbidden("rateLimitExceeded", "Rate Limit Exceeded"),
    "userRateLimitExceeded": _forbidden("userRateLimitExceeded", "User Rate Limit Exceeded"),
    "dailyLimitExceeded": _forbidden("dailyLimitExceeded", "Daily Limit Exceeded"),
    "storageQuotaExceeded": _forbidden(
        "storageQuotaExceeded",
        "Service Accounts do not have storage quota. Leverage shared drives, or use OAuth delegation instead.",
    ),
    "appNotAuthorizedToFile": _forbidden("appNotAuthorizedToFile", "The user has not granted the app access."),
    "insufficientFilePermissions": _forbidden(
        "insufficientFilePermissions", "The user does not have sufficient permissions for this file."
    ),
    "domainPolicy": _forbidden("domainPolicy", "The domain administrators have disabled Drive apps."),
    "insufficientPermissions": _forbidden(
        "insufficientPermissions",
        "Request had insufficient authentication scopes.",
        "",
        details="ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    ),
    "accessNotConfigured": _forbidden("accessNotConfigured", _DISABLED, "", details="SERVICE_DISABLED"),
    "forbidden": _forbidden("forbidden", "The caller does not have permission", ""),
    "401": Fault(RefusedError(401, "Request had invalid authentication credentials.", "authError")),
    "404": Fault(RefusedError(404, "Requested entity was not found.", "notFound")),
    "slow": Fault(seconds=2.0, works=True),
    "cut": Fault(ending=Ending.SILENT),
    "no reply": Fault(ending=Ending.SILENT, works=True),
    "truncated": Fault(ending=Ending.TRUNCATED, works=True),
    "HTML": Fault(page=(200, "Sign in to the network of the guest house")),
    "HTML 403": Fault(page=(403, "Error 403 (Forbidden)!!1")),
    "invalid_grant": Fault(apis=("token",)),
}


@dataclass(frozen=True, slots=True)
class _Planned:
    """A fault that waits for its request."""

    method: str
    kind: str
    skip: int
    times: int
    seconds: float


class Faults:
    """What shall go wrong, in the order it was asked for."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []

    def next(self, method: str, kind: str, *, times: int = 1, skip: int = 0, seconds: float = 0.0) -> None:
        """Let the next requests of a method fail; `forms.*` means all of forms, `token` the token endpoint.

        `skip` requests pass before; `seconds` says how slow a slow one is.
        """
        if kind not in FAULTS:
            raise ValueError(f"there is no fault {kind!r}; there are {', '.join(FAULTS)}")
        self._planned.append(_Planned(method, kind, skip, times, seconds))

    @property
    def waiting(self) -> list[str]:
        """Return the faults that no request has met yet, as `method: kind`."""
        return [f"{planned.method}: {planned.kind}" for planned in self._planned]

    def clear(self) -> None:
        """Let everything go well from now on."""
        self._planned.clear()

    def take(self, method: str) -> tuple[str, Fault] | None:
        """Return the fault that this request meets, if any, and count it."""
        for at, planned in enumerate(self._planned):
            if not fnmatchcase(method, planned.method):
                continue
            if planned.skip:
                self._planned[at] = replace(planned, skip=planned.skip - 1)
                return None
            self._planned[at : at + 1] = [replace(planned, times=planned.times - 1)] if planned.times > 1 else []
            fault = FAULTS[planned.kind]
            return planned.kind, replace(fault, seconds=planned.seconds or fault.seconds)
        return None


def kinds_for(method: str) -> Iterable[str]:
    """Return each way in which a method can fail; the kinds of Drive's 403 do not exist elsewhere."""
    return [kind for kind, fault in FAULTS.items() if any(method.startswith(api) for api in fault.apis)]


def instead(fault: Fault, host: str) -> Reply:
    """Return what is sent instead of the work."""
    headers = dict(fault.headers)
    if fault.page:
        return html_reply(*fault.page, headers)
    if fault.refused:
        reply = refusal(host, fault.refused)
        return replace(reply, headers=reply.headers | headers)
    if fault.ending is Ending.WHOLE:
        wrong = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
        return json_reply(400, wrong)
    return Reply(200, b"", ending=fault.ending)


def after(fault: Fault, reply: Reply) -> Reply:
    """Return the reply of work that was done, on its crooked way back."""
    return replace(reply, ending=fault.ending, seconds=fault.seconds)
