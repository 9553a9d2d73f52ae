"""A small network and its staff, made by the real actions."""

from collections.abc import Collection
from datetime import date
from itertools import count

from wasl.base.accounts import rules
from wasl.base.accounts.actions import confirm_membership, create_user, grant_membership
from wasl.base.accounts.models import Membership, User
from wasl.base.accounts.queries import actor_for
from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Programme
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role

_numbers = count(1)
SECOND_PERSON = 999_999_999


def organisation(name: str = "Association") -> Organisation:
    return Organisation.objects.create(code=f"org-{next(_numbers)}", name=name)


def office(owner: Organisation, name: str = "Bureau") -> Office:
    return Office.objects.create(
        organisation=owner, code=f"office-{next(_numbers)}", name=name, province_id="MA-RAB"
    )


def programme(name: str = "Programme") -> Programme:
    return Programme.objects.create(
        code=f"programme-{next(_numbers)}", name_fr=name, starts_on=date(2020, 1, 1)
    )


def user(owner: Organisation | None = None, name: str = "", password: str | None = None) -> User:
    number = next(_numbers)
    return create_user(
        by=SYSTEM,
        username=f"user{number}",
        display_name=name or f"Personne {number}",
        organisation=owner,
        password=password,
    )


def second_person(where: Organisation) -> Actor:
    """A coordinator who exists for confirming alone."""
    return Actor(id=SECOND_PERSON, label="Second", grants=(Grant(Role.COORDINATOR, where.pk),))


def membership(
    someone: User,
    role: str,
    where: Organisation,
    *,
    offices: Collection[Office] = (),
    programmes: Collection[Programme] = (),
    starts_on: date = date(2020, 1, 1),
    ends_on: date | None = None,
) -> Membership:
    """A role that takes effect: granted, and confirmed where it must be."""
    made = grant_membership(
        by=SYSTEM,
        user=someone,
        role=role,
        organisation=where,
        offices=offices,
        programmes=programmes,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    if rules.needs_second_person(role):
        confirm_membership(by=second_person(where), membership=made)
    return made


def actor(role: str, where: Organisation, **limits: Collection[Office] | Collection[Programme]) -> Actor:
    """The actor of a fresh user of this organisation with this role."""
    someone = user(where)
    membership(someone, role, where, **limits)  # type: ignore[arg-type]
    return actor_for(someone)
