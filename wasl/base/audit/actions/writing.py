"""Writing to the journal: the only two ways in."""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import Actor

ObjectId = Any


def record(
    *,
    by: Actor,
    verb: str,
    object: models.Model | None = None,  # noqa: A002 - the word of every caller
    kind: str = "",
    object_ids: Iterable[ObjectId] = (),
    reason: str = "",
    fields: Iterable[str] = (),
    organisation: int | None = None,
) -> Entry:
    """Write one act to the journal, in the transaction of the act itself.

    `verb` is `room.act` ("people.create"). Name the object by `object`, or by `kind` ("people.person") and
    `object_ids`. `fields` are the names of the fields changed, never their values. The entry belongs to
    `organisation`, else to that of the object, else to the actor's when they work for one only.
    """
    ids = [str(key) for key in object_ids]
    if object is not None:
        kind = kind or object._meta.label_lower
        ids = [str(object.pk), *ids]
    if organisation is None:
        organisation = _organisation_of(by, object)
    return Entry.objects.create(
        at=clock.now(),
        actor_kind=by.kind,
        actor_id=by.id,
        actor_label=by.label[:200],
        organisation_id=organisation,
        verb=verb,
        kind=kind,
        objects_text=_between_blanks(ids),
        reason=reason,
        fields=_between_blanks(fields),
    )


def record_read(
    *,
    by: Actor,
    verb: str,
    kind: str,
    object_ids: Iterable[ObjectId],
    reason: str = "",
    organisation: int | None = None,
) -> Entry:
    """Write that a page showed these objects: one entry for the page, committed before the answer leaves.

    Call it from the view, outside any transaction: inside one, RuntimeError says that the entry could
    still be rolled back while the reader keeps what they saw.
    """
    with transaction.atomic(durable=True):
        return record(
            by=by, verb=verb, kind=kind, object_ids=object_ids, reason=reason, organisation=organisation
        )


def _between_blanks(words: Iterable[Any]) -> str:
    text = " ".join(str(word) for word in words)
    return f" {text} " if text else ""


def _organisation_of(by: Actor, row: models.Model | None) -> int | None:
    if row is not None:
        if row._meta.label_lower == "network.organisation":
            return int(row.pk)
        owner = getattr(row, "organisation_id", None)
        if isinstance(owner, int):
            return owner
    mine = {grant.organisation for grant in by.grants}
    return mine.pop() if len(mine) == 1 else None
