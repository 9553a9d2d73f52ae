"""Small answers asked from several places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.appointments import rules
from wasl.spine.appointments.enums import Status
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import day_bounds


def waiting_today(actor: Actor) -> int:
    """How many appointments of today, that the actor may see, still wait to be settled."""
    rows = Appointment.objects.visible_to(actor).booked()
    return rows.between(*day_bounds(clock.today())).count()


def to_settle(actor: Actor) -> int:
    """How many appointments of past days, on which the actor may act, nobody has settled."""
    first, _last = day_bounds(clock.today())
    return Appointment.objects.settled_by(actor).booked().filter(starts_at__lt=first).count()


def expected_today(office: Office) -> list[Appointment]:
    """Whom an office expects today and who has not been settled yet, by time: party and adviser read along, one query.

    Nothing of what an appointment is about is for the desk's queue: leave `subject` out of lists others can read.
    """
    rows = Appointment.objects.filter(office=office).booked().between(*day_bounds(clock.today()))
    return list(rows.select_related("party", "user").defer("subject").order_by("starts_at", "pk"))


def expected_of(party_id: int, office: Office, day: date) -> list[Appointment]:
    """The appointments of a party at an office on a day that wait to be settled, by time; one query."""
    rows = Appointment.objects.filter(party_id=party_id, office=office).booked().between(*day_bounds(day))
    return list(rows.select_related("user").order_by("starts_at", "pk"))


SHOWN = (Status.DONE, Status.NO_SHOW, Status.CANCELLED, Status.BOOKED)


@dataclass(frozen=True, slots=True)
class Presence:
    """How many came and did not, at an office and with one of its staff; `rate` of a hundred who did not come."""

    office: str
    user: str
    done: int
    no_show: int
    cancelled: int
    waiting: int

    @property
    def rate(self) -> int | None:
        return rules.rate(self.no_show, self.done + self.no_show)


def presence(actor: Actor, first: date, last: date) -> list[Presence]:
    """Who came and who did not among the appointments from `first` to `last`, by office and adviser; one query."""
    rows = Appointment.objects.visible_to(actor).between(day_bounds(first)[0], day_bounds(last)[1])
    counts = {one.value: Count("pk", filter=Q(status=one)) for one in Status}
    names = ("office__name", "user__display_name", "office_id", "user_id")
    counted = rows.order_by().values(*names).annotate(**counts).order_by(*names)
    return [
        Presence(office, user or "", done, no_show, cancelled, waiting)
        for office, user, done, no_show, cancelled, waiting in counted.values_list(
            "office__name", "user__display_name", *(one.value for one in SHOWN)
        )
    ]
