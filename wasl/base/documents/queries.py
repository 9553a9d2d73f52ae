"""Reads of files for other rooms."""

from __future__ import annotations

from wasl.base.documents import access, shelf
from wasl.base.documents.models import File
from wasl.kernel.actors import Actor


def files_of(owner_kind: str, owner_id: int, *, actor: Actor | None = None) -> list[File]:
    """The files of a record, newest first; with an actor, those this actor may open."""
    files = list(File.objects.of(owner_kind, owner_id))
    if actor is None:
        return files
    return [file for file in files if may_open(actor, file)]


def may_open(actor: Actor, file: File) -> bool:
    """Whether the actor may open this very file."""
    return access.may_open(
        actor, owner_kind=file.owner_kind, owner_id=file.owner_id, compartment=file.compartment
    )


def content_of(file: File) -> bytes:
    """The bytes of a file, for a room that works with it. The caller has checked and logged."""
    return shelf.read(file.sha256)
