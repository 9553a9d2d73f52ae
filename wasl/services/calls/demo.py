"""A call for the demo, written and published through the real actions, in the three languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.calls import actions
from wasl.services.calls.actions import ZoneChoice
from wasl.services.calls.enums import CallKind
from wasl.services.calls.models import Call

if TYPE_CHECKING:
    from wasl.base.network.models import Guichet, Office
    from wasl.base.programmes.models import Programme, Strand


def open_call(
    *,
    by: Actor,
    programme: Programme,
    office: Office,
    zones: Sequence[ZoneChoice],
    code: str,
    strand: Strand | None = None,
    guichet: Guichet | None = None,
    budget_line_code: str = "",
    opened_days_ago: int = 20,
    closes_in_days: int = 25,
) -> Call:
    """A call for collective start-ups open today, so that the public pages and the desk have something to show.

    Amounts in MAD: envelope 600,000, grants of 30,000 to 100,000, at most 8.
    """
    today = clock.today()
    call = actions.create_call(
        by=by,
        programme=programme,
        office=office,
        code=code,
        title_fr=f"Start-up collectives {today.year}",
        title_ar=f"المقاولات الناشئة الجماعية {today.year}",
        title_en=f"Collective start-ups {today.year}",
        summary_fr="Pour des groupes de 3 à 5 personnes qui portent ensemble un projet d'entreprise.",
        summary_ar="لمجموعات من 3 إلى 5 أشخاص يحملون معا مشروع مقاولة.",
        summary_en="For groups of 3 to 5 people who carry a business project together.",
        envelope=Decimal(600_000),
        min_amount=Decimal(30_000),
        max_amount=Decimal(100_000),
        max_grants=8,
        opens_on=today - timedelta(days=opened_days_ago),
        closes_on=today + timedelta(days=closes_in_days),
        kind=CallKind.COLLECTIVE,
        strand=strand,
        guichet=guichet,
        budget_line_code=budget_line_code,
        contact=f"{office.name}, {office.phone}".strip(", "),
        zones=zones,
    )
    actions.publish_call(by=by, call=call)
    return call
