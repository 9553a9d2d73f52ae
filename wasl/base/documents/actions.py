"""Keeping files."""

from __future__ import annotations

from typing import Any, BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.audit.actions import record
from wasl.base.documents import pictures, rules, shelf
from wasl.base.documents.models import File
from wasl.base.documents.slots import file_owners
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

TOO_LARGE = _("This file is larger than 10 MB. Take the photo again with less detail, or send a part of it.")
NOT_ACCEPTED = _(
    "This file is none of those accepted: PDF, photo (JPEG, PNG, WebP), Word or Excel without macros."
)
EMPTY = _("This file is empty.")
UNREADABLE = _("This picture cannot be opened. Take the photo again.")


def examine(upload: UploadedFile[Any] | BinaryIO, *, field: str = "file") -> tuple[bytes, str]:
    """The bytes to keep of an upload and their type. RuleBroken at `field` when the file is not accepted.

    Accepted: PDF, JPEG, PNG, WebP, DOCX and XLSX of at most 10 MB, as their bytes show. Pictures come back drawn
    anew, without the place and device that phones write into them.
    """
    upload.seek(0)
    content = upload.read(rules.LARGEST + 1)
    if not content:
        raise RuleBroken(EMPTY, field=field, code="empty")
    if len(content) > rules.LARGEST:
        raise RuleBroken(TOO_LARGE, field=field, code="too_large")
    kind = rules.content_type(content)
    if kind is None:
        raise RuleBroken(NOT_ACCEPTED, field=field, code="not_accepted")
    if kind in rules.PICTURES:
        try:
            content = pictures.redrawn(content, kind)
        except pictures.NotAPicture as error:
            raise RuleBroken(UNREADABLE, field=field, code="unreadable") from error
    return content, kind


@transaction.atomic
def store(
    *,
    by: Actor,
    owner_kind: str,
    owner_id: int,
    kind: str,
    upload: UploadedFile[Any] | BinaryIO,
    compartment: str = "",
    field: str = "file",
) -> File:
    """Keep an uploaded file for a record. RuleBroken (at `field`) when it is not accepted, see `examine`.

    The action that owns the record has checked that `by` may add to it. LookupError when no room answers for
    `owner_kind` in the slot `file_owners`: such a file could never be opened.
    """
    content, content_type = examine(upload, field=field)
    name = rules.tidy_name(str(getattr(upload, "name", "") or ""), content_type)
    file = File(owner_kind=owner_kind, owner_id=owner_id, kind=kind, name=name, compartment=compartment)
    return _keep(by, file, content, content_type)


@transaction.atomic
def store_bytes(
    *,
    by: Actor,
    owner_kind: str,
    owner_id: int,
    kind: str,
    name: str,
    content: bytes,
    content_type: str,
    compartment: str = "",
) -> File:
    """Keep a document that the house itself wrote (a letter, a certificate). LookupError as for `store`."""
    name = rules.tidy_name(name, content_type)
    file = File(owner_kind=owner_kind, owner_id=owner_id, kind=kind, name=name, compartment=compartment)
    return _keep(by, file, content, content_type)


def _keep(by: Actor, file: File, content: bytes, content_type: str) -> File:
    if file.owner_kind not in file_owners:
        raise LookupError(f"No room answers for the files of {file.owner_kind}.")
    file.content_type = content_type
    file.size = len(content)
    file.sha256 = shelf.put(content)
    file.authored_by(by)
    file.save()
    record(by=by, verb="documents.store", object=file, reason=f"{file.owner_kind} {file.owner_id}")
    return file


@transaction.atomic
def discard(*, by: Actor, file: File) -> None:
    """Remove a file that has served its time, and its bytes unless another record holds the same content.

    The action of the room that owns the record decides; this one only removes and writes it in the journal.
    """
    record(by=by, verb="documents.discard", object=file, reason=f"{file.owner_kind} {file.owner_id}")
    sha256 = file.sha256
    file.delete()
    transaction.on_commit(lambda: _sweep(sha256))


def _sweep(sha256: str) -> None:
    """Remove the bytes that no record holds any more."""
    if not File.objects.filter(sha256=sha256).exists():
        shelf.remove(sha256)
