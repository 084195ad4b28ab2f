"""One wording per kind of failure: what, where, who must do what. Pure.

No sentence holds a secret; Google's own words are cut, and addresses in them are masked. The one address that is
printed is that of the account which things must be shared with.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from pipeline.google_api.faults import RULES, Fault, GoogleError, Kind
from pipeline.google_api.places import Place
from pipeline.model.google import GoogleAccess, GoogleAccount
from pipeline.rich_text.addresses import mask_addresses

_LONGEST_WORDS = 240
_LIBRARY = "https://console.cloud.google.com/apis/library"
_LOG_IN = "log in again and consent to all that is asked: qa-pipeline login"
_OUR_FAULT = "this program asked for too little: please report it, with the features that your settings switch on"
_NO_REASON = "no reason given"
_LATER = "Nothing is lost; the next run tries again."

_SENTENCES = {
    Kind.NO_NETWORK: "{host} cannot be reached. {later} If this lasts, check the network of this machine{way}.",
    Kind.TIMED_OUT: "{host} gave no answer in time{lasted}. {later}",
    Kind.CUT: "The connection to {host} was cut before the answer was whole. {later}",
    Kind.PROXY_DOWN: "The proxy {proxy} does not let us through to {host}. {later} If this lasts, check google.proxy "
    "in the settings.",
    Kind.PROXY_LOGIN: "The proxy {proxy} wants a name and a password. Set google.proxy to "
    '"http://NAME:PASSWORD@HOST:PORT", best in the environment: QA_GOOGLE_PROXY.',
    Kind.PROXY_FORBIDS: "The proxy {proxy} forbids {host}. Ask whoever runs it to allow {hosts}.",
    Kind.CERTIFICATE: "The certificate shown for {host} is not trusted: {words}. If your network looks into encrypted "
    "connections, ask for its certificate authority as a PEM file and name it in the settings as google.ca_bundle; "
    "otherwise check the clock of this machine.",
    Kind.SERVER: "{Name} has answered with a fault of its own ({status}){lasted}. {later} If it lasts "
    "for a day, check that {who} may open it: Google sometimes answers so where a right is missing.",
    Kind.RATE: "{Name} is asked too often: its quota per minute was spent{lasted}. {later} If it "
    "lasts, let fewer programs use the same account, or wait longer with google.patience_seconds.",
    Kind.DAILY_QUOTA: "A quota of {name} is spent for today ({words}). {later}",
    Kind.NOT_DATA: "{Name} answered with {words} instead of its data. If your network shows a log-in page of its own, "
    "log in there; then run again.",
    Kind.SIGN_IN: "{Name} can no longer be read by everyone with its link: Google shows a sign-in page. Open {link} "
    'and choose "Share" and "Anyone with the link", or use a robot account.',
    Kind.TOKEN_REFUSED: "Google does not accept the token of {who}, not even a new one. Make sure that the account "
    "still exists, then {renew}.",
    Kind.FORBIDDEN: "{Who} may not {do} {name}{said}. {Share}, then run again.",
    Kind.NOT_FOUND: "{Who} finds nothing at {name}{said}: its id is mistyped, it was deleted, or it is not shared with "
    "this account. Check the id in the settings; {share}.",
    Kind.API_OFF: '{Service} is switched off in the Cloud project of {who}. Open {page} and choose "Enable", wait some '
    "minutes, then run again.",
    Kind.SCOPE: "The rights that {who} was given do not cover {name}. {Widen}.",
    Kind.STORAGE: "There is no room for a new file of {who}: {room}.",
    Kind.POLICY: "The rules of the Google Workspace domain forbid this for {name}. Ask its administrator to let "
    "{who} in, or use an account of that domain.",
    Kind.NOT_PICKED: "{Who} may only use files that this program made, and {name} was made by hand. {Widen}.",
    Kind.TOO_LARGE: "{Name} is too large for Google to hand out ({words}). Split it, or send a copy as a file.",
    Kind.NO_DOWNLOAD: "{Name} cannot be downloaded: it is no file but a document of Google's, or its owner forbids "
    "downloads. Name it by its kind in the settings.",
    Kind.OFFICE_FILE: "{Name} is an Excel or Word file that lies in Drive, not one of Google's own. Open {link} and "
    'choose "File" and "Save as Google Sheets" (or Docs), then put the new id into the settings.',
    Kind.PROTECTED: "{Who} may not change protected cells of {name}. Open {link} and choose "
    '"Data" and "Protect sheets and ranges", then let {address} edit.',
    Kind.REVISION: "{Name} was changed while it was being read. {later}",
    Kind.EXISTS: "{Name} refuses to make what is there already ({words}).",
    Kind.REFUSED: "{Name} refused the call ({status}: {words}). Check it with: qa-pipeline check",
    Kind.CLOCK: "Google refuses {who} because the clock of this machine is {clock}. Set the clock (on Linux: sudo "
    "timedatectl set-ntp true), then run again.",
    Kind.KEY_OVER: "Google no longer accepts the key in {file} ({words}): the key or its account {address} was deleted "
    "or disabled. Make a new JSON key for the account in the Cloud console, put it in that place, and run again.",
    Kind.LOGIN_OVER: "The consent in {file} has ended ({words}). Log in again: qa-pipeline login. If this happens "
    'every seven days, the consent screen of your Cloud project is in the state "Testing": open '
    'https://console.cloud.google.com/auth/audience and choose "Publish app", then log in once more. A changed '
    "password or six months without use end a consent too.",
    Kind.CLIENT_OVER: "The OAuth client that {file} belongs to was deleted or changed ({words}). Download the client "
    "again from the Cloud console, then: qa-pipeline login",
    Kind.DELEGATION: "Google does not let {who} act with these rights ({words}). If it acts for a Workspace domain, "
    "its administrator must allow exactly these scopes for its client id: {scopes}.",
    Kind.TOKEN_SCOPE: "Google does not know one of these rights, or the consent does not hold it: {scopes}. {Widen}.",
}
_ROOMS = {
    "robot": "robot accounts own no storage. Let a person make the file and share it with {address} as Editor, or use "
    "a folder of a shared drive",
    "person": "its storage is full. Delete something, or use a folder of a shared drive",
}
_HOSTS = ", ".join(f"{name}.googleapis.com" for name in ("oauth2", "www", "forms", "sheets", "docs"))


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asked, by which way, and for how long.

    Attributes:
        account: who we are.
        access: the way.
        scopes: the rights we asked for.
        seconds: how long the call was tried.
    """

    account: GoogleAccount
    access: GoogleAccess
    scopes: tuple[str, ...] = ()
    seconds: float = 0.0


def error_for(fault: Fault, place: Place, asking: Asking) -> GoogleError:
    """Return the error that ends a call, in words."""
    if fault.kind is Kind.FORBIDDEN and place.changes and not place.id and asking.account.kind == "robot":
        fault = replace(fault, kind=Kind.STORAGE)  # nothing can be shared here: it was to own something new
    rule = RULES[fault.kind]
    text = _SENTENCES[fault.kind].format_map(_fields(fault, place, asking))
    if fault.in_doubt:
        text += f" It is not known whether the change to {place.name} was made; the next run looks before it writes."
    return rule.error(text, fault)


def in_doubt(fault: Fault) -> Fault:
    """Return the fault as one of a call that may have been carried out."""
    return replace(fault, in_doubt=True)


def without_password(proxy: str) -> str:
    """Return host and port of a proxy, for messages."""
    parts = urlsplit(proxy)
    return f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname or "in the settings"


def _fields(fault: Fault, place: Place, asking: Asking) -> dict[str, str]:
    account, words = asking.account, _spoken(fault.words)
    who, share, renew = _who(account), _share(place, account), _renew(account)
    proxy = without_password(asking.access.proxy)
    room = _ROOMS.get(account.kind, _ROOMS["person"]).format(address=account.address)
    lasted = f" for {asking.seconds:.0f} seconds" if asking.seconds >= 1 else ""
    said = f" ({words})" if words and not place.id else ""
    fields = {"name": place.name, "who": who, "share": share, "renew": renew, "service": place.service}
    fields["widen"] = _OUR_FAULT if account.kind == "robot" else _LOG_IN
    return (
        fields
        | {key.capitalize(): text[:1].upper() + text[1:] for key, text in fields.items()}
        | {
            "host": place.host,
            "link": place.link or "it",
            "do": "change" if place.changes else "read",
            "words": words or _NO_REASON,
        }
        | {"later": _LATER, "lasted": lasted, "said": said, "status": str(fault.status), "room": room}
        | {"proxy": proxy, "way": f" and the proxy {proxy}" if asking.access.proxy else "", "hosts": _HOSTS}
        | {
            "file": account.file or "the key file",
            "address": account.address or "this account",
            "scopes": " ".join(asking.scopes),
        }
        | {"clock": fault.words or "wrong", "page": fault.words if "://" in fault.words else _LIBRARY}
    )


def _who(account: GoogleAccount) -> str:
    if account.kind == "robot":
        return f"the robot account {account.address}"
    if account.kind == "person":
        return f"the person who logged in ({account.address})" if account.address else "the person who logged in"
    return "this program, which uses no account"


def _share(place: Place, account: GoogleAccount) -> str:
    """Return who must share what with whom, as steps."""
    if not place.id or not account.address:
        return "let its owner share it with the account that this program uses"
    if place.noun == "form":
        return f'open {place.link} and choose ⋮ and "Add collaborators", then add {account.address} as Editor'
    return f'open {place.link} and choose "Share", then add {account.address} as {place.right}'


def _renew(account: GoogleAccount) -> str:
    if account.kind == "robot":
        return f"make a new JSON key for it in the Cloud console and put it in {account.file}"
    return _LOG_IN


def _spoken(words: str) -> str:
    """Return Google's words on one line, cut, and without addresses."""
    line = mask_addresses(" ".join(words.split()), "[address]")
    return line if len(line) <= _LONGEST_WORDS else line[:_LONGEST_WORDS] + "…"
