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
