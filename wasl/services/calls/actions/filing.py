"""Filing an application, at the desk or from the public page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.actions import IssuedAccess
from wasl.base.audit.actions import record
from wasl.base.network.models import Office
from wasl.base.reference.models import Sector
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.calls import access, rules
from wasl.services.calls.actions.steps import BY_OUTCOME, issue, passages, record_fact, write_check
from wasl.services.calls.enums import ApplicationStatus, CheckPurpose, LegalIdea, Origin
from wasl.services.calls.models import Application, ApplicationMember, Call, CallZone
from wasl.services.calls.queries.eligibility import examine
from wasl.spine.facts.enums import FactKind
from wasl.spine.people import actions as people
from wasl.spine.people.enums import FollowingBasis, MemberRole, PartyKind
from wasl.spine.people.models import CollectiveMember, Party, Person
from wasl.spine.people.queries import members_on

NOT_OPEN = _("This call does not take applications on this day.")
NOT_FOR_THEM = _("This call is not open to this kind of applicant.")
NO_ZONE = _("Choose one of the zones of the call.")
AMOUNT = {
    "low": _("The amount asked is under the smallest amount of the call."),
    "high": _("The amount asked is above the largest amount of the call."),
}
ALREADY = _("%(name)s is already in application %(reference)s of this call.")
NOBODY = _("Nobody stands behind this applicant on this day.")


@transaction.atomic
def submit_application(
    *,
    by: Actor,
    call: Call,
    party: Party,
    title: str,
    amount_requested: Decimal,
    zone: CallZone | None = None,
    office: Office | None = None,
    summary: str = "",
    sector: Sector | None = None,
    legal_form: str = LegalIdea.UNDECIDED,
    own_contribution: Decimal = Decimal(0),
    language: str = "fr",
    origin: str = Origin.DESK,
    consenting: Collection[int] = (),
    everybody_consents: bool = False,
    on: date | None = None,
) -> tuple[Application, IssuedAccess]:
    """File an application (MAD) for a person, a collective or an organisation, on the day `on` (today).

    Returns it with the code its bearer keeps: `issued.shown` is readable this once. Eligibility is examined at once
    and frozen; a person (`consenting`: ids) who did not agree yet leaves it incomplete. `office` defaults to the
    zone's, then to the call's. → fact applied. Refused unless `by` files at the office and sees the party;
    RuleBroken: call closed that day, applicant or zone not admitted, amount out of limits, somebody of the group
    already in an application of this call.
    """
    day = on or clock.today()
    office = office or (zone.office if zone else call.office)
    check(
        by.may(
            access.DESK, organisation=office.organisation_id, office=office.pk, programme=call.programme_id
        )
    )
    _check_admitted(call, party, zone, amount_requested, day)
    roles = _members(party, day)
    members = [person for person, _role in roles]
    _check_once(call, party, members)
    agreed = {m.pk for m in members} if everybody_consents else set(consenting)
    found = examine(
        conditions=call.conditions,
        party=party,
        zone_id=zone.pk if zone else None,
        members=members,
        consented=agreed,
        on=day,
    )
    application = Application(
        call=call,
        call_version=call.standing_version,
        zone=zone,
        office=office,
        party=party,
        title=title.strip(),
        summary=summary.strip(),
        sector=sector,
        legal_form=legal_form,
        amount_requested=amount_requested,
        own_contribution=own_contribution,
        language=language,
        origin=origin,
        status=BY_OUTCOME[found.verdict][1],
        verdict=found.verdict,
        submitted_on=day,
    )
    _number(application, call)
    application.authored_by(by)
    application.save(force_insert=True)
    _write_members(application, roles, agreed, day)
    write_check(by, application, found, CheckPurpose.SUBMISSION, day)
    passages(by, [(application, "")], "submit")
    people.follow(
        by=by, party=party, office=office, programme=call.programme, basis=FollowingBasis.APPLICATION, on=day
    )
    record_fact(by, application, FactKind.APPLIED, day, members)
    record(by=by, verb="calls.submit", object=application, organisation=office.organisation_id)
    return application, issue(by, application)


def _check_admitted(call: Call, party: Party, zone: CallZone | None, amount: Decimal, day: date) -> None:
    if not call.takes_applications_on(day):
        raise RuleBroken(NOT_OPEN, code="closed")
    if not call.takes(party.kind):
        raise RuleBroken(NOT_FOR_THEM, field="party", code="applicant")
    if zone is None or zone.call_id != call.pk:
        raise RuleBroken(NO_ZONE, field="zone", code="zone")
    fault = rules.amount_fault(amount, call.min_amount, call.max_amount)
    if fault:
        raise RuleBroken(AMOUNT[fault], field="amount_requested", code=fault)


def _members(party: Party, day: date) -> list[tuple[Person, str]]:
    """The persons behind the party on that day, each with the role he has in the application."""
    if party.kind == PartyKind.COLLECTIVE:
        rows = CollectiveMember.objects.on(day).filter(collective_id=party.pk).order_by("person_id")
        # Somebody registered twice may hold two memberships since their records were merged: they are one member.
        standing = {m.person_id: m for m in rows.select_related("person__party", "person__nationality")}
        members = [(m.person, m.role) for m in standing.values()]
    else:
        role = MemberRole.LEAD if party.kind == PartyKind.PERSON else MemberRole.MEMBER
        members = [(person, role.value) for person in members_on(party, day)]
    if not members and party.kind != PartyKind.ORGANISATION:
        raise RuleBroken(NOBODY, field="party", code="nobody")
    return members


def _check_once(call: Call, party: Party, members: Sequence[Person]) -> None:
    ids = {party.pk, *(person.pk for person in members)}
    standing = Application.objects.filter(call=call).exclude(status=ApplicationStatus.WITHDRAWN)
    held = ApplicationMember.objects.filter(application__in=standing, person_id__in=ids)
    other = held.select_related("application", "person").first()
    if other is not None:
        words = {"name": other.person.label, "reference": other.application.reference}
        raise RuleBroken(ALREADY % words, field="party", code="already")
    if not members and standing.filter(party=party).exists():
        raise RuleBroken(ALREADY % {"name": party.label, "reference": ""}, field="party", code="already")


def _number(application: Application, call: Call) -> None:
    """The next filing number of the call, taken under the row's lock."""
    Call.objects.filter(pk=call.pk).update(filed=F("filed") + 1)
    application.number = Call.objects.values_list("filed", flat=True).get(pk=call.pk)
    application.reference = rules.reference(call.code, application.number)


def _write_members(
    application: Application, members: Sequence[tuple[Person, str]], agreed: Collection[int], day: date
) -> None:
    ApplicationMember.objects.bulk_create(
        ApplicationMember(
            application=application,
            person=person,
            role=role,
            consented_on=day if person.pk in agreed else None,
        )
        for person, role in members
    )
