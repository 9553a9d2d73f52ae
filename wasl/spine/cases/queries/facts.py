"""The facts that the records of this room ask for."""

from __future__ import annotations

from collections.abc import Iterator

from wasl.spine.cases.enums import FACT_OF
from wasl.spine.cases.models import ServiceRecord
from wasl.spine.facts.rules import Expected


def expected_services() -> Iterator[Expected]:
    """One fact per service: what, when, for which party."""
    rows = ServiceRecord.objects.standing().order_by("pk").values_list("pk", "kind", "on", "case__party_id")
    for pk, kind, on, party in rows.iterator(chunk_size=5000):
        yield Expected("cases.servicerecord", pk, FACT_OF[kind], on, party)
