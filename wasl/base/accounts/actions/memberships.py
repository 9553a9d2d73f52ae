"""Granting roles, confirming the guarded ones, ending them."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import rules
from wasl.base.accounts.access import CONFIRMERS, covers_all, separate
from wasl.base.accounts.actions.users import keep_an_administrator
from wasl.base.accounts.enums import ROLE_CHOICES
from wasl.base.accounts.models import Membership, MembershipOffice, MembershipProgramme, User
from wasl.base.audit.actions import record
from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import RuleBroken

NOT_YOURSELF = _("Nobody grants a role to themselves: ask another administrator.")
UNKNOWN_ROLE = _("There is no such role.")
OTHER_OFFICE = _("This office belongs to another organisation.")
ENDS_TOO_SOON = _("The last day comes before the first.")
ALREADY = _("This person already holds this role in this organisation on these dates. End it first.")
ANOTHER_CONFIRMS = _(
    "The role must be confirmed by somebody else than the person who granted it or receives it."
)
NOTHING_TO_CONFIRM = _("This role is not waiting for a second person.")


@transaction.atomic
def grant_membership(
    *,
    by: Actor,
    user: User,
    role: str,
    organisation: Organisation,
    offices: Collection[Office] = (),
    programmes: Collection[Programme] = (),
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Membership:
    """Give a role in an organisation from `starts_on` (today) to `ends_on` (open), both inclusive.

    No office named means all of them, no programme named all of them. Protection, finance and auditor take effect
    once a second person has confirmed them (`confirm_membership`). Refused unless `by` is administrator there, with
    a scope at least as wide, and somebody else than the user. RuleBroken: office of another organisation, dates,
    role already held.
    """
    check(
        covers_all(
            by,
            organisation=organisation.pk,
            offices=[office.pk for office in offices],
            programmes=[programme.pk for programme in programmes],
        )
    )
    separate(by.id, [user.pk], NOT_YOURSELF)
    starts_on = starts_on or clock.today()
    _check_terms(user, role, organisation, offices, starts_on, ends_on)
    membership = Membership.objects.create(
        user=user,
        role=role,
        organisation=organisation,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_at=clock.now(),
        granted_by_id=by.id,
        granted_by_label=by.label,
    )
    if offices:
        MembershipOffice.objects.bulk_create(
            MembershipOffice(membership=membership, office=office) for office in offices
        )
    if programmes:
        MembershipProgramme.objects.bulk_create(
            MembershipProgramme(membership=membership, programme=programme) for programme in programmes
        )
    _record(by, "accounts.grant", membership, reason=role)
    return membership


def _check_terms(
    user: User,
    role: str,
    organisation: Organisation,
    offices: Iterable[Office],
    starts_on: date,
    ends_on: date | None,
) -> None:
    if role not in dict(ROLE_CHOICES):
        raise RuleBroken(UNKNOWN_ROLE, field="role", code="role")
    if any(office.organisation_id != organisation.pk for office in offices):
        raise RuleBroken(OTHER_OFFICE, field="offices", code="office")
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken(ENDS_TOO_SOON, field="ends_on", code="dates")
    held = Membership.objects.filter(user=user, role=role, organisation=organisation, withdrawn=False)
    for other in held:
        begins_before_our_end = ends_on is None or other.starts_on <= ends_on
        ends_after_our_start = other.ends_on is None or other.ends_on >= starts_on
        if begins_before_our_end and ends_after_our_start:
            raise RuleBroken(ALREADY, field="role", code="already")


@transaction.atomic
def confirm_membership(*, by: Actor, membership: Membership) -> Membership:
    """Confirm a guarded role as the second person; from now on it takes effect.

    Refused unless `by` is administrator, coordinator or data-protection officer of the organisation, and neither
    the person who granted the role nor the one who receives it. The command line cannot confirm what it granted.
    """
    check(by.may(CONFIRMERS, organisation=membership.organisation_id))
    separate(by.id, [membership.granted_by_id, membership.user_id], ANOTHER_CONFIRMS)
    check(not (by.is_system and membership.granted_by_id is None), ANOTHER_CONFIRMS)
    done = Membership.objects.filter(
        pk=membership.pk, confirmed_at__isnull=True, withdrawn=False, role__in=rules.GUARDED
    ).update(confirmed_at=clock.now(), confirmed_by_id=by.id, confirmed_by_label=by.label)
    if not done:
        raise RuleBroken(NOTHING_TO_CONFIRM, code="confirmed")
    membership.refresh_from_db(fields=["confirmed_at", "confirmed_by_id", "confirmed_by_label"])
    _record(by, "accounts.confirm", membership, reason=membership.role)
    return membership


@transaction.atomic
def end_membership(*, by: Actor, membership: Membership, ends_on: date, reason: str) -> Membership:
    """Let a role end with this day (inclusive). RuleBroken when the day lies before its first day.

    To take a role away at once, end it with yesterday; one that began today then ends before it took effect and is
    closed on its first day. RuleBroken for the last administrator of an organisation: another is named first.
    """
    check(may_end(by, membership))
    if ends_on < membership.starts_on:
        raise RuleBroken(ENDS_TOO_SOON, field="ends_on", code="dates")
    if membership.role == Role.ADMINISTRATOR and ends_on <= clock.today():
        keep_an_administrator(membership.organisation, membership.user)
    return end_with(by, membership, ends_on, reason)


def end_with(by: Actor, membership: Membership, last_day: date, reason: str) -> Membership:
    """Write the end of a role and who ended it; one that had not begun by then is withdrawn. Checks nothing."""
    if last_day < membership.starts_on:
        membership.withdrawn = True
    else:
        membership.ends_on = last_day
    membership.end_reason = reason
    membership.ended_at, membership.ended_by_id, membership.ended_by_label = clock.now(), by.id, by.label
    membership.save(
        update_fields=["ends_on", "end_reason", "ended_at", "ended_by_id", "ended_by_label", "withdrawn"]
    )
    _record(by, "accounts.end", membership, reason=reason)
    return membership


def may_end(by: Actor, membership: Membership) -> bool:
    """Whether the actor is administrator with a scope at least as wide as that of the role."""
    return covers_all(
        by,
        organisation=membership.organisation_id,
        offices=[office.pk for office in membership.offices.all()],
        programmes=[programme.pk for programme in membership.programmes.all()],
    )


def _record(by: Actor, verb: str, membership: Membership, reason: str) -> None:
    record(
        by=by,
        verb=verb,
        kind="accounts.user",
        object_ids=[membership.user_id],
        reason=reason,
        organisation=membership.organisation_id,
    )
