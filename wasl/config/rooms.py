"""The plan of the house: every app, floor by floor, lowest first."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent

PLAN = (
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
    "wasl.spine.people",
    "wasl.spine.facts",
    "wasl.spine.funding",
    "wasl.spine.cases",
    "wasl.services.reception",
    "wasl.services.calls",
    "wasl.outcomes.ventures",
    "wasl.journeys",
    "wasl.measure.indicators",
    "wasl.doors.portal",
)


def _stands(name: str) -> bool:
    """While the house is being built: a room is lived in once its first migration stands."""
    room = _PACKAGE.parent / name.replace(".", "/")
    built = (room / "migrations" / "0001_initial.py").exists() or "makemigrations" in sys.argv
    return (room / "apps.py").exists() and (built or not (room / "models").exists())


ROOMS = [name for name in PLAN if _stands(name)]
