"""Row scope: from an actor's grants to a condition on rows."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from wasl.kernel.actors import Actor

NOTHING = Q(pk__in=[])


def scope(
    actor: Actor,
    roles: Iterable[str],
    *,
    organisation: str | None = "organisation_id",
    office: str | None = None,
    programme: str | None = None,
) -> Q:
    """Condition on the rows that some grant of these roles covers.

    `organisation`, `office` and `programme` are field lookups on the queried model; a lookup not given is not asked
    about. The system sees every row; an actor without any of the roles sees none.
    """
    if actor.is_system:
        return Q()
    found: Q | None = None
    for grant in actor.granted(roles):
        condition = Q(**{organisation: grant.organisation}) if organisation else Q()
        if office and grant.offices is not None:
            condition &= Q(**{f"{office}__in": sorted(grant.offices)})
        if programme and grant.programmes is not None:
            condition &= Q(**{f"{programme}__in": sorted(grant.programmes)})
        found = condition if found is None else found | condition
    return NOTHING if found is None else found
