"""What the desk looks at: its offices and its queue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wasl.base.network.models import Guichet, Office
from wasl.base.network.queries import offices_for
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.reception import access, rules
from wasl.services.reception.enums import VisitStatus
from wasl.services.reception.models import Visit


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A visitor in the queue and for how many minutes they have waited."""

    visit: Visit
    minutes: int

    @property
    def called(self) -> bool:
        return self.visit.status == VisitStatus.CALLED


@dataclass(frozen=True, slots=True)
class GuichetQueue:
    """Those who wait for one guichet (None: for any desk)."""

    guichet: Guichet | None
    lines: tuple[QueueLine, ...]

    @property
    def waiting(self) -> int:
        return sum(1 for line in self.lines if not line.called)


def offices_of(actor: Actor) -> list[Office]:
    """The offices, open today, at whose desk the actor works."""
    return offices_for(actor, access.DESK, on=clock.today())


def choose_office(offices: Sequence[Office], wanted: object) -> Office | None:
    """The office wanted (its primary key, as text or number) among these, else the first."""
    found = next((office for office in offices if str(office.pk) == str(wanted)), None)
    return found or (offices[0] if offices else None)


def queue_of(office: Office) -> list[GuichetQueue]:
    """Today's queue of an office, guichet by guichet, first come first, in two queries."""
    visits = Visit.objects.on(clock.today()).filter(office=office).in_queue()
    now = clock.now()
    lines: dict[int | None, list[QueueLine]] = {}
    guichets: dict[int | None, Guichet | None] = {}
    for visit in visits.select_related("guichet", "person"):
        waited = rules.minutes_between((now - visit.arrived_at).total_seconds())
        lines.setdefault(visit.guichet_id, []).append(QueueLine(visit, waited))
        guichets[visit.guichet_id] = visit.guichet
    order = sorted(lines, key=lambda pk: (pk is None, _position(guichets[pk])))
    return [GuichetQueue(guichets[pk], tuple(lines[pk])) for pk in order]


def _position(guichet: Guichet | None) -> tuple[int, int]:
    return (guichet.position, guichet.pk) if guichet else (0, 0)


def waiting_count(actor: Actor) -> int:
    """How many people wait today at the offices of the actor."""
    offices = [office.pk for office in offices_of(actor)]
    today = Visit.objects.on(clock.today()).filter(office_id__in=offices)
    return today.filter(status=VisitStatus.WAITING).count()
