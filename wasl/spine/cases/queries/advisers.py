"""Who advises a party, by the assignments of its open cases; whoever advises a collective advises its members."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from wasl.spine.cases.enums import AssignmentRole, Status
from wasl.spine.cases.models import Assignment
from wasl.spine.cases.models.case import AssignmentQuerySet
from wasl.spine.people.models import CollectiveMember, Party


def advisers(party_ids: Sequence[int], day: date) -> dict[int, list[int]]:
    """The users assigned as advisers to the open cases of each party or of its collectives, in two queries."""
    asked = set(party_ids)
    members = CollectiveMember.objects.on(day).filter(person_id__in=asked)
    persons_of: dict[int, list[int]] = {}
    for collective, person in members.values_list("collective_id", "person_id"):
        persons_of.setdefault(collective, []).append(person)
    rows = _assigned(day).filter(case__party_id__in=asked | set(persons_of)).order_by("pk")
    found: dict[int, list[int]] = {}
    for user, party in rows.values_list("user_id", "case__party_id"):
        for one in [party] if party in asked else persons_of[party]:
            if user not in found.setdefault(one, []):
                found[one].append(user)
    return found


def advised(user_id: int | None, day: date) -> QuerySet[Party, int]:
    """Ids of the parties that this user (None: anybody) advises, members of collectives included, as a subquery."""
    rows = _assigned(day) if user_id is None else _assigned(day).filter(user_id=user_id)
    cases = rows.order_by().values("case__party_id")
    members = CollectiveMember.objects.on(day).filter(collective_id__in=cases).order_by().values("person_id")
    return Party.objects.filter(Q(pk__in=cases) | Q(pk__in=members)).order_by().values_list("pk", flat=True)


def _assigned(day: date) -> AssignmentQuerySet:
    return Assignment.objects.on(day).filter(role=AssignmentRole.ADVISER, case__status=Status.OPEN)
