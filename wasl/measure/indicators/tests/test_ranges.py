"""Partners who may not compare their people: the true number lies between what is said, and is one where all may."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from wasl.kernel.actors import Role
from wasl.measure.indicators.charts import figure_charts
from wasl.measure.indicators.queries import compiled, figures
from wasl.measure.indicators.rules import Reached, at_least, comparing_groups
from wasl.measure.indicators.tests.factories import AS_OF, a_definition, a_programme, a_target, an_act
from wasl.spine.links.tests.factories import in_force
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

ORGANISATIONS = range(5)
Pairs = set[tuple[int, int]]
all_pairs = list(combinations(ORGANISATIONS, 2))
memberships = st.lists(
    st.sets(st.tuples(st.sampled_from(ORGANISATIONS), st.booleans()), min_size=1), max_size=7
)


def files(people: list[set[tuple[int, bool]]], pairs: Pairs) -> list[dict[int, bool]]:
    """What is counted: for each person, the files that nobody may know to be of one person.

    A file holds its organisations, each with whether its act is old. Files of two organisations that may compare are
    linked, and so are those linked with a third.
    """
    found = []
    for person in people:
        old: dict[int, bool] = {}
        for organisation, is_old in person:
            old[organisation] = is_old or old.get(organisation, False)
        left = set(old)
        while left:
            group, edge = set(), {left.pop()}
            while edge:
                group |= edge
                edge = {one for one in left if any(tuple(sorted((one, it))) in pairs for it in edge)}
                left -= edge
            found.append({one: old[one] for one in group})
    return found


def bounds(people: list[set[tuple[int, bool]]], pairs: Pairs, *, new_only: bool) -> tuple[int, int]:
    held = files(people, pairs)
    counted = [one for one in held if not (new_only and any(one.values()))]
    old = [one for one in held if one not in counted] if new_only else []
    groups = comparing_groups(ORGANISATIONS, pairs)
    reached = [
        Reached(sum(1 for one in counted if group & set(one)), sum(1 for one in old if not group & set(one)))
        for group in groups
    ]
    return at_least(reached, len(counted)), len(counted)


def truth(people: list[set[tuple[int, bool]]], *, new_only: bool) -> int:
    return sum(1 for one in people if not (new_only and any(is_old for _organisation, is_old in one)))


@given(people=memberships, pairs=st.sets(st.sampled_from(all_pairs)), new_only=st.booleans())
def test_the_true_number_always_lies_within_the_range(
    people: list[set[tuple[int, bool]]], pairs: Pairs, new_only: bool
) -> None:
    low, high = bounds(people, pairs, new_only=new_only)
    assert 0 <= low <= truth(people, new_only=new_only) <= high


@given(people=memberships, pairs=st.sets(st.sampled_from(all_pairs)), more=st.sampled_from(all_pairs))
def test_one_more_agreement_never_widens_the_range(
    people: list[set[tuple[int, bool]]], pairs: Pairs, more: tuple[int, int]
) -> None:
    low, high = bounds(people, pairs, new_only=False)
    closer_low, closer_high = bounds(people, pairs | {more}, new_only=False)
    assert low <= closer_low <= closer_high <= high


@given(people=memberships, new_only=st.booleans())
def test_where_all_may_compare_it_is_one_number_and_the_true_one(
    people: list[set[tuple[int, bool]]], new_only: bool
) -> None:
    exact = truth(people, new_only=new_only)
    assert bounds(people, set(all_pairs), new_only=new_only) == (exact, exact)


@given(pairs=st.sets(st.sampled_from(all_pairs)))
def test_every_group_may_compare_and_none_could_take_one_more(pairs: Pairs) -> None:
    groups = comparing_groups(ORGANISATIONS, pairs)
    assert set().union(*groups) == set(ORGANISATIONS)
    for group in groups:
        assert all(pair in pairs for pair in combinations(sorted(group), 2))
        for other in set(ORGANISATIONS) - group:
            assert any(tuple(sorted((one, other))) not in pairs for one in group)


# ------------------------------------------------------------------ in the figures


@pytest.mark.django_db
def test_two_partners_apart_make_a_range_and_their_agreement_one_number() -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    for office, names in ((here, ("Diallo", "Jallow", "Sow")), (there, ("Camara", "Bah"))):
        for name in names:
            an_act(programme, office, a_person(office, name).party)
    a_definition(programme)
    found = figures(programme, AS_OF)[0]
    assert [found.low, found.value] == [3, 5]
    assert found.spread is not None
    assert sorted(one.value for one in found.spread.partners) == [2, 3]
    in_force(here.organisation, there.organisation)
    assert [figures(programme, AS_OF)[0].low, figures(programme, AS_OF)[0].value] == [None, 5]


@pytest.mark.django_db
def test_a_third_partner_who_may_compare_with_one_alone_widens_nothing_it_may_not() -> None:
    offices = [an_office() for _ in range(3)]
    programme = a_programme(*offices)
    for number, office in enumerate(offices):
        for name in ("Diallo", "Jallow", "Sow")[: number + 1]:
            an_act(programme, office, a_person(office, f"{name}{number}", reason_new="autre").party)
    a_definition(programme)
    in_force(offices[0].organisation, offices[1].organisation)
    found = figures(programme, AS_OF)[0]
    assert [found.low, found.value] == [3, 6]  # 1 + 2 of those who compare, 3 of the third


@pytest.mark.django_db
def test_one_person_followed_by_two_partners_is_one_already() -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    person = a_person(here)
    for office in (here, there):
        an_act(programme, office, person.party)
    a_definition(programme)
    found = figures(programme, AS_OF)[0]
    assert [found.low, found.value] == [None, 1]


@pytest.mark.django_db
def test_somebody_old_elsewhere_may_be_one_of_the_new() -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    for office, day in ((here, date(2021, 3, 1)), (there, date(2020, 3, 1)), (there, date(2021, 4, 1))):
        an_act(programme, office, a_person(office, f"Sow{day}", reason_new="autre").party, on=day)
    a_definition(programme, period_rule="first_time_in_programme")
    found = figures(programme, AS_OF)[0]
    assert [found.low, found.value] == [1, 2]


@pytest.mark.django_db
@pytest.mark.pages
def test_the_receipt_the_list_of_figures_and_the_drawing_say_both_bounds(client: Client) -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    for office in (here, there):
        an_act(programme, office, a_person(office, f"Sow{office.pk}").party)
    target = a_target(programme, "aim", 2)
    definition = a_definition(programme, targets=[target.code])
    signed_in(client, Role.MONITORING, here)
    receipt = client.get(definition.get_absolute_url()).content.decode()
    assert "entre 1 et 2" in receipt
    assert "sans convention en vigueur" in receipt
    assert "entre 1 et 2" in client.get(f"/indicateurs/{programme.code}/").content.decode()
    drawn = figure_charts(figures(programme, AS_OF))
    assert [row for chart in drawn for row in chart.table if "(" in row[0]]


@pytest.mark.django_db
@pytest.mark.pages
def test_the_list_of_ones_own_partner_equals_its_number(client: Client) -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    both = a_person(here, "Diallo")
    for office, person in (
        (here, both),
        (there, both),
        (here, a_person(here, "Jallow")),
        (there, a_person(there, "Sow")),
    ):
        an_act(programme, office, person.party)
    definition = a_definition(programme)
    signed_in(client, Role.MONITORING, here)
    page = client.get(definition.get_absolute_url(), {"partner": here.organisation_id})
    counts = {pk: value for pk, _name, value in page.context["partners"].counts}
    assert counts[here.organisation_id] == len(page.context["table"].rows) == 2
    assert f"partner={here.organisation_id}#lines" in page.content.decode()
    assert f"partner={there.organisation_id}#lines" not in page.content.decode()


@pytest.mark.django_db
def test_ranges_cost_the_same_queries_however_many_people() -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    a_definition(programme, period_rule="first_time_in_programme")
    asked = []
    for more in (1, 10):
        for number in range(more):
            for office in (here, there):
                an_act(programme, office, a_person(office, f"Sow{number}", reason_new="autre").party)
        with CaptureQueriesContext(connection) as captured:
            figures(programme, AS_OF)
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 12
    assert compiled(a_definition(programme), AS_OF).value() == 22
