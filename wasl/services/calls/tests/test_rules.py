"""The rules of a call, without a database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl.services.calls import rules
from wasl.services.calls.enums import DecisionOutcome, Operator, Outcome, Placing
from wasl.services.calls.rules import Candidate, Mark, Proof, Requirement

D = Decimal

AGE = Requirement(Operator.AT_LEAST, "18")
SIZE = Requirement(Operator.BETWEEN, "3", "5")
PAPERS = Requirement(Operator.IS_YES)
STATUS = Requirement(Operator.ONE_OF, "regular, refugee")


@pytest.mark.parametrize(
    ("requirement", "proof", "expected"),
    [
        (AGE, Proof("value", 18), Outcome.YES),
        (AGE, Proof("value", 17), Outcome.NO),
        (AGE, Proof("missing"), Outcome.MISSING),
        (AGE, Proof("yes"), Outcome.MISSING),
        (AGE, Proof("value", "unknown"), Outcome.MISSING),
        (AGE, Proof("value", 17, high=18), Outcome.MISSING),
        (AGE, Proof("value", 18, high=19), Outcome.YES),
        (AGE, Proof("value", 16, high=17), Outcome.NO),
        (Requirement(Operator.AT_MOST, "35"), Proof("value", 35), Outcome.YES),
        (Requirement(Operator.AT_MOST, "35"), Proof("value", 36), Outcome.NO),
        (SIZE, Proof("value", 2), Outcome.NO),
        (SIZE, Proof("value", 3), Outcome.YES),
        (SIZE, Proof("value", 5), Outcome.YES),
        (SIZE, Proof("value", 6), Outcome.NO),
        (Requirement(Operator.BETWEEN, "3", ""), Proof("value", 4), Outcome.MISSING),
        (Requirement(Operator.AT_LEAST, "adult"), Proof("value", 40), Outcome.MISSING),
        (PAPERS, Proof("yes"), Outcome.YES),
        (PAPERS, Proof("no"), Outcome.NO),
        (PAPERS, Proof("missing"), Outcome.MISSING),
        (PAPERS, Proof("value", 1), Outcome.MISSING),
        (Requirement(Operator.IS_NO), Proof("no"), Outcome.YES),
        (Requirement(Operator.IS_NO), Proof("yes"), Outcome.NO),
        (Requirement(Operator.IS_NO), Proof("missing"), Outcome.MISSING),
        (STATUS, Proof("value", "refugee"), Outcome.YES),
        (STATUS, Proof("value", "irregular"), Outcome.NO),
        (STATUS, Proof("value", ""), Outcome.MISSING),
    ],
)
def test_a_rule_answers_yes_no_or_missing(requirement: Requirement, proof: Proof, expected: Outcome) -> None:
    assert rules.judge(requirement, proof) == expected


@given(
    operator=st.sampled_from(Operator.values),
    value=st.text(max_size=5),
    value_max=st.text(max_size=5),
    state=st.sampled_from(["missing", "", "unheard of"]),
    found=st.one_of(st.none(), st.integers(), st.text(max_size=5)),
)
def test_what_nobody_can_answer_is_never_yes(
    operator: str, value: str, value_max: str, state: str, found: object
) -> None:
    assert rules.judge(Requirement(operator, value, value_max), Proof(state, found)) == Outcome.MISSING


def test_one_no_outweighs_a_missing_paper_and_a_missing_paper_outweighs_yes() -> None:
    assert rules.together([Outcome.YES, Outcome.MISSING, Outcome.NO]) == Outcome.NO
    assert rules.together([Outcome.YES, Outcome.MISSING]) == Outcome.MISSING
    assert rules.together([Outcome.YES]) == Outcome.YES
    assert rules.together([]) == Outcome.YES


GRID = (Mark("team", D(25), 5), Mark("viability", D(50), 5, D("2.5")), Mark("impact", D(25), 5))


def test_a_mark_is_the_weighted_share_of_the_best_points() -> None:
    assert rules.total({"team": D(5), "viability": D(5), "impact": D(5)}, GRID) == D(100)
    assert rules.total({"team": D(3), "viability": D(4), "impact": D(1)}, GRID) == D("60.00")
    assert rules.total({}, GRID) == D(0)


def test_two_reviews_count_for_their_mean() -> None:
    points = rules.mean([{"team": D(5), "viability": D(2)}, {"team": D(3), "viability": D(3)}], GRID)
    assert points == {"team": D(4), "viability": D("2.5"), "impact": D(0)}
    assert rules.mean([], GRID) == {}


def test_a_criterion_under_its_threshold_eliminates_even_with_a_good_total() -> None:
    points = {"team": D(5), "viability": D(2), "impact": D(5)}
    assert rules.total(points, GRID) == D(70)
    assert rules.shortfalls(points, GRID, D(60)) == ["viability"]
    assert rules.shortfalls({"team": D(1), "viability": D(3), "impact": D(1)}, GRID, D(60)) == ["total"]
    assert rules.shortfalls({"team": D(5), "viability": D(3), "impact": D(5)}, GRID, D(60)) == []


def test_reviewers_twenty_points_apart_call_for_a_third_reading() -> None:
    assert rules.diverge([D(50), D(70)])
    assert not rules.diverge([D(51), D(70)])
    assert not rules.diverge([])


def test_one_who_does_not_fit_is_passed_over_and_learns_by_whom() -> None:
    found = rules.allocate([Candidate(1, D(60)), Candidate(2, D(50)), Candidate(3, D(40))], D(100))
    first, second, third = found.places
    assert [p.outcome for p in found.places] == [
        DecisionOutcome.SELECTED,
        DecisionOutcome.RESERVE,
        DecisionOutcome.SELECTED,
    ]
    assert second.placing == Placing.ENVELOPE
    assert second.passed_by == (3,)
    assert third.passed_over == (2,)
    assert first.passed_over == ()
    assert (found.spent, found.left, found.selected) == (D(100), D(0), 2)


def test_the_number_of_grants_bounds_as_well_as_the_envelope() -> None:
    found = rules.allocate([Candidate(1, D(10)), Candidate(2, D(10))], D(100), max_grants=1)
    assert [p.placing for p in found.places] == [Placing.FITS, Placing.NUMBER]


def test_under_the_mark_or_set_aside_is_refused_not_put_in_reserve() -> None:
    found = rules.allocate([Candidate(1, D(10), fundable=False), Candidate(2, D(10), set_aside=True)], D(100))
    assert [p.outcome for p in found.places] == [DecisionOutcome.REJECTED, DecisionOutcome.REJECTED]


amounts = st.decimals(min_value=D("0.01"), max_value=D(100_000), places=2)
candidates = st.lists(st.tuples(amounts, st.booleans(), st.booleans()), max_size=25).map(
    lambda rows: [
        Candidate(i, a, fundable=f or a < 500, set_aside=s and a > 90_000) for i, (a, f, s) in enumerate(rows)
    ]
)


@given(ranked=candidates, envelope=amounts, most=st.one_of(st.none(), st.integers(0, 10)))
def test_the_committee_never_gives_more_than_the_envelope_nor_than_the_number(
    ranked: list[Candidate], envelope: Decimal, most: int | None
) -> None:
    found = rules.allocate(ranked, envelope, most)
    chosen = [p for p in found.places if p.outcome == DecisionOutcome.SELECTED]
    assert sum((p.amount for p in chosen), D(0)) == found.spent <= envelope
    assert found.left == envelope - found.spent >= 0
    assert most is None or len(chosen) <= most
    assert [p.key for p in found.places] == [c.key for c in ranked]


@given(ranked=candidates, envelope=amounts, most=st.one_of(st.none(), st.integers(0, 10)))
def test_the_ranking_is_respected_whoever_asks_no_more_than_a_lower_ranked_winner_wins(
    ranked: list[Candidate], envelope: Decimal, most: int | None
) -> None:
    found = rules.allocate(ranked, envelope, most)
    for better in found.places:
        if better.placing in (Placing.THRESHOLD, Placing.SET_ASIDE, Placing.FITS):
            continue
        below = [p for p in found.places if p.rank > better.rank and p.placing == Placing.FITS]
        assert all(p.amount < better.amount for p in below)
        assert better.passed_by == tuple(p.key for p in below)
        assert all(better.key in p.passed_over for p in below)


def test_equal_marks_go_by_the_order_of_filing_and_the_unmarked_come_last() -> None:
    assert rules.first_order([(1, D(70), 3), (2, D(80), 9), (3, D(70), 2), (4, None, 1)]) == [2, 3, 1, 4]


def test_moving_in_the_ranking_stops_at_its_ends() -> None:
    assert rules.moved([1, 2, 3], 3, -1) == [1, 3, 2]
    assert rules.moved([1, 2, 3], 1, -1) == [1, 2, 3]
    assert rules.moved([1, 2, 3], 3, 5) == [1, 2, 3]
    assert rules.moved([1, 2, 3], 1, 2) == [2, 3, 1]


@given(order=st.lists(st.integers(0, 50), unique=True, min_size=1), data=st.data(), step=st.integers(-60, 60))
def test_moving_loses_nobody(order: list[int], data: st.DataObject, step: int) -> None:
    key = data.draw(st.sampled_from(order))
    after = rules.moved(order, key, step)
    assert sorted(after) == sorted(order)
    assert [k for k in after if k != key] == [k for k in order if k != key]


def test_a_vote_in_conflict_does_not_count_for_the_quorum() -> None:
    assert rules.enough_votes({1, 2, 3}, {3}, 2)
    assert not rules.enough_votes({1, 2}, {2}, 2)


def test_a_call_takes_applications_on_its_first_and_last_day_only_when_published() -> None:
    opens, closes = date(2022, 1, 10), date(2022, 2, 10)
    assert rules.takes_applications(True, opens, closes, opens)
    assert rules.takes_applications(True, opens, closes, closes)
    assert not rules.takes_applications(True, opens, closes, date(2022, 2, 11))
    assert not rules.takes_applications(True, opens, closes, date(2022, 1, 9))
    assert not rules.takes_applications(False, opens, closes, opens)


def test_an_amount_outside_the_limits_is_named() -> None:
    assert rules.amount_fault(D(9), D(10), D(20)) == "low"
    assert rules.amount_fault(D(21), D(10), D(20)) == "high"
    assert rules.amount_fault(D(10), D(10), D(20)) is None


def test_what_prevents_publication_is_listed() -> None:
    good = rules.Sheet(True, date(2022, 1, 10), date(2022, 2, 10), D(100), D(50), 1, (D(60), D(40)), 1)
    assert rules.publication_faults(good, date(2022, 1, 1)) == []
    bad = rules.Sheet(False, date(2022, 2, 10), date(2022, 1, 10), D(10), D(50), 0, (D(60),), 0)
    assert rules.publication_faults(bad, date(2022, 1, 1)) == [
        "title",
        "dates",
        "envelope",
        "zones",
        "applicants",
        "weights",
    ]


def test_a_reference_carries_the_call_and_the_filing_number() -> None:
    assert rules.reference("W4L-2022", 7) == "W4L-2022-0007"
