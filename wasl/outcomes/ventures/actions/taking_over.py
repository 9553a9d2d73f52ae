"""Members told row by row of a sheet, and a business that leaves with the sheet that had brought it."""

from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext as _

from wasl.base.audit import actions as audit
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.outcomes.ventures import access
from wasl.outcomes.ventures.actions.acting import check_venture, record_fact
from wasl.outcomes.ventures.enums import FollowUpStatus, VentureRole
from wasl.outcomes.ventures.models import FollowUp, StatusChange, Venture, VentureMember
from wasl.spine.facts import actions as facts
from wasl.spine.people.models import Person

# What a business has by being recorded.
OWN = (VentureMember, StatusChange)


@transaction.atomic
def add_founder(*, by: Actor, venture: Venture, person: Person) -> VentureMember:
    """Add somebody who was a member from the first day; the fact of the creation is said anew with all members.

    Raises Refused; RuleBroken when the person is a member already.
    """
    check_venture(by, venture, access.FOUNDERS)
    if VentureMember.objects.filter(venture=venture, person=person, ends_on=None).exists():
        raise RuleBroken(
            _("This person is a member of this project already."), field="project", code="member"
        )
    row = VentureMember(venture=venture, person=person, role=VentureRole.MEMBER, starts_on=venture.created_on)
    row.authored_by(by)
    row.save(force_insert=True)
    _tell_anew(by, venture, _("A member more"))
    audit.record(by=by, verb="ventures.update", object=venture, fields=["members"])
    return row


def _tell_anew(by: Actor, venture: Venture, reason: str) -> None:
    facts.withdraw_of(by=by, source=venture, reason=reason)
    members = Person.objects.filter(venture_memberships__venture=venture).select_related(
        "party", "nationality"
    )
    on = venture.created_on
    persons = members.order_by("pk").distinct()
    record_fact(by, "venture_created", venture, source=venture, on=on, origin="import", persons=persons)


@transaction.atomic
def remove_founder(*, by: Actor, member: VentureMember, reason: str) -> None:
    """Take away a member whom an undone sheet had added; the fact of the creation is said anew without them."""
    venture = member.venture
    check_venture(by, venture, access.FOUNDERS)
    member.delete()
    _tell_anew(by, venture, reason)
    audit.record(by=by, verb="ventures.update", object=venture, fields=["members"], reason=reason)


@transaction.atomic
def remove_venture(*, by: Actor, venture: Venture, reason: str) -> str:
    """Remove a business that an undone sheet had brought, its facts voided; returns why it is kept, "" otherwise.

    Kept as it is when a registration, a follow-up done or another record rests on it.
    """
    check_venture(by, venture, access.FOUNDERS)
    why = _resting(venture)
    if why:
        return why
    facts.withdraw_of(by=by, source=venture, reason=reason)
    audit.record(by=by, verb="ventures.remove", object=venture, reason=reason)
    for model in (*OWN, FollowUp):
        model._default_manager.filter(venture=venture).delete()
    venture.delete()
    return ""


def _resting(venture: Venture) -> str:
    found = []
    for field in venture._meta.get_fields(include_hidden=True):
        if not isinstance(field, models.ManyToOneRel) or field.related_model in OWN:
            continue
        rows = field.related_model._base_manager.filter(**{field.field.name: venture.pk})
        if field.related_model is FollowUp:
            rows = rows.filter(status=FollowUpStatus.DONE)
        count = rows.count()
        if count:
            meta = field.related_model._meta
            found.append(f"{count} {meta.verbose_name if count == 1 else meta.verbose_name_plural}")
    return ", ".join(found)
