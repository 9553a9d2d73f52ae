"""What is odd about a contract, and what a step allows: arithmetic."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.services.labour import rules
from wasl.services.labour.contracts import models, newest, version_of
from wasl.services.labour.enums import ContractKind
from wasl.services.labour.rules import Terms

HOURLY, MONTH = Decimal("17.92"), Decimal(191)
WEEK = rules.full_week(MONTH)


def terms(**changes: object) -> Terms:
    values: dict[str, object] = {
        "kind": "open_ended",
        "wage": Decimal(4000),
        "weekly_hours": Decimal(44),
        "starts_on": date(2026, 1, 1),
        "ends_on": None,
        "national": True,
    }
    return Terms(**(values | changes))  # type: ignore[arg-type]


def test_the_full_week_of_191_hours_a_month_is_44_hours() -> None:
    assert Decimal(44) == WEEK


def test_the_minimum_of_a_full_month_is_the_published_one() -> None:
    # 191 h × 17.92 = 3,422.72 MAD gross from January 2026 (domain notes on the SMIG)
    assert rules.minimum_for(HOURLY, MONTH, WEEK, WEEK) == Decimal("3422.72")


@given(st.decimals(min_value=1, max_value=84, places=1), st.decimals(min_value=1, max_value=84, places=1))
def test_more_hours_never_have_a_lower_minimum_and_none_is_above_the_full_month(
    one: Decimal, other: Decimal
) -> None:
    fewer, more = sorted((one, other))
    low, high = (rules.minimum_for(HOURLY, MONTH, hours, WEEK) for hours in (fewer, more))
    assert low <= high <= rules.minimum_for(HOURLY, MONTH, WEEK, WEEK)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"wage": Decimal(3000)}, ["wage_low"]),
        ({"kind": "fixed_term"}, ["no_end"]),
        ({"ends_on": date(2026, 6, 30)}, ["has_end"]),
        ({"national": False}, ["needs_visa"]),
        ({"kind": "foreigner"}, ["national"]),
        ({"kind": "stipend", "wage": Decimal(1500)}, ["stipend_low"]),
        ({"kind": "stipend", "wage": Decimal(1600)}, []),
    ],
)
def test_what_is_odd_is_said(changes: dict[str, object], found: list[str]) -> None:
    said = rules.oddities(terms(**changes), minimum=Decimal("3422.72"), stipend_floor=Decimal(1600))
    assert said == found


def test_without_a_legal_number_nothing_is_said_about_the_wage() -> None:
    assert rules.oddities(terms(wage=Decimal(1)), minimum=None, stipend_floor=None) == []


@given(st.integers(-30, 30), st.integers(-30, 30))
def test_a_step_lies_within_its_matter_and_is_never_done_tomorrow(due: int, done: int) -> None:
    opened = date(2026, 3, 1)
    today = opened + timedelta(days=10)
    fault = rules.step_fault(
        due_on=opened + timedelta(days=due),
        done_on=opened + timedelta(days=done),
        opened_on=opened,
        today=today,
    )
    expected = "before" if min(due, done) < 0 else "future" if done > 10 else ""
    assert fault == expected


def test_there_is_a_model_of_each_kind_in_french_and_arabic_with_its_doubt() -> None:
    assert {model.kind for model in models()} == set(ContractKind)
    for model in models():
        assert model.opening.ar
        assert model.doubt.fr
        assert model.doubt.ar
        assert all(clause.text.ar and clause.title.ar for clause in model.clauses)


def test_a_draft_keeps_the_version_it_was_made_from() -> None:
    newest_one = newest("fixed_term", date(2026, 1, 1))
    assert version_of("fixed_term", newest_one.version) == newest_one
    with pytest.raises(LookupError):
        version_of("fixed_term", 99)
