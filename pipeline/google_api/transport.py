"""The one way to Google: an adapter below a `requests.Session` that waits, tries again and words what failed.

Both Google libraries, and google-auth, go through it; none of them sees a failed answer, waits or repeats by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3 import ProxyManager
from urllib3.connection import HTTPConnection

from pipeline.google_api.answers import Answer, fault_of_answer
from pipeline.google_api.cut_calls import fault_of_exception
from pipeline.google_api.faults import RULES, Fault, Kind
from pipeline.google_api.places import TOKEN_HOSTS, Place, is_google, is_repeatable, place_of
from pipeline.google_api.retrying import (
    Again,
    Pace,
    Patience,
    Tried,
    asked_wait,
    clock_difference,
    may_repeat,
    next_wait,
)
from pipeline.google_api.sentences import Asking, error_for, in_doubt
from pipeline.google_api.token_answers import fault_of_token_answer
from pipeline.google_api.tokens import Tokens

_SECONDS = (10.0, 60.0)  # to connect, and between two pieces of an answer
# After one of these, the next call is made once only: a dead network must not cost its patience at every sheet.
_WEARING = frozenset({Kind.NO_NETWORK, Kind.PROXY_DOWN, Kind.TIMED_OUT, Kind.CUT, Kind.RATE})


@dataclass(frozen=True, slots=True)
class _Call:
    """One call as its caller sees it, however often it is made."""

    request: requests.PreparedRequest
    place: Place
    repeatable: bool
    started: float


class PatientAdapter(HTTPAdapter):
    """Sends each request until it succeeds, may not be repeated, or the patience is over.

    Attributes:
        tokens: gives the token of calls to Google's services; None for reading without an account.
        ahead: how far this machine's clock is ahead of Google's, by the last answer.
        tally: how many requests went out, by method and host; repeated ones count.
    """

    def __init__(self, asking: Asking, pace: Pace, seconds: tuple[float, float] = _SECONDS) -> None:
        super().__init__(max_retries=0)
        self._seconds = seconds
        self.tokens: Tokens | None = None
        self.ahead: timedelta | None = None
        self.tally: Counter[str] = Counter()
        self._asking = asking
        self._pace = pace
        self._worn = False
        self._declared: ContextVar[bool] = ContextVar("declared_repeatable", default=False)

    def proxy_manager_for(self, proxy: str, **settings: Any) -> ProxyManager:  # noqa: ANN401 - as requests declares it
        """Return the way through the proxy; small writes go out at once, as they do without a proxy."""
        made: ProxyManager = super().proxy_manager_for(
            proxy, **settings, socket_options=HTTPConnection.default_socket_options
        )
        return made

    @contextmanager
    def repeatable(self) -> Iterator[None]:
        """Declare that the calls of this block do no harm when they are made twice."""
        before = self._declared.set(True)
        try:
            yield
        finally:
            self._declared.reset(before)

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002 - the whole answer is always read here, where a cut is met
        timeout: object = None,  # noqa: ARG002 - nobody may wait for ever
        verify: bool | str = True,  # noqa: ARG002 - the settings say whom to trust
        cert: object = None,  # noqa: ARG002 - no client certificates
        proxies: Mapping[str, str] | None = None,  # noqa: ARG002 - the settings name the proxy
    ) -> requests.Response:
        """Return the answer, a good one.

        Raises:
            GoogleError: it failed for good.
        """
        method, url = request.method or "GET", request.url or ""
        headers = {name.lower(): str(value) for name, value in request.headers.items()}
        repeatable = self._declared.get() or is_repeatable(method, url, headers)
        return self._until_done(_Call(request, place_of(method, url), repeatable, self._pace.monotonic()))

    def _until_done(self, call: _Call) -> requests.Response:
        calls, renewed, doubtful = 0, False, False
        while True:
            found = self._once(call)
            calls += 1
            if isinstance(found, requests.Response):
                self._worn = False
                return found
            if found.kind is Kind.TOKEN_REFUSED and self.tokens is not None and not renewed:
                self.tokens.renew(_token_of(call.request))
                renewed = True
                continue
            doubtful = doubtful or (call.place.changes and RULES[found.kind].again is Again.IF_REPEATABLE)
            self._wait_or_raise(call, in_doubt(found) if doubtful else found, calls)

    def _wait_or_raise(self, call: _Call, fault: Fault, calls: int) -> None:
        """Wait for the next try, or raise the fault in words."""
        tried = Tried(calls, self._pace.monotonic() - call.started)
        wait = None
        if may_repeat(RULES[fault.kind].again, repeatable=call.repeatable):
            patience = Patience(0.0 if self._worn else self._asking.access.patience_seconds)
            wait = next_wait(patience, tried, self._pace.random(), fault.asked_for)
        if wait is None:
            self._worn = fault.kind in _WEARING
            raise error_for(fault, call.place, replace(self._asking, seconds=tried.seconds)) from None
        self._pace.sleep(wait)

    def _once(self, call: _Call) -> requests.Response | Fault:
        """Make the call one time; return its answer or why there is none."""
        request, access = call.request, self._asking.access
        if self.tokens is not None and is_google(call.place.host):
            request.headers["Authorization"] = f"Bearer {self.tokens.current()}"
        self.tally[f"{request.method} {call.place.host}"] += 1
        try:
            found = super().send(
                request,
                timeout=self._seconds,
                verify=access.ca_bundle or True,
                proxies={"https": access.proxy} if access.proxy else None,
            )
            answer = Answer(found.status_code, {k.lower(): v for k, v in found.headers.items()}, found.content)
        except (requests.RequestException, OSError) as error:
            return fault_of_exception(error)
        fault = self._look_at(call, answer)
        return found if fault is None else replace(fault, asked_for=asked_wait(answer.headers, self._pace.now()))

    def _look_at(self, call: _Call, answer: Answer) -> Fault | None:
        self.ahead = clock_difference(answer.headers, self._pace.now()) or self.ahead
        if call.place.host in TOKEN_HOSTS:
            return fault_of_token_answer(answer, self.ahead, robot=self._asking.account.kind == "robot")
        return fault_of_answer(call.request.url or "", call.request.method or "GET", answer)


def _token_of(request: requests.PreparedRequest) -> str:
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


def open_session(adapter: PatientAdapter) -> requests.Session:
    """Return the one session: https only, and neither the environment nor `.netrc` is looked at."""
    session = requests.Session()
    session.trust_env = False
    session.adapters.clear()
    session.mount("https://", adapter)
    session.headers["User-Agent"] = "qa-pipeline"
    return session
