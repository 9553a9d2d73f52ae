"""Small answers asked from several places."""

from __future__ import annotations

from datetime import date

from wasl.kernel.actors import Actor
from wasl.spine.cases.enums import Status
from wasl.spine.cases.models import Case, PlanItem


def open_case_of(party_id: int, *, guichet_id: int, office_id: int) -> Case | None:
    """The case that is open for this party at this guichet of this office, if there is one."""
    rows = Case.objects.open().filter(party_id=party_id, guichet_id=guichet_id, office_id=office_id)
    return rows.with_shown().first()


def overdue_steps(actor: Actor, today: date) -> int:
    """How many steps due before today stand in the open cases the actor is assigned to."""
    cases = Case.objects.visible_to(actor).of(actor).filter(status=Status.OPEN)
    return PlanItem.objects.to_do().filter(case__in=cases, due_on__lt=today).count()
