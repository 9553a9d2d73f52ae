"""A visit put right: sent to another guichet, or taken off a person who did not make it. It stays one visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.audit.actions import record
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import Conflict, RuleBroken
from wasl.services.reception import access
from wasl.services.reception.actions.visits import open_guichet, write_fact
from wasl.services.reception.enums import VisitStatus
from wasl.services.reception.models import Visit
from wasl.spine.facts import actions as facts
from wasl.spine.facts.models import Fact, FactPerson

if TYPE_CHECKING:
    from wasl.base.network.models import Guichet

IN_QUEUE = (VisitStatus.WAITING, VisitStatus.CALLED)


@transaction.atomic
def send_to_guichet(*, by: Actor, visit: Visit, guichet: Guichet | None) -> Visit:
    """Send somebody who waits or was called to another guichet (None: any desk); they wait there by their arrival.

    The fact "welcomed" is withdrawn and recorded at the new guichet: still one visit. Refused unless `by` works at
    the desk of the office; RuleBroken for a guichet closed that day or of another organisation; Conflict when the
    visitor was served or has left meanwhile.
    """
    check(access.may_record_at(by, organisation=visit.organisation_id, office=visit.office_id))
    if guichet is not None:
        open_guichet(visit.office, guichet, (), visit.day)
    waits = {"status": VisitStatus.WAITING, "called_at": None, "called_by_id": None, "called_by_label": ""}
    if not Visit.objects.filter(pk=visit.pk, status__in=IN_QUEUE).update(guichet=guichet, **waits):
        visit.refresh_from_db()
        raise Conflict(_("This visitor is no longer in the queue."), current={"status": visit.status})
    visit.refresh_from_db()
    facts.withdraw_of(by=by, source=visit, reason=_("Sent to another guichet."))
    write_fact(by, visit, visit.office, visit.guichet)
    record(by=by, verb="reception.send", object=visit)
    return visit


@transaction.atomic
def detach_person(*, by: Actor, visit: Visit, reason: str) -> Visit:
    """Take a visit off a person to whom it was given by mistake: it is anonymous again and still counts once.

    What had been seen of the visitor before comes back from the first fact of the visit. The office goes on following
    the person. A closed day takes this too, as it takes a person named later (`attach_person`): the number of its
    visits stays, what was signed stays as signed, and the page of the closed day tells that its people are others now.
    Refused unless `by` works at the desk of the office; RuleBroken without a reason, when the visit has no person or
    was withdrawn.
    """
    check(access.may_record_at(by, organisation=visit.organisation_id, office=visit.office_id))
    if not reason.strip():
        raise RuleBroken(_("Say why this was somebody else."), field="reason", code="reason")
    visit = Visit.objects.select_for_update(of=("self",)).select_related("office", "guichet").get(pk=visit.pk)
    person_id = visit.person_id
    if person_id is None or visit.status == VisitStatus.WITHDRAWN:
        raise RuleBroken(_("This visit has no person, or was withdrawn."), code="detached")
    seen = _seen_before(visit)
    visit.person = None
    if seen is not None:
        visit.sex, visit.age_band = seen.sex, seen.age_band
        visit.nationality_group, visit.activity = seen.nationality_group, seen.activity
    visit.save(update_fields=["person", "sex", "age_band", "nationality_group", "activity"])
    facts.withdraw_of(by=by, source=visit, reason=reason.strip())
    write_fact(by, visit, visit.office, visit.guichet)
    record(by=by, verb="reception.detach", object=visit, object_ids=[person_id], reason=reason.strip())
    return visit


def _seen_before(visit: Visit) -> FactPerson | None:
    """What an earlier fact of the visit, anonymous then, knew of the visitor."""
    own = Fact.objects.filter(source_kind="reception.visit", source_id=visit.pk, voids=None)
    return FactPerson.objects.filter(fact__in=own, person_key=None).order_by("-pk").first()
