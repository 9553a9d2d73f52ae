from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused
from wasl.spine.matching import actions
from wasl.spine.matching.enums import Again, FoundBy, State, Verdict
from wasl.spine.matching.models import Duplicate
from wasl.spine.people import actions as people
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_actor, an_office, an_organisation

pytestmark = pytest.mark.django_db
BORN = {"birth_date": date(1994, 3, 7), "birth_precision": "day", "nationality": "CI", "sex": "f"}


def pairs() -> set[tuple[int, int]]:
    return {pair.party_ids for pair in Duplicate.objects.all()}


def paper(person: Person, number: str = "A123456") -> None:
    people.record_paper(by=SYSTEM, person=person, kind="passport", number=number)


def test_somebody_registered_again_in_another_order_and_spelling_is_proposed() -> None:
    office = an_office()
    first = a_person(office, "Kouassi", "Ama Patricia", **BORN)

    second = a_person(office, "Ama", "Patricia KWASSI", **BORN)

    pair = Duplicate.objects.get()
    assert pair.party_ids == (first.pk, second.pk)
    assert (pair.found_by, pair.verdict) == (FoundBy.CREATE, Verdict.LIKELY)
    assert {"name", "birth_day", "nationality", "sex"} <= set(pair.agrees)


def test_somebody_of_another_organisation_is_never_proposed() -> None:
    first = a_person(an_office(), "Kouassi", "Ama Patricia", phone="0661234567", **BORN)
    second = a_person(an_office(), "Kouassi", "Ama Patricia", phone="0661234567", **BORN)
    paper(first)
    paper(second)

    assert pairs() == set()


def test_two_offices_of_one_organisation_are_compared() -> None:
    organisation = an_organisation()
    a_person(an_office(organisation), "Kouassi", "Ama Patricia", **BORN)
    a_person(an_office(organisation), "Kouassi", "Ama Patricia", **BORN)

    assert Duplicate.objects.count() == 1


def test_twins_are_not_proposed() -> None:
    office = an_office()
    born: dict[str, Any] = {**BORN, "phone": "0661234567", "sex": "m"}
    a_person(office, "Diallo", "Alassane", **born)
    a_person(office, "Diallo", "Ousseynou", **born)
    a_person(office, "El Amrani", "Hassan", **born)
    a_person(office, "El Amrani", "Houssein", **born)

    assert pairs() == set()


def test_a_paper_that_agrees_is_enough() -> None:
    office = an_office()
    first = a_person(office, "Traoré", "Issa")
    second = a_person(office, "Sow", "Awa")
    paper(first)

    paper(second)

    assert pairs() == {(first.pk, second.pk)}
    assert Duplicate.objects.get().agrees[0] == "paper"


def test_a_correction_refreshes_the_pair_then_withdraws_it() -> None:
    office = an_office()
    a_person(office, "Kouassi", "Ama Patricia", **BORN)
    second = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    assert "birth_day" in Duplicate.objects.get().agrees

    people.update_person(by=SYSTEM, person=second, expected=1, phone="0661234567")
    people.update_person(by=SYSTEM, person=second, expected=2, birth_date=date(1995, 3, 7))
    assert {"birth_other_year", "birth_day"} & set(Duplicate.objects.get().agrees) == {"birth_other_year"}
    people.update_person(by=SYSTEM, person=second, expected=3, family_name="Nguema", given_names="Trésor")

    assert pairs() == set()


def test_different_is_remembered_through_every_later_change_and_search() -> None:
    office = an_office()
    first = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    second = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    pair = Duplicate.objects.get()
    actions.decide(by=SYSTEM, duplicate=pair, decision="different", reason="Cousines", expected=1)

    people.update_person(by=SYSTEM, person=second, expected=1, phone="0661234567")
    people.update_person(by=SYSTEM, person=first, expected=1, phone="0661234567")
    actions.check_all(by=SYSTEM, organisation=office.organisation)

    pair.refresh_from_db()
    assert (Duplicate.objects.count(), pair.state, pair.version) == (1, State.DIFFERENT, 2)


def test_a_paper_that_agrees_later_brings_different_back_and_says_so() -> None:
    office = an_office()
    first = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    second = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    actions.decide(
        by=SYSTEM, duplicate=Duplicate.objects.get(), decision="different", reason="Cousines", expected=1
    )
    paper(first)
    assert Duplicate.objects.get().state == State.DIFFERENT

    paper(second)

    pair = Duplicate.objects.get()
    assert (pair.state, pair.again, pair.reason) == (State.OPEN, Again.PAPER, "Cousines")
    actions.decide(by=SYSTEM, duplicate=pair, decision="different", reason="Passeport prêté", expected=3)
    people.update_person(by=SYSTEM, person=second, expected=1, phone="0661234567")
    assert Duplicate.objects.get().state == State.DIFFERENT


def test_different_holds_for_a_record_merged_since() -> None:
    office = an_office()
    first = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    second = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    actions.decide(
        by=SYSTEM, duplicate=Duplicate.objects.get(), decision="different", reason="Cousines", expected=1
    )
    kept = a_person(office, "Kouassi", "Patricia Ama", **BORN)
    Duplicate.objects.exclude(state=State.DIFFERENT).delete()
    first.party.merged_into = kept.party
    first.party.save()

    actions.look([second.pk, kept.pk])

    assert pairs() == {(first.pk, second.pk)}


def test_registering_costs_two_queries_more_when_nobody_is_alike(
    django_assert_max_num_queries: Any,
) -> None:
    office = an_office()
    for number in range(5):
        a_person(office, f"Mbarga{'abcde'[number]}", "Trésor")
    fresh = a_person(office, "Nkoulou", "Pélagie")

    with django_assert_max_num_queries(2):
        actions.changed(SYSTEM, [fresh.pk])


def test_many_cost_no_more_queries_than_few(django_assert_max_num_queries: Any) -> None:
    office = an_office()
    names = ["Kouassi", "Nguema", "Traoré", "Mabiala", "Zongo", "Ouedraogo", "Essomba", "Tshimanga"]
    ids = []
    with people.gathering(SYSTEM):
        for given in ("Ama Patricia", "Judicaël", "Rokhaya", "Idrissa"):
            for family in names:
                ids += [a_person(office, family, given, **BORN).pk for _twice in range(2)]
    assert Duplicate.objects.count() >= 32
    Duplicate.objects.all().delete()
    with CaptureQueriesContext(connection) as few:
        actions.look(ids[:2])
    Duplicate.objects.all().delete()
    with django_assert_max_num_queries(len(few)):
        actions.look(ids)


def test_everybody_of_an_organisation_is_compared_and_what_is_alike_no_more_is_withdrawn() -> None:
    office = an_office()
    first = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    second = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    third = a_person(office, "Sow", "Awa")
    Duplicate.objects.all().delete()
    stale = Duplicate.objects.create(
        first=second,
        second=third,
        organisation=office.organisation,
        score=80,
        verdict=Verdict.LIKELY,
        found_by=FoundBy.CHANGE,
    )
    heard: list[tuple[int, int]] = []

    done = actions.check_all(
        by=SYSTEM, organisation=office.organisation, report=lambda *said: heard.append(said)
    )

    assert pairs() == {(first.pk, second.pk)}
    assert not Duplicate.objects.filter(pk=stale.pk).exists()
    assert (done.proposed, done.withdrawn) == (1, 1)
    assert heard[-1] == (3, 3)
    assert Duplicate.objects.get().found_by == FoundBy.ALL


def test_a_list_is_compared_with_everybody() -> None:
    office = an_office()
    first = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    second = a_person(office, "Kouassi", "Ama Patricia", **BORN)
    Duplicate.objects.all().delete()

    actions.check_all(by=SYSTEM, organisation=office.organisation, ids=[second.pk])

    assert pairs() == {(first.pk, second.pk)}
    assert Duplicate.objects.get().found_by == FoundBy.LIST


def test_an_adviser_does_not_search_among_all() -> None:
    office = an_office()
    for actor in (an_actor(Role.ADVISER, office), an_actor(Role.COORDINATOR, an_office())):
        with pytest.raises(Refused):
            actions.check_all(by=actor, organisation=office.organisation)
