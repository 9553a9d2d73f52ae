"""Who stands behind a party, and what is answered about them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel.actors import SYSTEM
from wasl.kernel.errors import RuleBroken
from wasl.spine.people import actions, queries
from wasl.spine.people.evidence import Answer, ask
from wasl.spine.people.models import Collective, Person
from wasl.spine.people.tests.factories import a_person, an_office

DAY = date(2022, 6, 1)


@pytest.fixture
def members() -> list[Person]:
    office = an_office()
    start = date(2022, 1, 1)
    return [
        a_person(office, "Diallo", on=start, sex="m", nationality="GN", birth_date=date(1990, 5, 1)),
        a_person(office, "Traoré", on=start, sex="f", nationality="ML", birth_date=date(1995, 1, 1),
                 birth_precision="year"),
        a_person(office, "Alaoui", on=start, sex="f", nationality="MA", birth_date=date(2000, 8, 9)),
    ]  # fmt: skip


@pytest.fixture
def collective(members: list[Person]) -> Collective:
    office = an_office()
    rows = [(members[0], "lead"), (members[1], "member"), (members[2], "member")]
    return actions.create_collective(
        by=SYSTEM, office=office, name="Les Jardins", members=rows, on=date(2022, 1, 1)
    )


@pytest.mark.django_db
def test_members_are_those_of_the_day(collective: Collective, members: list[Person]) -> None:
    actions.remove_member(by=SYSTEM, collective=collective, person=members[2], on=date(2022, 3, 31))
    assert queries.members_on(collective.party, date(2022, 3, 31)) == members
    assert queries.members_on(collective.party, date(2022, 4, 1)) == members[:2]
    assert queries.members_on(collective.party, date(2021, 12, 31)) == []
    assert queries.members_on(members[0].party, DAY) == [members[0]]
    found = queries.members_of_many([collective.pk, members[0].pk], DAY)
    assert found == {collective.pk: [m.pk for m in members[:2]], members[0].pk: [members[0].pk]}


@pytest.mark.django_db
def test_somebody_who_left_may_come_back(collective: Collective, members: list[Person]) -> None:
    actions.remove_member(by=SYSTEM, collective=collective, person=members[2], on=date(2022, 3, 31))
    actions.add_member(by=SYSTEM, collective=collective, person=members[2], on=date(2022, 5, 1))
    assert len(queries.members_on(collective.party, date(2022, 4, 1))) == 2
    assert len(queries.members_on(collective.party, DAY)) == 3


@pytest.mark.django_db
def test_nobody_is_a_member_twice_nor_before_the_collective(
    collective: Collective, members: list[Person]
) -> None:
    with pytest.raises(RuleBroken):
        actions.add_member(by=SYSTEM, collective=collective, person=members[0])
    newcomer = a_person(an_office())
    with pytest.raises(RuleBroken):
        actions.add_member(by=SYSTEM, collective=collective, person=newcomer, on=date(2021, 1, 1))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "state", "value", "high"),
    [
        ("collective_size", "value", 3, None),
        ("collective_women", "value", 2, 2),
        ("collective_moroccans", "value", 1, 1),
        ("nationality_moroccan", "no", None, None),
        ("age", "value", 21, 21),
        ("age_oldest", "value", 32, 32),
        ("residence_regular", "missing", None, None),
        ("residence_status", "missing", None, None),
        ("all_consented", "missing", None, None),
        ("training_hours", "missing", None, None),
    ],
)
def test_what_a_collective_answers(
    collective: Collective, code: str, state: str, value: int | None, high: int | None
) -> None:
    answer = ask(code, collective.party, DAY)
    assert (answer.code, answer.state) == (code, state)
    assert answer.value == (None if value is None else Decimal(value))
    assert answer.high == (None if high is None else Decimal(high))
    assert state != "missing" or str(answer.reason)


@pytest.mark.django_db
def test_one_member_without_permit_decides_and_is_named(
    collective: Collective, members: list[Person]
) -> None:
    actions.record_residence(by=SYSTEM, person=members[0], status="card", valid_from=date(2021, 1, 1))
    answer = ask("residence_regular", collective.party, DAY)
    assert answer.state == "missing"
    assert "Traoré" in str(answer.reason)
    actions.record_residence(by=SYSTEM, person=members[1], status="irregular", valid_from=date(2021, 1, 1))
    answer = ask("residence_regular", collective.party, DAY)
    assert answer.state == "no"
    assert "Traoré" in str(answer.reason)
    until = date(2022, 12, 31)
    actions.record_residence(
        by=SYSTEM, person=members[1], status="receipt", valid_from=date(2022, 2, 1), valid_to=until
    )
    answer = ask("residence_regular", collective.party, DAY)
    assert (answer.state, answer.valid_until) == ("yes", until)
    assert ask("residence_regular", collective.party, date(2022, 1, 15)).state == "no"
    assert ask("residence_regular", collective.party, date(2023, 1, 1)).state == "no"


@pytest.mark.django_db
def test_consent_holds_until_the_day_it_is_withdrawn(members: list[Person]) -> None:
    person = members[0]
    consent = actions.record_consent(by=SYSTEM, person=person, purpose="file", on=date(2022, 2, 1))
    actions.withdraw_consent(by=SYSTEM, consent=consent, on=date(2022, 3, 1))
    states = [
        ask("all_consented", person.party, day).state
        for day in (date(2022, 1, 31), date(2022, 2, 1), date(2022, 2, 28), date(2022, 3, 1))
    ]
    assert states == ["missing", "yes", "yes", "missing"]


NUMBERS = st.integers(0, 60).map(Decimal)


@given(
    low=NUMBERS,
    width=st.integers(0, 3),
    limit=NUMBERS,
    operator=st.sampled_from([">=", "<=", ">", "<", "=", "!="]),
)
def test_a_range_answers_only_what_both_its_ends_answer(
    low: Decimal, width: int, limit: Decimal, operator: str
) -> None:
    loose = Answer("age", "value", low, high=low + width).compare(operator, str(limit))
    exact = {
        Answer("age", "value", low + step, high=low + step).compare(operator, str(limit))
        for step in (0, width)
    }
    assert loose == (exact.pop() if len(exact) == 1 else "missing")


def test_missing_is_never_yes() -> None:
    for operator, wanted in (("yes", ""), ("no", ""), (">=", "0"), ("!=", "x"), ("in", "a,b")):
        assert Answer("x", "missing").compare(operator, wanted) == "missing"
    with pytest.raises(ValueError, match="unknown operator"):
        Answer("x", "yes").compare("~", "1")


@pytest.mark.parametrize(
    ("operator", "wanted", "outcome"),
    [("in", "card, receipt", "yes"), ("in", "irregular", "no"), ("=", "card", "yes"), ("!=", "card", "no")],
)
def test_codes_compare_with_lists(operator: str, wanted: str, outcome: str) -> None:
    assert Answer("residence_status", "value", "card").compare(operator, wanted) == outcome
