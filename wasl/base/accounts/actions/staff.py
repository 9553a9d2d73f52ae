"""Staff who move within an organisation or leave it, and what becomes of their files."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wasl.base.accounts import slots
from wasl.base.accounts.access import GRANTERS, separate
from wasl.base.accounts.actions.memberships import end_with, grant_membership, may_end
from wasl.base.accounts.actions.users import close_at_once, keep_an_administrator, keeps
from wasl.base.accounts.models import AccessGrant, Membership, User
from wasl.base.accounts.queries import colleagues, running
from wasl.base.audit.actions import record
from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Programme
from wasl.kernel import clock
from wasl.kernel.access import check
from wasl.kernel.actors import Actor, Role
from wasl.kernel.errors import RuleBroken, beside

NOT_YOURSELF = _("Nobody moves themselves or leaves by themselves: ask another administrator.")
NOTHING_HERE = _("This person holds no role here.")
TO_COME = _("The last day cannot be later than today: do this on the day itself.")
REASON = _("Write the reason: it stays in the journal.")
NOT_YET = _("The new role begins after the first day of the former one.")
OVER = _("This role is over by then.")
SAME = _("Nothing changes: choose another role, other offices or other programmes.")
WHO_TAKES = _("Say who takes this over.")
NO_COLLEAGUE = _("This colleague holds no fitting role here.")


@transaction.atomic
def move_member(
    *,
    by: Actor,
    membership: Membership,
    role: str,
    offices: Collection[Office] = (),
    programmes: Collection[Programme] = (),
    starts_on: date | None = None,
    reason: str,
    heirs: Mapping[str, User | None] | None = None,
) -> Membership:
    """Change the role, offices or programmes that somebody holds from `starts_on` (today); the former role ends the day
    before, the new one ends when the former would have. Returns the new one.

    `heirs`: work handed over today, by the key of `accounts.slots.work`, to a colleague or to nobody (None); what is
    not named stays theirs. A guarded role (protection, finance, auditor) waits for its second person as any other.
    Refused unless `by` is administrator with a scope as wide as both roles, and somebody else; or when nobody else
    administers the organisation. RuleBroken: dates, nothing changes, no reason.
    """
    check(may_end(by, membership))
    separate(by.id, [membership.user_id], NOT_YOURSELF)
    _need(reason)
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=membership.organisation_id)
    membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    first = starts_on or clock.today()
    if first <= membership.starts_on:
        raise RuleBroken(NOT_YET, field="starts_on", code="dates")
    if membership.withdrawn or (membership.ends_on is not None and membership.ends_on < first):
        raise RuleBroken(OVER, field="starts_on", code="over")
    same_places = set(membership.offices.all()) == set(offices) and set(membership.programmes.all()) == set(
        programmes
    )
    if role == membership.role and same_places:
        raise RuleBroken(SAME, field="role", code="same")
    if membership.role == Role.ADMINISTRATOR:
        keep_an_administrator(organisation, membership.user)
    for key, heir in (heirs or {}).items():
        _hand_over(by, organisation, membership.user, key, heir)
    last = membership.ends_on
    end_with(by, membership, first - timedelta(days=1), reason)
    moved = grant_membership(
        by=by,
        user=membership.user,
        role=role,
        organisation=organisation,
        offices=offices,
        programmes=programmes,
        starts_on=first,
        ends_on=last,
    )
    _note(by, "accounts.move", membership.user, organisation, reason)
    return moved


@transaction.atomic
def leave(
    *,
    by: Actor,
    user: User,
    organisation: Organisation,
    reason: str,
    heirs: Mapping[str, User | None],
    last_day: date | None = None,
) -> dict[str, int]:
    """Let somebody leave an organisation with `last_day` (today, or earlier): every role there ends, all that they hold
    there is handed over in the same transaction. Returns how many things each room handed over.

    `heirs`: for every room in which they hold something (key of `accounts.slots.work`), the colleague who takes it
    over, or None for nobody. Roles that had not begun are withdrawn. When no role is left anywhere and `by` keeps the
    account, it is closed: no sign-in, sessions ended, codes void. Password codes that they printed for others and that
    nobody has used are void too; what they gave to people (the code of an application, a link of a referral) stays:
    it is not theirs. Past acts keep their author.

    Refused unless `by` is administrator with a scope as wide as each of the roles, and somebody else; RuleBroken for
    the last administrator, a day to come, no reason, work that nobody was named for, an unfitting colleague.
    """
    check(by.may(GRANTERS, organisation=organisation.pk))
    separate(by.id, [user.pk], NOT_YOURSELF)
    _need(reason)
    today, last = clock.today(), last_day or clock.today()
    if last > today:
        raise RuleBroken(TO_COME, field="last_day", code="to_come")
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    held = list(running(user, organisation.pk, last).select_for_update(of=("self",)))
    if not held:
        raise RuleBroken(NOTHING_HERE, code="nobody")
    check(all(may_end(by, membership) for membership in held))
    keep_an_administrator(organisation, user)
    moved = {}
    for key, room in slots.work.items():
        if room.held(organisation.pk, user):
            if key not in heirs:
                raise RuleBroken(WHO_TAKES, field=key, code="heir")
            moved[key] = _hand_over(by, organisation, user, key, heirs[key])
    for membership in held:
        end_with(by, membership, last, reason)
    _revoke_printed(user)
    _note(by, "accounts.leave", user, organisation, reason)
    _settle_account(by, user, organisation, reason)
    return moved


def _settle_account(by: Actor, user: User, organisation: Organisation, reason: str) -> None:
    """Close the account when no role is left; else let an organisation where one is left keep it."""
    left = (
        Membership.objects.filter(user=user, withdrawn=False)
        .exclude(organisation=organisation)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=clock.today()))
        .order_by("starts_on", "pk")
        .first()
    )
    if left is None:
        if user.is_active and keeps(by, user):
            close_at_once(by, user, reason)
    elif user.organisation_id == organisation.pk:
        user.organisation_id = left.organisation_id
        user.save(update_fields=["organisation"])


def _hand_over(by: Actor, organisation: Organisation, user: User, key: str, heir: User | None) -> int:
    room = slots.work.get(key)
    if room is None:
        raise KeyError(key)
    if heir is not None and heir not in colleagues(organisation.pk, user):
        raise RuleBroken(NO_COLLEAGUE, field=key, code="colleague")
    with beside({"to": key}):
        return room.hand_over(by, organisation.pk, user, heir, clock.today())


def _need(reason: str) -> None:
    if not reason.strip():
        raise RuleBroken(REASON, field="reason", code="reason")


def _revoke_printed(user: User) -> None:
    """A password code in the pocket of whoever left would open somebody else's account."""
    printed = AccessGrant.objects.filter(purpose="accounts.password", issued_by_id=user.pk)
    printed.filter(revoked_at__isnull=True).exclude(uses_left=0).update(revoked_at=clock.now())


def _note(by: Actor, verb: str, user: User, organisation: Organisation, reason: str) -> None:
    record(
        by=by,
        verb=verb,
        kind="accounts.user",
        object_ids=[user.pk],
        reason=reason,
        organisation=organisation.pk,
    )
