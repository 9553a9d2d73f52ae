"""First password and new password by a printed code, for staff with or without an e-mail address."""

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import rules
from wasl.base.accounts.access import CONFIRMERS, separate
from wasl.base.accounts.actions.secrets import IssuedAccess, issue_access, redeem
from wasl.base.accounts.actions.users import keeps, revoke_codes
from wasl.base.accounts.enums import SecondFactorChange
from wasl.base.accounts.models import AccessGrant, Membership, User
from wasl.base.audit.actions import record
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor
from wasl.kernel.errors import RuleBroken

PURPOSE = "accounts.password"
CLOSED = _("This account is closed: open it again first.")
ANOTHER_CONFIRMS = _("The code must be confirmed by somebody else than the person who printed it.")
NOTHING_TO_CONFIRM = _("This code is not waiting for a second person.")


@transaction.atomic
def print_code(*, by: Actor, user: User) -> IssuedAccess:
    """Make the code by which a user chooses a first or a new password; codes printed before become void.

    Valid once, for 14 days. For a holder of a guarded role (protection, finance, auditor) it opens nothing until a
    second person has confirmed it. Refused unless `by` is administrator of the organisation that keeps the account;
    RuleBroken when the account is closed.
    """
    check(keeps(by, user))
    if not user.is_active:
        raise RuleBroken(CLOSED, code="closed")
    revoke_codes(user)
    return issue_access(
        by=by,
        purpose=PURPOSE,
        object_kind="accounts.user",
        object_id=user.pk,
        reference=user.username,
        expires_on=clock.today() + rules.CODE_VALID_FOR,
        uses=1,
        needs_confirmation=_has_entered_before(user) and _guarded(user),
    )


invite = print_code


@transaction.atomic
def confirm_code(*, by: Actor, grant: AccessGrant) -> None:
    """Confirm, as the second person, a new password code for the holder of a guarded role."""
    user = User.objects.get(pk=grant.object_id)
    check(user.organisation_id is not None and by.may(CONFIRMERS, organisation=user.organisation_id))
    separate(by.id, [grant.issued_by_id, user.pk], ANOTHER_CONFIRMS)
    waiting = AccessGrant.objects.filter(
        pk=grant.pk,
        purpose=PURPOSE,
        needs_confirmation=True,
        confirmed_at__isnull=True,
        revoked_at__isnull=True,
    )
    if not waiting.update(confirmed_at=clock.now(), confirmed_by_id=by.id):
        raise RuleBroken(NOTHING_TO_CONFIRM, code="confirmed")
    record(by=by, verb="accounts.confirm_code", object=user)


def set_password_by_code(*, username: str, code: str, password: str, source: str) -> User:
    """Choose a password with the printed code; the code is then used up and every open session of the user ends.

    django.core.exceptions.ValidationError when the password is too weak (before the code is looked at). Refused,
    with the same words for an unknown user name and a wrong code. Call it outside any transaction.
    """
    validate_password(password, User(username=username.strip().lower()))
    grant = redeem(purpose=PURPOSE, reference=username, secret=code, source=source)
    with transaction.atomic(durable=True):
        user = User.objects.get(pk=grant.object_id)
        user.set_password(password)
        user.save(update_fields=["password"])
        revoke_codes(user)
        record(by=Actor(id=user.pk, label=user.display_name), verb="accounts.password", object=user)
    return user


@transaction.atomic
def forget_second_factor(*, by: Actor, user: User, reason: str) -> None:
    """Remove a lost second factor (telephone and recovery codes) and the password with it.

    The user then needs a new printed code, so that whoever held the telephone or the password alone cannot enter.
    Refused unless `by` keeps the account and is somebody else.
    """
    check(keeps(by, user))
    separate(by.id, [user.pk])
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    record(by=by, verb="accounts.forget_second_factor", object=user, reason=reason)


@transaction.atomic
def record_second_factor(*, by: Actor, user: User, change: SecondFactorChange) -> None:
    """Write to the journal what somebody did to their own second factor, on the pages of allauth.

    Refused unless `by` is the user: what another person does to it is `forget_second_factor`.
    """
    check(by.id == user.pk)
    record(by=by, verb=f"accounts.{change}", object=user)


def _has_entered_before(user: User) -> bool:
    return user.has_usable_password() or user.last_login is not None


def _guarded(user: User) -> bool:
    today = clock.today()
    return Membership.objects.filter(user=user, role__in=rules.GUARDED).exclude(ends_on__lt=today).exists()
