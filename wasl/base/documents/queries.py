"""Reads of files for other rooms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from wasl.base.documents import access, shelf
from wasl.base.documents.enums import Compartment
from wasl.base.documents.models import File
from wasl.kernel.actors import Actor
from wasl.kernel.frames import Text


@dataclass(frozen=True, slots=True)
class Closed:
    """Files of a record in a compartment that the actor's role opens, and has not opened: their number and the gate."""

    label: Text
    count: int
    gate: str


def files_of(owner_kind: str, owner_id: int, *, actor: Actor | None = None) -> list[File]:
    """The files of a record, newest first; with an actor, those that stand open to this actor now."""
    files = list(File.objects.of(owner_kind, owner_id))
    if actor is None:
        return files
    gates = _gates(actor, files)
    return [file for file in files if gates[file.compartment] is None]


def files_of_many(owner_kind: str, owner_ids: Collection[int]) -> list[File]:
    """The files of several records of one kind, latest first, in any compartment: for the person's own export."""
    return list(File.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids))


def closed_files_of(owner_kind: str, owner_id: int, *, actor: Actor) -> list[Closed]:
    """For each compartment of a record that the actor may open and has not: how many files wait behind its gate."""
    files = list(File.objects.of(owner_kind, owner_id).exclude(compartment=Compartment.NONE))
    counts = Counter(file.compartment for file in files)
    return [
        Closed(Compartment(code).label, counts[code], gate)
        for code, gate in _gates(actor, files).items()
        if gate
    ]


def _gates(actor: Actor, files: list[File]) -> dict[str, str | None]:
    """The gate of each compartment of these files of one record, asked once; "" for what the actor never opens."""
    return {
        file.compartment: gate_of(actor, file) if may_open(actor, file) else ""
        for file in {file.compartment: file for file in files}.values()
    }


def may_open(actor: Actor, file: File) -> bool:
    """Whether the actor may open this very file, once its compartment stands open."""
    return access.may_open(
        actor, owner_kind=file.owner_kind, owner_id=file.owner_id, compartment=file.compartment
    )


def gate_of(actor: Actor, file: File) -> str | None:
    """Where the compartment of this file is opened; None while it stands open or the file has none, "" if nowhere."""
    return access.gate_of(
        actor, owner_kind=file.owner_kind, owner_id=file.owner_id, compartment=file.compartment
    )


def content_of(file: File) -> bytes:
    """The bytes of a file, for a room that works with it. The caller has checked and logged."""
    return shelf.read(file.sha256)


def counts_of(owner_kind: str, owner_ids: Collection[int]) -> dict[int, int]:
    """How many files each of these records has; those without any are left out. One query."""
    rows = File.objects.filter(owner_kind=owner_kind, owner_id__in=owner_ids).order_by().values("owner_id")
    return {row["owner_id"]: row["held"] for row in rows.annotate(held=Count("pk"))}
