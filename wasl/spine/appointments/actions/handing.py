"""What becomes of appointments when a case ends or goes to a colleague, and when somebody leaves."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from wasl.base.accounts.models import User
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.appointments.actions.checks import is_free
from wasl.spine.appointments.actions.reminding import take_back
from wasl.spine.appointments.enums import Reason, Status
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import day_bounds
from wasl.spine.cases.models import Case


def case_closed(by: Actor, case: Case, day: date) -> None:
    """Cancel what is still booked in a case that is closed; asked by the slot of cases, in its transaction."""
    rows = list(Appointment.objects.filter(case=case).booked())
    for row in rows:
        Appointment.objects.booked().filter(pk=row.pk).update(
            status=Status.CANCELLED,
            reason=Reason.CASE,
            settled_at=clock.now(),
            settled_by_label=by.label[:150],
        )
        take_back(by, row)
    if rows:
        record(
            by=by,
            verb="appointments.cancel",
            kind="appointments.appointment",
            object_ids=[row.pk for row in rows],
            reason=Reason.CASE,
            organisation=case.organisation_id,
        )


def case_handed_over(by: Actor, case: Case, from_user: User, to_user: User, on: date) -> None:
    """Give the coming appointments of a case to the colleague who takes it, at its place of then; slot of cases.

    Where the colleague is taken at that time it is kept without a name, to be looked at: nobody is booked twice.
    """
    rows = Appointment.objects.filter(case=case)
    rows.booked().filter(starts_at__gte=clock.now()).update(
        organisation=case.organisation_id, office=case.office_id, programme=case.programme_id
    )
    _give(by, rows.filter(user=from_user), to_user, on)


def held_by(organisation_id: int, user: User) -> int:
    """How many coming appointments are this person's in the organisation."""
    rows = Appointment.objects.filter(organisation=organisation_id, user=user).booked()
    return rows.filter(starts_at__gte=clock.now()).count()


@transaction.atomic
def hand_over(by: Actor, organisation_id: int, user: User, to: User | None, on: date) -> int:
    """Give the appointments from the day `on` of whoever leaves to a colleague, or to whoever is there (None).

    Asked by the slot of accounts, which has checked who may. Those at which the colleague is taken go without a name.
    Returns how many were moved.
    """
    return _give(by, Appointment.objects.filter(organisation=organisation_id, user=user), to, on)


def _give(by: Actor, rows: QuerySet[Appointment], to: User | None, on: date) -> int:
    first = max(day_bounds(on)[0], clock.now())
    coming = rows.filter(status=Status.BOOKED, starts_at__gte=first).select_related("office")
    moved = []
    for row in coming.order_by("starts_at", "pk"):
        free = to is not None and is_free(row.office, row.starts_at, row.minutes, to.pk)
        moved.append(row.pk)
        # The person expected is told nothing new: the version, and with it the reminder, stays.
        Appointment.objects.filter(pk=row.pk).update(user=to if free else None)
    if moved:
        record(by=by, verb="appointments.hand_over", kind="appointments.appointment", object_ids=moved)
    return len(moved)
