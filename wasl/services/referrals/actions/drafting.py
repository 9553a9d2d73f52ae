"""A referral prepared, given up, or begun again from one that is over."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wasl.base.accounts.typed_codes import new_reference
from wasl.base.audit.actions import record
from wasl.base.network.models import ContactPoint, Office, ServiceOffer
from wasl.base.network.rules import is_open
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.referrals import access, rules
from wasl.services.referrals.actions.checks import check_case, check_step, check_writer
from wasl.services.referrals.actions.duties import expire
from wasl.services.referrals.enums import Status
from wasl.services.referrals.models import Referral
from wasl.spine.cases.models import Case
from wasl.spine.people.models import Paper, Person


@transaction.atomic
def create(
    *,
    by: Actor,
    person: Person,
    offer: ServiceOffer,
    fields: Collection[str],
    expires_on: date,
    office: Office | None = None,
    programme: Programme | None = None,
    case: Case | None = None,
    contact: ContactPoint | None = None,
    paper: Paper | None = None,
    reason: str = "",
    renews: Referral | None = None,
) -> Referral:
    """Prepare a referral of a person to an offer; nothing leaves the house before `send`.

    It is made at `office` and for `programme`, or where the `case` is. `expires_on` is the last day the institution
    reads the `fields` (inclusive). Refused unless `by` advises there and sees the person. RuleBroken on a closed case,
    for an offer or a contact that is closed or another's, data that cannot be shared, a last day that
    cannot be, and where the same referral already waits.
    """
    office, programme = _place(by, person, office, programme, case)
    _check_terms(person, offer, contact, paper, fields, expires_on)
    referral = Referral(
        reference=f"OR{new_reference()}", person=person, case=case, organisation_id=office.organisation_id,
        office=office, programme=programme, offer=offer, receiver_id=offer.organisation_id, contact=contact,
        paper=paper, renews=renews, reason=reason.strip(), fields=rules.in_order(fields), expires_on=expires_on,
    )  # fmt: skip
    referral.authored_by(by)
    referral.save(force_insert=True)
    record(by=by, verb="referrals.create", object=referral)
    return referral


def _place(
    by: Actor, person: Person, office: Office | None, programme: Programme | None, case: Case | None
) -> tuple[Office, Programme | None]:
    """Where the referral is made; Refused unless `by` advises there and sees the person."""
    if case is not None:
        check_case(by, case)
        office, programme = case.office, case.programme
        check(case.party_id == person.pk)
    check(office is not None)
    assert office is not None
    number = programme.pk if programme else None
    check(access.may_write_at(by, organisation=office.organisation_id, office=office.pk, programme=number))
    check(by.is_system or Person.objects.visible_to(by).filter(pk=person.pk).exists())
    return office, programme


def _check_terms(
    person: Person,
    offer: ServiceOffer,
    contact: ContactPoint | None,
    paper: Paper | None,
    fields: Collection[str],
    expires_on: date,
) -> None:
    """RuleBroken where what is prepared cannot be sent today."""
    today = clock.today()
    if not is_open(opened_on=offer.opened_on, closed_on=offer.closed_on, on=today):
        raise RuleBroken(_("This service is no longer offered."), field="offer", code="offer")
    if contact is not None and (
        contact.organisation_id != offer.organisation_id or not contact.holds_on(today)
    ):
        raise RuleBroken(
            _("This contact is closed or of another institution."), field="contact", code="contact"
        )
    if paper is not None and paper.person_id != person.pk:
        raise RuleBroken(_("Choose a paper of this person."), field="paper", code="paper")
    fault = rules.fields_fault(fields, has_paper=paper is not None)
    if fault == "paper":
        raise RuleBroken(_("Choose which paper."), field="paper", code=fault)
    if fault:
        raise RuleBroken(_FIELD_FAULTS[fault], field="fields", code=fault)
    fault = rules.expiry_fault(expires_on, on=today)
    if fault:
        raise RuleBroken(_("From today on, within a year."), field="expires_on", code=f"expiry_{fault}")
    expire(Referral.objects.filter(person=person, offer=offer))
    if Referral.objects.filter(person=person, offer=offer, status__in=(Status.DRAFT, Status.SENT)).exists():
        raise RuleBroken(
            _("A referral of this person to this service is being prepared or waits for an answer already."),
            field="offer",
            code="waiting",
        )


_FIELD_FAULTS = {
    "none": gettext_lazy("Choose at least one: what is shared is what the person agreed to."),
    "unknown": gettext_lazy("Choose in the list."),
    "number": gettext_lazy("A number is shared only beside its paper."),
}


@transaction.atomic
def cancel(*, by: Actor, referral: Referral, reason: str) -> Referral:
    """Give up a referral that was not sent; the line stays with its reason. RuleBroken once it was sent."""
    check_writer(by, referral)
    check_step(referral, "cancel")
    if not reason.strip():
        raise RuleBroken(_("Say why."), field="reason", code="reason")
    referral.status, referral.closed_reason = Status.CANCELLED, reason.strip()[:200]
    referral.save_current(referral.version, ["status", "closed_reason"])
    record(by=by, verb="referrals.cancel", object=referral)
    return referral


@transaction.atomic
def renew(*, by: Actor, referral: Referral, expires_on: date) -> Referral:
    """Prepare the same share again from one that is over or about to end: it needs a new consent to be sent.

    The contact is kept where it still holds. Raises what `create` raises.
    """
    check_writer(by, referral)
    expire(Referral.objects.filter(pk=referral.pk))
    referral.refresh_from_db()
    check_step(referral, "renew")
    contact = referral.contact if referral.contact and referral.contact.holds_on(clock.today()) else None
    return create(
        by=by,
        person=referral.person,
        offer=referral.offer,
        fields=referral.fields,
        expires_on=expires_on,
        office=referral.office,
        programme=referral.programme,
        case=referral.case,
        contact=contact,
        paper=referral.paper,
        reason=referral.reason,
        renews=referral,
    )
