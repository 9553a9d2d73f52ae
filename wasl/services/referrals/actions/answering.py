"""The answer of an institution, given by itself or told to the sender; what came of the referral."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.base.accounts.actions import revoke_access
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.referrals import rules
from wasl.services.referrals.actions.checks import check_readable, check_step, check_writer
from wasl.services.referrals.enums import DeclineReason, Outcome, Status, Way
from wasl.services.referrals.models import Referral
from wasl.services.referrals.purposes import CODE, KIND, LINK
from wasl.spine.facts import actions as facts
from wasl.spine.facts.models import Fact


def check_answerer(by: Actor, referral: Referral, way: str, opened: int | None) -> None:
    """Refused unless `by` answers for the institution while it reads, or notes what was told where it was sent from.

    `opened` is the referral that a link and a code opened in this browser, for the way by link.
    """
    if way == Way.TOLD:
        check_writer(by, referral)
        return
    if way == Way.LINK:
        check(by.kind == "guest" and opened == referral.pk)
    else:
        check(Referral.objects.received_by(by).filter(pk=referral.pk).exists())
    check_readable(referral)


@transaction.atomic
def accept(
    *,
    by: Actor,
    referral: Referral,
    way: str,
    on: date | None = None,
    meeting_on: date | None = None,
    meeting_place: str = "",
    note: str = "",
    opened: int | None = None,
) -> Referral:
    """The institution will receive the person: on a day and at a place in words, where it says so.

    `on` is the day of the answer (today; only what was told may be earlier). Whoever answers second is told (Conflict
    or RuleBroken). Refused to whoever does not answer for the institution, or once it is over.
    """
    _answered(by, referral, "accept", way, on, opened)
    if meeting_on is not None and meeting_on < clock.today() and way != Way.TOLD:
        raise RuleBroken(_("This day has passed."), field="meeting_on", code="past")
    referral.status = Status.ACCEPTED
    referral.meeting_on, referral.meeting_place = meeting_on, meeting_place.strip()
    referral.answer_note = note.strip()
    _save_answer(referral, ["meeting_on", "meeting_place", "answer_note"])
    record(by=by, verb="referrals.accept", object=referral, organisation=referral.organisation_id)
    return referral


@transaction.atomic
def decline(
    *,
    by: Actor,
    referral: Referral,
    way: str,
    reason: str,
    on: date | None = None,
    note: str = "",
    opened: int | None = None,
) -> Referral:
    """The institution cannot receive the person, for a reason of the list; from then on it reads nothing."""
    _answered(by, referral, "decline", way, on, opened)
    if reason not in DeclineReason.values:
        raise RuleBroken(_("Choose one of the list."), field="reason", code="reason")
    referral.status, referral.decline_reason = Status.DECLINED, reason
    referral.answer_note = note.strip()
    _save_answer(referral, ["decline_reason", "answer_note"])
    for purpose in (LINK, CODE):
        revoke_access(by=by, purpose=purpose, object_kind=KIND, object_id=referral.pk, reason="declined")
    record(by=by, verb="referrals.decline", object=referral, organisation=referral.organisation_id)
    return referral


def _answered(by: Actor, referral: Referral, act: str, way: str, on: date | None, opened: int | None) -> None:
    check_answerer(by, referral, way, opened)
    check_step(referral, act)
    referral.answered_on = _day(referral, on, way)
    referral.answered_way, referral.answered_by_label = way, by.label[:150]


def _day(referral: Referral, on: date | None, way: str) -> date:
    """The day of an answer or an outcome; RuleBroken before the sending or in the future."""
    day = on or clock.today()
    if day > clock.today():
        raise RuleBroken(_("This day is still to come."), field="on", code="future")
    if referral.sent_on is None or day < referral.sent_on:
        raise RuleBroken(_("The referral was not sent yet on that day."), field="on", code="before")
    return day


def _save_answer(referral: Referral, names: list[str]) -> None:
    answer = ["status", "answered_on", "answered_way", "answered_by_label"]
    referral.save_current(referral.version, [*answer, *names])


@transaction.atomic
def say_outcome(
    *,
    by: Actor,
    referral: Referral,
    way: str,
    outcome: str,
    on: date,
    note: str = "",
    opened: int | None = None,
) -> Referral:
    """Say what came of an accepted referral on the day `on`; said again, the later word stands.

    Received or served → fact `received` on the first such day; a later word that the person was not received
    withdraws it. RuleBroken for a day before the sending or to come.
    """
    check_answerer(by, referral, way, opened)
    check_step(referral, "outcome")
    if outcome not in Outcome.values:
        raise RuleBroken(_("Choose one of the list."), field="outcome", code="outcome")
    referral.outcome, referral.outcome_on = outcome, _day(referral, on, way)
    referral.outcome_note, referral.status = note.strip(), Status.DONE
    before = referral.received_on
    referral.received_on = (before or referral.outcome_on) if rules.was_received(outcome) else None
    names = ["outcome", "outcome_on", "outcome_note", "status", "received_on"]
    referral.save_current(referral.version, names)
    if referral.received_on is not None and before is None:
        _record_received(by, referral, referral.received_on)
    elif referral.received_on is None and before is not None:
        _withdraw_received(by, referral)
    record(by=by, verb="referrals.outcome", object=referral, organisation=referral.organisation_id)
    return referral


def _record_received(by: Actor, referral: Referral, on: date) -> None:
    case = referral.case
    facts.record(
        by=by,
        kind="received",
        on=on,
        office=referral.office,
        source=referral,
        party=referral.person.party,
        persons=[referral.person],
        guichet=case.guichet if case else None,
        strand=case.strand if case else None,
        programme=referral.programme,
        reason=referral.offer.kind,
    )


def _withdraw_received(by: Actor, referral: Referral) -> None:
    standing = Fact.objects.standing().filter(source_kind=KIND, source_id=referral.pk, kind="received")
    for fact in standing:
        facts.withdraw(by=by, fact=fact, reason=_("The institution says that the person was not received."))
