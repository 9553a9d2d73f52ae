"""From a user to the actor of a request, and reads of accounts."""

from collections import defaultdict

from wasl.base.accounts.models import Membership, MembershipOffice, MembershipProgramme, User
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
