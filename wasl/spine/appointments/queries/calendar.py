"""The calendar of an office and of one of its staff, by week and by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Q

from wasl.base.accounts.models import User
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.appointments import rules
from wasl.spine.appointments.enums import Status
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import Plan, at, day_bounds, local, plans


@dataclass(slots=True)
class Cell:
    """Half an hour of a column: what begins in it, whether it can be booked (with whom), or is taken."""

    starts_at: datetime
    user_id: int | None = None
    free: bool = False
    taken: bool = False
    rows: list[Appointment] = field(default_factory=list)


@dataclass(slots=True)
class Lane:
    """A column of the calendar: a day, or one of the staff on that day (None: whoever is free)."""

    plan: Plan
    user: User | None
    cells: list[Cell]


@dataclass(slots=True)
class Line:
    """A line of the calendar: an hour of the day, and the cells of all columns."""

    hour: time
    cells: list[Cell]


@dataclass(slots=True)
class Calendar:
    lanes: list[Lane]
    lines: list[Line]
    shown: list[Appointment]


def calendar(
    actor: Actor,
    office: Office,
    days: Sequence[date],
    users: Sequence[User | None],
    *,
    everybody: bool = False,
) -> Calendar:
    """The calendar of some days for one of the staff (None: those without a name), or of one day for several.

    With `everybody` a single column shows all appointments of the office, whoever they are with; what is free there
    is free for whoever is there. Appointments out of the actor's scope only show that the time is taken. The number
    of queries does not grow with the appointments.
    """
    first, last = day_bounds(days[0])[0], day_bounds(days[-1])[1]
    ids = [None if one is None else one.pk for one in users]
    held = Q(user__in=[pk for pk in ids if pk is not None]) | Q(office=office, user=None)
    busy = list(Appointment.objects.filter(held).booked().between(first, last))
    seen = Appointment.objects.visible_to(actor).filter(office=office).between(first, last)
    shown = list(seen.exclude(status=Status.CANCELLED).with_shown().order_by("starts_at", "pk"))
    planned = plans(office, days, ids)
    lanes = []
    for day in days:
        for pk, user in zip(ids, users, strict=True):
            own = [row for row in busy if row.user_id == pk and _day(row) == day]
            listed = [row for row in shown if (everybody or row.user_id == pk) and _day(row) == day]
            plan = planned[pk, day]
            lanes.append(Lane(plan, user, _cells(plan, own, listed, pk)))
    hours = sorted({_hour(cell.starts_at) for lane in lanes for cell in lane.cells})
    lines = [Line(hour, [_cell_at(lane, hour) for lane in lanes]) for hour in hours]
    return Calendar(lanes, lines, [row for lane in lanes for cell in lane.cells for row in cell.rows])


def free_on(office: Office, day: date, user_id: int | None, minutes: int) -> list[rules.Span]:
    """The slots of a day still free for one of the staff, or for whoever is there (None), from now on."""
    plan = plans(office, [day], [user_id])[user_id, day]
    rows = Appointment.objects.booked().between(*day_bounds(day)).filter(user=user_id)
    if user_id is None:
        rows = rows.filter(office=office)
    taken = [rules.span(row.starts_at, row.minutes) for row in rows]
    places = plan.places if user_id is None else 1
    return rules.free_slots(plan.opened, taken, minutes=minutes, after=clock.now(), places=places)


def _day(row: Appointment) -> date:
    return local(row.starts_at).date()


def _hour(instant: datetime) -> time:
    return local(instant).time()


def _cells(
    plan: Plan, own: Sequence[Appointment], listed: Sequence[Appointment], user_id: int | None
) -> list[Cell]:
    """The half hours of a column, within what is opened, and those in which something stands outside it."""
    taken = [rules.span(row.starts_at, row.minutes) for row in own]
    step = timedelta(minutes=rules.STEP)
    starts = {one.start for one in rules.free_slots(plan.opened, (), minutes=rules.STEP)}
    starts |= {_begin(row.starts_at) for row in listed}
    places = plan.places if user_id is None else 1
    free = rules.free_slots(plan.opened, taken, minutes=rules.STEP, after=clock.now(), places=places)
    open_at = {one.start for one in free}
    cells = []
    for start in sorted(starts):
        cell = Cell(
            start,
            user_id,
            free=start in open_at,
            rows=[row for row in listed if _begin(row.starts_at) == start],
        )
        cell.taken = not cell.rows and any(one.meets(rules.Span(start, start + step)) for one in taken)
        cells.append(cell)
    return cells


def _begin(instant: datetime) -> datetime:
    """The half hour in which an instant lies."""
    here = local(instant)
    return at(here.date(), time(here.hour, here.minute // rules.STEP * rules.STEP))


def _cell_at(lane: Lane, hour: time) -> Cell:
    found = next((cell for cell in lane.cells if _hour(cell.starts_at) == hour), None)
    return found or Cell(at(lane.plan.day, hour))
