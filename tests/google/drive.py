"""Drive v3, files: get, list, create, update, delete, export and their content."""

from __future__ import annotations

import hashlib

from tests.google import drive_content, uploads
from tests.google.cloud import FOLDER, GOOGLE_OWN, Call, Cloud, DriveFile, Role, Service
from tests.google.drive_query import read_query
from tests.google.uploads import Media
from tests.google.wire import Json, RefusedError, Reply

_FEW = ("kind", "id", "name", "mimeType")
_QUOTA = "Service Accounts do not have storage quota. Leverage shared drives, or use OAuth delegation instead."


def file_of(cloud: Cloud, call: Call, needed: Role = "reader") -> DriveFile:
    """Return the file a call names; what the caller may not see is not there.

    Raises:
        RefusedError: 404 or 403.
    """
    wanted = call.parameters["fileId"]
    stored = cloud.files.get(wanted)
    knows_drives = call.parameters.get("supportsAllDrives") or call.method == "drive.files.export"
    if stored is None or (stored.drive and not knows_drives) or not cloud.may(call, wanted, "reader"):
        raise RefusedError(404, f"File not found: {wanted}.", "notFound")
    if not cloud.may(call, wanted, needed):
        text = "The user does not have sufficient permissions for this file."
        raise RefusedError(403, text, "insufficientFilePermissions")
    return stored


def file_json(cloud: Cloud, call: Call, stored: DriveFile) -> Json:
    """Return everything that is known of a file."""
    writes = cloud.may(call, stored.id, "writer")
    written: Json = {
        "kind": "drive#file",
        "id": stored.id,
        "name": stored.name,
        "mimeType": stored.kind,
        "description": stored.description,
        "parents": stored.parents,
        "driveId": stored.drive,
        "appProperties": stored.app_properties,
        "createdTime": stored.created,
        "modifiedTime": stored.modified,
        "version": str(stored.version),
        "ownedByMe": stored.owner == call.who.email,
        "webViewLink": f"https://drive.google.com/file/d/{stored.id}/view",
        "capabilities": {"canEdit": writes, "canAddChildren": writes and stored.kind == FOLDER},
    }
    if not stored.drive:
        written["owners"] = [{"kind": "drive#user", "emailAddress": stored.owner, "displayName": stored.owner}]
    if not stored.kind.startswith(GOOGLE_OWN):
        digest = hashlib.md5(stored.content, usedforsecurity=False).hexdigest()
        written |= {"size": str(len(stored.content)), "md5Checksum": digest, "headRevisionId": digest[:20]}
    return {name: value for name, value in written.items() if value not in ("", [], {})} | {"trashed": stored.trashed}


def _shortened(call: Call, whole: Json) -> Json:
    """Return the four fields that come when none are asked for."""
    return whole if call.parameters.get("fields") else {name: whole[name] for name in _FEW if name in whole}


def _get(cloud: Cloud, call: Call) -> Json | Reply:
    """Return a file, or with `alt=media` what is in it."""
    stored = file_of(cloud, call)
    if call.parameters.get("alt") != "media":
        return _shortened(call, file_json(cloud, call, stored))
    if stored.kind.startswith(GOOGLE_OWN):
        text = "Only files with binary content can be downloaded. Use Export with Docs Editors files."
        raise RefusedError(403, text, "fileNotDownloadable")
    return Reply(200, stored.content, {"content-type": stored.kind})


def _list(cloud: Cloud, call: Call) -> Json:
    """Return one page of what the caller sees; the trash is in it unless the query says otherwise."""
    meant = read_query(call.parameters.get("q", ""))
    everywhere = call.parameters.get("includeItemsFromAllDrives") and call.parameters.get("supportsAllDrives")
    found = []
    for stored in cloud.files.values():
        visible = cloud.may(call, stored.id, "reader")
        visible = visible and stored.id not in cloud.drives and (bool(everywhere) or not stored.drive)
        if visible and meant(stored) and not _too_new(stored):
            found.append(stored)
    start, size = int(call.parameters.get("pageToken") or 0), call.parameters.get("pageSize", 100)
    page = [_shortened(call, file_json(cloud, call, stored)) for stored in found[start : start + size]]
    answer: Json = {"kind": "drive#fileList", "incompleteSearch": False, "files": page}
    return answer | ({"nextPageToken": str(start + size)} if len(found) > start + size else {})


def _too_new(stored: DriveFile) -> bool:
    """Return whether searches do not find a file yet; each search brings it nearer."""
    stored.unseen -= stored.unseen > 0
    return stored.unseen > 0


def _create(cloud: Cloud, call: Call) -> Json | Reply:
    """Make a file, at once or by an upload in steps."""
    if call.parameters.get("uploadType") == "resumable":
        return uploads.begin(cloud, call)
    return _shortened(call, create_with(cloud, call, uploads.media_of(call)))


def create_with(cloud: Cloud, call: Call, media: Media | None) -> Json:
    """Make a file with its content; a robot has no room outside of shared drives."""
    wish = call.body
    folder = (wish.get("parents") or [""])[0]
    in_drive = folder in cloud.drives or (folder in cloud.files and cloud.files[folder].drive)
    if folder not in {"", "root"} and not cloud.may(call, folder, "writer"):
        raise RefusedError(404, f"File not found: {folder}.", "notFound")
    if in_drive and not call.parameters.get("supportsAllDrives"):
        raise RefusedError(404, f"File not found: {folder}.", "notFound")
    kind = wish.get("mimeType") or (media[1] if media else "application/octet-stream")
    if call.who.robot and not in_drive and kind != FOLDER:
        raise RefusedError(403, _QUOTA, "storageQuotaExceeded")
    if wish.get("id") in cloud.files:
        raise RefusedError(409, "A file already exists with the provided ID.", "fileIdInUse")
    if wish.get("id") and kind.startswith(GOOGLE_OWN) and kind != FOLDER:
        raise RefusedError(400, "Generated IDs are not supported for Docs Editors formats.", "invalid")
    stored = cloud.add_file(wish.get("name", "Untitled"), kind, call.who.email, "" if folder == "root" else folder)
    if wish.get("id"):
        cloud.files[wish["id"]] = cloud.files.pop(stored.id)
        stored.id = wish["id"]
    stored.app_made, stored.unseen = True, cloud.search_lag
    stored.app_properties, stored.description = dict(wish.get("appProperties", {})), wish.get("description", "")
    drive_content.fill(cloud, stored, media)
    return file_json(cloud, call, stored)


def _update(cloud: Cloud, call: Call) -> Json | Reply:
    """Change a file, its place or its content."""
    file_of(cloud, call, "writer")
    if call.parameters.get("uploadType") == "resumable":
        return uploads.begin(cloud, call)
    return _shortened(call, update_with(cloud, call, uploads.media_of(call)))


def update_with(cloud: Cloud, call: Call, media: Media | None) -> Json:
    """Change a file; new content replaces the old one whole."""
    stored, wish = file_of(cloud, call, "writer"), call.body
    stored.name, stored.description = wish.get("name", stored.name), wish.get("description", stored.description)
    stored.trashed = wish.get("trashed", stored.trashed)
    stored.app_properties |= wish.get("appProperties", {})
    gone = call.parameters.get("removeParents", "").split(",")
    added = [parent for parent in call.parameters.get("addParents", "").split(",") if parent]
    stored.parents = [parent for parent in stored.parents if parent not in gone] + added
    if media:
        drive_content.fill(cloud, stored, media)
    cloud.touch(stored.id)
    return file_json(cloud, call, stored)


def _delete(cloud: Cloud, call: Call) -> Reply:
    """Delete a file without the trash."""
    stored = file_of(cloud, call, "owner")
    for shelf in (cloud.files, cloud.forms, cloud.spreadsheets, cloud.documents):
        shelf.pop(stored.id, None)
    return Reply(204, b"")


def _export(cloud: Cloud, call: Call) -> Reply:
    """Return a document or a sheet in another format."""
    return drive_content.export(cloud, file_of(cloud, call), call.parameters["mimeType"])


def _generate(cloud: Cloud, call: Call) -> Json:
    """Return ids that a later create may use."""
    ids = [f"1{cloud.new_id('generated', 32)}" for _ in range(call.parameters.get("count", 10))]
    return {"kind": "drive#generatedIds", "space": "drive", "ids": ids}


def piece_answer(cloud: Cloud, taken: tuple[Call, Media]) -> Json:
    """Return what the last piece of an upload makes."""
    call, media = taken
    done = update_with if call.method == "drive.files.update" else create_with
    return _shortened(call, done(cloud, call, media))


SERVICES: dict[str, Service] = {
    "drive.files.get": _get,
    "drive.files.list": _list,
    "drive.files.create": _create,
    "drive.files.update": _update,
    "drive.files.delete": _delete,
    "drive.files.export": _export,
    "drive.files.generateIds": _generate,
}
