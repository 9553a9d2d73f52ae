"""What somebody who leaves still holds here.

Only ordinary complaints are counted: the number is read by administrators, and one of a circle may not be known. Those
go back to their circle, silently, when their handler leaves.
"""

from __future__ import annotations

from datetime import date

from wasl.base.accounts.models import User
from wasl.kernel.actors import Actor
from wasl.services.complaints import queries
from wasl.services.complaints.actions.steps import note_act
from wasl.services.complaints.models import Complaint
from wasl.services.complaints.models.complaint import ComplaintQuerySet


def _held(organisation_id: int, user: User) -> ComplaintQuerySet:
    return Complaint.objects.still_open().filter(organisation_id=organisation_id, handler=user)


def held(organisation_id: int, user: User) -> int:
    """How many ordinary complaints this user still handles there."""
    return _held(organisation_id, user).filter(circle="").count()


def hand_over(by: Actor, organisation_id: int, user: User, to: User | None, on: date) -> int:
    """Give them to a colleague, where that one may read them; the others go back to nobody. How many were given."""
    given = 0
    for complaint in _held(organisation_id, user).filter(circle="").order_by("pk"):
        able = to is not None and queries.able(complaint).filter(pk=to.pk).exists()
        Complaint.objects.filter(pk=complaint.pk).update(handler=to if able else None)
        note_act(by, complaint, "hand_over")
        given += 1
    _held(organisation_id, user).exclude(circle="").update(handler=None)
    return given
