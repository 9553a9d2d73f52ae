"""What the public page of a call shows."""

from __future__ import annotations

from dataclasses import dataclass

from wasl.kernel import clock
from wasl.services.calls.enums import CallStatus
from wasl.services.calls.models import Call, CallVersion, CallZone, Criterion, EligibilityRule
from wasl.services.calls.queries.presenting import PublicResult, public_results


@dataclass(frozen=True, slots=True)
class ZoneSheet:
    """A zone with its partner and the conditions that hold there alone."""

    zone: CallZone
    conditions: tuple[EligibilityRule, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A call as the public reads it."""

    conditions: tuple[EligibilityRule, ...]
    zones: tuple[ZoneSheet, ...]
    papers: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    amendments: tuple[CallVersion, ...]
    results: tuple[PublicResult, ...]
    is_open: bool
    is_coming: bool
    days_left: int


def sheet_of(call: Call) -> Sheet:
    """Conditions common to all, then by zone; papers; amendments with their reasons; results once published."""
    rules = list(call.rules.all())
    zones = call.zones.select_related("zone", "organisation", "office")
    today = clock.today()
    published = call.status == CallStatus.PUBLISHED
    return Sheet(
        conditions=tuple(rule for rule in rules if rule.zone_id is None),
        zones=tuple(ZoneSheet(z, tuple(r for r in rules if r.zone_id == z.pk)) for z in zones),
        papers=tuple(line.strip() for line in call.papers.splitlines() if line.strip()),
        criteria=tuple(call.criteria.all()),
        amendments=tuple(call.versions.filter(number__gt=1).order_by("-number")),
        results=tuple(public_results(call)),
        is_open=call.takes_applications_on(today),
        is_coming=published and today < call.opens_on,
        days_left=(call.closes_on - today).days,
    )
