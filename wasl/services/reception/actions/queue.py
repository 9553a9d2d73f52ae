"""Whose turn it is. Two desks never serve the same ticket: the first wins, the other is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import Conflict
from wasl.kernel.workflow import Transition, Workflow
from wasl.services.reception import access
from wasl.services.reception.enums import VisitStatus
from wasl.services.reception.models import Visit

if TYPE_CHECKING:
    from wasl.base.network.models import Guichet, Office

QUEUE = Workflow(
    (
        Transition("call", (VisitStatus.WAITING,), VisitStatus.CALLED, pgettext_lazy("ticket", "Call")),
        Transition(
            "serve", (VisitStatus.CALLED,), VisitStatus.SERVED, pgettext_lazy("the visitor", "Served")
        ),
        Transition("requeue", (VisitStatus.CALLED,), VisitStatus.WAITING, gettext_lazy("Back to the queue")),
        Transition(
            "leave",
            (VisitStatus.WAITING, VisitStatus.CALLED),
            VisitStatus.LEFT,
            pgettext_lazy("the visitor", "Left"),
        ),
    ),
    public={
        VisitStatus.WAITING: gettext_lazy("Please wait for your number"),
        VisitStatus.CALLED: gettext_lazy("It is your turn"),
    },
)


@transaction.atomic
def call_ticket(*, by: Actor, visit: Visit) -> Visit:
    """Call a waiting visitor. Conflict, with who was first, when another desk has called them already."""
    return _move(by, visit, "call", called_at=clock.now(), called_by_id=by.id, called_by_label=by.label[:150])


@transaction.atomic
def serve(*, by: Actor, visit: Visit) -> Visit:
    """The called visitor was received. Conflict when they are no longer called."""
    return _move(by, visit, "serve", served_at=clock.now())


@transaction.atomic
def leave(*, by: Actor, visit: Visit) -> Visit:
    """The visitor left without being served. Conflict when they were served already."""
    return _move(by, visit, "leave", left_at=clock.now())


@transaction.atomic
def back_to_queue(*, by: Actor, visit: Visit) -> Visit:
    """The called visitor did not come: they wait again, at their place."""
    return _move(by, visit, "requeue", called_at=None, called_by_id=None, called_by_label="")


def call_next(*, by: Actor, office: Office, guichet: Guichet | None = None) -> Visit | None:
    """Call the first who waits at the office today (for one guichet, when given); None when nobody waits."""
    check(access.may_record_at(by, organisation=office.organisation_id, office=office.pk))
    waiting = Visit.objects.on(clock.today()).filter(office=office, status=VisitStatus.WAITING)
    if guichet is not None:
        waiting = waiting.filter(guichet=guichet)
    for visit in waiting.order_by("arrived_at", "pk")[:20]:
        try:
            return call_ticket(by=by, visit=visit)
        except Conflict:
            continue  # another desk was quicker: the next one, then
    return None


def _move(by: Actor, visit: Visit, name: str, **values: Any) -> Visit:
    """Pass the transition if the visit still stands where it must; whoever comes second is told who was first."""
    check(access.may_record_at(by, organisation=visit.organisation_id, office=visit.office_id))
    transition = next(one for one in QUEUE.transitions if one.name == name)
    held = Visit.objects.filter(pk=visit.pk, status__in=transition.sources)
    if not held.update(status=transition.target, **values):
        visit.refresh_from_db()
        raise Conflict(_already(visit), current={"status": visit.status})
    visit.refresh_from_db()
    record(by=by, verb=f"reception.{name}", object=visit)
    return visit


def _already(visit: Visit) -> str:
    values = {"ticket": visit.ticket or "–", "who": visit.called_by_label}
    if visit.status == VisitStatus.CALLED:
        return _("Ticket %(ticket)s was already called by %(who)s.") % values
    if visit.status == VisitStatus.SERVED:
        return _("Ticket %(ticket)s was already served.") % values
    if visit.status == VisitStatus.LEFT:
        return _("Ticket %(ticket)s has left.") % values
    return _("Ticket %(ticket)s is no longer there.") % values
