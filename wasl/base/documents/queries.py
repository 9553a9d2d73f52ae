"""Reads of files for other rooms."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count

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


def counts_of(owner_kind: str, owner_ids: Collection[int]) -> dict[int, int]:
    """How many files each of these records has; those without any are left out. One query."""
    rows = File.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids).order_by().values("owner_id")
    return {row["owner_id"]: row["held"] for row in rows.annotate(held=Count("pk"))}
