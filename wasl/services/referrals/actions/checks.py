"""What every act on a referral asks first."""

from __future__ import annotations

from django.utils.translation import gettext as _

from wasl.base.accounts.actions import revoke_access
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken
from wasl.services.referrals import access, rules
from wasl.services.referrals.models import Referral
from wasl.services.referrals.purposes import CODE, KIND, LINK, WITHDRAWAL
from wasl.spine.cases.actions.checks import check_open, check_role
from wasl.spine.cases.models import Case


def check_writer(by: Actor, referral: Referral) -> None:
    """Refused unless `by` writes where the referral was made."""
    check(access.may_write_at(by, **referral.place))  # type: ignore[arg-type]


def check_case(by: Actor, case: Case) -> None:
    """Refused unless `by` advises where the case is; RuleBroken on a closed case."""
    check_role(by, case)
    check_open(case)


def check_step(referral: Referral, act: str) -> None:
    """RuleBroken where this act is not possible from the state of the referral."""
    if not rules.may_pass(act, referral.status):
        raise RuleBroken(_("This step is no longer possible: the referral has moved on."), code="moved_on")


def check_readable(referral: Referral) -> None:
    """Refused to an institution that no longer reads the referral."""
    check(referral.readable_on(clock.today()), _("This referral is over: it can no longer be answered here."))


def cut_access(by: Actor, referral: Referral, *, reason: str) -> None:
    """Make the links and codes of the institution and of the person void."""
    for purpose in (LINK, CODE, WITHDRAWAL):
        revoke_access(by=by, purpose=purpose, object_kind=KIND, object_id=referral.pk, reason=reason)
