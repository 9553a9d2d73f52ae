"""With whom an appointment may be, and at which offices."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wasl.base.accounts.models import Membership, User
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.appointments import access


def staff_of(office: Office) -> QuerySet[User]:
    """The advisers, mentors and trainers who work at the office today, by name."""
    roles = Membership.objects.valid_on(clock.today()).filter(
        Q(offices=None) | Q(offices=office), organisation_id=office.organisation_id, role__in=access.STAFF
    )
    return User.objects.filter(pk__in=roles.values("user_id"), is_active=True).order_by("display_name", "pk")


def works_at(user_id: int, office: Office) -> bool:
    """Whether this user is one of them."""
    return staff_of(office).filter(pk=user_id).exists()


def offices_of(actor: Actor, roles: tuple[str, ...] = (*access.READERS, *access.ASSIGNED)) -> list[Office]:
    """The offices, open today, whose calendar the actor may read."""
    rows = Office.objects.open_on(clock.today()).covered_by(actor, roles)
    return list(rows.select_related("organisation"))
