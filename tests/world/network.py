"""Organisations, offices, programmes: the places themselves; services and contacts of each, and of institutions."""

from __future__ import annotations

from tests.world.places import NICKNAMES, World
from wasl.base.network.actions import create_contact, create_offer, create_organisation
from wasl.kernel.actors import SYSTEM


def build(world: World) -> None:
    for place in world:
        world.add("organisation", place, place.organisation.name, pk=place.organisation.pk)
        world.add("office", place, place.office.name, pk=place.office.pk)
        world.add("guichet", place, place.guichet.name_fr, pk=place.guichet.pk)
        world.add("programme", place, place.programme.name_fr, code=place.programme.code)
        nickname = NICKNAMES[place.name].lower()
        mail = f"{nickname}@institution.example"
        contact = create_contact(
            by=SYSTEM, organisation=place.organisation, name=place.label("contact"), email=mail
        )
        world.add("contact_point", place, mail, pk=contact.pk)
        offer = create_offer(
            by=SYSTEM,
            organisation=place.organisation,
            contact=contact,
            code=f"{nickname}-offer",
            kind="health",
            name_fr=place.label("offer"),
            everywhere=True,
        )
        world.add("offer", place, pk=offer.pk, query=offer.name_fr)
        institution = create_organisation(
            by=SYSTEM,
            code=f"{nickname}-institution",
            name=place.label("institution"),
            kinds=["institution"],
        )
        world.add("institution", place, pk=institution.pk)
        sent = create_offer(
            by=SYSTEM,
            organisation=institution,
            code=f"{nickname}-sent",
            kind="health",
            name_fr=place.label("sent"),
            everywhere=True,
        )
        world.add("institution_offer", place, sent.name_fr, pk=sent.pk)
