"""M4SD in Tanger, November 2020 to December 2021: 138 advised, 98 of them aided, 43 statuses, 7 collective start-ups.

The pack reads the four published results as nested; the people here are drawn that way.
"""

from __future__ import annotations

from datetime import date, timedelta

from wasl.config.demo.crew import Crew
from wasl.config.demo.groups import craft_of, give_residence, register, with_roles
from wasl.config.demo.names import FAMILY, Cast
from wasl.kernel import clock
from wasl.outcomes.ventures import actions as ventures
from wasl.spine.cases import actions as cases
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person

ADVISED, AIDED, STATUSES = 138, 98, 43
GROUPS, GROUP_SIZE = 7, 4
FIRST, LAST = date(2020, 11, 9), date(2021, 11, 19)
PROGRAMME = "m4sd-tanger"


def tell(crew: Crew, cast: Cast) -> None:
    """Everybody is advised; the first are aided; of these, the first obtain the status, the next found together."""
    people_of_tanger = [_welcome(crew, cast, number) for number in range(ADVISED)]
    for number, person in enumerate(people_of_tanger[:STATUSES]):
        _obtain_status(crew, person, number)
    for number in range(GROUPS):
        first = STATUSES + number * GROUP_SIZE
        _found_together(crew, people_of_tanger[first : first + GROUP_SIZE], number)


def _welcome(crew: Crew, cast: Cast, number: int) -> Person:
    """Registered, advised, and for the first 98 accompanied towards their business, two weeks apart."""
    day = FIRST + (LAST - FIRST) * number // ADVISED
    office = crew.offices["tanger-technopark" if number % 3 == 0 else "tanger-mdj"]
    by = crew.adviser_of(office)
    nationality = "MA" if number % 2 else None
    with clock.moved_to(day):
        person = register(crew, cast.person(nationality=nationality, year=2021), office, day)
        give_residence(crew, person, office, day)
        alone = number < STATUSES or number >= STATUSES + GROUPS * GROUP_SIZE
        guichet = crew.guichet("auto_entrepreneur" if alone else "startup_collective")
        case = cases.open_case(by=by, party=person.party, guichet=guichet, office=office, on=day)
        purpose = "business_creation" if number < AIDED else "information"
        cases.record_service(by=by, case=case, kind="advice", minutes=45, purpose=purpose, on=day)
    if number < AIDED:
        later = day + timedelta(days=14)
        with clock.moved_to(later):
            cases.record_service(
                by=by, case=case, kind="accompaniment", minutes=120, purpose="business_creation", on=later
            )
    return person


def _obtain_status(crew: Crew, person: Person, number: int) -> None:
    day = FIRST + timedelta(days=45) + (LAST - FIRST - timedelta(days=30)) * number // STATUSES
    craft, sector = craft_of(number)
    office = crew.offices["tanger-mdj"]
    with clock.moved_to(day):
        by = crew.actor("coordination")
        venture = ventures.create_venture(
            by=by,
            party=person.party,
            name=f"{craft} {person.family_name}",
            legal_form="auto_entrepreneur",
            office=office,
            on=day,
            sector=sector,
            strand=crew.strands[PROGRAMME, "auto-entrepreneur"],
            programme=crew.programmes[PROGRAMME],
        )
        ventures.register_venture(
            by=by, venture=venture, number=f"AE-INVENTÉ-{number + 1:04d}", registered_on=day
        )


def _found_together(crew: Crew, members: list[Person], number: int) -> None:
    day = date(2021, 2, 15) + timedelta(days=40 * number)
    craft, sector = craft_of(number + 5)
    office = crew.offices["tanger-mdj"]
    with clock.moved_to(day):
        by = crew.actor("coordination")
        name = f"{craft} {FAMILY[number * 11]}"
        group = people.create_collective(by=by, office=office, name=name, members=with_roles(members), on=day)
        ventures.create_venture(
            by=by,
            party=group.party,
            name=name,
            legal_form="sarl",
            office=office,
            on=day,
            sector=sector,
            strand=crew.strands[PROGRAMME, "collective"],
            programme=crew.programmes[PROGRAMME],
        )
