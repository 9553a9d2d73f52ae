"""What every template may use: the actor, the navigation he may see, the state of the installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from wasl.kernel import frames
from wasl.kernel.web import actor_of


def house(request: HttpRequest) -> dict[str, Any]:
    """Context: `actor`, `navigation` (what `actor` may see), `lock_minutes` (idle time before the session locks)."""
    actor = actor_of(request)
    return {
        "actor": actor,
        "navigation": [item for item in frames.navigation if item.may(actor)],
        "lock_minutes": settings.WASL_LOCK_MINUTES,
    }
