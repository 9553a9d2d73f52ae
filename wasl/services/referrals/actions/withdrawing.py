"""The person withdraws their consent: access is cut at once, the institution is told."""

from __future__ import annotations

from django.db import transaction

from wasl.base.accounts.actions import redeem
from wasl.base.audit.actions import record
from wasl.base.messaging.actions import cancel_about
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.referrals import access
from wasl.services.referrals.actions.checks import check_step, cut_access
from wasl.services.referrals.actions.letters import tell_withdrawn
from wasl.services.referrals.enums import Status
from wasl.services.referrals.models import Referral
from wasl.services.referrals.models.referral import COPY
from wasl.services.referrals.purposes import KIND, WITHDRAWAL


@transaction.atomic
def withdraw(*, by: Actor, referral: Referral) -> Referral:
    """Note that the person withdraws; no reason is due. The shared copy is removed, the trace stays.

    The fact that the person was referred stays: it happened, with their consent. Refused unless `by` may withdraw
    there; RuleBroken where nothing was sent or it was withdrawn already.
    """
    check(access.may_withdraw_at(by, **referral.place))  # type: ignore[arg-type]
    return _withdrawn(by, referral, by_person=False)


def withdraw_by_person(*, reference: str, code: str, source: str) -> Referral:
    """The person withdraws by the reference and the code of the receipt; `source` is where the try comes from.

    Refused, always with the same words, for an unknown reference, a wrong or void code, too many tries. Call it
    outside any transaction.
    """
    grant = redeem(purpose=WITHDRAWAL, reference=reference, secret=code, source=source)
    with transaction.atomic():
        referral = Referral.objects.with_shown().get(pk=grant.object_id)
        guest = Actor(id=None, label=referral.reference, kind="guest")
        return _withdrawn(guest, referral, by_person=True)


def _withdrawn(by: Actor, referral: Referral, *, by_person: bool) -> Referral:
    check_step(referral, "withdraw")
    was_read = referral.readable_on(clock.today())
    referral.status = Status.WITHDRAWN
    referral.drop_copy()
    referral.save_current(referral.version, ["status", *COPY])
    consent = referral.consent
    if consent.withdrawn_at is not None:
        raise RuleBroken("", code="withdrawn")
    consent.withdrawn_at = clock.now()
    consent.withdrawn_by_label, consent.withdrawn_by_person = by.label[:150], by_person
    consent.save(update_fields=["withdrawn_at", "withdrawn_by_label", "withdrawn_by_person"])
    cut_access(by, referral, reason="withdrawn")
    cancel_about(by=by, about_kind=KIND, about_id=referral.pk)
    if was_read:
        tell_withdrawn(by, referral)
    record(by=by, verb="referrals.withdraw", object=referral)
    return referral
