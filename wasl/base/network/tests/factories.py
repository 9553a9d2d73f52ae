"""Rows of the network for tests of any room."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from wasl.base.network.actions import (
    create_contact,
    create_guichet,
    create_offer,
    create_organisation,
    open_office,
)
from wasl.base.network.enums import GuichetKind
from wasl.base.network.models import ContactPoint, Guichet, Office, Organisation, ServiceOffer
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


def an_institution(name: str = "Institution d’essai") -> Organisation:
    """An organisation that receives nobody here: people are sent to it."""
    return create_organisation(by=SYSTEM, code=f"org-{next(_numbers)}", name=name, kinds=["institution"])


def a_contact(organisation: Organisation, *, email: str = "essai@institution.example") -> ContactPoint:
    return create_contact(by=SYSTEM, organisation=organisation, name="Accueil d’essai", email=email)


def an_offer(
    organisation: Organisation | None = None, *, name: str = "Service d’essai", **told: Any
) -> ServiceOffer:
    """A service in the whole country, unless `provinces` says where."""
    told = {"kind": "employment", "everywhere": "provinces" not in told, **told}
    return create_offer(
        by=SYSTEM,
        organisation=organisation or an_institution(),
        code=f"offer-{next(_numbers)}",
        name_fr=name,
        **told,
    )


def an_actor(
    role: str,
    organisation: Organisation,
    *,
    offices: frozenset[int] | None = None,
    programmes: frozenset[int] | None = None,
) -> Actor:
    grant = Grant(role=role, organisation=organisation.pk, offices=offices, programmes=programmes)
    return Actor(id=next(_numbers), label=f"Personne {role}", grants=(grant,))
