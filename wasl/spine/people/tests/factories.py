"""Small worlds for the tests of this room and of those above."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.test import Client

from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as accounts
from wasl.base.network.models import Office, Organisation
from wasl.base.programmes.models import Programme
from wasl.kernel.actors import SYSTEM, Actor, Grant
from wasl.spine.people import actions
from wasl.spine.people.models import Person

_number = count(1)


def an_organisation(code: str = "") -> Organisation:
    """An association of its own."""
    code = code or f"org-{next(_number)}"
    return Organisation.objects.create(code=code, name=code.replace("-", " ").title())


def an_office(organisation: Organisation | None = None, name: str = "", **fields: Any) -> Office:
    """An office in Tanger, of a new organisation unless one is given."""
    code = f"office-{next(_number)}"
    owner = organisation or an_organisation()
    province = fields.pop("province_id", "MA-TNG")
    return Office.objects.create(
        organisation=owner, code=code, name=name or code, province_id=province, **fields
    )


def a_programme(code: str = "") -> Programme:
    """A programme since 2018."""
    code = code or f"programme-{next(_number)}"
    return Programme.objects.create(code=code, name_fr=code, starts_on=date(2018, 1, 1))


def an_actor(role: str, office: Office, *, programmes: frozenset[int] | None = None, id: int = 1) -> Actor:  # noqa: A002
    """Somebody who holds `role` in this office only."""
    grant = Grant(role, office.organisation_id, frozenset({office.pk}), programmes)
    return Actor(id=id, label=f"{role} {office.name}", grants=(grant,))


def a_person(
    office: Office, family_name: str = "Diallo", given_names: str = "Mamadou", **known: Any
) -> Person:
    """A person registered by the system at this office."""
    by = known.pop("by", SYSTEM)
    return actions.create_person(
        by=by, office=office, family_name=family_name, given_names=given_names, **known
    )


def signed_in(client: Client, role: str, office: Office, **limits: Any) -> Actor:
    """Sign `client` in as a fresh user who holds `role` in this office only; returns their actor."""
    someone = accounts.user(office.organisation)
    accounts.membership(someone, role, office.organisation, offices=[office], **limits)
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    return actor_for(someone)
