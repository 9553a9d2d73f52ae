"""Procedures as data: what to do, in steps, with the numbers that hold on the day and their doubts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.network.tests.factories import an_organisation
from wasl.base.procedures.guides import load_procedures
from wasl.base.procedures.load import load_law
from wasl.base.procedures.models import Procedure, Step, StepPaper
from wasl.base.procedures.queries import guide
from wasl.base.programmes.packs import PackFaults
from wasl.kernel.actors import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)


def test_nobody_reads_them_without_signing_in() -> None:
    load_law()
    for address in (reverse("procedures:procedures"), reverse("procedures:procedure", args=["create_sarl"])):
        assert Client().get(address).status_code == 302


def test_the_list_opens_each_procedure() -> None:
    load_law()
    client = signed_in(Role.ADVISER, an_organisation())
    page = client.get(reverse("procedures:procedures")).content.decode()
    for row in Procedure.objects.all():
        assert row.get_absolute_url() in page
        assert client.get(row.get_absolute_url()).status_code == 200


def test_an_unknown_procedure_is_not_found() -> None:
    client = signed_in(Role.ADVISER, an_organisation())
    assert client.get(reverse("procedures:procedure", args=["nothing"])).status_code == 404


def test_every_step_has_a_source_and_every_text_its_three_languages() -> None:
    load_law()
    for row in [*Procedure.objects.all(), *Step.objects.all()]:
        assert all((row.title_fr, row.title_ar, row.title_en)), str(row)
    assert not Step.objects.filter(source="").exists()
    for paper in StepPaper.objects.all():
        assert all((paper.label_ar, paper.label_en)), paper.label_fr


def test_a_step_shows_the_number_of_the_day_and_what_another_source_says() -> None:
    load_law()
    hire = guide(Procedure.objects.get(code="hire_foreigner"), TODAY)
    answer = next(step for step in hire.steps if step.row.code == "answer")
    assert answer.delay is not None
    assert answer.delay.value == 10
    assert answer.delay.disputed
    page = signed_in(Role.ADVISER, an_organisation()).get(hire.procedure.get_absolute_url()).content.decode()
    assert "Une autre source dit 2 jours" in page


def test_what_is_not_confirmed_says_so() -> None:
    load_law()
    client = signed_in(Role.ADVISER, an_organisation())
    page = client.get(reverse("procedures:procedure", args=["create_cooperative"])).content.decode()
    assert "Non confirmé" in page
    assert "Le chiffre n’a pas été lu dans la loi elle-même." in page


def test_loading_twice_changes_nothing_and_a_step_taken_out_of_the_file_goes(tmp_path: Path) -> None:
    load_law()
    before = set(Step.objects.values_list("pk", flat=True))
    load_law()
    assert set(Step.objects.values_list("pk", flat=True)) == before
    (tmp_path / "one.yaml").write_text(_one_step("create_sarl", 1), encoding="utf-8")
    load_procedures(tmp_path)
    assert [step.code for step in Procedure.objects.get(code="create_sarl").steps.all()] == ["ask"]


def test_a_new_version_holds_from_its_day_and_the_old_one_stays_to_be_read(tmp_path: Path) -> None:
    load_law()
    (tmp_path / "one.yaml").write_text(_one_step("create_sarl", 2, "2027-01-01"), encoding="utf-8")
    load_procedures(tmp_path)
    assert [p.version for p in Procedure.objects.on(TODAY).filter(code="create_sarl")] == [1]
    assert [p.version for p in Procedure.objects.on(date(2027, 1, 1)).filter(code="create_sarl")] == [2]
    client = signed_in(Role.ADVISER, an_organisation())
    address = reverse("procedures:procedure", args=["create_sarl"])
    assert "certificat négatif" in client.get(address).content.decode()
    assert "Demander" in client.get(address, {"version": "2"}).content.decode()


def test_a_number_that_stands_nowhere_is_refused_with_file_and_line(tmp_path: Path) -> None:
    load_law()
    text = _one_step("create_sarl", 1) + "      cost_parameter: nothing_such\n"
    (tmp_path / "one.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(PackFaults, match=r"one\.yaml:\d+.*nothing_such"):
        load_procedures(tmp_path)


def test_a_guide_asks_the_database_the_same_number_of_times_whatever_its_length() -> None:
    load_law()
    asked = []
    for code in ("register_anapec", "create_sarl"):
        procedure = Procedure.objects.get(code=code)
        with CaptureQueriesContext(connection) as queries:
            guide(procedure, TODAY)
        asked.append(len(queries))
    assert asked == [4, 4]


def _one_step(code: str, version: int, valid_from: str = "2020-01-01") -> str:
    return f"""{code}:
  code: {code}
  version: {version}
  position: 1
  topic: company
  valid_from: {valid_from}
  title: {{fr: "Essai", ar: "تجربة", en: "Trial"}}
  steps:
    - code: ask
      title: {{fr: "Demander", ar: "طلب", en: "Ask"}}
      source: "Essai"
      confidence: unconfirmed
"""
