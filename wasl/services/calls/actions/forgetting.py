"""What a call forgets of a person who is erased."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q

from wasl.kernel.actors import Actor
from wasl.services.calls.models import Application, EligibilityCheck

KEPT = ("rule", "evidence", "party", "outcome", "text", "paper")


@transaction.atomic
def forget(party_id: int, by: Actor) -> None:
    """Drop from frozen answers what they say of this person or of a group with it; empty the words of its own projects.

    Outcomes, amounts and ranks stay: they are the committee's record and name nobody.
    """
    mine = Q(application__party_id=party_id) | Q(application__members__person_id=party_id)
    for check in EligibilityCheck.objects.filter(mine).distinct():
        check.answers = [_bare(answer) for answer in check.answers]
        check.save(update_fields=["answers"])
    for application in Application.objects.filter(party_id=party_id):
        application.title, application.summary = application.reference, ""
        application.save(update_fields=["title", "summary"])


def _bare(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name in KEPT}
