"""Who has an appointment at an office on a day, and whether they came to the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wasl.base.network.models import Office
from wasl.kernel.actors import Actor
from wasl.services.reception.models import Visit
from wasl.spine.appointments.enums import Status
from wasl.spine.appointments.models import Appointment
from wasl.spine.appointments.queries.days import day_bounds
from wasl.spine.cases.enums import Mode
from wasl.spine.people.models import Party, Person

THERE = (Mode.OFFICE, Mode.GROUP)


@dataclass(frozen=True, slots=True)
class Expected:
    """An appointment: with whom of the staff (`adviser`, empty: whoever is there), and the visit of that day."""

    appointment: Appointment
    visit: Visit | None
    may_welcome: bool

    @property
    def starts_at(self) -> datetime:
        return self.appointment.starts_at

    @property
    def party(self) -> Party:
        return self.appointment.party

    @property
    def adviser(self) -> str:
        return self.appointment.user.display_name if self.appointment.user else ""

    @property
    def arrived(self) -> bool:
        """A visit of that day says so, or the adviser did."""
        return self.visit is not None or self.appointment.status == Status.DONE

    @property
    def absent(self) -> bool:
        """The adviser said that nobody came, and no visit says otherwise."""
        return self.visit is None and self.appointment.status == Status.NO_SHOW


def expected_on(actor: Actor, office: Office, day: date) -> list[Expected]:
    """The appointments of `day` at `office`, in the office itself, that the actor may see, by time; three queries.

    What an appointment is about is not read. A person who came twice that day is shown with the first visit.
    """
    rows = (
        Appointment.objects.visible_to(actor).filter(office=office, mode__in=THERE).between(*day_bounds(day))
    )
    shown = rows.exclude(status=Status.CANCELLED).select_related("party", "user").defer("subject")
    appointments = list(shown.order_by("starts_at", "pk"))
    if not appointments:
        return []
    ids = {one.party_id for one in appointments}
    known = set(Person.objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    visits = Visit.objects.standing().on(day).filter(office=office, person_id__in=ids)
    came = {visit.person_id: visit for visit in visits.order_by("-arrived_at", "-pk")}
    return [
        Expected(one, came.get(one.party_id), one.status == Status.BOOKED and one.party_id in known)
        for one in appointments
    ]


def expected_again(
    actor: Actor, person: Person, office: Office, day: date
) -> tuple[list[Expected], Visit | None]:
    """The appointments of a person at `office` that day, and their latest visit of that day there, if any."""
    latest = Visit.objects.standing().on(day).filter(office=office, person_id=person.pk)
    found = [one for one in expected_on(actor, office, day) if one.party.pk == person.pk]
    return found, latest.order_by("-arrived_at", "-pk").first()
