"""A small world: an office that refers, an institution with an offer and a contact, somebody to refer."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any

from wasl.base.messaging.models import Message
from wasl.base.network.models import ContactPoint, Office, Organisation, ServiceOffer
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Grant, Role
from wasl.services.referrals import actions
from wasl.services.referrals.models import Referral
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_actor, an_office, an_organisation

_number = count(1)


@dataclass(frozen=True)
class Scene:
    """Who refers whom from where, and to what."""

    office: Office
    adviser: Actor
    person: Person
    offer: ServiceOffer
    contact: ContactPoint
    member: Actor

    @property
    def institution(self) -> Organisation:
        return self.offer.organisation


def an_institution(name: str = "Centre de formation inventé") -> tuple[ServiceOffer, ContactPoint]:
    """An institution with one contact and one offer for the whole country, answered within 15 days."""
    number = next(_number)
    owner = an_organisation(f"institution-{number}")
    Organisation.objects.filter(pk=owner.pk).update(name=f"{name} {number}")
    owner.refresh_from_db()
    contact = ContactPoint.objects.create(
        organisation=owner, name="Accueil inventé", phone="0522000001", email="accueil@institution.example"
    )
    offer = ServiceOffer.objects.create(
        organisation=owner, contact=contact, code=f"offer-{number}", kind="training",
        name_fr="Formation en couture", everywhere=True,
    )  # fmt: skip
    return offer, contact


def a_scene(**known: Any) -> Scene:
    office = an_office(phone="0539000000")
    offer, contact = an_institution()
    person = a_person(office, **known)
    member = Actor(900 + next(_number), "Membre", (Grant(Role.PARTNER, offer.organisation_id),))
    return Scene(office, an_actor(Role.ADVISER, office, id=800), person, offer, contact, member)


def drafted(scene: Scene, fields: Collection[str] = ("name", "reason"), **changed: Any) -> Referral:
    """A referral being prepared, readable for 60 days."""
    terms: dict[str, Any] = {
        "by": scene.adviser,
        "person": scene.person,
        "offer": scene.offer,
        "office": scene.office,
        "contact": scene.contact,
        "expires_on": clock.today() + timedelta(days=60),
        "reason": "Cherche une formation",
        **changed,
    }
    return actions.create(fields=fields, **terms)


def sent(scene: Scene, fields: Collection[str] = ("name", "reason"), **changed: Any) -> Referral:
    """A referral sent on the consent of the person."""
    referral = drafted(scene, fields, **changed)
    return actions.send(
        by=scene.adviser, referral=referral, means="signed", language="fr", site="http://testserver"
    )


def message(purpose: str) -> Message:
    """The latest message of this purpose."""
    found = Message.objects.filter(purpose=f"referrals.{purpose}").order_by("-pk").first()
    assert found is not None
    return found


def link_of_latest() -> str:
    """The path of the link in the latest message to an institution."""
    found = re.search(r"http://testserver(/\S+)", message("referral").body)
    assert found is not None
    return found[1]


def code_of_latest() -> str:
    """The code in the latest message that carries one."""
    found = re.search(r"\b([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3})\b", message("code").body)
    assert found is not None
    return found[1]


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)
