"""Uploads to Drive: in one piece with metadata, plain, or in steps that can be taken up again."""

from __future__ import annotations

import json
import re

from tests.google.cloud import Call, Cloud
from tests.google.wire import Json, RefusedError, Reply, Request, json_reply

Media = tuple[bytes, str]


def split_parts(request: Request) -> tuple[Json, Media]:
    """Return the metadata and the media of a multipart upload.

    Raises:
        RefusedError: it has other than two parts.
    """
    kind = request.headers.get("content-type", "")
    boundary = re.search(r'boundary="?([^";]+)', kind)
    pieces = request.body.split(f"--{boundary[1]}".encode()) if boundary else []
    if len(pieces) != 4:
        raise RefusedError(400, "Malformed multipart body.", "badContent")
    (_, metadata), (media_kind, media) = (_part(piece) for piece in pieces[1:3])
    read: Json = json.loads(metadata)
    return read, (media, media_kind)


def _part(piece: bytes) -> tuple[str, bytes]:
    """Return the kind and the content of one part."""
    head, content = re.split(rb"\r?\n\r?\n", piece.lstrip(b"\r\n"), maxsplit=1)
    found = re.search(rb"content-type:\s*([^\r\n;]+)", head, re.IGNORECASE)
    return (found[1].decode() if found else ""), re.sub(rb"\r?\n\Z", b"", content)


def media_of(call: Call) -> Media | None:
    """Return the media that came with a call, if any."""
    kind = call.request.headers.get("content-type", "")
    if not call.request.path.startswith("/upload/"):
        return None
    if call.parameters.get("uploadType") == "multipart":
        return split_parts(call.request)[1]
    return call.request.body, kind


def begin(cloud: Cloud, call: Call) -> Reply:
    """Open an upload in steps and say where its pieces go."""
    session = cloud.new_id("upload", 24)
    kind = call.request.headers.get("x-upload-content-type", "application/octet-stream")
    cloud.uploads[session] = {"call": call, "kind": kind, "got": b""}
    address = f"https://{call.request.host}{call.request.path}?uploadType=resumable&upload_id={session}"
    return Reply(200, b"", {"location": address, "x-guploader-uploadid": session})


def take_piece(cloud: Cloud, request: Request) -> tuple[Call, Media] | Reply:
    """Take one piece; the last one gives the call and all of its media."""
    session = cloud.uploads.get(request.query["upload_id"][0])
    if session is None:
        return json_reply(404, {"error": {"code": 404, "message": "Upload session not found."}})
    place = re.fullmatch(r"bytes (?:(\d+)-\d+|\*)/(\d+|\*)", request.headers.get("content-range", "bytes 0-0/*"))
    if place and place[1] is not None:
        session["got"] = session["got"][: int(place[1])] + request.body
    whole = "content-range" not in request.headers or (place and place[2] == str(len(session["got"])))
    if whole:
        del cloud.uploads[request.query["upload_id"][0]]
        return session["call"], (session["got"], session["kind"])
    return Reply(308, b"", {"range": f"bytes=0-{len(session['got']) - 1}"} if session["got"] else {})
