"""What the screen of a waiting room shows: numbers and guichets, nobody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import QuerySet

from wasl.base.accounts.models import AccessGrant
from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.services.reception.enums import VisitStatus
from wasl.services.reception.models import Visit

PURPOSE, KIND = "reception.screen", "network.office"
# A ticket called longer ago is no longer called out, though nobody may have said yet that it was served.
CALLED_FOR = timedelta(minutes=30)
CALLED_SHOWN, WAITING_SHOWN = 6, 8


@dataclass(frozen=True, slots=True)
class Called:
    """A ticket called, and where to go (None: any desk)."""

    ticket: int
    guichet: Guichet | None


@dataclass(slots=True)
class Line:
    """The tickets that wait for a guichet: the first of them, and how many more."""

    guichet: Guichet | None
    tickets: list[int] = field(default_factory=list)
    more: int = 0


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen at one moment: the last called first, then who waits, guichet by guichet."""

    called: list[Called]
    lines: list[Line]


def screen_of(office: Office) -> Screen:
    """What the waiting room of this office sees now, in one query that reads no person."""
    rows = Visit.objects.on(clock.today()).filter(office=office, ticket__isnull=False).in_queue()
    visits = list(rows.select_related("guichet"))
    since = clock.now() - CALLED_FOR
    called = [
        one for one in visits if one.status == VisitStatus.CALLED and one.called_at and one.called_at > since
    ]
    called.sort(key=lambda one: (one.called_at, one.pk), reverse=True)
    lines: dict[int | None, Line] = {}
    for visit in visits:
        if visit.status == VisitStatus.WAITING and visit.ticket:
            line = lines.setdefault(visit.guichet_id, Line(visit.guichet))
            if len(line.tickets) < WAITING_SHOWN:
                line.tickets.append(visit.ticket)
            else:
                line.more += 1
    order = sorted(
        lines.values(), key=lambda one: (one.guichet is None, one.guichet.position if one.guichet else 0)
    )
    return Screen([Called(one.ticket or 0, one.guichet) for one in called[:CALLED_SHOWN]], order)


def links_of(office: Office) -> QuerySet[AccessGrant]:
    """The links to the screen of this office that open it today."""
    return AccessGrant.objects.live(clock.today()).filter(
        purpose=PURPOSE, object_kind=KIND, object_id=str(office.pk)
    )
