"""Money rules without a database."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from wasl.spine.funding import rules
from wasl.spine.funding.rules import Line, Rate, TrancheNow

D = Decimal
amounts = st.decimals(min_value=D("0.01"), max_value=D("999999.99"), places=2)
TREE = [
    Line("1", D(60), kind="staff"),
    Line("6", D(140), kind="heading"),
    Line("6.1", D(100), "6", "startup_fund"),
    Line("6.2", D(40), "6", "stipend"),
]


def test_a_sound_tree_of_lines_has_no_fault() -> None:
    assert rules.budget_faults(TREE) == []


def test_each_fault_of_a_tree_is_named_with_its_line() -> None:
    faults = rules.budget_faults(
        [
            Line("1", D(-1)),
            Line("1", D(2)),
            Line("2", D(5), "9"),
            Line("3", D(1), "4"),
            Line("4", D(1), "3"),
            Line("5", D(10), currency="MAD"),
        ]
    )
    found = {(fault.code, fault.line) for fault in faults}
    assert {("negative", "1"), ("twice", "1"), ("no_parent", "2"), ("cycle", "3"), ("cycle", "4")} <= found
    assert "currencies" in {fault.code for fault in faults}


def test_a_heading_is_the_sum_of_its_lines() -> None:
    wrong = [Line("6", D(10)), Line("6.1", D(4), "6"), Line("6.2", D(5), "6")]
    assert [(f.code, f.line, f.detail) for f in rules.budget_faults(wrong)] == [("heading_sum", "6", "9.00")]


@given(st.dictionaries(st.sampled_from(["1", "6.1", "6.2"]), amounts))
def test_an_amended_tree_always_sums(changed: dict[str, Decimal]) -> None:
    after = rules.with_amounts(TREE, changed)
    assert rules.budget_faults(after) == []
    assert {line.code: line.amount for line in after if line.code in changed} == changed


def test_two_versions_are_compared_line_by_line() -> None:
    after = [Line("1", D(60)), Line("7", D(9)), Line("6.1", D(120))]
    kinds = {change.code: (change.kind, change.difference) for change in rules.compare(TREE, after)}
    assert kinds["1"] == ("same", D(0))
    assert kinds["7"] == ("added", D(9))
    assert kinds["6.1"] == ("changed", D(20))
    assert kinds["6.2"] == ("removed", D(-40))


@given(amounts, st.lists(amounts, max_size=6))
def test_a_schedule_is_sound_exactly_when_its_parts_sum_to_the_total(
    total: Decimal, parts: list[Decimal]
) -> None:
    fault = rules.schedule_fault(total, parts)
    assert (fault == "") == (bool(parts) and sum(parts) == total)


@given(st.lists(amounts, min_size=1, max_size=5), st.data())
def test_an_amendment_without_fault_always_leaves_tranches_that_sum_to_the_new_total(
    parts: list[Decimal], data: st.DataObject
) -> None:
    tranches = [
        TrancheNow(number, amount, data.draw(st.sampled_from([D(0), amount])))
        for number, amount in enumerate(parts, 1)
    ]
    total = sum(parts, D(0))
    new = data.draw(st.dictionaries(st.integers(1, len(parts)), amounts))
    added = data.draw(st.lists(amounts, max_size=2))
    change = data.draw(st.sampled_from([D(0), D("10.00"), D("-10.00")]))
    if data.draw(st.booleans()):
        change = sum({**dict(enumerate(parts, 1)), **new}.values()) + sum(added) - total
    plan = rules.plan_amendment(total, change, tranches, new, added)
    if plan.fault:
        return
    after = {t.number: plan.amounts.get(t.number, t.amount) for t in tranches}
    assert sum(after.values()) + sum(plan.added) == total + change
    assert all(after[t.number] >= t.bound for t in tranches)


def test_an_amendment_takes_nothing_back_that_is_paid_or_ordered() -> None:
    tranches = [TrancheNow(1, D(60), D(60)), TrancheNow(2, D(40))]
    assert rules.plan_amendment(D(100), D(-10), tranches, {1: D(50)}, []).fault == "bound"
    assert rules.plan_amendment(D(100), D(-10), tranches, {2: D(30)}, []).fault == ""
    assert rules.plan_amendment(D(100), D(0), tranches, {}, []).fault == "nothing"
    assert rules.plan_amendment(D(100), D(5), tranches, {9: D(5)}, []).fault == "unknown"


# ---------------------------------------------------------------- exchange

RATES = [
    Rate(date(2022, 1, 1), D("10.5")),
    Rate(date(2022, 2, 1), D("10.7")),
    Rate(date(2022, 4, 1), D("11.0")),
]


def test_the_rate_of_the_month_of_the_cost() -> None:
    found = rules.rate_for(date(2022, 2, 20), "month_of_cost", RATES)
    assert found == rules.FoundRate(D("10.7"), date(2022, 2, 1), True)


def test_a_month_without_a_rate_takes_the_last_known_one_and_says_so() -> None:
    found = rules.rate_for(date(2022, 3, 20), "month_of_cost", RATES)
    assert found == rules.FoundRate(D("10.7"), date(2022, 2, 1), False)


def test_the_mean_of_a_period_counts_both_ends() -> None:
    found = rules.rate_for(date(2022, 2, 20), "period_mean", RATES, (date(2022, 1, 1), date(2022, 4, 1)))
    assert found is not None
    assert found.rate == D("10.733333")


def test_usual_practice_takes_the_last_rate_known_and_before_the_first_the_first() -> None:
    assert rules.rate_for(date(2022, 3, 1), "usual_practice", RATES) == rules.FoundRate(
        D("10.7"), date(2022, 2, 1), True
    )
    early = rules.rate_for(date(2021, 3, 1), "usual_practice", RATES)
    assert early is not None
    assert (early.rate, early.exact) == (D("10.5"), False)


def test_without_any_rate_nothing_is_invented() -> None:
    assert rules.rate_for(date(2022, 3, 1), "usual_practice", []) is None


@given(amounts, st.decimals(min_value=D("5"), max_value=D("20"), places=4))
def test_a_derived_amount_comes_back_within_half_a_cent_of_the_rate(mad: Decimal, rate: Decimal) -> None:
    assert abs(rules.derive(mad, rate) * rate - mad) <= rate * D("0.005")


# ---------------------------------------------------------------- gauges


def a_gauge(at_least: bool, limit: str) -> rules.Gauge:
    return rules.Gauge("g", "", at_least, D(limit), "EUR", D(1000), D(700), D(600), D(150))


def test_a_gauge_tells_budgeted_committed_and_paid_shares_apart() -> None:
    gauge = a_gauge(True, "0.6667")
    assert (gauge.budgeted_share, gauge.committed_share, gauge.paid_share) == (D("0.7"), D("0.6"), D("0.15"))
    assert gauge.state(gauge.budgeted_share) == "kept"
    assert gauge.state(gauge.paid_share) == "short"


def test_a_ceiling_warns_before_it_is_broken() -> None:
    gauge = a_gauge(False, "0.65")
    assert gauge.state(gauge.paid_share) == "kept"
    assert gauge.state(gauge.committed_share) == "close"
    assert gauge.state(gauge.budgeted_share) == "broken"


# ---------------------------------------------------------------- accounts


def nothing(_day: date) -> bool:
    return False


def test_a_first_account_is_paid_at_once() -> None:
    assert rules.usable_from(date(2022, 3, 4), is_change=False, is_holiday=nothing) == date(2022, 3, 4)


def test_a_change_on_a_thursday_holds_friday_monday_and_tuesday() -> None:
    assert rules.usable_from(date(2022, 3, 3), is_change=True, is_holiday=nothing) == date(2022, 3, 9)


def test_a_holiday_is_no_working_day() -> None:
    feast = date(2022, 3, 7)
    held = rules.usable_from(date(2022, 3, 3), is_change=True, is_holiday=lambda d: d == feast)
    assert held == date(2022, 3, 10)


@given(st.dates(date(2018, 1, 1), date(2030, 1, 1)), st.sets(st.integers(1, 20), max_size=6))
def test_three_working_days_always_lie_between_a_change_and_its_first_payment(
    confirmed: date, offs: set[int]
) -> None:
    feasts = {confirmed + timedelta(days=n) for n in offs}
    usable = rules.usable_from(confirmed, is_change=True, is_holiday=feasts.__contains__)
    between = [confirmed + timedelta(days=n) for n in range(1, (usable - confirmed).days)]
    assert len([d for d in between if d.weekday() < 5 and d not in feasts]) == 3
    assert usable.weekday() < 5
    assert usable not in feasts


def test_an_account_is_compared_without_blanks_and_marks() -> None:
    assert rules.tidy_account(" 007 810-0001 2345 ") == "00781000012345"
    assert rules.tidy_account("+212 6 12 34 56 78") == "+212612345678"
