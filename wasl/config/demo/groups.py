"""Registering invented people and forming their groups."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from wasl.base.network.models import Office
from wasl.config.demo.crew import Crew
from wasl.config.demo.names import FAMILY, Cast, Invented
from wasl.kernel import clock
from wasl.spine.people import actions as people
from wasl.spine.people.enums import ConsentPurpose, FollowingBasis, MemberRole, Residence
from wasl.spine.people.models import Collective, Person

CRAFTS = {
    "Cuisine": "catering",
    "Couture": "sewing",
    "Coiffure": "hairdressing",
    "Peinture": "building",
    "Propreté": "cleaning",
    "Électricité": "car_repair",
    "Image": "media",
    "Numérique": "it_phones",
    "Décor": "decoration",
    "Pâtisserie": "catering",
    "Bijoux": "crafts",
    "Recyclage": "other",
    "Maraîchage": "agriculture",
    "Garderie": "education",
    "Livraison": "delivery",
    "Cosmétique": "african_trade",
    "Téléphonie": "it_phones",
    "Imprimerie": "media",
}


def craft_of(number: int) -> tuple[str, str]:
    """A craft and its sector code, in turn."""
    return list(CRAFTS.items())[number % len(CRAFTS)]


def register(crew: Crew, someone: Invented, office: Office, on: date, *, activity: str = "unknown") -> Person:
    """Register one invented person at an office, by its adviser, with the consent to keep the file."""
    return people.create_person(
        by=crew.adviser_of(office),
        office=office,
        family_name=someone.family_name,
        given_names=someone.given_names,
        sex=someone.sex,
        birth_date=someone.birth_date,
        birth_precision=someone.birth_precision,
        nationality=someone.nationality,
        phone=someone.phone,
        basis=FollowingBasis.WELCOME,
        consents=[ConsentPurpose.FILE],
        activity=activity,
        on=on,
    )


def give_residence(crew: Crew, person: Person, office: Office, on: date) -> None:
    """A residence card that holds that day, for somebody who is not Moroccan."""
    if person.nationality_id == "MA":
        return
    people.record_residence(
        by=crew.adviser_of(office),
        person=person,
        status=Residence.RESIDENCE_CARD,
        valid_from=on - timedelta(days=120),
        valid_to=on + timedelta(days=610),
        evidence="Carte vue (inventée)",
    )


def form_group(
    crew: Crew, cast: Cast, office: Office, *, size: int, year: int, number: int, regular: bool = True
) -> Collective:
    """A group of `size` new people, migrants but for one Moroccan in three groups; its first member speaks for it."""
    on = clock.today()
    members = cast.people(size, year=year)
    if number % 3 == 0:
        members[-1] = cast.person(nationality="MA", year=year)
    persons = [register(crew, someone, office, on) for someone in members]
    if regular:
        for person in persons:
            give_residence(crew, person, office, on)
    craft, _sector = craft_of(number)
    name = f"{craft} {FAMILY[(number * 7) % len(FAMILY)]}"
    return people.create_collective(
        by=crew.adviser_of(office), office=office, name=name, members=with_roles(persons), on=on
    )


def with_roles(persons: Sequence[Person]) -> list[tuple[Person, str]]:
    """The first speaks for the group, the others are members."""
    return [(person, MemberRole.LEAD if i == 0 else MemberRole.MEMBER) for i, person in enumerate(persons)]
