"""Who advises whom, as far as conflicts of interest are concerned."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db.models import QuerySet


def advised_parties(user_id: int) -> QuerySet[Any] | list[int]:
    """Ids of the parties whose case is or was assigned to this user."""
    if not apps.is_installed("wasl.spine.cases"):
        return []
    return apps.get_model("cases", "Assignment").objects.filter(user_id=user_id).values("case__party_id")
