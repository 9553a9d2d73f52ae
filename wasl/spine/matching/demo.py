"""People registered twice, and twins: what the page of duplicates has to show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.spine.matching import actions
from wasl.spine.matching.models import Duplicate
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person

Known = dict[str, Any]

# The first record, the second one as another desk wrote it; invented, as all the demo.
TWICE: Sequence[tuple[Known, Known]] = (
    (
        {"family_name": "Baobab", "given_names": "Mariama Aïssatou", "sex": "f", "nationality": "GN",
         "birth_date": date(1996, 4, 12), "phone": "0661000101"},
        {"family_name": "Aissatou", "given_names": "Maryama BAOBAB", "sex": "f", "nationality": "GN",
         "birth_date": date(1996, 12, 4), "phone": "0661000101"},
    ),
    (
        {"family_name": "Fromager", "given_names": "Kouassi Désiré", "sex": "m", "nationality": "CI",
         "birth_date": date(1988, 9, 3)},
        {"family_name": "Fromager", "given_names": "Kwassi Désirée", "sex": "m", "nationality": "CI",
         "birth_date": date(1988, 1, 1), "birth_precision": "year", "phone": "0661000202"},
    ),
    (
        {"family_name": "الأرز", "given_names": "محمد", "sex": "m", "nationality": "SY",
         "birth_date": date(1979, 6, 21), "phone": "0661000303"},
        {"family_name": "El Arz", "given_names": "Mohamed", "sex": "m", "nationality": "SY",
         "birth_date": date(1979, 6, 21)},
    ),
    (
        {"family_name": "Palétuvier", "given_names": "Ndèye Fatou", "sex": "f", "nationality": "SN",
         "birth_date": date(2001, 2, 17), "phone": "0661000404"},
        {"family_name": "Paletuvier", "given_names": "Fatou", "sex": "f", "nationality": "SN", "phone": "0661000404"},
    ),
)  # fmt: skip
# Registered by two desks with one mistyped day: an adviser said they are two, with the reason.
SISTERS: tuple[Known, Known] = (
    {"family_name": "Karité", "given_names": "Adja Maïmouna", "sex": "f", "nationality": "ML",
     "birth_date": date(1993, 11, 8), "phone": "0661000505"},
    {"family_name": "Karité", "given_names": "Adja Maimouna", "sex": "f", "nationality": "ML",
     "birth_date": date(1993, 11, 9), "phone": "0661000505"},
)  # fmt: skip
# Never proposed: one family, one day of birth, two given names.
TWINS: tuple[Known, Known] = (
    {"family_name": "Néré", "given_names": "Alassane", "sex": "m", "nationality": "SN",
     "birth_date": date(1999, 5, 2), "phone": "0661000606"},
    {"family_name": "Néré", "given_names": "Ousseynou", "sex": "m", "nationality": "SN",
     "birth_date": date(1999, 5, 2), "phone": "0661000606"},
)  # fmt: skip


def tell(desks: Sequence[tuple[Actor, Office]], decider: Actor, today: date) -> None:
    """Each of them registered twice, at one desk or at two; one pair is decided by `decider`, one put off."""
    registered = [_two(desks, one, today, number) for number, one in enumerate(TWICE)]
    sisters = _two(desks, SISTERS, today, len(TWICE))
    _two(desks, TWINS, today, len(TWICE) + 1)
    for pair in _between(*sisters):
        reason = "Deux cousines du même nom, reçues ensemble."
        actions.decide(by=decider, duplicate=pair, decision="different", reason=reason, expected=pair.version)
    for pair in _between(*registered[-1]):
        actions.decide(
            by=decider,
            duplicate=pair,
            decision="later",
            reason="Elle revient avec sa carte consulaire.",
            expected=pair.version,
            later_until=today + timedelta(days=14),
        )


def _two(
    desks: Sequence[tuple[Actor, Office]], records: tuple[Known, Known], today: date, number: int
) -> tuple[Person, Person]:
    made = []
    for turn, known in enumerate(records):
        # Every second pair at one desk, so that an adviser of one office has some to decide.
        by, office = desks[(number + turn * (number % 2)) % len(desks)]
        day = today - timedelta(days=60 - 25 * turn - number)
        with clock.moved_to(day):
            made.append(people.create_person(by=by, office=office, on=day, **known))
    return made[0], made[1]


def _between(one: Person, other: Person) -> list[Duplicate]:
    return list(Duplicate.objects.filter(first_id=one.pk, second_id=other.pk))
