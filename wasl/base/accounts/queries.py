"""From a user to the actor of a request, and reads of accounts."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from wasl.base.accounts.access import CONFIRMERS
from wasl.base.accounts.models import AccessGrant, Membership, MembershipOffice, MembershipProgramme, User
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Grant


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
