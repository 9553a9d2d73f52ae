"""A figure, its cells and its list are one query: they agree, whatever happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.base.network.models import Office
from wasl.base.programmes.models import Programme
from wasl.kernel.actors import SYSTEM, Role
from wasl.measure.indicators import queries
from wasl.measure.indicators.actions import define
from wasl.measure.indicators.models import Definition
from wasl.measure.indicators.queries import Compiled, compiled, figures, figures_rows
from wasl.measure.indicators.tests.factories import (
    AS_OF,
    END,
    START,
    a_definition,
    a_programme,
    a_published,
    a_target,
    an_act,
    values,
)
from wasl.spine.facts import actions as facts
from wasl.spine.facts.models import Fact
from wasl.spine.funding import actions as funding
from wasl.spine.people import actions as people
from wasl.spine.people.models import Party, Person
from wasl.spine.people.tests.factories import a_person, an_actor, an_office

pytestmark = pytest.mark.django_db


def value(definition: Definition, as_of: date = AS_OF) -> int:
    return int(compiled(definition, as_of).value())


def test_a_person_counts_once_however_often_they_came() -> None:
    office = an_office()
    programme = a_programme(office)
    person = a_person(office)
    for day in range(1, 5):
        an_act(programme, office, person.party, on=date(2021, 5, day))
    an_act(programme, office, a_person(office, "Traoré").party, kind="accompanied")
    assert value(a_definition(programme)) == 2


def test_a_person_helped_in_two_offices_counts_once_and_falls_in_one_cell() -> None:
    here, there = an_office(name="Ici"), an_office(name="Là")
    programme = a_programme(here, there)
    person = a_person(here)
    an_act(programme, here, person.party)
    an_act(programme, there, person.party)
    made = compiled(a_definition(programme), AS_OF)
    assert made.value() == 1
    assert made.cells("office") == {"Là": 1}


def test_members_of_a_group_count_as_people_and_the_group_once() -> None:
    office = an_office()
    programme = a_programme(office)
    persons = [a_person(office, name) for name in ("Diallo", "Camara", "Sow")]
    group = people.create_collective(
        by=SYSTEM, office=office, name="Couture", members=[(p, "member") for p in persons], on=START
    )
    an_act(programme, office, group.party)
    assert value(a_definition(programme)) == 3
    assert value(a_definition(programme, unit="collective", count_by="party")) == 1


def test_acts_outside_the_days_the_programme_or_the_clauses_do_not_count() -> None:
    office = an_office()
    programme, other = a_programme(office), a_programme(office)
    party = a_person(office).party
    an_act(programme, office, party, on=START - timedelta(days=1))
    an_act(programme, office, party, on=END + timedelta(days=1))
    an_act(programme, office, party, kind="trained")
    an_act(other, office, party)
    definition = a_definition(programme)
    assert value(definition) == 0
    an_act(programme, office, party, on=END)
    assert value(definition) == 1
    assert value(definition, END - timedelta(days=1)) == 0


def test_a_withdrawn_act_no_longer_counts() -> None:
    office = an_office()
    programme = a_programme(office)
    fact = an_act(programme, office, a_person(office).party)
    definition = a_definition(programme)
    assert value(definition) == 1
    facts.void(by=SYSTEM, fact=fact, reason="Erreur")
    assert value(definition) == 0


def test_a_definition_without_clauses_counts_nothing() -> None:
    office = an_office()
    programme = a_programme(office)
    an_act(programme, office, a_person(office).party)
    assert value(a_definition(programme, clauses=[])) == 0
    assert value(a_definition(programme, clauses=[{"kinds": []}])) == 0


def test_clauses_narrow_by_reason_strand_form_and_kind_of_party_and_add_up() -> None:
    office = an_office()
    programme = a_programme(office)
    strand = programme.strands.get()
    one, two, three = (a_person(office, name).party for name in ("Diallo", "Camara", "Sow"))
    an_act(programme, office, one, kind="accompanied", reason="business_creation")
    an_act(programme, office, two, kind="accompanied", reason="job_search")
    an_act(programme, office, three, kind="venture_created", strand=strand, legal_form="sarl")
    creation = {"kinds": ["accompanied"], "reasons": ["business_creation"]}
    venture = {"kinds": ["venture_created"], "strands": ["collective"], "legal_forms": ["sarl"]}
    assert value(a_definition(programme, clauses=[creation])) == 1
    assert value(a_definition(programme, clauses=[creation, venture])) == 2
    assert value(a_definition(programme, clauses=[{**venture, "legal_forms": ["cooperative"]}])) == 0
    assert value(a_definition(programme, clauses=[{**venture, "party_kinds": ["collective"]}])) == 0


def test_first_time_counts_who_came_for_the_first_time_in_the_period() -> None:
    office = an_office()
    programme = a_programme(office)
    old, new = a_person(office, "Diallo").party, a_person(office, "Camara").party
    an_act(programme, office, old, on=date(2020, 12, 31))
    an_act(programme, office, old)
    an_act(programme, office, new)
    assert value(a_definition(programme)) == 2
    assert value(a_definition(programme, period_rule="first_time_in_programme")) == 1
    assert value(a_definition(programme, period_rule="state_at_date")) == 2


def test_a_list_seen_from_one_office_holds_its_own_people_and_the_figure_all() -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    both, other = a_person(here, "Diallo").party, a_person(there, "Camara").party
    an_act(programme, here, both)
    an_act(programme, there, both)
    an_act(programme, there, other)
    definition = a_definition(programme)
    seen = compiled(definition, AS_OF, seen_by=an_actor(Role.MONITORING, here))
    assert int(seen.value()) == 1
    assert value(definition) == 2
    assert compiled(definition, AS_OF, seen_by=an_actor(Role.DONOR, here)).value() == 0
    elsewhere = an_actor(Role.MONITORING, here, programmes=frozenset({programme.pk + 1}))
    assert compiled(definition, AS_OF, seen_by=elsewhere).value() == 0


def test_amounts_are_summed_in_dirhams_and_shown_in_the_donors_currency() -> None:
    office = an_office()
    programme = a_programme(office, currency="EUR")
    party = a_person(office).party
    an_act(programme, office, party, kind="paid", amount_mad=Decimal(10000))
    an_act(programme, office, party, kind="paid", amount_mad=Decimal(5000), source=a_person(office, "Sow"))
    clauses = [{"kinds": ["paid"]}]
    a_definition(programme, "paid", unit="amount", count_by="amount", clauses=clauses, splits=["office"])
    figure = figures(programme, AS_OF)[0]
    assert (figure.value, figure.unit, figure.value_mad) == (Decimal("15000.00"), "MAD", Decimal("15000.00"))
    funding.record_rate(
        by=SYSTEM,
        programme=programme,
        from_currency="EUR",
        rate=Decimal(10),
        on=START,
        method="usual_practice",
        source="essai",
    )
    figure = figures(programme, AS_OF)[0]
    assert (figure.value, figure.unit, figure.value_mad) == (Decimal("1500.00"), "EUR", Decimal("15000.00"))


def test_a_figure_stands_beside_its_target_and_what_was_published_never_mixed() -> None:
    office = an_office()
    programme = a_programme(office)
    an_act(programme, office, a_person(office).party)
    a_target(programme, "aimed", 400)
    a_published(programme, "said", 90)
    a_published(programme, "said-elsewhere", 95)
    apart = a_published(programme, "apart", 7)
    a_definition(programme, targets=["aimed"], published=["said", "said-elsewhere"])
    figure = figures(programme, AS_OF)[0]
    assert (figure.value, figure.target, figure.published) == (Decimal(1), Decimal(400), Decimal(90))
    assert [int(each.value) for each in figure.published_all] == [90, 95]
    assert queries.left_out(programme, [figure]) == ([], [apart])


def test_the_rows_of_the_command_line_have_these_keys() -> None:
    office = an_office()
    programme = a_programme(office)
    a_definition(programme)
    rows = figures_rows(programme.code, AS_OF)
    assert list(rows[0]) == ["code", "label", "value", "low", "target", "published", "unit", "period"]
    assert (rows[0]["period"].start, rows[0]["period"].end) == (START, END)
    with pytest.raises(Programme.DoesNotExist):
        figures_rows("nothing", AS_OF)


def test_figures_cost_one_query_each_however_many_people() -> None:
    office = an_office()
    programme = a_programme(office)
    wanted = [values(f"i{number}") for number in range(5)]
    define(by=SYSTEM, programme=programme, wanted=wanted)
    asked = []
    for names in (["Diallo"], [f"Sow{n}" for n in range(10)]):
        for name in names:
            an_act(programme, office, a_person(office, name, reason_new="autre").party)
        with CaptureQueriesContext(connection) as captured:
            figures(programme, AS_OF)
        asked.append(len(captured))
    assert asked == [8, 8]


# ------------------------------------------------------------------ whatever happened


DAYS = [START - timedelta(days=3), START, date(2021, 6, 1), END, END + timedelta(days=3)]
acts = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.integers(0, 1),
        st.sampled_from(["advised", "accompanied", "paid"]),
        st.sampled_from(DAYS),
        st.booleans(),
        st.booleans(),
    ),
    max_size=12,
)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def lines(made: Compiled) -> Decimal:
    """The sum of the list."""
    field = {"quantity": "quantity", "amount": "amount_mad"}.get(made.definition.count_by)
    rows = list(made.rows)
    return Decimal(len(rows)) if field is None else sum((getattr(row, field) for row in rows), Decimal(0))


def naively(definition: Definition, happened: list[tuple[Fact, Person, bool]]) -> Decimal:
    """The figure worked out by hand."""
    state = definition.period_rule == "state_at_date"
    counted = [
        (fact, person)
        for fact, person, withdrawn in happened
        if not withdrawn and fact.kind in definition.clauses[0]["kinds"] and fact.happened_on <= END
    ]
    inside = [(fact, person) for fact, person in counted if state or fact.happened_on >= START]
    if definition.count_by in ("quantity", "amount"):
        field = "quantity" if definition.count_by == "quantity" else "amount_mad"
        return sum((Decimal(getattr(fact, field)) for fact, _person in inside), Decimal(0))
    units = Counter(person.pk for _fact, person in inside)
    if definition.period_rule == "first_time_in_programme":
        early = {person.pk for fact, person in counted if fact.happened_on < START}
        units = Counter(pk for pk in units if pk not in early)
    return Decimal(len(units))


def happen(
    drawn: list[Any], programme: Programme, offices: list[Office], persons: list[Person]
) -> list[tuple[Fact, Person, bool]]:
    done = []
    for who, where, kind, day, counts, withdrawn in drawn:
        party: Party = persons[who].party
        fact = facts.record(
            by=SYSTEM,
            kind=kind,
            on=day,
            office=offices[where],
            source=persons[who],
            party=party,
            programme=programme if counts else None,
            amount_mad=Decimal(100) if kind == "paid" else Decimal(0),
        )
        if withdrawn:
            facts.void(by=SYSTEM, fact=fact, reason="Erreur")
        if counts:
            done.append((fact, persons[who], withdrawn))
    return done


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    drawn=acts,
    count_by=st.sampled_from(["person", "party", "source", "quantity", "amount"]),
    rule=st.sampled_from(["in_period", "first_time_in_programme", "state_at_date"]),
    kinds=st.sampled_from([["advised"], ["advised", "accompanied"], ["paid"]]),
)
def test_the_figure_its_cells_and_its_list_agree_whatever_happened(
    drawn: list[Any], count_by: str, rule: str, kinds: list[str]
) -> None:
    with undone():
        offices = [an_office(), an_office()]
        programme = a_programme(*offices)
        names = ["Diallo", "Camara", "Traoré", "Sow", "Keita"]
        persons = [a_person(offices[0], name, sex="fmu"[n % 3]) for n, name in enumerate(names)]
        splits = ["sex", "nationality_group", "age_band", "office", "legal_form", "sector"]
        clauses = [{"kinds": kinds}]
        definition = a_definition(
            programme, count_by=count_by, clauses=clauses, period_rule=rule, splits=splits
        )
        happened = happen(drawn, programme, offices, persons)
        made = compiled(definition, AS_OF)
        assert made.value() == naively(definition, happened)
        assert made.value() == lines(made)
        assert made.splits
        for split in made.splits:
            assert sum(made.cells(split).values(), Decimal(0)) == made.value()
