"""The appointment that somebody means to act on, or the plain words that say why they may not."""

from __future__ import annotations

from django.http import Http404

from wasl.kernel.actors import Actor
from wasl.spine.appointments import access
from wasl.spine.appointments.models import Appointment
from wasl.spine.cases.models import Case
from wasl.spine.cases.queries import case_to_act_on


def case_to_book(actor: Actor, pk: int) -> Case:
    """The case, for whoever may book in it; Refused when it is closed or was handed over, Http404 out of scope."""
    return case_to_act_on(actor, pk, access.BOOKERS)


def appointment_to_act_on(actor: Actor, pk: int) -> Appointment:
    """The appointment, with what its pages show; Refused when its case is closed or was handed over."""
    found = Appointment.objects.filter(pk=pk).with_shown().first()
    if found is not None and found.case_id is not None:
        case_to_act_on(actor, found.case_id, access.BOOKERS)
        return found
    if found is None or not Appointment.objects.settled_by(actor).filter(pk=pk).exists():
        raise Http404
    return found
