"""Addresses for browsers: a sheet that is shared by link, read as CSV without any account."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from tests.google.cloud import Cloud
from tests.google.wire import Reply, Request, html_reply

HOSTS: Final = {"docs.google.com", "doc-0s-sheets.googleusercontent.com", "accounts.google.com"}
_EXPORT: Final = re.compile(r"/spreadsheets/d/([\w-]+)/export")


def web_page(cloud: Cloud, request: Request) -> Reply:
    """Answer a browser: a shared sheet goes round two corners, all else ends at a page that asks to sign in."""
    if request.host == "accounts.google.com":
        return html_reply(200, "Sign in - Google Accounts")
    found = _EXPORT.fullmatch(request.path)
    if not found or found[1] not in cloud.spreadsheets:
        return html_reply(404, "Page Not Found")
    if not cloud.files[found[1]].anyone:
        return html_reply(302, "Moved Temporarily", {"location": "https://accounts.google.com/v3/signin/identifier"})
    if request.host == "docs.google.com":
        corner = f"https://doc-0s-sheets.googleusercontent.com{request.target}"
        return html_reply(307, "Temporary Redirect", {"location": corner})
    return _csv(cloud, found[1], request.query)


def _csv(cloud: Cloud, sheet_id: str, query: dict[str, list[str]]) -> Reply:
    """Return what the screen shows of a sheet: CRLF between rows, quotes where they are needed."""
    sheet = cloud.spreadsheets[sheet_id]
    wanted = query.get("gid", [str(sheet.tabs[0].id)])[0]
    tab = next((tab for tab in sheet.tabs if str(tab.id) == wanted), None)
    if query.get("format") != ["csv"] or tab is None:
        return html_reply(400, "Bad Request")
    text = io.StringIO(newline="")
    csv.writer(text).writerows(tab.texts())
    name = f'attachment; filename="{cloud.files[sheet_id].name} - {tab.title}.csv"'
    headers = {"content-type": "text/csv", "content-disposition": name.encode("ascii", "replace").decode()}
    return Reply(200, text.getvalue().removesuffix("\r\n").encode(), headers)
