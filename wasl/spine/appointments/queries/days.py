"""What each day is for an office and for one of its staff: opened, closed, a holiday, an absence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from wasl.base.network.models import Office
from wasl.spine.appointments import rules
from wasl.spine.appointments.models import Absence, Closure, OfficeTimetable


@dataclass(frozen=True, slots=True)
class Plan:
    """A day at an office: when it is opened; `said` is False where nobody has said its hours (any hour will do).

    `closed` says in words why nobody is received. `estimated` names a holiday that the moon has yet to confirm.
    """

    day: date
    opened: tuple[rules.Span, ...]
    said: bool
    closed: str = ""
    code: str = ""
    estimated: str = ""
    places: int = 1


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """The first instant of the day and of the next one, in the installation's time zone."""
    return at(day, time.min), at(day + timedelta(days=1), time.min)


def local(instant: datetime) -> datetime:
    """The instant in the installation's time zone."""
    return instant.astimezone(timezone.get_current_timezone())


def at(day: date, hour: time) -> datetime:
    """That hour of that day, in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day, hour))


def plans(
    office: Office, days: Sequence[date], user_ids: Sequence[int | None] = (None,)
) -> dict[tuple[int | None, date], Plan]:
    """The plan of each day (in order) for an office (None) and for some of its staff; four queries at most."""
    first, last = days[0], days[-1]
    rows = OfficeTimetable.objects.filter(office=office).meeting(first, last).prefetch_related("hours")
    timetables = [(row, row.as_rule) for row in rows]
    closures = list(Closure.objects.filter(office=office).meeting(first, last))
    named = [pk for pk in user_ids if pk is not None]
    absences = list(Absence.objects.filter(user__in=named).meeting(first, last)) if named else []
    found = {}
    for day in days:
        closure = next((one for one in closures if one.starts_on <= day <= one.ends_on), None)
        away = {one.user_id for one in absences if one.starts_on <= day <= one.ends_on}
        for pk in user_ids:
            found[pk, day] = _plan(office, day, timetables, closure, absent=pk in away)
    return found


def _plan(
    office: Office,
    day: date,
    timetables: Sequence[tuple[OfficeTimetable, rules.Timetable]],
    closure: Closure | None,
    *,
    absent: bool,
) -> Plan:
    holiday = rules.holiday(day, (get_language() or "fr")[:2])
    code, closed = "", ""
    if not office.open_on(day):
        code, closed = "office", _("The office is not open on that day.")
    elif holiday and not holiday.estimated:
        code, closed = "holiday", _("Public holiday: %(name)s.") % {"name": holiday.name}
    elif closure:
        code, closed = "closure", _("The office is closed: %(reason)s.") % {"reason": closure.reason}
    elif absent:
        code, closed = "absent", _("This person is absent on that day.")
    hours = rules.stretches([rule for _row, rule in timetables], day)
    said = hours is not None
    if hours is None:
        hours = rules.USUAL if day.weekday() in rules.USUAL_DAYS else ()
    elif not hours and not closed:
        code, closed = "rest", _("The office receives nobody on that day of the week.")
    opened = () if closed else tuple(rules.Span(at(day, one), at(day, other)) for one, other in hours)
    prevailing = rules.prevailing([rule for _row, rule in timetables], day)
    places = next((row.places for row, rule in timetables if rule is prevailing), 1)
    estimated = holiday.name if holiday and holiday.estimated else ""
    return Plan(day, opened, said, closed, code, estimated, places)
