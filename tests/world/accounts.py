"""The visitors; in each place an account with a role, a role that waits for a second person, a code that does."""

from __future__ import annotations

from datetime import date

from tests.world.places import OWN, Place, World
from wasl.base.accounts.actions import close_user, create_user, grant_membership, print_code
from wasl.base.accounts.models import Membership, User
from wasl.base.accounts.tests.factories import membership
from wasl.kernel.actors import SYSTEM, Role


def build(world: World) -> None:
    home = world.places[OWN]
    for name in Role:
        world.visitors[name] = user(home, f"visitor{name}")
        role(home, world.visitors[name], name)
    for place in world:
        someone = user(place, "user")
        held = role(place, someone, Role.RECEPTION)
        world.add("user", place, pk=someone.pk)
        world.add("role", place, place.label("user"), pk=held.pk)
        world.add("leaver", place, place.label("user"), pk=someone.pk, organisation=place.organisation.pk)
        _waiting(world, place)
        closed = user(place, "closed")
        close_user(by=SYSTEM, user=closed, reason="left")
        world.add("closed_user", place, place.label("closed"), pk=closed.pk)


def _waiting(world: World, place: Place) -> None:
    future = user(place, "waiting")
    waiting = grant_membership(
        by=SYSTEM, user=future, role=Role.FINANCE, organisation=place.organisation, offices=[place.office]
    )
    world.add("waiting_role", place, place.label("waiting"), pk=waiting.pk)
    guarded = user(place, "guarded", password="une phrase longue 7")
    membership(guarded, Role.AUDITOR, place.organisation, offices=[place.office])
    code = print_code(by=SYSTEM, user=guarded)
    world.add("waiting_code", place, place.label("guarded"), pk=code.grant.pk)


def user(place: Place, kind: str, password: str | None = None) -> User:
    """An account kept by the place's organisation."""
    return create_user(
        by=SYSTEM,
        username=place.label(kind).lower(),
        display_name=place.label(kind),
        organisation=place.organisation,
        password=password,
    )


def role(place: Place, someone: User, name: str, ends_on: date | None = None) -> Membership:
    """A role limited to exactly this place: its organisation, office and programme."""
    return membership(
        someone,
        name,
        place.organisation,
        offices=[place.office],
        programmes=[place.programme],
        ends_on=ends_on,
    )
