"""Budgets are signed in versions; a line is never overcommitted; gauges tell three shares apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.errors import Refused, RuleBroken
from wasl.spine.funding import actions, queries
from wasl.spine.funding.models import BudgetVersion, LineLedger
from wasl.spine.funding.tests.factories import (
    LINES,
    World,
    a_payee,
    a_payment,
    an_agreement,
    somebody,
)
from wasl.spine.people.tests.factories import a_programme, an_office

D = Decimal
DAY = date(2022, 6, 1)


@pytest.mark.parametrize(
    "role", [Role.RECEPTION, Role.ADVISER, Role.AUDITOR, Role.ADMINISTRATOR, Role.COMMITTEE]
)
def test_who_does_not_keep_the_money_amends_no_budget(world: World, role: Role) -> None:
    with pytest.raises(Refused):
        actions.amend_budget(
            by=somebody(role, world.office, 50),
            programme=world.programme,
            amounts={"6.1": D(1)},
            signed_on=DAY,
            note="Essai",
        )


def test_finance_of_an_organisation_that_takes_no_part_amends_nothing(world: World) -> None:
    stranger = somebody(Role.FINANCE, an_office(), 51)
    with pytest.raises(Refused):
        actions.amend_budget(
            by=stranger, programme=world.programme, amounts={"6.1": D(1)}, signed_on=DAY, note="Essai"
        )


def test_finance_limited_to_another_programme_amends_nothing(world: World) -> None:
    limited = somebody(Role.FINANCE, world.office, 52, programmes=frozenset({a_programme().pk}))
    with pytest.raises(Refused):
        actions.amend_budget(
            by=limited, programme=world.programme, amounts={"6.1": D(1)}, signed_on=DAY, note="Essai"
        )


def test_an_amendment_is_a_new_version_and_the_old_one_stays(world: World) -> None:
    actions.amend_budget(
        by=world.finance,
        programme=world.programme,
        amounts={"6.1": D("150000.00")},
        signed_on=DAY,
        note="Plus de candidatures que prévu",
    )
    old, new = BudgetVersion.objects.filter(programme=world.programme).order_by("number")
    changes = {c.code: c.difference for c in queries.compare_versions(old, new) if c.kind != "same"}
    assert changes == {"6": D("50000.00"), "6.1": D("50000.00")}
    before = queries.line_in_force(world.programme.pk, "6.1", date(2022, 5, 31))
    assert before is not None
    assert before.amount == D("100000.00")


def test_an_amendment_needs_a_reason_and_a_change(world: World) -> None:
    with pytest.raises(RuleBroken) as no_reason:
        actions.amend_budget(
            by=world.finance, programme=world.programme, amounts={"6.1": D(1)}, signed_on=DAY, note=" "
        )
    assert no_reason.value.code == "no_reason"
    with pytest.raises(RuleBroken) as nothing:
        actions.amend_budget(
            by=world.finance,
            programme=world.programme,
            amounts={"6.1": D("100000.00")},
            signed_on=DAY,
            note="Rien",
        )
    assert nothing.value.code == "nothing"


def test_a_heading_that_is_not_the_sum_of_its_lines_is_refused(world: World) -> None:
    lines = [replace(line, amount=D(1)) if line.code == "6" else line for line in LINES]
    with pytest.raises(RuleBroken) as fault:
        actions.sign_budget(
            by=SYSTEM, programme=world.programme, number=2, signed_on=DAY, lines=lines, currency="EUR"
        )
    assert fault.value.code == "heading_sum"


def test_versions_follow_each_other_in_number_date_and_currency(world: World) -> None:
    wrong: list[tuple[dict[str, object], str]] = [
        ({"number": 3}, "number"),
        ({"signed_on": date(2021, 1, 1)}, "older"),
        ({"currency": "USD"}, "currency"),
        ({"signed_on": date(2999, 1, 1)}, "future"),
    ]
    for given, code in wrong:
        fields: dict[str, object] = {"number": 2, "signed_on": DAY, "currency": "EUR", **given}
        with pytest.raises(RuleBroken) as fault:
            actions.sign_budget(by=SYSTEM, programme=world.programme, lines=LINES, **fields)  # type: ignore[arg-type]
        assert fault.value.code == code


def test_a_line_is_never_amended_below_what_is_committed_on_it(world: World) -> None:
    an_agreement(world)
    with pytest.raises(RuleBroken) as fault:
        actions.amend_budget(
            by=world.finance,
            programme=world.programme,
            amounts={"6.1": D("9999.99")},
            signed_on=DAY,
            note="Trop bas",
        )
    assert fault.value.code == "committed"


def test_a_signature_that_passes_the_line_is_refused(world: World) -> None:
    an_agreement(world, "900000.00")
    with pytest.raises(RuleBroken) as fault:
        an_agreement(world, "100000.10")
    assert fault.value.code == "overcommitted"
    an_agreement(world, "100000.00")


def test_an_agreement_of_last_year_is_held_to_the_budget_of_last_year(world: World) -> None:
    an_agreement(world, "900000.00")
    actions.amend_budget(
        by=world.finance,
        programme=world.programme,
        amounts={"6.1": D("200000.00")},
        signed_on=DAY,
        note="Avenant",
    )
    with pytest.raises(RuleBroken) as fault:
        an_agreement(world, "200000.00", signed_on=date(2022, 5, 1))
    assert fault.value.code == "overcommitted"
    an_agreement(world, "200000.00", signed_on=DAY)


def test_the_database_itself_refuses_to_overcommit_a_line(world: World) -> None:
    ledger = LineLedger.objects.get(programme=world.programme, code="6.1")
    with pytest.raises(IntegrityError), transaction.atomic():
        LineLedger.objects.filter(pk=ledger.pk).update(committed=D("100000.01"))


def test_without_an_exchange_rate_nothing_is_signed(world: World) -> None:
    other = a_programme()
    actions.sign_budget(
        by=SYSTEM, programme=other, number=1, signed_on=date(2022, 1, 1), lines=LINES, currency="CHF"
    )
    with pytest.raises(RuleBroken) as fault:
        an_agreement(world, programme=other)
    assert fault.value.code == "no_rate"


def test_a_programme_has_one_method_of_exchange(world: World) -> None:
    with pytest.raises(RuleBroken) as fault:
        actions.record_rate(
            by=world.finance,
            programme=world.programme,
            from_currency="EUR",
            rate=D("10.9"),
            on=DAY,
            method="month_of_cost",
        )
    assert fault.value.code == "method"


def test_balances_sum_up_to_their_headings(world: World) -> None:
    a_payment(world, an_agreement(world), a_payee(world))
    rows = {row.code: row for row in queries.line_balances(world.programme, date(2999, 1, 1))}
    assert [row.code for row in rows.values()] == ["1", "6", "6.1", "6.2"]
    assert (rows["6.1"].committed, rows["6.1"].paid) == (D("10000.00"), D("6000.00"))
    assert (rows["6"].committed, rows["6"].paid, rows["6"].depth) == (D("10000.00"), D("6000.00"), 0)
    assert rows["6.1"].left == D("90000.00")
    assert rows["1"].invented
    assert not rows["6.1"].invented


def test_what_is_committed_is_known_as_of_each_day(world: World) -> None:
    an_agreement(world)
    before = queries.line_balance(world.programme, "6.1", date(2022, 2, 28))
    after = queries.line_balance(world.programme, "6.1", date(2022, 3, 1))
    assert before is not None
    assert after is not None
    assert (before.committed, after.committed) == (D(0), D("10000.00"))


def test_the_two_thirds_rule_shows_budgeted_committed_and_paid_shares_apart(world: World) -> None:
    actions.set_rule(
        by=SYSTEM,
        programme=world.programme,
        code="two_thirds",
        kind="share_at_least",
        label_fr="Plus des deux tiers aux bénéficiaires",
        line_kinds=["startup_fund", "stipend"],
        share=D("0.66667"),
    )
    a_payment(world, an_agreement(world), a_payee(world))
    (gauge,) = queries.gauges(world.programme, date(2999, 1, 1))
    assert gauge.total == D("200000.00")
    assert (gauge.budgeted_share, gauge.committed_share, gauge.paid_share) == (D("0.7"), D("0.05"), D("0.03"))
    assert gauge.state(gauge.budgeted_share) == "kept"
    assert gauge.state(gauge.paid_share) == "short"


def test_the_donor_s_ceiling_per_beneficiary_holds_over_several_agreements(world: World) -> None:
    actions.set_rule(
        by=SYSTEM,
        programme=world.programme,
        code="ceiling",
        kind="max_third_party",
        label_fr="Montant maximal par tiers",
        amount=D("12000.00"),
        currency="EUR",
    )
    an_agreement(world)
    with pytest.raises(RuleBroken) as fault:
        an_agreement(world, "20000.10")
    assert fault.value.code == "max_third_party"
    an_agreement(world, "20000.00")
