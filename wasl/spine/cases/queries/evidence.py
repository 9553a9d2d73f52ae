"""What this room answers when evidence is asked of a party."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wasl.spine.cases import rules
from wasl.spine.cases.enums import ServiceKind
from wasl.spine.cases.models import ServiceRecord
from wasl.spine.people.evidence import VALUE, Answer
from wasl.spine.people.models import Party


def advised_minutes(party: Party, on: date) -> Answer:
    """Minutes of advice this party received up to that day, all guichets together; none recorded is zero."""
    rows = _services(party, on, ServiceKind.ADVICE)
    total = Decimal(sum(minutes for _pk, minutes in rows))
    return Answer("advised_minutes", VALUE, total, "minutes", source=_source(rows))


def accompanied_hours(party: Party, on: date) -> Answer:
    """Hours of accompaniment this party received up to that day, to two decimals."""
    rows = _services(party, on, ServiceKind.ACCOMPANIMENT)
    total = rules.hours(minutes for _pk, minutes in rows)
    return Answer("accompanied_hours", VALUE, total, "hours", source=_source(rows))


def _services(party: Party, on: date, kind: str) -> list[tuple[int, int]]:
    rows = ServiceRecord.objects.standing().filter(case__party_id=party.pk, kind=kind, on__lte=on)
    return list(rows.order_by("on", "pk").values_list("pk", "minutes"))


def _source(rows: list[tuple[int, int]]) -> str:
    return ",".join(f"cases.servicerecord:{pk}" for pk, _minutes in rows)
