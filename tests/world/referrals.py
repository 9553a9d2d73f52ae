"""In each place: referrals sent from it to the institution of the place, and one that its own organisation received."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.world.people import person
from tests.world.places import NICKNAMES, Place, World
from wasl.base.network.actions import create_contact, create_offer
from wasl.base.network.models import ServiceOffer
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.services.referrals import actions
from wasl.services.referrals.models import Referral


def build(world: World) -> None:
    for place in world:
        there = ServiceOffer.objects.get(pk=_institution_offer(world, place))
        draft = _draft(place, "referral_draft", there)
        world.add("referral_draft", place, pk=draft.pk)
        sent = _sent(_draft(place, "referral", there))
        world.add("referral", place, pk=sent.pk)
        world.add("referral_told", place, place.label("referral"), pk=sent.pk, passage="accepter")
        world.add("referral_receiver", place, place.label("institution"))
        received = _received(place)
        world.add("referral_received", place, place.label("received"), pk=received.pk)
        world.add("referral_answered", place, received.reference, pk=received.pk, passage="accepter")


def _institution_offer(world: World, place: Place) -> int:
    """The number of the service of the place's institution."""
    return ServiceOffer.objects.get(organisation=world.pk("institution", place)).pk


def _draft(place: Place, kind: str, offer: ServiceOffer, **known: Any) -> Referral:
    return actions.create(
        by=SYSTEM,
        person=person(place, kind.replace("_", "")),
        offer=offer,
        fields=["name"],
        expires_on=clock.today() + timedelta(days=30),
        office=place.office,
        programme=place.programme,
        **known,
    )


def _sent(referral: Referral) -> Referral:
    return actions.send(by=SYSTEM, referral=referral, means="signed", language="fr")


def _received(place: Place) -> Referral:
    """To the place's own organisation, at the contact of its office."""
    contact = create_contact(
        by=SYSTEM,
        organisation=place.organisation,
        office=place.office,
        name=place.label("door"),
        email=f"{NICKNAMES[place.name].lower()}-door@institution.example",
    )
    offer = create_offer(
        by=SYSTEM,
        organisation=place.organisation,
        contact=contact,
        code=f"{NICKNAMES[place.name].lower()}-door",
        kind="training",
        name_fr=place.label("doorservice"),
        everywhere=True,
    )
    return _sent(_draft(place, "received", offer, contact=contact))
