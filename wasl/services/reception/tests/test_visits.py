"""Visits: recorded, anonymous, given their person, withdrawn; their facts with them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from wasl.base.audit.models import Entry
from wasl.base.network.models import Guichet, Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.services.reception import actions
from wasl.services.reception.models import Visit
from wasl.services.reception.queries import day_summary
from wasl.spine.facts.models import Fact
from wasl.spine.facts.queries import verify
from wasl.spine.people.actions import recount
from wasl.spine.people.models import Following, Party
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(db: None) -> Office:
    return an_office(name="Rabat")


@pytest.fixture
def desk(office: Office) -> Actor:
    return an_actor(Role.RECEPTION, office)


def a_guichet(office: Office, kind: str = "auto_entrepreneur", **more: Any) -> Guichet:
    return Guichet.objects.create(
        organisation=office.organisation, code=kind, kind=kind, name_fr=kind, **more
    )


def standing() -> list[Fact]:
    return list(Fact.objects.standing().filter(kind="welcomed").order_by("pk"))


# ------------------------------------------------------------------ who is refused


@pytest.mark.parametrize("role", [Role.FINANCE, Role.MONITORING, Role.DONOR, Role.TRAINER])
def test_a_role_that_is_not_at_the_desk_records_no_visit(office: Office, role: str) -> None:
    with pytest.raises(Refused):
        actions.record_visit(by=an_actor(role, office), office=office)


def test_nobody_records_a_visit_at_an_office_of_others(office: Office, desk: Actor) -> None:
    with pytest.raises(Refused):
        actions.record_visit(by=desk, office=an_office(office.organisation))
    with pytest.raises(Refused):
        actions.record_visit(by=desk, office=an_office())


def test_a_person_of_another_office_who_is_not_seen_cannot_be_welcomed_by_their_number(
    office: Office, desk: Actor
) -> None:
    stranger = a_person(an_office())
    with pytest.raises(Refused):
        actions.record_visit(by=desk, office=office, person=stranger)
    assert not Visit.objects.exists()


def test_visits_are_read_within_ones_own_offices(office: Office, desk: Actor) -> None:
    elsewhere = an_office(office.organisation)
    here = actions.record_visit(by=SYSTEM, office=office)
    there = actions.record_visit(by=SYSTEM, office=elsewhere)
    assert list(Visit.objects.visible_to(desk)) == [here]
    assert list(Visit.objects.visible_to(an_actor(Role.MONITORING, elsewhere))) == [there]
    assert not Visit.objects.visible_to(an_actor(Role.FINANCE, office)).exists()


def test_an_office_closed_on_a_date_takes_no_visit_after_it_nor_before_it_opened(desk: Actor) -> None:
    office = an_office(opened_on=date(2018, 1, 1), closed_on=date(2021, 12, 31))
    actions.record_visit(by=SYSTEM, office=office, at=date(2018, 1, 1))
    actions.record_visit(by=SYSTEM, office=office, at=date(2021, 12, 31))
    for day in (date(2022, 1, 1), date(2017, 12, 31)):
        with pytest.raises(RuleBroken) as refusal:
            actions.record_visit(by=SYSTEM, office=office, at=day)
        assert refusal.value.code == "office_closed"


def test_a_closed_guichet_or_one_of_another_organisation_receives_nobody(office: Office) -> None:
    closed = a_guichet(office, closed_on=date(2021, 1, 1))
    other = a_guichet(an_office())
    for guichet in (closed, other):
        with pytest.raises(RuleBroken) as refusal:
            actions.record_visit(by=SYSTEM, office=office, guichet=guichet, at=date(2021, 6, 1))
        assert refusal.value.code == "guichet_closed"


def test_no_visit_is_recorded_for_a_day_to_come(office: Office, desk: Actor) -> None:
    with pytest.raises(RuleBroken) as refusal:
        actions.record_visit(by=desk, office=office, at=clock.today() + timedelta(days=1))
    assert refusal.value.code == "future"


def test_an_unknown_reason_is_refused(office: Office, desk: Actor) -> None:
    with pytest.raises(RuleBroken):
        actions.record_visit(by=desk, office=office, reasons=["curiosity"])


# ------------------------------------------------------------------ a known person


def test_a_visit_is_a_fact_that_counts_the_person(office: Office, desk: Actor) -> None:
    person = a_person(office, sex="f", nationality="SN", birth_date=date(1990, 5, 1), birth_precision="day")
    guichet = a_guichet(office)
    visit = actions.record_visit(
        by=desk, office=office, person=person, reasons=["auto_entrepreneur", "papers"]
    )
    (fact,) = standing()
    assert (fact.kind, fact.happened_on, fact.party_id) == ("welcomed", visit.day, person.pk)
    assert (fact.reason, fact.guichet, fact.source_id) == ("auto_entrepreneur", guichet, visit.pk)
    assert fact.people.get().person_key == person.party.key
    assert visit.reasons == ["auto_entrepreneur", "papers"]
    assert visit.guichet == guichet


def test_the_office_follows_whoever_it_welcomes(office: Office) -> None:
    other = an_office(office.organisation, name="Salé")
    person = a_person(office)
    both = an_actor(Role.RECEPTION, office)
    both = Actor(both.id, both.label, (*both.grants, *an_actor(Role.RECEPTION, other).grants))
    actions.record_visit(by=both, office=other, person=person)
    actions.record_visit(by=both, office=other, person=person)
    assert Following.objects.filter(party=person.party, office=other, basis="welcome").count() == 1


def test_a_visit_is_written_in_the_journal_without_any_name(office: Office, desk: Actor) -> None:
    person = a_person(office, family_name="Zellige")
    visit = actions.record_visit(by=desk, office=office, person=person)
    entry = Entry.objects.get(verb="reception.visit")
    assert str(visit.pk) in entry.objects_text.split()
    assert "Zellige" not in entry.reason + entry.fields


def test_tickets_count_from_one_each_day_at_each_office(office: Office) -> None:
    other = an_office()
    monday, tuesday = date(2021, 3, 1), date(2021, 3, 2)
    tickets = [
        actions.record_visit(by=SYSTEM, office=place, at=day).ticket
        for place, day in ((office, monday), (office, monday), (other, monday), (office, tuesday))
    ]
    assert tickets == [1, 2, 1, 1]


def test_a_visit_costs_few_queries(
    office: Office, desk: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    person = a_person(office)
    actions.record_visit(by=desk, office=office, person=person)
    with django_assert_max_num_queries(15):
        actions.record_visit(by=desk, office=office, person=person, reasons=["information"])


# ------------------------------------------------------------------ somebody anonymous


def test_an_anonymous_visit_counts_with_what_was_seen(office: Office, desk: Actor) -> None:
    seen = {"sex": "f", "age_band": "18_25", "nationality_group": "SSA", "activity": "seeking"}
    visit = actions.record_visit(by=desk, office=office, anonymous=seen)
    counted = standing()[0].people.get()
    assert counted.person_key is None
    assert (counted.sex, counted.age_band, counted.nationality_group, counted.activity) == tuple(
        seen.values()
    )
    assert (visit.sex, visit.age_band, visit.person_id) == ("f", "18_25", None)


def test_an_anonymous_visit_with_nothing_said_counts_too(office: Office, desk: Actor) -> None:
    actions.record_visit(by=desk, office=office)
    assert standing()[0].people.get().sex == "u"


def test_an_unknown_age_band_is_refused(office: Office, desk: Actor) -> None:
    with pytest.raises(RuleBroken):
        actions.record_visit(by=desk, office=office, anonymous={"age_band": "old"})


def test_a_visitor_who_says_their_name_later_is_not_counted_twice(office: Office, desk: Actor) -> None:
    visit = actions.record_visit(by=desk, office=office, anonymous={"sex": "f"}, reasons=["papers"])
    person = a_person(office, sex="f")
    visit = actions.attach_person(by=desk, visit=visit, person=person)
    (fact,) = standing()
    assert fact.people.get().person_key == person.party.key
    assert fact.reason == "papers"
    assert (visit.person, visit.sex) == (person, "u")
    with pytest.raises(RuleBroken):
        actions.attach_person(by=desk, visit=visit, person=a_person(office))


def test_what_was_seen_never_stands_beside_a_person(office: Office) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office, person=a_person(office))
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(sex="f")


# ------------------------------------------------------------------ withdrawing and verifying


def test_a_visit_recorded_by_mistake_is_withdrawn_with_its_fact_and_a_reason(
    office: Office, desk: Actor
) -> None:
    visit = actions.record_visit(by=desk, office=office)
    with pytest.raises(Refused):
        actions.withdraw_visit(by=an_actor(Role.ADVISER, office), visit=visit, reason="typed twice")
    with pytest.raises(RuleBroken):
        actions.withdraw_visit(by=desk, visit=visit, reason=" ")
    actions.withdraw_visit(by=desk, visit=visit, reason="typed twice")
    actions.withdraw_visit(by=desk, visit=visit, reason="typed twice")
    assert standing() == []
    assert Fact.objects.count() == 2
    assert not Visit.objects.standing().exists()


def test_facts_and_visits_agree_whatever_happened_to_them(office: Office, desk: Actor) -> None:
    person = a_person(office)
    actions.record_visit(by=desk, office=office, person=person)
    known_later = actions.record_visit(by=desk, office=office)
    actions.attach_person(by=desk, visit=known_later, person=person)
    mistaken = actions.record_visit(by=desk, office=office)
    actions.withdraw_visit(by=desk, visit=mistaken, reason="typed twice")
    actions.record_visit(by=SYSTEM, office=office, at=date(2021, 5, 3), origin="import")
    result = verify()
    assert result.ok, result
    assert result.checked == 3


def test_a_visit_of_a_register_has_its_past_day_no_ticket_and_counts_as_served(office: Office) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office, at=date(2021, 5, 3), origin="import")
    assert (visit.day, visit.ticket, visit.status, visit.origin) == (
        date(2021, 5, 3),
        None,
        "served",
        "import",
    )
    assert standing()[0].origin == "import"
    assert standing()[0].happened_on == date(2021, 5, 3)


def test_somebody_registered_twice_is_one_of_the_people_of_the_day_once_merged(
    office: Office, desk: Actor
) -> None:
    one, other = a_person(office), a_person(office, "Jallow")
    for person in (one, other):
        actions.record_visit(by=desk, office=office, person=person)
    assert (
        day_summary([office.pk], clock.today()).people,
        day_summary([office.pk], clock.today()).visits,
    ) == (2, 2)
    Party.objects.filter(pk=one.pk).update(merged_into=other.pk)
    recount([one.pk, other.pk])
    assert (
        day_summary([office.pk], clock.today()).people,
        day_summary([office.pk], clock.today()).visits,
    ) == (1, 2)
