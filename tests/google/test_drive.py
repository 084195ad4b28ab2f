"""Drive v3 as the unmodified client meets it."""

from __future__ import annotations

import io
from collections.abc import Iterator

import docx
import pytest
import requests
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaInMemoryUpload

from tests.google import clients
from tests.google.clients import Api
from tests.google.cloud import DOC, FOLDER, SHEET
from tests.google.conftest import ROBOT
from tests.google.doc_model import FakeDoc
from tests.google.drive_content import DOCX
from tests.google.google import Google

ORGANISER = "organiser@example.org"
FILE_SCOPE = "https://www.googleapis.com/auth/drive.file"
ALL = {"supportsAllDrives": True}


@pytest.fixture
def own(google: Google) -> Iterator[Api]:
    """Give Drive's files as the organiser's account sees them, with the smallest scope."""
    login = google.tokens.login(ORGANISER, FILE_SCOPE)
    with clients.authorised(google, clients.person_credentials(login)) as session:
        yield clients.service(session, "drive.v3").files()


def word_file(*lines: str) -> bytes:
    """Return a Word file."""
    made, content = docx.Document(), io.BytesIO()
    for line in lines:
        made.add_paragraph(line)
    made.save(content)
    return content.getvalue()


def test_a_file_is_made_once_under_its_property(own: Api) -> None:
    """Four fields come back by default; a search by property finds it, quotes escaped."""
    media = MediaInMemoryUpload(b"%PDF-1.7\r\n\x00\xff\n", "application/pdf")
    wish = {"name": "It's", "appProperties": {"qa": "heinrich-2"}}
    made = own.create(body=wish, media_body=media).execute()
    assert made == {"kind": "drive#file", "id": made["id"], "name": "It's", "mimeType": "application/pdf"}
    query = r"appProperties has { key='qa' and value='heinrich-2' } and name = 'It\'s' and trashed = false"
    assert [one["id"] for one in own.list(q=query).execute()["files"]] == [made["id"]]
    assert own.get_media(fileId=made["id"]).execute() == b"%PDF-1.7\r\n\x00\xff\n"
    assert own.get(fileId=made["id"], fields="size,version").execute() == {"size": "13", "version": "1"}


@pytest.mark.parametrize("size", [10, 700_000])
def test_an_upload_in_steps(own: Api, size: int) -> None:
    """A resumable upload takes as many pieces as it needs."""
    content = bytes(range(256)) * (size // 256 + 1)
    media = MediaInMemoryUpload(content, "application/pdf", chunksize=262_144, resumable=True)
    made = own.create(body={"name": "a.pdf"}, media_body=media, fields="id,size").execute()
    assert made["size"] == str(len(content))
    again = MediaInMemoryUpload(content[:5], "application/pdf", resumable=True)
    own.update(fileId=made["id"], media_body=again).execute()
    assert own.get_media(fileId=made["id"]).execute() == content[:5]


def test_a_word_file_becomes_a_doc_and_comes_back_as_words(google: Google, own: Api) -> None:
    """Conversion keeps the words; an upload over it replaces all; a Doc has no bytes of its own."""
    media = MediaInMemoryUpload(word_file("Slide 3. Why?", "LH: "), DOCX)
    made = own.create(body={"name": "Questions", "mimeType": DOC}, media_body=media).execute()["id"]
    assert google.cloud.documents[made].lines() == ["Slide 3. Why?", "LH: "]
    assert own.export(fileId=made, mimeType="text/plain").execute() == "\ufeffSlide 3. Why?\r\nLH: ".encode()
    exported = docx.Document(io.BytesIO(own.export(fileId=made, mimeType=DOCX).execute()))
    assert [one.text for one in exported.paragraphs] == ["Slide 3. Why?", "LH: "]
    with pytest.raises(HttpError, match="fileNotDownloadable"):
        own.get_media(fileId=made).execute()
    own.update(fileId=made, media_body=MediaInMemoryUpload(b"other", "text/plain")).execute()
    assert google.cloud.documents[made].lines() == ["other"]


def test_a_robot_has_no_room_but_in_a_shared_drive(google: Google, files: Api) -> None:
    """Even in a folder shared with it, a robot's file is refused; in a shared drive every call must say so."""
    folder, drive = google.people.folder("Answers", ROBOT), google.people.shared_drive("School", ROBOT)
    media = MediaInMemoryUpload(b"a,1/2", "text/csv")
    with pytest.raises(HttpError, match="storageQuotaExceeded"):
        files.create(body={"name": "a", "parents": [folder]}, media_body=media).execute()
    files.create(body={"name": "folder", "mimeType": FOLDER, "parents": [folder]}).execute()
    wish = {"name": "a", "mimeType": SHEET, "parents": [drive]}
    made = files.create(body=wish, media_body=media, **ALL).execute()["id"]
    assert google.cloud.spreadsheets[made].tabs[0].texts() == [["a", "1/2"]]
    assert files.list(q=f"mimeType = '{SHEET}'", **ALL).execute()["files"] == []
    assert len(files.list(q=f"'{drive}' in parents", includeItemsFromAllDrives=True, **ALL).execute()["files"]) == 1
    with pytest.raises(HttpError, match="File not found"):
        files.get(fileId=made).execute()
    assert files.get(fileId=made, fields="driveId", **ALL).execute() == {"driveId": drive}


def test_what_was_made_by_hand_is_not_there_for_a_small_scope(google: Google, own: Api) -> None:
    """`drive.file` opens only what this program made."""
    by_hand = google.people.document("By hand").id
    with pytest.raises(HttpError) as refused:
        own.get(fileId=by_hand).execute()
    assert refused.value.status_code == 404
    assert own.list().execute()["files"] == []


def test_an_id_of_ones_own_makes_a_retry_safe(own: Api) -> None:
    """A second create under the same id is 409; Docs take no such id."""
    known = own.generateIds(count=1).execute()["ids"][0]
    own.create(body={"id": known, "name": "a"}).execute()
    with pytest.raises(HttpError) as refused:
        own.create(body={"id": known, "name": "a"}).execute()
    assert refused.value.status_code == 409
    with pytest.raises(HttpError, match="not supported"):
        own.create(body={"id": known + "b", "name": "a", "mimeType": DOC}).execute()


def test_lists_have_pages_lag_and_a_trash(google: Google, own: Api) -> None:
    """A new file may be late in searches, a list has pages, and trashed files are in it unless left out."""
    google.cloud.search_lag = 2
    ids = [own.create(body={"name": f"{number}"}).execute()["id"] for number in range(3)]
    assert [len(own.list().execute()["files"]) for _ in range(3)] == [0, 3, 3]
    page = own.list(pageSize=2).execute()
    assert len(own.list(pageSize=2, pageToken=page["nextPageToken"]).execute()["files"]) == 1
    own.update(fileId=ids[0], body={"trashed": True}).execute()
    assert [len(own.list(**how).execute()["files"]) for how in ({}, {"q": "trashed = false"})] == [3, 2]
    own.delete(fileId=ids[0]).execute()
    assert len(own.list().execute()["files"]) == 2
    with pytest.raises(HttpError, match="Invalid Value"):
        own.list(q="name = It's").execute()


def test_comments_need_fields_and_come_resolved_too(google: Google, session: requests.Session, doc: FakeDoc) -> None:
    """Without `fields` it is 400; deleted remarks come only when asked for."""
    comments = clients.service(session, "drive.v3").comments()
    google.people.comment(doc.id, "A Lecturer", "See slide 4", "Why")["resolved"] = True
    google.people.comment(doc.id, "A Lecturer", "")["deleted"] = True
    with pytest.raises(HttpError, match="'fields' parameter is required"):
        comments.list(fileId=doc.id).execute()
    (found,) = comments.list(fileId=doc.id, fields="comments(content,resolved,quotedFileContent)").execute()["comments"]
    assert (found["content"], found["resolved"], found["quotedFileContent"]["value"]) == ("See slide 4", True, "Why")
    assert len(comments.list(fileId=doc.id, fields="*", includeDeleted=True).execute()["comments"]) == 2


def test_who_we_are_and_who_may_see_a_file(google: Google, session: requests.Session, doc: FakeDoc) -> None:
    """`about` names the account; sharing sends a mail unless told not to."""
    drive = clients.service(session, "drive.v3")
    assert drive.about().get(fields="user/emailAddress").execute() == {"user": {"emailAddress": ROBOT}}
    wish = {"type": "user", "role": "reader", "emailAddress": "a@example.org"}
    drive.permissions().create(fileId=doc.id, body=wish).execute()
    made = drive.permissions().create(fileId=doc.id, body={"type": "anyone", "role": "reader"}).execute()
    assert google.cloud.mails == [("a@example.org", "")]
    listed = drive.permissions().list(fileId=doc.id, fields="permissions(role)").execute()["permissions"]
    assert sorted(one["role"] for one in listed) == ["owner", "reader", "reader", "writer"]
    drive.permissions().delete(fileId=doc.id, permissionId=made["id"]).execute()
    assert google.cloud.files[doc.id].anyone is None
    google.people.shared_drive("School", ROBOT)
    (school,) = drive.drives().list().execute()["drives"]
    assert drive.drives().get(driveId=school["id"]).execute()["name"] == "School"


def test_errors_of_drive_list_their_reasons(google: Google, files: Api, doc: FakeDoc) -> None:
    """Drive's refusals name domain and reason, and each kind can be asked for."""
    google.faults.next("drive.files.get", "userRateLimitExceeded")
    with pytest.raises(HttpError) as refused:
        files.get(fileId=doc.id).execute()
    assert refused.value.error_details[0]["reason"] == "userRateLimitExceeded"
    assert refused.value.error_details[0]["domain"] == "usageLimits"
