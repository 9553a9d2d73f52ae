"""Accounts of the demo: no password, a button on the sign-in page, roles granted and confirmed by the real actions."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from wasl.base.accounts.actions import confirm_membership, create_user, grant_membership
from wasl.base.accounts.models import User
from wasl.base.accounts.rules import needs_second_person
from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Programme
from wasl.kernel.actors import SYSTEM, Actor


def engage(
    *,
    username: str,
    name: str,
    role: str,
    organisation: Organisation,
    starts_on: date,
    confirmed_by: Actor | None,
    offices: Collection[Office] = (),
    programmes: Collection[Programme] = (),
) -> User:
    """Open one account and give it one role from `starts_on`; `confirmed_by` is the second person of guarded roles."""
    user = create_user(
        by=SYSTEM, username=username, display_name=name, organisation=organisation, is_demo=True
    )
    membership = grant_membership(
        by=SYSTEM,
        user=user,
        role=role,
        organisation=organisation,
        offices=offices,
        programmes=programmes,
        starts_on=starts_on,
    )
    if needs_second_person(role) and confirmed_by is not None:
        confirm_membership(by=confirmed_by, membership=membership)
    return user
