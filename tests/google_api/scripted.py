"""A Google that says what a test wrote down, behind a real proxy with real TLS, and a time that stands still."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from pipeline.google_api import Feature, Google, open_google
from pipeline.google_api.retrying import Pace
from pipeline.model.google import GoogleAccess
from tests.google.certificates import write_bundle
from tests.google.proxy import Proxy
from tests.google.token import Tokens
from tests.google.wire import Reply, Request, json_reply

NOW = datetime(2026, 9, 1, 8, 0, 0, tzinfo=UTC)
ROBOT = "robot@school-qa.iam.gserviceaccount.com"
FORM, SHEET = "1FAIform", "1sheet"
GOOD = json_reply(200, {"formId": FORM, "spreadsheetId": SHEET})
ALL = tuple(Feature)


class Standing:
    """Time that passes only by waiting, and dice that always fall the same."""

    def __init__(self, dice: float = 0.5) -> None:
        self.waits: list[float] = []
        self._passed = 0.0
        self.pace = Pace(self._sleep, lambda: self._passed, lambda: dice, lambda: NOW)

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self._passed += seconds


class Scripted:
    """Answers requests in the order of the script; the last answer is given for ever. Tokens are given freely."""

    def __init__(self, folder: Path) -> None:
        self.script: list[Reply] = [GOOD]
        self.token_script: list[Reply] = []
        self.asked: list[Request] = []
        self.tokens = 0
        self.folder = folder
        self.time = Standing()
        self._proxy = Proxy(self._answer)
        self.access = GoogleAccess(
            proxy=self._proxy.url,
            ca_bundle=str(write_bundle(folder / "authority.pem")),
            credentials_file=str(secret(folder / "robot.json", Tokens().robot())),
            patience_seconds=90.0,
        )

    def says(self, *replies: Reply) -> None:
        """Write the script."""
        self.script = list(replies)

    def open(self, wanted: Iterable[Feature] = ALL, access: GoogleAccess | None = None) -> Google:
        """Return Google as the product opens it."""
        return open_google(access or self.access, wanted, lambda: NOW, self.time.pace)

    def close(self) -> None:
        """Stop answering."""
        self._proxy.close()

    def _answer(self, request: Request) -> Reply:
        if request.host == "oauth2.googleapis.com":
            self.tokens += 1
            token = {"access_token": f"ya29.{self.tokens}", "expires_in": 3600, "token_type": "Bearer"}
            return self.token_script.pop(0) if self.token_script else json_reply(200, token)
        self.asked.append(request)
        return self.script.pop(0) if len(self.script) > 1 else self.script[0]


def secret(path: Path, said: object) -> Path:
    """Write a file with a secret that only we may read."""
    path.write_text(said if isinstance(said, str) else json.dumps(said), encoding="utf-8")
    path.chmod(0o600)
    return path


def read_form(google: Google) -> object:
    """Make a call that is safe to repeat."""
    return google.api("forms", "v1").forms().get(formId=FORM).execute()


def write_sheet(google: Google) -> object:
    """Make a call that is not."""
    return google.sheets().http_client.batch_update(SHEET, {"requests": []})
