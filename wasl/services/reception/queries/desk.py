"""What the desk looks at: its offices and its queue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from wasl.base.network.models import Guichet, Office
from wasl.base.network.queries import offices_for
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.services.reception import access, rules
from wasl.services.reception.enums import VisitStatus
from wasl.services.reception.models import Visit
from wasl.services.reception.models.visit import VisitQuerySet
from wasl.services.reception.rules.wait import expected_wait, service_minutes

# How far back, in days and in services of an office, the expected wait looks.
SERVICE_DAYS, SERVICES = 60, 300
# Lines of a guichet that the desk shows; on a day of crowds the others stand in the list of visits.
SHOWN = 20
IN_QUEUE = (VisitStatus.WAITING, VisitStatus.CALLED)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A visitor in the queue: for how many minutes they have waited and about how many more they will.

    `wait` is None for whoever is called, and where too few services are known to say.
    """

    visit: Visit
    minutes: int
    wait: int | None = None

    @property
    def called(self) -> bool:
        return self.visit.status == VisitStatus.CALLED


@dataclass(frozen=True, slots=True)
class GuichetQueue:
    """Those who wait for one guichet (None: for any desk): the called first, then first come first."""

    guichet: Guichet | None
    lines: tuple[QueueLine, ...]

    @property
    def waiting(self) -> int:
        return sum(1 for line in self.lines if not line.called)

    @property
    def shown(self) -> tuple[QueueLine, ...]:
        """The first lines, whoever is called before the others."""
        return self.lines[:SHOWN]

    @property
    def more(self) -> int:
        """How many lines are not shown."""
        return len(self.lines) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Queue:
    """The day at one office: those in the queue by guichet, and those who are done with, the latest first."""

    groups: tuple[GuichetQueue, ...]
    done: tuple[Visit, ...]

    @property
    def waiting(self) -> int:
        return sum(group.waiting for group in self.groups)

    @property
    def person_ids(self) -> list[int]:
        """The known people who are shown."""
        lines = [line.visit for group in self.groups for line in group.shown]
        return [visit.person_id for visit in (*lines, *self.done) if visit.person_id]


def offices_of(actor: Actor) -> list[Office]:
    """The offices, open today, at whose desk the actor works."""
    return offices_for(actor, access.DESK, on=clock.today())


def choose_office(offices: Sequence[Office], wanted: object) -> Office | None:
    """The office wanted (its primary key, as text or number) among these, else the first."""
    found = next((office for office in offices if str(office.pk) == str(wanted)), None)
    return found or (offices[0] if offices else None)


def guichets_of(office: Office, on: date) -> list[Guichet]:
    """The guichets of the office's organisation open on that day, in their order."""
    return list(Guichet.objects.open_on(on).filter(organisation_id=office.organisation_id))


def queue_of(office: Office) -> Queue:
    """Today's queue of an office, guichet by guichet, in two queries however many came."""
    rows = Visit.objects.standing().on(clock.today()).filter(office=office, ticket__isnull=False)
    visits = list(rows.select_related("guichet", "person").order_by("arrived_at", "pk"))
    by_guichet: dict[int | None, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.status in IN_QUEUE:
            by_guichet[visit.guichet_id].append(visit)
    services = _services(office) if by_guichet else {}
    groups = [
        GuichetQueue(queued[0].guichet, tuple(_lines(queued, services.get(pk, []))))
        for pk, queued in by_guichet.items()
    ]
    groups.sort(key=lambda group: (group.guichet is None, _position(group.guichet)))
    done = [visit for visit in reversed(visits) if visit.status not in IN_QUEUE]
    return Queue(tuple(groups), tuple(done))


def wait_for(visit: Visit) -> int | None:
    """About how many minutes this visitor will wait; None when they no longer wait or nobody can say."""
    place = Q(guichet_id=visit.guichet_id) if visit.guichet_id else Q(guichet=None)
    queued = Visit.objects.on(visit.day).filter(place, office_id=visit.office_id).in_queue()
    lines = _lines(list(queued), service_minutes(_service_seconds(visit.office_id, visit.guichet_id)))
    return next((line.wait for line in lines if line.visit.pk == visit.pk), None)


def _lines(queued: list[Visit], services: Sequence[float]) -> Iterable[QueueLine]:
    """The lines of one guichet; `ahead` counts whoever is called there too."""
    now = clock.now()
    queued = sorted(queued, key=lambda visit: visit.status != VisitStatus.CALLED)
    for ahead, visit in enumerate(queued):
        waited = rules.minutes_between((now - visit.arrived_at).total_seconds())
        called = visit.status == VisitStatus.CALLED
        yield QueueLine(visit, waited, None if called else expected_wait(services, ahead))


def _services(office: Office) -> dict[int | None, list[float]]:
    """The minutes of the last services of an office by guichet, in one query."""
    seconds: dict[int | None, list[float]] = defaultdict(list)
    for guichet, called_at, served_at in _served(office.pk).values_list(
        "guichet_id", "called_at", "served_at"
    )[:SERVICES]:
        if called_at and served_at:
            seconds[guichet].append((served_at - called_at).total_seconds())
    return {guichet: service_minutes(known) for guichet, known in seconds.items()}


def _service_seconds(office_id: int, guichet_id: int | None) -> list[float]:
    place = Q(guichet_id=guichet_id) if guichet_id else Q(guichet=None)
    rows = _served(office_id).filter(place).values_list("called_at", "served_at")[:SERVICES]
    return [(served - called).total_seconds() for called, served in rows if called and served]


def _served(office_id: int) -> VisitQuerySet:
    since = clock.now() - timedelta(days=SERVICE_DAYS)
    rows = Visit.objects.filter(office_id=office_id, called_at__isnull=False, served_at__gte=since)
    return rows.filter(status=VisitStatus.SERVED).order_by("-served_at", "-pk")


def _position(guichet: Guichet | None) -> tuple[int, int]:
    return (guichet.position, guichet.pk) if guichet else (0, 0)


def waiting_count(actor: Actor) -> int:
    """How many visits wait today at the offices of the actor."""
    offices = [office.pk for office in offices_of(actor)]
    today = Visit.objects.on(clock.today()).filter(office_id__in=offices)
    return today.filter(status=VisitStatus.WAITING).count()
