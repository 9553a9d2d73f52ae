"""One person, many spellings; many persons, one name."""

from __future__ import annotations

from datetime import date

import pytest

from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.people import actions, queries, slots
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "asked",
    [
        "Diallo Mamadou",
        "mamadou diallo",
        "JALLOW Mamadou",
        "djallo mamadu",
        "Mam Dial",
        "diallo",
        "مامادو ديالو",
        "diallo 1994",
        "4567",
        "06 61 23 45 67",
        "+212661234567",
    ],
)
def test_a_person_is_found_whatever_the_spelling(asked: str) -> None:
    office = an_office()
    person = a_person(office, phone="0661234567", birth_date=date(1994, 1, 1), birth_precision="year")
    a_person(office, "Nguessan", "Ama Patricia", phone="0770000000")
    found = queries.search(an_actor(Role.RECEPTION, office), asked)
    assert [one.person for one in found] == [person]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("N'Guessan", "nguessan"),
        ("N’Guessan", "N Guessan"),
        ("Ouattara", "Watara"),
        ("El Alaoui", "Elalaoui"),
        ("Elalaoui", "alaoui"),
        ("Ben Ali", "benali"),
        ("Abdoul Karim", "abdoulkarim"),
        ("Gueye", "Guèye"),
        ("Conté", "konte"),
        ("Traoré", "TRAORE"),
        ("Philippe", "filipe"),
        ("Cissé", "Sissé"),
        ("Mohamed", "محمد"),
    ],
)
def test_apostrophes_particles_and_sounds_do_not_hide_anybody(written: str, asked: str) -> None:
    office = an_office()
    person = a_person(office, written, "Awa")
    assert person in [one.person for one in queries.search(SYSTEM, asked)]


def test_the_closest_comes_first_and_says_why() -> None:
    office = an_office()
    younger = a_person(office, birth_date=date(1999, 2, 1))
    older = a_person(office, birth_date=date(1980, 2, 1))
    found = queries.search(SYSTEM, "Mamadou Diallo", born=1980)
    assert [one.person for one in found] == [older, younger]
    assert "birth_year" in found[0].reasons
    assert "other_birth_year" in found[1].reasons


def test_a_paper_number_finds_its_holder_only_for_those_who_see_papers() -> None:
    office = an_office()
    person = a_person(office)
    actions.record_paper(by=SYSTEM, person=person, kind="passport", number="o 123-456")
    assert [one.person for one in queries.search(an_actor(Role.RECEPTION, office), "O123456")] == [person]
    assert queries.search(an_actor(Role.FINANCE, office), "O123456") == []
    assert queries.search(an_actor(Role.RECEPTION, an_office()), "O123456") == []


def test_a_second_phone_finds_the_person_and_ranks_them_as_the_first_does() -> None:
    office = an_office()
    person = a_person(office, "Kouassi", "Patricia", phone="0661234567")
    for number in range(3):
        a_person(office, "Kouassi", "Patricia", phone=f"067000000{number}")
    actions.record_contact(by=SYSTEM, person=person, kind="phone", value="07 70 11 22 33")
    assert [one.person for one in queries.search(SYSTEM, "0770112233")] == [person]
    best = queries.search(SYSTEM, "patricia kouassi 2233")[0]
    assert (best.person, "phone" in best.reasons) == (person, True)


def test_a_second_phone_warns_whoever_is_about_to_register_somebody_again() -> None:
    office = an_office()
    person = a_person(office, "Kouassi", "Ama Patricia", birth_date=date(1990, 5, 6))
    asked = {"family_name": "Kouassi", "given_names": "Ama", "birth_date": date(1994, 1, 1)}
    second = {"phone": "0770112233", "birth_precision": "day"}
    assert queries.candidates(SYSTEM, **asked, **second) == []  # type: ignore[arg-type]
    contact = actions.record_contact(by=SYSTEM, person=person, kind="phone", value="07 70 11 22 33")
    found = queries.candidates(SYSTEM, **asked, **second)  # type: ignore[arg-type]
    assert [one.person for one in found] == [person]
    actions.end_contact(by=SYSTEM, contact=contact)
    assert queries.candidates(SYSTEM, **asked, **second) == []  # type: ignore[arg-type]


def test_a_name_as_a_paper_writes_it_finds_the_person() -> None:
    person = a_person(an_office(), "Kouassi", "Patricia")
    actions.record_name(by=SYSTEM, person=person, text="KOUASSI AMA PATRICIA EPSE TANO", source="Passport")
    assert [one.person for one in queries.search(SYSTEM, "tano ama")] == [person]


def test_a_name_as_written_is_shown_only_where_it_reads_otherwise() -> None:
    person = a_person(an_office(), "Diallo", "Awa")
    for text in ("AWA DIALLO", "Hawa Djallo"):
        actions.record_name(by=SYSTEM, person=person, text=text)
    (found,) = queries.search(SYSTEM, "awa diallo")
    assert found.also_written == ("Hawa Djallo",)


def test_homonyms_are_told_apart_by_office_and_last_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    office = an_office(name="Tanger Technopark")
    person = a_person(office)
    monkeypatch.setattr(slots, "last_seen", [lambda ids: dict.fromkeys(ids, date(2024, 5, 6))])
    (found,) = queries.search(SYSTEM, "diallo")
    assert found.person == person
    assert (found.offices, found.last_seen) == (("Tanger Technopark",), date(2024, 5, 6))


@pytest.mark.parametrize("asked", ["", "   ", "!!", "%", "_", "ab", "zzzzzz"])
def test_nothing_asked_finds_nobody(asked: str) -> None:
    a_person(an_office())
    assert queries.search(SYSTEM, asked) == []


def test_search_asks_as_often_for_thirty_homonyms_as_for_one(django_assert_max_num_queries: object) -> None:
    office = an_office()
    desk = an_actor(Role.RECEPTION, office)
    for number in range(30):
        one = a_person(office, birth_date=date(1960 + number, 1, 1))
        actions.record_contact(by=SYSTEM, person=one, kind="phone", value=f"07{number:02}112233")
    with django_assert_max_num_queries(5 + len(slots.last_seen)):  # type: ignore[operator]
        assert len(queries.search(desk, "Mamadou Diallo", limit=30)) == 30
    with django_assert_max_num_queries(6 + len(slots.last_seen)):  # type: ignore[operator]
        assert len(queries.search(desk, "112233", limit=30)) == 30


def test_collectives_are_found_by_their_name() -> None:
    office = an_office()
    collective = actions.create_collective(by=SYSTEM, office=office, name="Les Jardins de l'Océan")
    adviser = an_actor(Role.ADVISER, office)
    assert queries.search_parties(adviser, "jardin ocean") == [collective.party]
    assert queries.search_parties(an_actor(Role.ADVISER, an_office()), "jardin ocean") == []
