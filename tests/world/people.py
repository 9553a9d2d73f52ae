"""In each place: a person with a consent, a collective with that person in it."""

from __future__ import annotations

from datetime import date, timedelta

from tests.world.places import Place, World
from wasl.base.procedures.load import load_parameters
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.spine.people import actions
from wasl.spine.people.models import Collective, Person


def build(world: World) -> None:
    load_parameters()
    soon = clock.today() + timedelta(days=20)
    for number, place in enumerate(world):
        phone = f"06 61 22 33 {number}0"
        someone = person(place, "person", phone=phone)
        world.add("person", place, query=phone, pk=someone.pk)
        consent = actions.record_consent(by=SYSTEM, person=someone, purpose="file")
        world.add("consent", place, place.label("person"), pk=someone.pk, consent=consent.pk)
        paper = actions.record_paper(
            by=SYSTEM, person=someone, kind="passport", number=f"PP{number}00", valid_to=soon
        )
        world.add("paper", place, place.label("person"), pk=someone.pk, paper=paper.pk)
        name = actions.record_name(by=SYSTEM, person=someone, text=f"Ama {place.label('name')}")
        world.add("name", place, place.label("person"), pk=someone.pk, name=name.pk)
        contact = actions.record_contact(
            by=SYSTEM, person=someone, kind="email", value=f"ama{number}@example.org"
        )
        world.add("contact", place, place.label("person"), pk=someone.pk, contact=contact.pk)
        spoken = actions.record_language(by=SYSTEM, person=someone, language="fra", speaking="well")
        world.add("language", place, place.label("person"), pk=someone.pk, language=spoken.pk)
        entry = actions.record_residence(
            by=SYSTEM, person=someone, status="card", valid_from=date(2024, 1, 1)
        )
        world.add("residence_entry", place, place.label("person"), pk=someone.pk, entry=entry.pk)
        other = person(place, "relative")
        home = actions.form_household(by=SYSTEM, person=someone)
        member = actions.join_household(by=SYSTEM, household=home, person=other, role="child")
        world.add("household", place, place.label("person"), pk=home.pk)
        world.add("household_member", place, place.label("relative"), pk=home.pk, member=member.pk)
        alone = person(place, "alone")
        world.add("relative_alone", place, place.label("alone"), pk=alone.pk)
        tie = actions.tie(by=SYSTEM, party=someone.party, other=other.party, kind="kin", relation="parent")
        world.add("tie", place, place.label("relative"), pk=someone.pk, tie=tie.pk)
        group = collective(place, "collective", [someone])
        world.add("collective", place, pk=group.pk)
        world.add("member", place, place.label("person"), pk=group.pk, person=someone.pk)


def person(place: Place, kind: str, phone: str = "") -> Person:
    """An adult followed by the place's office for its programme."""
    return actions.create_person(
        by=SYSTEM,
        office=place.office,
        programme=place.programme,
        family_name=place.label(kind),
        given_names="Ama",
        sex="f",
        birth_date=date(1990, 5, 5),
        birth_precision="day",
        nationality="MA",
        phone=phone,
    )


def collective(place: Place, kind: str, members: list[Person]) -> Collective:
    """A collective of these persons, followed like them."""
    return actions.create_collective(
        by=SYSTEM,
        office=place.office,
        programme=place.programme,
        name=place.label(kind),
        members=[(one, "member") for one in members],
    )
