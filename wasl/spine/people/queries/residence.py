"""Residence statuses as the rules read them."""

from __future__ import annotations

from datetime import date

from wasl.spine.people import rules
from wasl.spine.people.models import Person, ResidenceStatus


def residence_on(persons: list[Person], on: date) -> dict[int, rules.Regular]:
    """Whether the stay of each person is regular on that day, by person id, in one query."""
    history: dict[int, list[rules.Held]] = {person.pk: [] for person in persons}
    for row in ResidenceStatus.objects.known_on(on).filter(person_id__in=list(history)):
        history[row.person_id].append(rules.Held(row.status, row.valid_from, row.valid_to, row.pk))
    return {
        person.pk: rules.regular_on(person.nationality_id or "", history[person.pk], on) for person in persons
    }
