"""Pairs for the tests of this room and of those above."""

from __future__ import annotations

from typing import Any

from wasl.base.network.models import Office
from wasl.spine.matching.enums import FoundBy, Verdict
from wasl.spine.matching.models import Duplicate
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person


def a_pair(
    office: Office, first: Person | None = None, second: Person | None = None, **known: Any
) -> Duplicate:
    """Two persons proposed as one, found or made; by default two new ones of this office."""
    one = first or a_person(office, "Kouassi", "Ama Patricia")
    other = second or a_person(office, "Kouassi", "Patricia")
    low, high = sorted((one.pk, other.pk))
    values = {"score": 80, "verdict": Verdict.LIKELY, "found_by": FoundBy.ALL, **known}
    made, _created = Duplicate.objects.update_or_create(
        first_id=low, second_id=high, defaults={"organisation_id": office.organisation_id, **values}
    )
    return made
