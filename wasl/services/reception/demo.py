"""A day at the desk for the demo, through the real actions; who comes and why is told by the story of the demo."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wasl.kernel.actors import Actor
from wasl.services.reception import actions
from wasl.services.reception.enums import VisitStatus

if TYPE_CHECKING:
    from wasl.base.network.models import Office
    from wasl.services.reception.models import Visit
    from wasl.spine.people.models import Person


def a_day(*, by: Actor, office: Office, visitors: Iterable[tuple[Person | None, str]]) -> list[Visit]:
    """Receive these (person or nobody named, reason) one after the other, on the day the clock stands at."""
    return [
        actions.record_visit(
            by=by,
            office=office,
            person=person,
            reasons=[reason] if reason else [],
            status=VisitStatus.SERVED,
        )
        for person, reason in visitors
    ]
