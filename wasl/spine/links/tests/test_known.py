"""Known elsewhere? A whole number only, twenty times a day, where the law allows it, and never more than a year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.base.audit.models import Entry
from wasl.base.audit.slots import reason_label
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Actor, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.links import actions
from wasl.spine.links.enums import AskReason
from wasl.spine.links.models import Link, Question
from wasl.spine.links.queries import objecting
from wasl.spine.links.tests.factories import (
    BIRTH,
    PHONE,
    in_force,
    recorded,
    somebody,
    today,
    twice,
    two_offices,
)
from wasl.spine.people import actions as people
from wasl.spine.people.models import Consent, Person
from wasl.spine.people.tests.factories import a_person, a_programme, an_office

pytestmark = pytest.mark.django_db


def desk(office: Office) -> Actor:
    return somebody(Role.RECEPTION, office.organisation, office)


def ask(by: Actor, office: Office, person: Person | None = None, **asked: Any) -> Question:
    asked = asked or {"phone": PHONE, "birth": BIRTH}
    by_paper = "number" in asked
    return actions.ask(
        by=by,
        organisation=office.organisation,
        asked_by="paper" if by_paper else "phone_birth",
        reason="said",
        person=person,
        paper_kind="passport" if by_paper else "",
        **asked,
    )


def answers(question: Question) -> list[tuple[int, int]]:
    return list(question.answers.values_list("organisation_id", "since"))


@pytest.fixture
def places(db: None) -> tuple[Office, Office]:
    here, there = two_offices()
    in_force(here.organisation, there.organisation)
    return here, there


Places = tuple[Office, Office]


@pytest.mark.parametrize("role", [r for r in Role if r not in (Role.RECEPTION, Role.ADVISER)])
def test_other_roles_do_not_ask(places: Places, role: str) -> None:
    with pytest.raises(Refused):
        ask(somebody(role, places[0].organisation), places[0])


def test_nobody_asks_for_an_organisation_of_others(places: Places) -> None:
    with pytest.raises(Refused):
        ask(desk(places[1]), places[0])


def test_the_answer_is_the_organisation_and_the_year(places: Places) -> None:
    here, there = places
    twice(here, there, on=date(2023, 3, 1))
    assert answers(ask(desk(here), here)) == [(there.organisation_id, 2023)]


def test_a_whole_paper_number_answers_however_it_is_typed(places: Places) -> None:
    here, there = places
    twice(here, there, paper="AB123456")
    year = today().year
    assert answers(ask(desk(here), here, number="ab 123-456")) == [(there.organisation_id, year)]
    assert answers(ask(desk(here), here, number="AB123457")) == []


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"number": "B12"}, "number"),
        ({"phone": "223344", "birth": BIRTH}, "phone"),
        ({"phone": PHONE}, "birth"),
    ],
)
def test_less_than_whole_is_refused_and_does_not_count(places: Places, asked: Any, field: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        ask(desk(places[0]), places[0], **asked)
    assert broken.value.field == field
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    "known", [{"birth_date": date(1990, 5, 5)}, {"birth_precision": "year"}, {"phone": "0661223345"}]
)
def test_what_differs_or_is_half_known_is_a_no(places: Places, known: Any) -> None:
    here, there = places
    twice(here, there, **known)
    assert answers(ask(desk(here), here)) == []


def test_without_an_agreement_in_force_nothing_is_asked_nor_counted() -> None:
    here, there = two_offices()
    recorded(here.organisation, there.organisation)
    twice(here, there)
    with pytest.raises(RuleBroken) as broken:
        ask(desk(here), here)
    assert broken.value.code == "agreement"
    assert not Question.objects.exists()


def test_an_organisation_without_agreement_is_never_named(places: Places) -> None:
    here, _there = places
    stranger = an_office()
    twice(here, stranger)
    assert answers(ask(desk(here), here)) == []


def test_who_is_followed_here_or_objected_or_was_merged_is_not_named(places: Places) -> None:
    here, there = places
    one, other = twice(here, there)
    consent = people.record_consent(by=SYSTEM, person=other, purpose="partners")
    assert len(answers(ask(desk(here), here, one))) == 1
    people.withdraw_consent(by=SYSTEM, consent=consent)
    assert answers(ask(desk(here), here, one)) == []
    people.record_consent(by=SYSTEM, person=other, purpose="partners")
    assert len(answers(ask(desk(here), here, one))) == 1
    people.follow(by=SYSTEM, party=other.party, office=here, basis="referral")
    assert answers(ask(desk(here), here, one)) == []


def test_an_agreement_of_a_programme_answers_for_that_programme_alone() -> None:
    here, there = two_offices()
    programme = a_programme()
    in_force(here.organisation, there.organisation, programme=programme)
    twice(here, there, paper="AB123456", programme=programme)
    twice(here, there, paper="CD123456")
    assert len(answers(ask(desk(here), here, number="AB123456"))) == 1
    assert answers(ask(desk(here), here, number="CD123456")) == []


def test_twenty_questions_a_day_the_no_too_and_again_the_next_day(places: Places, moving_clock: Any) -> None:
    here, _there = places
    by, colleague = desk(here), desk(here)
    for _number in range(20):
        ask(by, here, number="ZZ999999")
    with pytest.raises(RuleBroken) as broken:
        ask(by, here)
    assert broken.value.code == "limit"
    ask(colleague, here)
    assert Question.objects.filter(created_by_id=by.id).count() == 20
    with moving_clock.moved_to(today() + timedelta(days=1)):
        ask(by, here)


def test_a_yes_and_a_no_ask_the_database_the_same(places: Places) -> None:
    here, there = places
    twice(here, there)
    twice(here, there, paper="AB123456")
    asked = []
    for question in (
        {"number": "AB123456"}, {"number": "ZZ999999"}, {"phone": PHONE, "birth": BIRTH},
        {"phone": "0699999999", "birth": BIRTH},
    ):  # fmt: skip
        with CaptureQueriesContext(connection) as captured:
            ask(desk(here), here, **question)
        texts = [query["sql"] for query in captured if "links_knownanswer" not in query["sql"]]
        asked.append(len(texts))
    assert asked[0] == asked[1]
    assert asked[2] == asked[3]


def test_nothing_of_what_was_typed_is_kept_anywhere(places: Places) -> None:
    here, there = places
    twice(here, there, paper="AB123456")
    before = set(Entry.objects.values_list("pk", flat=True))
    ask(desk(here), here, number="AB123456")
    ask(desk(here), here)
    kept = str(list(Question.objects.values())) + str(list(Entry.objects.exclude(pk__in=before).values()))
    for typed in ("AB123456", "223344", "661223344", "1990"):
        assert typed not in kept
    entries = Entry.objects.exclude(pk__in=before)
    assert list(entries.values_list("verb", "reason")) == [("links.ask", "said")] * 2
    assert str(reason_label("links.ask", "said")) == str(AskReason.SAID.label)
    assert str(reason_label("rights.open", "interview: un bail")) == "Entretien avec la personne · un bail"
    assert str(reason_label("merging.merge", "said: oui")) == "said: oui"


def test_after_a_yes_the_colleague_asks_for_a_link_and_it_waits_for_both_sides(places: Places) -> None:
    here, there = places
    one, other = twice(here, there)
    by = desk(here)
    answer = ask(by, here, one).answers.get()
    link = actions.ask_for_link(by=by, answer=answer)
    assert (link.one_id, link.other_id, link.state, link.evidence) == (
        one.pk, other.pk, "proposed", "phone_birth"
    )  # fmt: skip
    assert actions.ask_for_link(by=by, answer=answer) == link


def test_a_link_cannot_be_asked_with_a_number_that_is_not_on_the_person_s_file(places: Places) -> None:
    here, there = places
    twice(here, there, paper="AB123456")
    someone = a_person(here, "Camara")
    by = desk(here)
    answer = ask(by, here, someone, number="AB123456").answers.first()
    assert answer is not None
    with pytest.raises(RuleBroken) as broken:
        actions.ask_for_link(by=by, answer=answer)
    assert broken.value.code == "evidence"
    assert not Link.objects.exists()


def test_a_link_is_asked_from_a_person_s_file_by_who_asked_the_question(places: Places) -> None:
    here, there = places
    one, _other = twice(here, there)
    by = desk(here)
    with pytest.raises(RuleBroken) as broken:
        actions.ask_for_link(by=by, answer=ask(by, here).answers.get())
    assert broken.value.code == "person"
    with pytest.raises(Refused):
        actions.ask_for_link(by=desk(here), answer=ask(by, here, one).answers.get())


def test_nobody_asks_about_a_person_they_do_not_see(places: Places) -> None:
    here, there = places
    _one, other = twice(here, there)
    with pytest.raises(Refused):
        ask(desk(here), here, other)


def test_a_consent_withdrawn_on_a_record_merged_since_is_an_objection_until_it_is_asked_again() -> None:
    here = an_office()
    kept, merged = a_person(here), a_person(here)
    days = [clock.today() - timedelta(days=ago) for ago in (40, 20, 10)]
    people.record_consent(by=SYSTEM, person=kept, purpose="partners", on=days[1])
    given = people.record_consent(by=SYSTEM, person=merged, purpose="partners", on=days[0])
    people.withdraw_consent(by=SYSTEM, consent=given, on=days[2])
    assert objecting([kept.pk, merged.pk]) == {merged.pk}
    Consent.objects.filter(person=merged).update(person=kept)
    assert objecting([kept.pk]) == {kept.pk}
    people.record_consent(by=SYSTEM, person=kept, purpose="partners")
    assert objecting([kept.pk]) == set()
