"""What every act on an appointment asks first."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from wasl.base.accounts.models import User
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.spine.appointments import access, rules
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import Plan, local, plans
from wasl.spine.cases.actions.checks import check_open, check_role


def check_act(by: Actor, appointment: Appointment) -> None:
    """Refused unless `by` books where the appointment is or is assigned to its case; RuleBroken on a closed case."""
    if appointment.case is not None:
        check_role(by, appointment.case, access.BOOKERS, assigned=True)
        check_open(appointment.case)
        return
    office, programme = appointment.office_id, appointment.programme_id
    check(access.holds(by, organisation=appointment.organisation_id, office=office, programme=programme))


def check_time(
    office: Office,
    starts_at: datetime,
    minutes: int,
    user_id: int | None,
    *,
    but: int | None = None,
    despite_estimate: bool = False,
) -> None:
    """RuleBroken where an appointment cannot stand: past, out of hours, a holiday, an absence, or taken.

    `but` is the appointment that moves. A holiday that the moon has yet to confirm is warned of (code "estimated")
    and accepted with `despite_estimate`. The calendar asked about is held until the end of the transaction, so that
    two who book at once are told apart.
    """
    if starts_at < clock.now():
        raise RuleBroken(_("This time is already past."), field="starts_at", code="past")
    if rules.minutes_fault(minutes):
        raise RuleBroken(_("Between one minute and eight hours."), field="minutes", code="minutes")
    _hold(office, user_id)
    day = local(starts_at).date()
    plan = plans(office, [day], [user_id])[user_id, day]
    if plan.closed:
        raise RuleBroken(plan.closed, field="starts_at", code=plan.code)
    wanted = rules.span(starts_at, minutes)
    if plan.said and not any(one.holds(wanted) for one in plan.opened):
        raise RuleBroken(_words_for_hours(plan), field="starts_at", code="hours")
    if _taken(office, wanted, minutes, user_id, but) >= (plan.places if user_id is None else 1):
        raise RuleBroken(_("Another appointment stands at that time."), field="starts_at", code="taken")
    if plan.estimated and not despite_estimate:
        words = _("%(name)s: the sight of the moon may make that day a holiday. Book all the same?")
        raise RuleBroken(words % {"name": plan.estimated}, field="despite_estimate", code="estimated")


def _words_for_hours(plan: Plan) -> str:
    hours = ", ".join(f"{local(one.start):%H:%M}–{local(one.end):%H:%M}" for one in plan.opened)
    return _("The office receives at these hours on that day: %(hours)s.") % {"hours": hours}


def _hold(office: Office, user_id: int | None) -> None:
    """Let nobody else book with the same person, or at the same office without a name, before this is written."""
    if user_id is None:
        Office.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
    else:
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)


def _taken(office: Office, wanted: rules.Span, minutes: int, user_id: int | None, but: int | None) -> int:
    first, last = rules.neighbours(wanted.start, minutes)
    rows = Appointment.objects.booked().filter(starts_at__gt=first, starts_at__lt=last, user=user_id)
    if user_id is None:
        rows = rows.filter(office=office)
    return sum(rules.span(row.starts_at, row.minutes).meets(wanted) for row in rows if row.pk != but)


def is_free(office: Office, starts_at: datetime, minutes: int, user_id: int) -> bool:
    """Whether somebody could take over an appointment that stands; holds their calendar."""
    _hold(office, user_id)
    return not _taken(office, rules.span(starts_at, minutes), minutes, user_id, None)
