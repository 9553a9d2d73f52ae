"""Rows of the network for tests of any room."""

from __future__ import annotations

from datetime import date
from itertools import count

from wasl.base.network.actions import create_guichet, create_organisation, open_office
from wasl.base.network.enums import GuichetKind
from wasl.base.network.models import Guichet, Office, Organisation
from wasl.kernel.actors import SYSTEM, Actor, Grant

_numbers = count(1)


def an_organisation(name: str = "Association d’essai", **fields: object) -> Organisation:
    return create_organisation(
        by=SYSTEM, code=str(fields.pop("code", f"org-{next(_numbers)}")), name=name, kinds=["operator"]
    )


def an_office(
    organisation: Organisation | None = None,
    *,
    name: str = "Bureau d’essai",
    province: str = "MA-RAB",
    opened_on: date | None = None,
) -> Office:
    return open_office(
        by=SYSTEM,
        organisation=organisation or an_organisation(),
        code=f"office-{next(_numbers)}",
        name=name,
        province=province,
        opened_on=opened_on,
    )


def a_guichet(organisation: Organisation, kind: str = GuichetKind.STARTUP_COLLECTIVE) -> Guichet:
    return create_guichet(by=SYSTEM, organisation=organisation, kind=kind, name_fr="Guichet d’essai")


def an_actor(
    role: str,
    organisation: Organisation,
    *,
    offices: frozenset[int] | None = None,
    programmes: frozenset[int] | None = None,
) -> Actor:
    grant = Grant(role=role, organisation=organisation.pk, offices=offices, programmes=programmes)
    return Actor(id=next(_numbers), label=f"Personne {role}", grants=(grant,))
