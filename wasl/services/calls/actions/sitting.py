"""The committee: composed, ranks under the envelope, each member approves the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import Conflict as Overtaken
from wasl.kernel.errors import RuleBroken
from wasl.services.calls import access, rules
from wasl.services.calls.actions.reviewing import in_conflict
from wasl.services.calls.enums import CallStatus
from wasl.services.calls.models import Application, Call, Committee, CommitteeMember, RankEntry, Review
from wasl.services.calls.queries.ranking import conflict_kind, entries_of, marks

CHANGED = _("The ranking has changed meanwhile: look at it again.")
CLOSED = _("The committee has closed its sitting.")
NOT_DRAWN = _("The ranking is not drawn up yet.")


def manages_call(by: Actor, call: Call) -> bool:
    """Whether the actor coordinates the call's programme at its office."""
    return access.may_manage_call(
        by, organisation=call.office.organisation_id, office=call.office_id, programme=call.programme_id
    )


@transaction.atomic
def compose_committee(
    *, by: Actor, call: Call, members: Sequence[User], chair: User, quorum: int = 2
) -> Committee:
    """Name the members, the chair (one of them) and the quorum: how many must approve each line without a conflict.

    Refused outside the coordinator's scope. RuleBroken: no committee role for the programme ("role"), somebody who
    read an application of the call ("reviewer"), chair not a member ("chair"), quorum above the number ("quorum").
    """
    check(manages_call(by, call))
    held = Committee.objects.filter(call=call).first()
    committee = held or Committee(call=call)
    if committee.is_closed or call.status != CallStatus.PUBLISHED:
        raise RuleBroken(
            _("A committee is composed while its call is published and not decided."), code="status"
        )
    ids = {user.pk for user in members}
    if chair.pk not in ids:
        raise RuleBroken(_("The chair is one of the members."), field="chair", code="chair")
    if not 1 <= quorum <= len(ids):
        raise RuleBroken(_("The quorum goes from 1 to the number of members."), field="quorum", code="quorum")
    for user in members:
        if not actor_for(user).may(access.COMMITTEE, programme=call.programme_id):
            words = _("%(name)s does not sit on the committees of this programme.") % {
                "name": user.display_name
            }
            raise RuleBroken(words, field="members", code="role")
    readers = (
        Review.objects.standing().filter(application__call=call, reviewer__in=ids).select_related("reviewer")
    )
    reader = readers.first()
    if reader is not None:
        words = _("Who reads does not decide: %(name)s reads applications of this call.") % {
            "name": reader.reviewer.display_name
        }
        raise RuleBroken(words, field="members", code="reviewer")
    committee.quorum = quorum
    committee.ranking_version += 1
    if held is None:
        committee.authored_by(by)
    committee.save()
    committee.members.all().delete()
    CommitteeMember.objects.bulk_create(
        CommitteeMember(committee=committee, user_id=pk, is_chair=pk == chair.pk) for pk in sorted(ids)
    )
    record(by=by, verb="calls.compose", object=call, organisation=call.office.organisation_id)
    return committee


@transaction.atomic
def draw_up_ranking(*, by: Actor, committee: Committee) -> list[RankEntry]:
    """Draw up the ranking from the marks, best first; the committee then makes it its own. Replaces the one before.

    By the coordinator or the chair. RuleBroken: the call still takes applications ("open"), nobody to rank
    ("nobody"), some application has fewer readings than the call asks ("reviews").
    """
    call = committee.call
    check(manages_call(by, call) or _is_chair(committee, by))
    _check_sitting(committee)
    if not call.is_over_on(clock.today()):
        raise RuleBroken(_("The call still takes applications."), code="open")
    candidates = list(Application.objects.filter(call=call).for_committee().order_by("number"))
    if not candidates:
        raise RuleBroken(_("There is no application to rank."), code="nobody")
    found = marks(candidates, call)
    short = [a.reference for a in candidates if found[a.pk].reviews < call.reviews_required]
    if short:
        words = _("Readings are missing for: %(list)s.") % {"list": ", ".join(short[:10])}
        raise RuleBroken(words, code="reviews")
    by_key = {application.pk: application for application in candidates}
    order = rules.first_order([(a.pk, found[a.pk].mark, a.number) for a in candidates])
    committee.entries.all().delete()
    entries = RankEntry.objects.bulk_create(
        RankEntry(
            committee=committee,
            application=by_key[key],
            position=i + 1,
            amount=by_key[key].amount_requested,
            mark=found[key].mark,
            shortfalls=list(found[key].shortfalls),
        )
        for i, key in enumerate(order)
    )
    _changed(committee)
    record(by=by, verb="calls.rank", object=committee.call, organisation=call.office.organisation_id)
    return entries


def _is_chair(committee: Committee, by: Actor) -> bool:
    return by.is_system or (
        by.id is not None and committee.members.filter(user_id=by.id, is_chair=True).exists()
    )


def _check_sitting(committee: Committee) -> None:
    if committee.is_closed:
        raise RuleBroken(CLOSED, code="closed")


def check_seat(committee: Committee, by: Actor) -> CommitteeMember | None:
    """The seat of a member who acts on the ranking; the command line sits nowhere. Refused to anybody else."""
    seat = committee.members.filter(user_id=by.id).first() if by.id is not None else None
    check(by.is_system or (seat is not None and access.has_seat_role(by)))
    return seat


def _changed(committee: Committee) -> None:
    """Every change voids the approvals given to the ranking before it."""
    committee.ranking_version += 1
    committee.save(update_fields=["ranking_version"])


def _locked(committee: Committee, seen: int | None) -> Committee:
    """The committee under its row's lock; Conflict when the ranking is no longer the one that was looked at."""
    held = (
        Committee.objects.select_for_update(of=("self",)).select_related("call__office").get(pk=committee.pk)
    )
    if seen is not None and held.ranking_version != seen:
        raise Overtaken(CHANGED)
    return held


def _check_free(application: Application, by: Actor) -> None:
    kind = conflict_kind(application, by.id) if by.id is not None else None
    if kind is not None:
        raise in_conflict(kind)


@transaction.atomic
def move_in_ranking(
    *, by: Actor, committee: Committee, application: Application, step: int, seen: int | None = None
) -> list[int]:
    """Move one application by `step` places (negative: up); returns the new order of application ids.

    Refused to who has no seat or a conflict of interest on it; Conflict when the ranking is no longer version `seen`.
    """
    held = _locked(committee, seen)
    check_seat(held, by)
    _check_sitting(held)
    _check_free(application, by)
    entries = entries_of(held)
    order = [entry.application_id for entry in entries]
    if application.pk not in order:
        raise RuleBroken(NOT_DRAWN, code="not_ranked")
    after = rules.moved(order, application.pk, step)
    by_key = {entry.application_id: entry for entry in entries}
    for position, key in enumerate(after, start=1):
        by_key[key].position = position
    RankEntry.objects.bulk_update(entries, ["position"])
    _changed(held)
    record(by=by, verb="calls.rank", object=application)
    return after


@transaction.atomic
def settle_entry(
    *,
    by: Actor,
    committee: Committee,
    application: Application,
    amount: Decimal,
    set_aside: bool = False,
    reason: str = "",
    seen: int | None = None,
) -> RankEntry:
    """Say how much an application would get (MAD), or set it aside with a reason the applicant will read.

    RuleBroken: above what is asked or under the call's smallest amount ("amount"), set aside without a reason.
    """
    held = _locked(committee, seen)
    check_seat(held, by)
    _check_sitting(held)
    _check_free(application, by)
    entry = held.entries.filter(application=application).first()
    if entry is None:
        raise RuleBroken(NOT_DRAWN, code="not_ranked")
    if not 0 < amount <= application.amount_requested or amount < held.call.min_amount:
        raise RuleBroken(
            _("From the smallest amount of the call to the amount asked."), field="amount", code="amount"
        )
    if set_aside and not reason.strip():
        raise RuleBroken(_("Say why: the applicant will read it."), field="reason", code="reason")
    entry.amount, entry.set_aside, entry.reason = amount, set_aside, reason.strip()
    entry.save(update_fields=["amount", "set_aside", "reason"])
    _changed(held)
    record(by=by, verb="calls.settle", object=application, reason=reason)
    return entry


@transaction.atomic
def approve_ranking(*, by: Actor, committee: Committee, seen: int | None = None) -> CommitteeMember:
    """A member approves the ranking as it stands; any later change voids it. On lines where the member has a conflict
    of interest the approval does not count. Refused without a seat; Conflict when it is no longer version `seen`.
    """
    held = _locked(committee, seen)
    _check_sitting(held)
    seat = check_seat(held, by)
    if seat is None:
        raise RuleBroken(_("Only a member approves."), code="seat")
    if not held.entries.exists():
        raise RuleBroken(NOT_DRAWN, code="not_ranked")
    seat.approved_version, seat.approved_at = held.ranking_version, clock.now()
    seat.save(update_fields=["approved_version", "approved_at"])
    record(by=by, verb="calls.approve", object=held.call, organisation=held.call.office.organisation_id)
    return seat
