"""The visits of people, for their own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from wasl.kernel.actors import Actor
from wasl.services.reception.models import Visit
from wasl.spine.people.models import Party
from wasl.spine.people.slots import TimelineEntry


def last_seen(party_ids: Sequence[int]) -> Mapping[int, date]:
    """The day of the last visit of each person who came."""
    rows = Visit.objects.standing().filter(person_id__in=list(party_ids)).order_by()
    return dict(rows.values_list("person_id").annotate(Max("day")))


def timeline_entries(actor: Actor, party_ids: Sequence[int]) -> list[TimelineEntry]:
    """The visits that the actor may read, as lines of the story of these parties."""
    rows = Visit.objects.visible_to(actor).standing().filter(person_id__in=list(party_ids))
    return [
        TimelineEntry(
            at=visit.arrived_at,
            title=_("Came to %(office)s") % {"office": visit.office.name},
            text=visit.reason_text,
            href=visit.get_absolute_url(),
            icon="door",
        )
        for visit in rows.select_related("office").order_by("-arrived_at", "-pk")[:200]
    ]


def visits_of(actor: Actor, party: Party, *, limit: int = 5) -> tuple[int, list[Visit]]:
    """How many visits of a person the actor may read, and the latest of them."""
    rows = Visit.objects.visible_to(actor).standing().filter(person_id=party.pk)
    return rows.count(), list(rows.select_related("office").order_by("-arrived_at", "-pk")[:limit])
