"""The packs that ship load, twice with the same rows, and tell targets from results."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest

from wasl.base.network.models import Guichet, Office, Organisation
from wasl.base.programmes import packs
from wasl.base.programmes.models import (
    Coverage,
    Donor,
    Partner,
    Programme,
    PublishedFigure,
    Source,
    Strand,
    Target,
    Zone,
)
from wasl.base.programmes.queries import conditions
from wasl.base.programmes.rules import contradict
from wasl.kernel.actors import SYSTEM
from wasl.measure.indicators.models import Definition
from wasl.spine.funding import queries as funding
from wasl.spine.funding.models import BudgetLine, BudgetVersion, ExchangeRate, SpendingRule

pytestmark = pytest.mark.django_db

CODES = ["cefa-pathway", "m4sd-tanger", "work4integration", "work4life"]
NETWORK = [Organisation, Office, Guichet]
PARTS = [Programme, Donor, Partner, Zone, Strand, Source, Target, PublishedFigure, Coverage, Definition]
MONEY = [BudgetVersion, BudgetLine, SpendingRule, ExchangeRate]


def rows() -> dict[str, list[dict[str, Any]]]:
    models: list[Any] = [*NETWORK, *PARTS, *MONEY]
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in models}


def load_all() -> None:
    for code in CODES:
        packs.load(code, by=SYSTEM)


def test_four_packs_ship_and_load_twice_with_the_same_rows() -> None:
    assert packs.available() == CODES
    load_all()
    before = rows()
    for code in CODES:
        report = packs.load(code, by=SYSTEM)
        assert report.changed == 0, report
    assert rows() == before
    assert all(before.values())


@pytest.mark.parametrize("code", CODES)
def test_each_pack_loads_alone_and_its_check_finds_nothing(code: str) -> None:
    assert packs.check(code, by=SYSTEM).faults == []
    packs.load(code, by=SYSTEM)
    assert Programme.objects.get(code=code).label


def test_every_text_of_the_packs_stands_in_three_languages() -> None:
    load_all()
    for model in (Programme, Zone, Strand, Target, PublishedFigure, Coverage, Definition):
        for row in model._default_manager.all():
            for name in ("name", "label", "summary", "reading", "words", "admits", "dates_note"):
                texts = [getattr(row, f"{name}_{language}", "") for language in ("fr", "ar", "en")]
                assert all(texts) or not any(texts), (row, name)


def test_targets_are_those_of_2018_and_no_result_stands_among_them() -> None:
    load_all()
    held = Target.objects.filter(programme__code="work4integration").exclude(unit="amount")
    assert {row.code: int(row.value) for row in held} == {
        "informed": 1000,
        "made_aware": 800,
        "certified": 400,
        "enterprises": 10,
        "officials": 50,
    }
    assert held.get(code="officials").unit == "official"
    assert not Target.objects.filter(programme__code="m4sd-tanger").exists()


def test_published_results_are_those_of_the_documents_and_disagreements_are_kept() -> None:
    load_all()

    def results(code: str) -> dict[str, int]:
        held = PublishedFigure.objects.filter(programme__code=code, kind="result")
        return {row.code: int(row.value) for row in held}

    assert results("m4sd-tanger") == {
        "collective_startups": 7,
        "ae_statuses": 43,
        "aided_to_create": 98,
        "advised": 138,
    }
    assert results("work4life") == {
        "applications_y1": 100,
        "preincubation_y1": 49,
        "funded_y1": 11,
        "cooperatives_y1": 1,
        "sarl_y1": 10,
        "acceleration_y1": 15,
        "individual_y1": 76,
    }
    assert results("cefa-pathway") == {"people_2021": 400, "projects_2021": 300}
    told = PublishedFigure.objects.filter(programme__code="cefa-pathway")
    assert {row.precision for row in told} == {"more_than"}
    assert not BudgetVersion.objects.filter(programme__code="cefa-pathway").exists()
    w4i = results("work4integration")
    assert (w4i["startups_2021"], w4i["companies_2020"]) == (20, 22)
    assert (w4i["paid_2021"], w4i["paid_2020"]) == (150000, 180000)
    assert w4i["cooperatives_2020"] + w4i["sarl_2020"] == w4i["companies_2020"]
    assert PublishedFigure.objects.get(code="startups_2021").precision == "more_than"


def test_the_tanger_figures_say_how_their_overlap_is_read() -> None:
    load_all()
    for figure in PublishedFigure.objects.filter(programme__code="m4sd-tanger"):
        assert figure.reading_fr, figure
    assert "279" in PublishedFigure.objects.get(code="aided_to_create").reading_fr


def test_every_shipped_coverage_leaves_reception_out_and_none_contradicts_another() -> None:
    load_all()
    held = conditions(Coverage.objects.all())
    assert not any("welcomed" in condition.kinds for condition in held)
    assert all(condition.kinds for condition in held)
    assert not any(contradict(*pair) for pair in combinations(held, 2))
    assert any(condition.exclusive for condition in held)


def test_zones_name_their_partner() -> None:
    load_all()
    zones = {
        row.code: (row.organisation.code, sorted(row.with_organisations.values_list("code", flat=True)))
        for row in Zone.objects.filter(programme__code="work4life")
    }
    assert zones == {
        "rabat-sale-kenitra": ("es-maroc", ["soleterre"]),
        "tanger-tetouan-al-hoceima": ("es-maroc", ["soleterre"]),
        "oujda": ("cefa", ["asticude"]),
        "beni-mellal": ("cefa", ["asticude"]),
    }


def test_budgets_sum_to_what_is_published_and_only_the_published_line_is_not_invented() -> None:
    load_all()
    for code, total in (("work4integration", 720847), ("work4life", 2000000)):
        programme = Programme.objects.get(code=code)
        for version in BudgetVersion.objects.filter(programme=programme):
            held = version.lines.filter(children=None)
            assert sum((line.amount for line in held), Decimal(0)) == total
    kept = BudgetLine.objects.filter(invented=False).order_by("version__number", "pk")
    assert [(row.version.programme.code, row.version.number, row.code, int(row.amount)) for row in kept] == [
        ("work4integration", 1, "startup_fund", 100000)
    ]


def test_the_start_up_fund_of_work4integration_was_amended_and_its_rule_still_holds() -> None:
    load_all()
    programme = Programme.objects.get(code="work4integration")
    first, last = BudgetVersion.objects.filter(programme=programme).order_by("number")
    amounts = [version.lines.get(code="startup_fund").amount for version in (first, last)]
    assert amounts[0] == 100000
    assert amounts[1] > 180000
    for version in (first, last):
        gauge = funding.gauges(programme, version.signed_on)[0]
        assert gauge.budgeted_share > gauge.limit == Decimal("0.5")


def test_two_thirds_of_work4life_go_to_beneficiaries() -> None:
    load_all()
    programme = Programme.objects.get(code="work4life")
    gauge = next(g for g in funding.gauges(programme, programme.starts_on) if g.code == "two-thirds")
    assert gauge.budgeted / gauge.total > Decimal(2) / Decimal(3)
    assert gauge.limit >= Decimal("0.66666")
    assert gauge.committed == gauge.paid == Decimal(0)


def test_a_changed_definition_becomes_a_new_version_and_the_old_one_stays() -> None:
    packs.load("m4sd-tanger", by=SYSTEM)
    row = Definition.objects.get(code="advised")
    Definition.objects.filter(pk=row.pk).update(splits=["sex"])
    packs.load("m4sd-tanger", by=SYSTEM)
    versions = Definition.objects.filter(code="advised").order_by("version")
    assert [(each.version, each.withdrawn) for each in versions] == [(1, True), (2, False)]
