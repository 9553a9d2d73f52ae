"""What is done once a day, and how a person is forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet

from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor
from wasl.services.referrals.actions.checks import cut_access
from wasl.services.referrals.actions.letters import remind
from wasl.services.referrals.enums import Status
from wasl.services.referrals.models import Referral
from wasl.services.referrals.purposes import KIND


def daily_duty() -> None:
    """Remind institutions once, close what expired without an answer, remove copies whose time has passed."""
    remind_overdue()
    with transaction.atomic():
        expire(Referral.objects.all())
    remove_copies()


def remind_overdue() -> int:
    """One message to each institution whose answer is late, once for each referral; returns how many."""
    late = Referral.objects.overdue(clock.today()).filter(reminded_on=None).with_shown()
    sent = 0
    for referral in late:
        with transaction.atomic():
            if _mark_reminded(referral):
                remind(SYSTEM, referral)
                record(by=SYSTEM, verb="referrals.remind", object=referral)
                sent += 1
    return sent


def _mark_reminded(referral: Referral) -> bool:
    """True for whoever marks it first, while it still waits."""
    waiting = Referral.objects.filter(pk=referral.pk, status=Status.SENT, reminded_on=None)
    return bool(waiting.update(reminded_on=clock.today(), version=F("version") + 1))


def expire(rows: QuerySet[Referral]) -> int:
    """Close, among these, those whose last day went by without an answer; returns how many."""
    past = rows.filter(status=Status.SENT, expires_on__lt=clock.today())
    ids = list(past.values_list("pk", flat=True))
    done = Referral.objects.filter(pk__in=ids, status=Status.SENT).update(
        status=Status.EXPIRED, version=F("version") + 1
    )
    if done:
        record(by=SYSTEM, verb="referrals.expire", kind=KIND, object_ids=ids)
    return done


def remove_copies() -> int:
    """Remove the shared copies `WASL_REFERRAL_KEEP_DAYS` after the last day; the line and its outcome stay."""
    before = clock.today() - timedelta(days=settings.WASL_REFERRAL_KEEP_DAYS)
    ids = list(
        Referral.objects.filter(holds_copy=True, expires_on__lt=before)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    if not ids:
        return 0
    with transaction.atomic():
        Referral.objects.filter(pk__in=ids).update(
            shared="", holds_copy=False, shared_removed_on=clock.today(), version=F("version") + 1
        )
        record(by=SYSTEM, verb="referrals.forget_copy", kind=KIND, object_ids=ids)
    return len(ids)


@transaction.atomic
def forget(party: int, by: Actor) -> None:
    """Remove every word held on a person in referrals and cut what the institutions read; lines and days stay."""
    rows = Referral.objects.filter(person=party)
    for row in rows.select_related("contact"):
        cut_access(by, row, reason="erasure")
    ids = list(rows.values_list("pk", flat=True))
    rows.update(
        shared="", holds_copy=False, shared_removed_on=clock.today(),
        reason="", answer_note="", outcome_note="", meeting_place="", version=F("version") + 1,
    )  # fmt: skip
    if ids:
        record(by=by, verb="referrals.forget", kind=KIND, object_ids=ids)
