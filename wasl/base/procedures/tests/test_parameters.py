"""What the law said on a day, and how sure we are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.base.procedures.load import load_parameters
from wasl.base.procedures.models import Parameter
from wasl.base.procedures.queries import parameter
from wasl.base.procedures.rules import ParameterValue, value_on
from wasl.base.programmes.packs import PackFaults


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2021, 6, 1), "14.81"),
        (date(2022, 8, 31), "14.81"),
        (date(2022, 9, 1), "15.55"),
        (date(2025, 1, 1), "17.10"),
        (date(2026, 11, 21), "17.92"),
    ],
)
def test_the_minimum_wage_is_the_one_of_the_day(day: date, value: str) -> None:
    load_parameters()
    found = parameter("smig_hour", day)
    assert found is not None
    assert found.value == Decimal(value)
    assert found.confirmed
    assert not found.disputed


@pytest.mark.django_db
def test_the_members_of_a_cooperative_warn_and_say_that_they_are_not_confirmed() -> None:
    load_parameters()
    found = parameter("cooperative_min_members", date(2026, 1, 1))
    assert found is not None
    assert (found.value, found.unit, found.confirmed) == (Decimal(5), "people", False)


@pytest.mark.django_db
def test_where_sources_disagree_one_is_preferred_and_the_other_stands_beside() -> None:
    load_parameters()
    found = parameter("foreign_contract_answer", date(2026, 1, 1))
    assert found is not None
    assert found.value == 10
    assert found.disputed
    assert [other.value for other in found.others] == [2]


@pytest.mark.django_db
def test_a_day_no_source_speaks_of_has_no_value() -> None:
    load_parameters()
    assert parameter("smig_hour", date(2001, 1, 1)) is None
    assert parameter("nothing", date(2021, 1, 1)) is None


@pytest.mark.django_db
def test_loading_twice_changes_no_row() -> None:
    assert load_parameters() == load_parameters()
    before = list(Parameter.objects.order_by("pk").values())
    load_parameters()
    assert list(Parameter.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_every_parameter_has_a_source_and_names_in_three_languages() -> None:
    load_parameters()
    for row in Parameter.objects.all():
        assert all((row.source, row.label_fr, row.label_ar, row.label_en)), row.code
        assert bool(row.note_fr) == bool(row.note_ar) == bool(row.note_en), row.code


@pytest.mark.django_db
def test_preferred_values_of_a_parameter_never_overlap() -> None:
    load_parameters()
    for row in Parameter.objects.filter(preferred=True):
        for other in Parameter.objects.filter(preferred=True, code=row.code).exclude(pk=row.pk):
            apart = (row.valid_to or date.max) < (other.valid_from or date.min) or (
                other.valid_to or date.max
            ) < (row.valid_from or date.min)
            assert apart, row.code


@pytest.mark.django_db
def test_a_faulty_file_is_named_by_line(tmp_path: Path) -> None:
    (tmp_path / "parameters.yaml").write_text("parameters:\n  - code: x\n    topic: nothing\n")
    with pytest.raises(PackFaults, match=r"parameters\.yaml:3"):
        load_parameters(tmp_path)


days = st.one_of(st.none(), st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 1, 1)))
values = st.builds(
    ParameterValue,
    code=st.just("x"),
    value=st.decimals(min_value=0, max_value=10, places=1),
    unit=st.just("MAD"),
    valid_from=days,
    valid_to=days,
    preferred=st.booleans(),
)


@given(st.lists(values, max_size=6), st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 1, 1)))
def test_a_value_that_is_given_holds_that_day_and_a_preferred_one_wins(
    known: list[ParameterValue], on: date
) -> None:
    found = value_on(known, on)
    holding = [value for value in known if value.holds(on)]
    assert (found is None) == (not holding)
    if found is not None:
        assert found.holds(on)
        assert found.preferred == any(value.preferred for value in holding)
        assert len(found.others) == len(holding) - 1
