"""A sheet kept on paper is entered afterwards, line by line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.kernel.ui import words
from wasl.services.reception import access
from wasl.services.reception.actions.closing import hold_day
from wasl.services.reception.actions.visits import record_visit
from wasl.services.reception.enums import Origin
from wasl.services.reception.models import Visit
from wasl.services.reception.queries.sheet import same_line
from wasl.spine.facts.actions import Anonymous
from wasl.spine.people import actions as people

if TYPE_CHECKING:
    from wasl.base.network.models import Guichet, Office
    from wasl.spine.people.models import Person


@transaction.atomic
def record_sheet_line(
    *,
    by: Actor,
    office: Office,
    at: datetime,
    seen: Anonymous,
    reasons: Sequence[str] = (),
    guichet: Guichet | None = None,
    person: Person | None = None,
    newcomer: Mapping[str, Any] | None = None,
    reason_new: str = "",
    again: bool = False,
) -> Visit:
    """Record a line of a sheet: the visit of `person`, of a `newcomer` (fields of `create_person`), or anonymous.

    The visit is dated `at`, has no ticket and counts as served. RuleBroken when the very line stands already (code
    already; `again` says that it is another visit), when the day is closed, and as `record_visit` does;
    CandidatesFound when the newcomer looks like somebody known and `reason_new` says nothing.
    """
    check(access.may_record_at(by, organisation=office.organisation_id, office=office.pk))
    hold_day(office.pk, alone=True)
    day = at.astimezone(timezone.get_current_timezone()).date()
    if newcomer is not None:
        person = people.create_person_after_search(
            by=by, office=office, reason_new=reason_new, on=day, **newcomer
        )
    found = None if again else same_line(office, at, person=person, seen=seen, reasons=reasons)
    if found is not None:
        message = _("This line stands already: %(who)s, %(at)s.")
        values = {"who": found.who, "at": words.moment(found.arrived_at)}
        raise RuleBroken(message % values, field="again", code="already")
    return record_visit(
        by=by,
        office=office,
        person=person,
        anonymous=None if person else seen,
        reasons=reasons,
        guichet=guichet,
        at=at,
        origin=Origin.PAPER,
    )
