"""From a user to the actor of a request, and reads of accounts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q
from django.utils.functional import Promise

from wasl.base.accounts import slots
from wasl.base.accounts.access import CONFIRMERS
from wasl.base.accounts.models import AccessGrant, Membership, MembershipOffice, MembershipProgramme, User
from wasl.base.accounts.models.membership import MembershipQuerySet
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Grant, Role


def actor_for(user: User) -> Actor:
    """The actor a user is today (by the house's clock): the roles of the memberships that hold today.

    Three queries, fewer when no membership is limited. A user who is closed holds no role.
    """
    if not user.is_active:
        return Actor(id=user.pk, label=user.display_name)
    memberships = list(Membership.objects.filter(user=user).valid_on(clock.today()).order_by("id"))
    offices: dict[int, set[int]] = defaultdict(set)
    programmes: dict[int, set[int]] = defaultdict(set)
    ids = [membership.pk for membership in memberships]
    if ids:
        for key, office in MembershipOffice.objects.filter(membership__in=ids).values_list(
            "membership_id", "office_id"
        ):
            offices[key].add(office)
        for key, programme in MembershipProgramme.objects.filter(membership__in=ids).values_list(
            "membership_id", "programme_id"
        ):
            programmes[key].add(programme)
    return Actor(
        id=user.pk,
        label=user.display_name,
        grants=tuple(
            Grant(
                role=membership.role,
                organisation=membership.organisation_id,
                offices=frozenset(offices[membership.pk]) or None,
                programmes=frozenset(programmes[membership.pk]) or None,
            )
            for membership in memberships
        ),
    )


@dataclass(frozen=True, slots=True)
class WaitingCode:
    """A password code that waits for a second person, and whose it is."""

    grant: AccessGrant
    user: User
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class WaitingRole:
    """A role that waits for a second person."""

    role: Membership
    may_confirm: bool


def roles_to_confirm(actor: Actor) -> list[WaitingRole]:
    """Roles waiting in the organisations where the actor confirms; not confirmable by who granted or receives them."""
    waiting = (
        Membership.objects.to_confirm()
        .filter(organisation__in=actor.organisations(*CONFIRMERS))
        .select_related("user", "organisation")
        .prefetch_related("offices", "programmes")
        .order_by("granted_at", "pk")
    )
    return [WaitingRole(role, actor.id not in (role.granted_by_id, role.user_id)) for role in waiting]


def codes_to_confirm(actor: Actor) -> list[WaitingCode]:
    """Password codes waiting in the organisations where the actor confirms."""
    waiting = AccessGrant.objects.filter(
        purpose="accounts.password",
        needs_confirmation=True,
        confirmed_at__isnull=True,
        revoked_at__isnull=True,
        expires_on__gte=clock.today(),
    ).order_by("pk")
    users = User.objects.filter(organisation__in=actor.organisations(*CONFIRMERS)).in_bulk(
        [int(grant.object_id) for grant in waiting]
    )
    return [
        WaitingCode(
            grant, users[int(grant.object_id)], actor.id not in (grant.issued_by_id, int(grant.object_id))
        )
        for grant in waiting
        if int(grant.object_id) in users
    ]


def demo_users() -> list[User]:
    """The accounts that the sign-in page of a demo offers, with their roles of today."""
    roles = Membership.objects.valid_on(clock.today()).select_related("organisation").order_by("pk")
    users = User.objects.filter(is_demo=True, is_active=True).order_by("pk")
    return list(
        users.prefetch_related(Prefetch("memberships", roles.prefetch_related("offices", "programmes")))
    )


def _whole_administrations() -> MembershipQuerySet:
    """Roles of administrator that hold today, of open accounts, not limited to some offices or programmes."""
    held = Membership.objects.valid_on(clock.today()).filter(role=Role.ADMINISTRATOR, user__is_active=True)
    return held.filter(membershipoffice__isnull=True, membershipprogramme__isnull=True)


def administrators(organisation_id: int) -> list[int]:
    """Ids of the users who administer the whole of an organisation today."""
    return list(
        _whole_administrations()
        .filter(organisation=organisation_id)
        .values_list("user", flat=True)
        .distinct()
    )


def administered_by(user: User) -> list[int]:
    """Ids of the organisations that this user administers as a whole today."""
    return list(
        _whole_administrations()
        .filter(user=user)
        .order_by("organisation")
        .values_list("organisation", flat=True)
        .distinct()
    )


def running(user: User, organisation_id: int, on: date) -> MembershipQuerySet:
    """Roles of this user in an organisation that reach beyond this day or begin after it, confirmed or not."""
    held = Membership.objects.filter(user=user, organisation=organisation_id, withdrawn=False)
    return held.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))


def colleagues(organisation_id: int, user: User) -> list[User]:
    """Who could take over from this user: open accounts that hold one of the user's roles there today, by name."""
    today = clock.today()
    roles = running(user, organisation_id, today).order_by().values("role")
    held = Membership.objects.valid_on(today).filter(organisation=organisation_id, role__in=roles)
    users = User.objects.filter(pk__in=held.order_by().values("user"), is_active=True)
    return list(users.exclude(pk=user.pk).order_by("display_name", "pk"))


@dataclass(frozen=True, slots=True)
class HeldWork:
    """What somebody holds in one room: the room's key in `accounts.slots.work`, its words, how much."""

    key: str
    label: str | Promise
    count: int


def held_work(organisation_id: int, user: User) -> list[HeldWork]:
    """What this user holds in an organisation, room by room; nothing for a room where they hold nothing."""
    found = [HeldWork(key, room.label, room.held(organisation_id, user)) for key, room in slots.work.items()]
    return [line for line in found if line.count]


def staff_by_role(organisation_id: int, on: date) -> list[tuple[str, int]]:
    """(role code, people who hold it that day in open accounts) of an organisation, most people first."""
    held = Membership.objects.valid_on(on).filter(organisation=organisation_id, user__is_active=True)
    counted = held.order_by().values_list("role").annotate(people=Count("user", distinct=True))
    return sorted(counted, key=lambda line: (-line[1], line[0]))


def roles_ending(organisation_id: int, since: date, until: date) -> list[Membership]:
    """Roles of an organisation with a last day in this period, both ends included, soonest first."""
    ending = Membership.objects.filter(organisation=organisation_id, withdrawn=False, user__is_active=True)
    ending = ending.filter(ends_on__gte=since, ends_on__lte=until)
    return list(ending.select_related("user").order_by("ends_on", "pk"))
