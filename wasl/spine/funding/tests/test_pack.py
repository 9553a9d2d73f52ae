"""The budget section of the packs that ship, and of packs with faults."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from wasl.base.programmes.models import Programme
from wasl.base.programmes.packs import PackFaults, load
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM
from wasl.spine.funding import actions, queries
from wasl.spine.funding.models import BudgetLine, BudgetVersion, ExchangeRate, SpendingRule

PACKS = ("work4integration", "work4life", "m4sd-tanger")
PROGRAMME = """
programme:
  code: essai
  name: {fr: Essai}
  starts_on: 2022-01-01
organisations: []
"""
BUDGET = """
budget:
  versions:
    - number: 1
      signed_on: 2022-01-01
      lines:
        - {code: a, label: {fr: A}, kind: staff, amount: 10}
        - {code: b, label: {fr: B}, kind: startup_fund, amount: %s}
  rates:
    - {from_currency: EUR, rate: 10.5, on: 2022-01-01, method: usual_practice}
"""


def a_pack(folder: Path, budget: str) -> Path:
    (folder / "programme.yaml").write_text(PROGRAMME)
    (folder / "budget.yaml").write_text(budget)
    return folder


def everything() -> list[list[dict[str, object]]]:
    kinds = (BudgetVersion, BudgetLine, ExchangeRate, SpendingRule)
    return [[dict(row) for row in kind._default_manager.order_by("pk").values()] for kind in kinds]


@pytest.mark.django_db
def test_the_packs_that_ship_load_twice_with_the_same_result() -> None:
    for code in PACKS:
        load(code, by=SYSTEM)
    first = everything()
    for code in PACKS:
        assert load(code, by=SYSTEM).changed == 0
    assert everything() == first
    assert queries.verify() == []


@pytest.mark.django_db
def test_the_published_totals_come_out_of_the_lines() -> None:
    for code in ("work4integration", "work4life"):
        load(code, by=SYSTEM)
    for code, total in [("work4integration", "720847.00"), ("work4life", "2000000.00")]:
        programme = Programme.objects.get(code=code)
        assert queries.budget_total(programme, clock.today()) == (Decimal(total), "EUR")


@pytest.mark.django_db
def test_more_than_two_thirds_of_work4life_are_budgeted_for_beneficiaries_and_nothing_is_paid_yet() -> None:
    load("work4life", by=SYSTEM)
    (gauge,) = queries.gauges(Programme.objects.get(code="work4life"), clock.today())
    assert gauge.state(gauge.budgeted_share) == "kept"
    assert gauge.committed == gauge.paid == Decimal(0)
    assert gauge.state(gauge.paid_share) == "short"


@pytest.mark.django_db
def test_a_line_no_source_publishes_is_marked_invented() -> None:
    load("work4integration", by=SYSTEM)
    first = BudgetVersion.objects.get(number=1)
    marks = dict(first.lines.values_list("code", "invented"))
    assert marks["startup_fund"] is False
    assert all(invented for code, invented in marks.items() if code != "startup_fund")


@pytest.mark.django_db
def test_a_signed_version_is_never_loaded_over(tmp_path: Path) -> None:
    load(a_pack(tmp_path, BUDGET % 20), by=SYSTEM)
    with pytest.raises(PackFaults) as faults:
        load(a_pack(tmp_path, BUDGET % 30), by=SYSTEM)
    (fault,) = faults.value.faults
    assert (fault.file, fault.line) == ("budget.yaml", 4)
    assert BudgetLine.objects.get(code="b").amount == 20


@pytest.mark.django_db
def test_an_amendment_made_on_screen_stays_when_the_pack_is_loaded_again(tmp_path: Path) -> None:
    folder = a_pack(tmp_path, BUDGET % 20)
    load(folder, by=SYSTEM)
    programme = Programme.objects.get(code="essai")
    actions.amend_budget(
        by=SYSTEM, programme=programme, amounts={"b": Decimal(25)}, signed_on=clock.today(), note="Avenant"
    )
    assert load(folder, by=SYSTEM).changed == 0
    assert queries.budget_total(programme, clock.today()) == (Decimal(35), "EUR")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("budget", "line", "word"),
    [
        (BUDGET % -1, 8, "amount"),
        ((BUDGET % 20).replace("kind: staff", "kind: gift"), 7, "kind"),
        ((BUDGET % 20).replace("code: b", "code: a"), 7, "a"),
        ((BUDGET % 20).replace("rate: 10.5", "rates: 10.5"), 10, "rates"),
        ((BUDGET % 20).replace("amount: 10}", "amount: 10, parent: z}"), 7, "z"),
    ],
)
def test_each_fault_is_named_with_its_file_and_line(
    tmp_path: Path, budget: str, line: int, word: str
) -> None:
    with pytest.raises(PackFaults) as faults:
        load(a_pack(tmp_path, budget), by=SYSTEM)
    assert any(
        (fault.file, fault.line) == ("budget.yaml", line) and word in fault.message
        for fault in faults.value.faults
    ), faults.value.faults
    assert not BudgetVersion.objects.exists()
