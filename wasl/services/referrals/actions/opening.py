"""The second factor of a link: a code sent to the institution, exchanged for a short session on one referral."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from wasl.base.accounts.actions import issue_access, redeem
from wasl.base.accounts.actions.secrets import NO_ENTRY, bearer
from wasl.base.accounts.models import AccessGrant
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.errors import Refused
from wasl.services.referrals import rules
from wasl.services.referrals.actions.letters import tell_code
from wasl.services.referrals.models import Referral
from wasl.services.referrals.purposes import CODE, KIND


@transaction.atomic
def send_code(*, grant: AccessGrant) -> None:
    """Send a code to the contact of the institution, for whoever holds the link `grant`; three an hour at most.

    It says nothing either way: whoever holds a link that is over learns nothing from it.
    """
    referral = Referral.objects.with_shown().filter(pk=grant.object_id).first()
    if referral is None or referral.contact is None or not referral.readable_on(clock.today()):
        return
    sent = AccessGrant.objects.filter(purpose=CODE, object_kind=KIND, object_id=str(referral.pk))
    if sent.filter(issued_at__gt=clock.now() - timedelta(hours=1)).count() >= rules.CODES_AN_HOUR:
        return
    by = bearer(grant)
    issued = issue_access(
        by=by,
        purpose=CODE,
        object_kind=KIND,
        object_id=referral.pk,
        reference=referral.reference,
        expires_on=referral.expires_on,
        uses=1,
    )
    tell_code(by, referral, code=issued.shown, key=f"code.{issued.grant.pk}")
    record(by=by, verb="referrals.code", object=referral, organisation=referral.organisation_id)


def open_with_code(*, grant: AccessGrant, code: str, source: str) -> AccessGrant:
    """The grant that a code opens, for whoever holds the link `grant` of the same referral.

    Refused, always with the same words, for a wrong code, one of another referral, one older than half an hour, one
    used before, and after too many tries. Call it outside any transaction.
    """
    referral = Referral.objects.filter(pk=grant.object_id).first()
    reference = referral.reference if referral is not None else grant.reference
    opened = redeem(purpose=CODE, reference=reference, secret=code, source=source)
    late = opened.issued_at < clock.now() - rules.CODE_LASTS
    if late or opened.object_id != grant.object_id:
        raise Refused(NO_ENTRY)
    return opened
