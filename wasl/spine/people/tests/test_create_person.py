"""Registering persons: who may, what is refused, what stands afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from wasl.base.audit.models import Entry
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Conflict, Refused, RuleBroken
from wasl.spine.people import actions, queries
from wasl.spine.people.enums import Precision
from wasl.spine.people.models import Following, Person, SearchKey
from wasl.spine.people.tests.factories import a_person, a_programme, an_actor, an_office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.DONOR, Role.PARTNER, Role.REVIEWER, Role.FINANCE, Role.ADMINISTRATOR])
def test_roles_that_do_not_meet_people_register_nobody(role: str) -> None:
    office = an_office()
    with pytest.raises(Refused):
        a_person(office, by=an_actor(role, office))
    assert not Person.objects.exists()


def test_the_desk_registers_nobody_for_another_office() -> None:
    here = an_office()
    there = an_office(here.organisation)
    with pytest.raises(Refused):
        a_person(there, by=an_actor(Role.RECEPTION, here))


def test_a_person_registered_is_followed_found_and_journalled() -> None:
    office = an_office()
    desk = an_actor(Role.RECEPTION, office)
    person = a_person(office, by=desk, nationality="GN", phone="06 61 23 45 67", on=date(2021, 3, 5))
    following = Following.objects.get(party_id=person.pk)
    assert (following.office_id, following.starts_on, following.programme_id) == (
        office.pk,
        date(2021, 3, 5),
        None,
    )
    assert person.party.label == "Mamadou Diallo"
    assert [found.person for found in queries.search(desk, "jallow mamadu")] == [person]
    entry = Entry.objects.get(verb="people.create")
    assert str(person.pk) in entry.objects_text
    assert "Diallo" not in f"{entry.reason}{entry.fields}{entry.objects_text}"


def test_registering_takes_few_queries(django_assert_max_num_queries: object) -> None:
    office = an_office()
    with django_assert_max_num_queries(13):  # type: ignore[operator]
        a_person(
            office,
            by=an_actor(Role.RECEPTION, office),
            nationality="GN",
            province="MA-TNG",
            phone="0661234567",
            consents=["file", "contact"],
            names_written=["DIALLO Mamadou Alpha"],
        )


def test_an_actor_of_one_programme_registers_for_that_programme() -> None:
    office, programme = an_office(), a_programme()
    desk = an_actor(Role.RECEPTION, office, programmes=frozenset({programme.pk}))
    person = a_person(office, by=desk)
    assert Following.objects.get(party_id=person.pk).programme_id == programme.pk
    assert Person.objects.visible_to(desk).get() == person


def test_an_actor_of_two_programmes_says_which() -> None:
    office = an_office()
    both = frozenset({a_programme().pk, a_programme().pk})
    with pytest.raises(RuleBroken) as broken:
        a_person(office, by=an_actor(Role.RECEPTION, office, programmes=both))
    assert broken.value.field == "programme"


@pytest.mark.parametrize(
    ("known", "field"),
    [
        ({"family_name": " "}, "family_name"),
        ({"family_name": "123"}, "family_name"),
        ({"birth_date": date(2199, 1, 1)}, "birth_date"),
        ({"birth_date": date(1850, 1, 1)}, "birth_date"),
        ({"sex": "x"}, "sex"),
        ({"activity": "wizard"}, "activity"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(known: dict[str, object], field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        a_person(an_office(), **known)  # type: ignore[arg-type]
    assert broken.value.field == field


def test_a_birth_date_keeps_its_precision() -> None:
    office = an_office()
    year = a_person(office, birth_date=date(1994, 7, 3), birth_precision=Precision.YEAR)
    month = a_person(office, birth_date=date(1994, 7, 3), birth_precision=Precision.MONTH)
    day = a_person(office, birth_date=date(1994, 7, 3))
    assert [(p.birth_date, p.birth_precision) for p in (year, month, day)] == [
        (date(1994, 1, 1), "year"),
        (date(1994, 7, 1), "month"),
        (date(1994, 7, 3), "day"),
    ]


def test_the_database_refuses_a_precision_without_a_date() -> None:
    person = a_person(an_office())
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person.pk).update(birth_precision="day")


def test_search_comes_before_create_and_the_reason_is_kept() -> None:
    office = an_office()
    desk = an_actor(Role.RECEPTION, office)
    known = a_person(office, birth_date=date(1994, 1, 1), birth_precision="year")
    new: dict[str, Any] = {"family_name": "Jallow", "given_names": "Mamadu", "birth_date": date(1994, 5, 2)}
    with pytest.raises(actions.CandidatesFound) as stopped:
        actions.create_person_after_search(by=desk, office=office, **new)
    assert [found.person for found in stopped.value.found] == [known]
    other = actions.create_person_after_search(by=desk, office=office, reason_new="Twin brother", **new)
    assert other.reason_new == "Twin brother"
    assert Entry.objects.filter(verb="people.create", reason="Twin brother").count() == 1


def test_another_birth_year_is_no_candidate() -> None:
    office = an_office()
    a_person(office, birth_date=date(1994, 1, 1))
    person = actions.create_person_after_search(
        by=an_actor(Role.RECEPTION, office),
        office=office,
        family_name="Diallo",
        given_names="Mamadou",
        birth_date=date(1971, 1, 1),
    )
    assert person.reason_new == ""


def test_a_change_is_found_under_the_new_name_only_and_names_its_fields() -> None:
    office = an_office()
    desk = an_actor(Role.RECEPTION, office)
    person = a_person(office)
    actions.update_person(by=desk, person=person, expected=1, family_name="Traoré", nationality="ML")
    assert person.party.label == "Mamadou Traoré"
    assert [found.person for found in queries.search(desk, "traore")] == [person]
    assert queries.search(desk, "diallo") == []
    assert set(Entry.objects.get(verb="people.update").fields.split()) == {"family_name", "nationality"}


def test_two_who_change_one_person_are_told() -> None:
    office = an_office()
    desk = an_actor(Role.RECEPTION, office)
    person = a_person(office)
    stale = Person.objects.get(pk=person.pk)
    actions.update_person(by=desk, person=person, expected=1, phone="0661000000")
    with pytest.raises(Conflict) as conflict:
        actions.update_person(by=desk, person=stale, expected=1, phone="0662000000")
    assert conflict.value.current["phone"] == "0661000000"


def test_nobody_changes_a_person_of_another_office() -> None:
    person = a_person(an_office())
    with pytest.raises(Refused):
        actions.update_person(
            by=an_actor(Role.ADVISER, an_office()), person=person, expected=1, phone="0661000000"
        )


def test_nothing_changed_writes_nothing() -> None:
    person = a_person(an_office())
    actions.update_person(by=SYSTEM, person=person, expected=1, family_name="Diallo")
    assert person.version == 1
    assert SearchKey.objects.filter(party_id=person.pk).exists()
