"""Forgetting a person: what would bring their former data back goes with them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from wasl.base.audit.actions import record
from wasl.kernel.actors import Actor
from wasl.spine.merging.models import Merge
from wasl.spine.people.queries import with_absorbed

ERASED = "—"


@transaction.atomic
def forget(party_id: int, by: Actor) -> None:
    """Empty what merges of this party, and of those merged into it, keep of its fields and of what people wrote.

    A key of its own for each person, thrown away here, would add nothing: it would stand in the same database and the
    same backups as what it opens. Such a merge can still be undone: rows go back, fields do not.
    """
    ids = with_absorbed([party_id])
    merges = Merge.objects.filter(Q(kept_id__in=ids) | Q(absorbed_id__in=ids) | Q(stands_in_id__in=ids))
    merges.exclude(undo_reason="").update(undo_reason=ERASED)
    count = merges.update(fields_text="", reason=ERASED)
    if count:
        record(by=by, verb="merging.forget", kind="people.party", object_ids=ids)
