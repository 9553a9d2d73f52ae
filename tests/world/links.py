"""A third organisation that shares with both; in each place an agreement, a link that waits and one that stands."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world.people import person
from tests.world.places import Place, World
from wasl.base.network.actions import create_organisation, open_office
from wasl.kernel.actors import SYSTEM, Actor, Grant, Role
from wasl.spine.links import actions
from wasl.spine.links.models import Link, SharingAgreement
from wasl.spine.people import actions as people

_number = count(1)


def build(world: World) -> None:
    third = create_organisation(by=SYSTEM, code="third", name="Sarhro organisation", kinds=["operator"])
    office = open_office(by=SYSTEM, organisation=third, code="far", name="Sarhrooffice", province="MA-RAB")
    for place in world:
        beyond = Place(place.name, third, office, place.programme, place.guichet)
        waiting = _agreement(place, beyond, "convention")
        world.add("convention", place, pk=waiting.pk)
        sharing = _agreement(place, beyond, "sharing")
        actions.confirm_agreement(by=_officer(place), agreement=sharing)
        world.add("sharing", place, pk=sharing.pk)
        link = _link(place, beyond, sharing, "link")
        world.add("link", place, pk=link.pk)
        world.add("beyond", place, place.label("linkbeyond"), pk=link.other_id)
        bond = _link(place, beyond, sharing, "bond")
        for one in (place, beyond):
            actions.confirm(by=_officer(one), link=bond)
        world.add("bond", place, pk=bond.pk)
        first, second = person(place, "join_pair"), person(place, "join_other")
        people.follow(by=SYSTEM, person=second, office=beyond.office, basis="case")
        world.add("join_pair", place, one=first.pk, other=second.pk)
        question = actions.ask(
            by=_at_the_desk(place),
            organisation=place.organisation,
            asked_by="paper",
            reason="said",
            paper_kind="passport",
            number="ZZ999999",
        )
        world.add("question", place, pk=question.pk)


def _officer(place: Place) -> Actor:
    grant = Grant(Role.PROTECTION, place.organisation.pk)
    return Actor(9200 + next(_number), f"officer {place.name}", (grant,))


def _at_the_desk(place: Place) -> Actor:
    return Actor(9500 + next(_number), "desk", (Grant(Role.RECEPTION, place.organisation.pk),))


def _pdf(name: str) -> Any:
    return SimpleUploadedFile(name, b"%PDF-1.4\n" + name.encode() + b"\n%%EOF", "application/pdf")


def _agreement(place: Place, beyond: Place, kind: str) -> SharingAgreement:
    """Recorded by the third organisation: it waits for this one."""
    return actions.record_agreement(
        by=_officer(beyond),
        organisation=beyond.organisation,
        members=[place.organisation],
        programme=place.programme,
        signed_on=date(2019, 11, 1),
        agreement_file=_pdf(f"{place.label(kind)}.pdf"),
        authorisation_number=place.label(kind),
        authorised_on=date(2019, 12, 1),
        authorisation_file=_pdf("decision.pdf"),
        valid_from=date(2020, 1, 1),
    )


def _link(place: Place, beyond: Place, agreement: SharingAgreement, kind: str) -> Link:
    """Between a person of the place and the same person at the third organisation, by a paper."""
    here, there = person(place, kind), person(beyond, f"{kind}beyond")
    for one in (here, there):
        people.record_paper(by=SYSTEM, person=one, kind="passport", number=f"{place.label(kind)}99")
    return actions.propose(
        by=SYSTEM,
        one=here.pk,
        one_organisation=place.organisation.pk,
        other=there.pk,
        other_organisation=beyond.organisation.pk,
        agreement=agreement,
    )
