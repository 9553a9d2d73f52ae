"""Requests of access: their delay, those that press."""

from __future__ import annotations

from datetime import date

from wasl.base.procedures.queries import ParameterValue, parameter
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.rights import rules
from wasl.spine.rights.models import AccessRequest
from wasl.spine.rights.models.request import RequestQuerySet

DELAY = "data_access_delay"


def delay(on: date) -> ParameterValue | None:
    """The days within which a request is to be answered, with the source and its doubt; None where none is known."""
    return parameter(DELAY, on)


def late_or_soon(actor: Actor) -> RequestQuerySet:
    """The requests still to answer whose last day is past or near."""
    return AccessRequest.objects.visible_to(actor).waiting().filter(due_on__lte=clock.today() + rules.NOTICE)
