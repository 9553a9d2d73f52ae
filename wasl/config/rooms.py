"""The plan of the house: every app, floor by floor, lowest first."""

from __future__ import annotations

ROOMS = (
    "wasl.kernel.installation",
    "wasl.kernel.background",
    "wasl.kernel.ui",
    "wasl.base.audit",
    "wasl.base.reference",
    "wasl.base.network",
    "wasl.base.programmes",
    "wasl.base.accounts",
    "wasl.base.documents",
    "wasl.base.procedures",
    "wasl.base.intake",
    "wasl.base.messaging",
    "wasl.spine.people",
    "wasl.spine.rights",
    "wasl.spine.matching",
    "wasl.spine.merging",
    "wasl.spine.links",
    "wasl.spine.facts",
    "wasl.spine.funding",
    "wasl.spine.cases",
    "wasl.services.reception",
    "wasl.services.calls",
    "wasl.services.referrals",
    "wasl.services.labour",
    "wasl.outcomes.ventures",
    "wasl.journeys",
    "wasl.measure.indicators",
    "wasl.doors.portal",
)
