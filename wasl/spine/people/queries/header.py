"""The head of a person's page: what tells homonyms apart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wasl.kernel import clock
from wasl.spine.people import rules
from wasl.spine.people.enums import Activity, Sex
from wasl.spine.people.models import Person
from wasl.spine.people.queries.search import told_apart


@dataclass(frozen=True, slots=True)
class Header:
    """What stands beside the name: birth, age (a range when the day is unknown), nationality, phone end, offices."""

    person: Person
    birth: str
    age: str
    nationality: str
    sex: str
    activity: str
    phone_end: str
    offices: tuple[str, ...]
    last_seen: date | None


def header_of(person: Person) -> Header:
    """The header of one person, as of today."""
    found = told_apart([(person, 0, ())])[0]
    ages = rules.ages_on(person.birth_date, person.birth_precision, clock.today())
    return Header(
        person=person,
        birth=rules.birth_text(person.birth_date, person.birth_precision),
        age="" if ages is None else (str(ages[0]) if ages[0] == ages[1] else f"{ages[0]}-{ages[1]}"),
        nationality=person.nationality.label if person.nationality else "",
        sex="" if person.sex == Sex.UNKNOWN else person.get_sex_display(),
        activity="" if person.activity == Activity.UNKNOWN else person.get_activity_display(),
        phone_end=rules.mask_end(rules.phone_digits(person.phone), 4) if person.phone else "",
        offices=found.offices,
        last_seen=found.last_seen,
    )
