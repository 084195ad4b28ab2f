"""Drive v3, people: who we are, who may see a file, what they remark, and shared drives."""

from __future__ import annotations

from tests.google.cloud import Call, Cloud, Role, Service
from tests.google.drive import file_of
from tests.google.wire import Json, RefusedError, Reply

_NEEDS_FIELDS = "The 'fields' parameter is required for this method."
_API_ROLES: dict[str, Role] = {
    "reader": "reader",
    "commenter": "commenter",
    "writer": "writer",
    "owner": "owner",
    "fileOrganizer": "writer",
    "organizer": "writer",
}


def _need_fields(call: Call) -> None:
    """Refuse a call that does not say what it wants.

    Raises:
        RefusedError: `fields` is missing.
    """
    if not call.parameters.get("fields"):
        raise RefusedError(400, _NEEDS_FIELDS, "required")


def _about(cloud: Cloud, call: Call) -> Json:
    """Return who calls and how much room is left."""
    _need_fields(call)
    user = {"kind": "drive#user", "emailAddress": call.who.email, "displayName": call.who.email, "me": True}
    quota = {"limit": "0" if call.who.robot else "16106127360", "usage": "0", "usageInDrive": "0"}
    return {"kind": "drive#about", "user": user, "storageQuota": quota}


def _comments(cloud: Cloud, call: Call) -> Json:
    """Return remarks, the resolved ones too."""
    _need_fields(call)
    stored = file_of_anywhere(cloud, call)
    deleted = call.parameters.get("includeDeleted", False)
    found = [comment for comment in stored if deleted or not comment["deleted"]]
    start, size = int(call.parameters.get("pageToken") or 0), call.parameters.get("pageSize", 20)
    answer: Json = {"kind": "drive#commentList", "comments": found[start : start + size]}
    return answer | ({"nextPageToken": str(start + size)} if len(found) > start + size else {})


def file_of_anywhere(cloud: Cloud, call: Call) -> list[Json]:
    """Return the remarks on a file; comments know no `supportsAllDrives`."""
    wanted = call.parameters["fileId"]
    if wanted not in cloud.files or not cloud.may(call, wanted, "reader"):
        raise RefusedError(404, f"File not found: {wanted}.", "notFound")
    return cloud.files[wanted].comments


def _permission(email: str, role: str) -> Json:
    """Return a permission as Drive writes it."""
    if email == "anyone":
        return {"kind": "drive#permission", "id": "anyoneWithLink", "type": "anyone", "role": role}
    known = str(sum(map(ord, email)) * 7919)
    return {"kind": "drive#permission", "id": known, "type": "user", "role": role, "emailAddress": email}


def _permissions(cloud: Cloud, call: Call) -> Json:
    """Return who may see a file, for those who may edit it."""
    stored = file_of(cloud, call, "writer")
    shared = dict(stored.people) | ({"anyone": stored.anyone} if stored.anyone else {})
    return {"kind": "drive#permissionList", "permissions": [_permission(who, role) for who, role in shared.items()]}


def _share(cloud: Cloud, call: Call) -> Json:
    """Let somebody in; an owner is not made by sharing."""
    stored = file_of(cloud, call, "writer")
    wish = call.body
    role = _API_ROLES.get(wish.get("role", ""))
    if role is None or wish.get("type") not in {"user", "group", "domain", "anyone"}:
        raise RefusedError(400, "The permission type and role fields are required.", "required")
    if role == "owner" and not call.parameters.get("transferOwnership"):
        raise RefusedError(403, "The transferOwnership parameter must be enabled.", "forbidden")
    who = "anyone" if wish["type"] == "anyone" else wish.get("emailAddress") or wish.get("domain", "")
    cloud.share(stored.id, who, role)
    if who != "anyone" and call.parameters.get("sendNotificationEmail", True):
        cloud.mails.append((who, call.parameters.get("emailMessage", "")))
    return _permission(who, wish["role"])


def _unshare(cloud: Cloud, call: Call) -> Reply:
    """Shut somebody out."""
    stored = file_of(cloud, call, "writer")
    wanted = call.parameters["permissionId"]
    if wanted == "anyoneWithLink":
        stored.anyone = None
    stored.people = {who: role for who, role in stored.people.items() if _permission(who, role)["id"] != wanted}
    return Reply(204, b"")


def _drives(cloud: Cloud, call: Call) -> Json:
    """Return the shared drives of the caller."""
    mine = [drive for drive in cloud.drives if cloud.role(drive, call.who.email)]
    return {"kind": "drive#driveList", "drives": [_drive_json(cloud, drive) for drive in mine]}


def _drive(cloud: Cloud, call: Call) -> Json:
    """Return one shared drive."""
    wanted = call.parameters["driveId"]
    if wanted not in cloud.drives or not cloud.role(wanted, call.who.email):
        raise RefusedError(404, f"Shared drive not found: {wanted}", "notFound")
    return _drive_json(cloud, wanted)


def _drive_json(cloud: Cloud, drive: str) -> Json:
    """Return a shared drive as Drive writes it."""
    return {"kind": "drive#drive", "id": drive, "name": cloud.drives[drive]}


SERVICES: dict[str, Service] = {
    "drive.about.get": _about,
    "drive.comments.list": _comments,
    "drive.permissions.list": _permissions,
    "drive.permissions.create": _share,
    "drive.permissions.delete": _unshare,
    "drive.drives.list": _drives,
    "drive.drives.get": _drive,
}
