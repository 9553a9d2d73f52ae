"""The published results come out of rows, by the real actions; a target stays a target.

The one place of the expected values. They are counted here on the records themselves, not on the figures, and then the
figures must say the same. Published results: Yabiladi/UNDP 2021 (Tanger), La Vie éco 2023 (WORK4LIFE, year 1), press of
2020 and 2021 (Work4Integration).
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import override

from wasl.base.audit.models import Entry
from wasl.base.intake.models import Batch, Created
from wasl.kernel import clock
from wasl.measure.indicators.models import Definition
from wasl.measure.indicators.presenting import joined_words
from wasl.measure.indicators.queries import compiled, figures_rows
from wasl.outcomes.ventures.models import Registration, Venture
from wasl.services.calls.models import Application, Decision
from wasl.services.reception.models import Visit
from wasl.spine.cases.models import ServiceRecord
from wasl.spine.facts.queries import verify
from wasl.spine.funding.models import BudgetLine, Payment, PaymentOrder
from wasl.spine.people.models import Person
from wasl.spine.people.queries import counted_key

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.sqlite_only]
TANGER = (date(2020, 11, 1), date(2021, 12, 31))
YEAR_1 = (date(2021, 12, 1), date(2022, 12, 31))


def counted(programme: str) -> dict[str, Decimal]:
    return {row["code"]: row["value"] for row in figures_rows(programme, clock.today())}


def counted_in(rows: QuerySet[Any], party: str) -> set[UUID]:
    """The people or groups whose party stands in the field `party` of these rows; merged or linked ones are one."""
    keys = rows.order_by().annotate(counted=counted_key(f"{party}__key"))
    return set(keys.values_list("counted", flat=True))


def test_tanger_seven_collectives_forty_three_statuses() -> None:
    born = Venture.objects.filter(programme__code="m4sd-tanger", created_on__range=TANGER)
    assert born.filter(strand__code="collective").count() == 7
    statuses = Registration.objects.filter(
        venture__programme__code="m4sd-tanger", legal_form="auto_entrepreneur", registered_on__range=TANGER
    )
    assert len(counted_in(statuses, "venture__party")) == 43
    assert counted("m4sd-tanger")["collective_startups"] == 7
    assert counted("m4sd-tanger")["ae_statuses"] == 43


def test_tanger_ninety_eight_aided_among_one_hundred_and_thirty_eight_advised() -> None:
    tanger = ServiceRecord.objects.filter(case__office__code__startswith="tanger", on__range=TANGER)
    advised = counted_in(tanger.filter(kind="advice"), "case__party")
    aided = counted_in(tanger.filter(kind="accompaniment", purpose="business_creation"), "case__party")
    assert (len(aided), len(advised)) == (98, 138)
    assert aided < advised
    assert counted("m4sd-tanger")["aided_to_create"] == 98
    assert counted("m4sd-tanger")["advised"] == 138


def test_work4life_year_one_from_a_hundred_to_eleven() -> None:
    filed = Application.objects.filter(
        call__programme__code="work4life", call__strand__code="collective", submitted_on__range=YEAR_1
    )
    assert filed.count() == 100
    assert filed.exclude(preselected_on=None).count() == 49
    funded = Decision.objects.filter(application__in=filed, outcome="selected")
    assert funded.count() == 11
    assert sorted(funded.values_list("application__legal_form", flat=True)) == ["cooperative"] + ["sarl"] * 10
    values = counted("work4life")
    funnel = ("applications_y1", "preincubation_y1", "funded_y1", "cooperatives_y1", "sarl_y1")
    assert [values[code] for code in funnel] == [100, 49, 11, 1, 10]


def test_work4life_fifteen_groups_accelerated_and_seventy_six_individual_businesses() -> None:
    chosen = Decision.objects.filter(application__call__strand__code="acceleration", outcome="selected")
    assert len(counted_in(chosen, "application__party")) == 15
    alone = Venture.objects.filter(programme__code="work4life", strand__code="individual")
    assert len(counted_in(alone, "party")) == 76
    assert counted("work4life")["acceleration_y1"] == 15
    assert counted("work4life")["individual_y1"] == 76


def test_work4integration_pays_twenty_two_start_ups_on_an_amended_line() -> None:
    lines = BudgetLine.objects.filter(version__programme__code="work4integration", code="startup_fund")
    assert list(lines.order_by("version__number").values_list("amount", flat=True)) == [100_000, 185_000]
    born = Venture.objects.filter(programme__code="work4integration")
    assert born.filter(legal_form="cooperative").count() == 5
    assert born.filter(legal_form="sarl").count() == 17
    paid = Payment.objects.filter(order__tranche__agreement__programme__code="work4integration")
    assert paid.aggregate(mad=Sum("amount"))["mad"] == Decimal("1963438.00")
    assert counted("work4integration")["startups"] == 22
    assert counted("work4integration")["paid"] > 150_000


def test_the_history_of_cefa_was_taken_over_row_by_row_and_its_figures_count_those_rows() -> None:
    batch = Batch.objects.get(importer="history")
    assert batch.created_by_label == "Prisca Figuier (CEFA)"
    rows = Created.objects.filter(row__batch=batch, row__state="imported")
    people = {pk for kind, pk in rows.values_list("kind", "object_id") if kind == "people.person"}
    projects = {pk for kind, pk in rows.values_list("kind", "object_id") if kind == "ventures.venture"}
    values = counted("cefa-pathway")
    assert values["people"] == len(people) > 400
    assert values["projects"] == len(projects) > 300
    held = Venture.objects.filter(programme__code="cefa-pathway")
    assert {venture.pk for venture in held} == projects
    assert held.filter(strand__code="agr", legal_form="none").count() == values["agr"]
    assert Batch.objects.filter(pk=batch.pk, rows__state="undecided").exists()
    assert Batch.objects.filter(pk=batch.pk, rows__state="faulty").exists()


def test_what_was_published_of_cefa_stays_apart_from_what_is_counted() -> None:
    shown = {row["code"]: row for row in figures_rows("cefa-pathway", clock.today())}
    assert (shown["people"]["published"], shown["projects"]["published"]) == (400, 300)
    assert shown["people"]["value"] != 400
    assert shown["projects"]["value"] != 300
    assert shown["people"]["target"] is None


def test_the_same_person_stands_across_years_and_projects() -> None:
    several = Venture.objects.filter(programme__code="cefa-pathway").values("party").annotate(n=Count("pk"))
    twice = several.filter(n__gt=1)
    assert twice.count() >= 40
    years = Venture.objects.filter(party=twice[0]["party"]).values_list("created_on__year", flat=True)
    assert len(set(years)) == 2
    assert min(Venture.objects.values_list("created_on__year", flat=True)) == 2011


def test_who_was_registered_twice_counts_once_and_the_figure_of_this_year_says_so() -> None:
    definition = Definition.objects.get(programme__code="essai-2026", code="advised")
    made = compiled(definition, clock.today())
    with override("fr"):
        said = joined_words(made, made.value())
    assert (
        said == "2 personnes enregistrées plusieurs fois comptent une fois (1 fusion, 1 lien) : sans cela, 4."
    )
    assert made.value() == 2


def test_a_target_is_not_a_result() -> None:
    for row in figures_rows("work4integration", clock.today()):
        if row["target"] is not None:
            assert row["value"] != row["target"], row["code"]


def test_three_thousand_people_half_of_them_moroccan_in_more_visits() -> None:
    since = clock.today() - timedelta(days=365)
    visits = Visit.objects.filter(day__gt=since, office__organisation__code="es-maroc")
    known = visits.exclude(person=None)
    merges = 3  # two records of one woman, merged, and two cousins taken apart again
    assert len(counted_in(known, "person__party")) == 3000 + merges
    assert len(counted_in(known.filter(person__nationality="MA"), "person__party")) == 1500
    assert visits.count() > 4000


def test_money_left_by_two_different_people_each_time() -> None:
    for asked, released in PaymentOrder.objects.filter(status="paid").values_list(
        "requested_by_id", "released_by_id"
    ):
        assert asked is not None
        assert asked != released


def test_every_fact_has_its_record_and_every_record_its_fact() -> None:
    assert verify().ok


def test_everybody_was_registered_by_somebody() -> None:
    assert not Person.objects.filter(created_by_label="").exists()
    created = Entry.objects.filter(verb="people.create", kind="people.person")
    assert created.count() == Person.objects.count()
