"""The token endpoint and the page of consent: robot keys, refresh tokens and the codes of `login`."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from dataclasses import dataclass, field
from functools import cache
from typing import Final
from urllib.parse import parse_qs, urlencode, urlsplit

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.google.cloud import Identity
from tests.google.wire import Json, RefusedError, Reply, Request, json_reply

ENDPOINT: Final = "https://oauth2.googleapis.com/token"
_JWT_GRANT: Final = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_REASONABLE: Final = 300
_BAD_TIMES: Final = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)
_UNAUTHORISED: Final = (
    "Client is unauthorized to retrieve access tokens using this method, or client not authorized for any of the "
    "scopes requested."
)


class _DeniedError(Exception):
    """The endpoint says no: status, error word, description."""


@cache
def robot_key(name: str) -> rsa.RSAPrivateKey:
    """Return the key of a robot, made once."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(slots=True)
class Tokens:
    """All tokens that were given out. `skew` is what Google's clock is ahead of this machine, in seconds."""

    lifetime: int = 3600
    skew: float = 0.0
    robots: dict[str, str] = field(default_factory=dict)
    delegations: dict[str, set[str]] = field(default_factory=dict)
    _access: dict[str, tuple[Identity, float]] = field(default_factory=dict)
    _refresh: dict[str, tuple[str, str]] = field(default_factory=dict)
    _codes: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    _count: int = 0

    def now(self) -> float:
        """Return the time of Google's clock; google-auth signs with the real one, so this is the real one too."""
        return time.time() + self.skew

    def robot(self, name: str = "robot") -> Json:
        """Return the key file of a service account, as its owner downloads it."""
        email = f"{name}@school-qa.iam.gserviceaccount.com"
        self.robots[email] = name
        pem = robot_key(name).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "project_id": "school-qa",
            "private_key_id": hashlib.sha256(name.encode()).hexdigest()[:40],
            "private_key": pem.decode(),
            "client_email": email,
            "client_id": "100000000000000000001",
            "auth_uri": "https://accounts.google.com/o/oauth2/auth",
            "token_uri": ENDPOINT,
            "universe_domain": "googleapis.com",
        }

    def client(self) -> Json:
        """Return the client file of an installed app."""
        return {
            "installed": {
                "client_id": "1000-app.apps.googleusercontent.com",
                "project_id": "school-qa",
                "auth_uri": "https://accounts.google.com/o/oauth2/auth",
                "token_uri": ENDPOINT,
                "client_secret": "GOCSPX-of-the-tests",
                "redirect_uris": ["http://localhost"],
            }
        }

    def login(self, email: str, *scopes: str) -> Json:
        """Return the token file of a person who gave consent some time ago."""
        return {
            "type": "authorized_user",
            "refresh_token": self._new_refresh(email, " ".join(scopes)),
            "client_id": "1000-app.apps.googleusercontent.com",
            "client_secret": "GOCSPX-of-the-tests",
            "token_uri": ENDPOINT,
        }

    def revoke(self, email: str) -> None:
        """Let all refresh tokens of a person die, as after seven days or a changed password."""
        self._refresh = {token: (who, scopes) for token, (who, scopes) in self._refresh.items() if who != email}

    def expire(self) -> None:
        """Let all access tokens die before their time."""
        self._access = {token: (who, 0.0) for token, (who, _) in self._access.items()}

    def consent(self, url: str, email: str) -> str:
        """Return where the browser goes after a person clicked Allow on the page of an authorisation URL."""
        asked = _one_each(urlsplit(url).query)
        code = self._fresh("4/0A")
        self._codes[code] = (email, asked["scope"], asked.get("code_challenge", ""))
        back = {"state": asked.get("state", ""), "code": code, "scope": asked["scope"]}
        return f"{asked['redirect_uri']}?{urlencode(back)}"

    def identify(self, request: Request) -> Identity:
        """Return who calls.

        Raises:
            RefusedError: there is no token, or one that is unknown or too old.
        """
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        known = self._access.get(token)
        if known is None or known[1] <= self.now():
            raise RefusedError(401, "Request had invalid authentication credentials.", "authError")
        return known[0]

    def answer(self, request: Request) -> Reply:
        """Give a token, or say why not in the words of OAuth."""
        form = _one_each(request.body.decode())
        grants = {_JWT_GRANT: self._by_key, "refresh_token": self._by_refresh, "authorization_code": self._by_code}
        try:
            return json_reply(200, grants[form["grant_type"]](form))
        except _DeniedError as denied:
            status, word, description = denied.args
            return json_reply(status, {"error": word, "error_description": description})

    def _by_key(self, form: dict[str, str]) -> Json:
        """Give a token to a robot that signed its wish, or to the person for whom it may act."""
        claims = self._signed_claims(form["assertion"])
        email: str = claims["iss"]
        scopes: str = claims.get("scope", "")
        person: str = claims.get("sub", email)
        if person != email and not set(scopes.split()) <= self.delegations.get(person, set()):
            raise _DeniedError(401, "unauthorized_client", _UNAUTHORISED)
        if not scopes:
            raise _DeniedError(400, "invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        return self._grant(Identity(person, frozenset(scopes.split()), robot=person == email))

    def _signed_claims(self, assertion: str) -> Json:
        """Return what a robot claims, if its key and its clock are right."""
        signed, _, signature = assertion.rpartition(".")
        claims: Json = json.loads(_unpadded(signed.partition(".")[2]))
        if claims["iss"] not in self.robots:
            raise _DeniedError(400, "invalid_grant", "Invalid grant: account not found")
        try:
            public = robot_key(self.robots[claims["iss"]]).public_key()
            public.verify(_unpadded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise _DeniedError(400, "invalid_grant", "Invalid JWT Signature.") from None
        in_time = claims["iat"] - _REASONABLE <= self.now() <= claims["exp"] <= claims["iat"] + 3600
        if not in_time or claims["aud"] != ENDPOINT:
            raise _DeniedError(400, "invalid_grant", _BAD_TIMES)
        return claims

    def _by_refresh(self, form: dict[str, str]) -> Json:
        """Give a token to a program that a person let in."""
        known = self._refresh.get(form.get("refresh_token", ""))
        if known is None:
            raise _DeniedError(400, "invalid_grant", "Token has been expired or revoked.")
        return self._grant(Identity(known[0], frozenset(known[1].split()))) | {"scope": known[1]}

    def _by_code(self, form: dict[str, str]) -> Json:
        """Give both tokens for the code of a consent, once."""
        email, scopes, challenge = self._codes.pop(form.get("code", ""), ("", "", ""))
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        answered = not challenge or base64.urlsafe_b64encode(verifier).decode().rstrip("=") == challenge
        if not email or not answered:
            raise _DeniedError(400, "invalid_grant", "Malformed auth code.")
        granted = self._grant(Identity(email, frozenset(scopes.split())))
        return granted | {"refresh_token": self._new_refresh(email, scopes), "scope": scopes}

    def _grant(self, who: Identity) -> Json:
        """Return a fresh access token as the endpoint writes it."""
        token = self._fresh("ya29.c.")
        self._access[token] = (who, self.now() + self.lifetime)
        return {"access_token": token, "expires_in": self.lifetime, "token_type": "Bearer"}

    def _new_refresh(self, email: str, scopes: str) -> str:
        """Return a fresh refresh token."""
        token = self._fresh("1//0")
        self._refresh[token] = (email, scopes)
        return token

    def _fresh(self, prefix: str) -> str:
        """Return a token that was never given out."""
        self._count += 1
        return prefix + hashlib.sha256(f"{prefix}{self._count}".encode()).hexdigest()


def _unpadded(text: str) -> bytes:
    """Return what base64 without padding says."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _one_each(query: str) -> dict[str, str]:
    """Return the fields of a form or a query, each once."""
    return {name: values[0] for name, values in parse_qs(query).items()}
