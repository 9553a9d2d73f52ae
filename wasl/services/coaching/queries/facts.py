"""The facts that this room should have recorded."""

from __future__ import annotations

from collections.abc import Iterator

from wasl.services.coaching.models import Participant
from wasl.spine.facts.enums import FactKind
from wasl.spine.facts.rules import Expected


def expected_networked() -> Iterator[Expected]:
    """One fact per person who came to an event."""
    rows = Participant.objects.filter(came=True).order_by("pk").values_list("pk", "event__on", "person_id")
    for pk, on, person in rows.iterator(chunk_size=5000):
        yield Expected("coaching.participant", pk, FactKind.NETWORKED, on, person)
