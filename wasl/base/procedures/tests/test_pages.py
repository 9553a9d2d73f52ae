"""Everyone who works here reads the parameters; nobody else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.network.tests.factories import an_organisation
from wasl.base.procedures import actions
from wasl.base.procedures.load import load_parameters
from wasl.base.procedures.models import Parameter
from wasl.kernel import clock
from wasl.kernel.actors import Actor, Grant, Role

pytestmark = pytest.mark.django_db


def test_nobody_reads_them_without_signing_in() -> None:
    assert Client().get(reverse("procedures:parameters")).status_code == 302


def test_the_list_shows_value_source_and_doubt() -> None:
    load_parameters()
    client = signed_in(Role.ADVISER, an_organisation())
    page = client.get(reverse("procedures:parameters"), {"topic": "cooperative"}).content.decode()
    assert "Loi 112-12" in page
    assert "odco.gov.ma" in page
    assert "SMIG" not in page


def test_the_list_of_a_day_leaves_out_what_no_longer_holds() -> None:
    load_parameters()
    client = signed_in(Role.ADVISER, an_organisation())
    found = client.get(
        reverse("procedures:parameters"), {"topic": "wages", "on": "1/10/2023"}
    ).content.decode()
    assert "16,29" in found
    assert "15,55" not in found


def test_the_list_asks_the_database_a_constant_number_of_times() -> None:
    load_parameters()
    client = signed_in(Role.ADVISER, an_organisation())
    address = reverse("procedures:parameters")
    asked = []
    for keep in (40, 1):
        kept = list(Parameter.objects.values_list("pk", flat=True)[:keep])
        Parameter.objects.exclude(pk__in=kept).delete()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def _entered() -> Parameter:
    by = Actor(901, "Première", (Grant(Role.ADMINISTRATOR, 1),))
    return actions.enter_value(
        by=by,
        code="association_final_receipt",
        value=Decimal(45),
        valid_from=date(2026, 1, 1),
        source="Bulletin officiel inventé",
        confidence="official",
    )


def test_an_adviser_reads_a_parameter_and_changes_nothing() -> None:
    load_parameters()
    value = _entered()
    client = signed_in(Role.ADVISER, an_organisation())
    page = client.get(value.get_absolute_url()).content.decode()
    assert "Attend une seconde personne" in page
    assert reverse("procedures:value_enter", args=[value.code]) not in page
    for name in ("value_verify", "value_withdraw"):
        assert client.get(reverse(f"procedures:{name}", args=[value.pk])).status_code == 403
    assert client.post(reverse("procedures:value_confirm", args=[value.pk])).status_code == 403


def test_a_value_is_entered_on_its_page_and_confirmed_by_another() -> None:
    load_parameters()
    organisation = an_organisation()
    writer = signed_in(Role.ADMINISTRATOR, organisation)
    typed = {
        "value": "45",
        "valid_from": "1/1/2026",
        "source": "Bulletin officiel inventé",
        "confidence": "official",
    }
    address = reverse("procedures:value_enter", args=["association_final_receipt"])
    assert writer.post(address, typed).status_code == 303
    value = Parameter.objects.waiting().get()
    assert writer.post(reverse("procedures:value_confirm", args=[value.pk])).status_code == 403
    reader = signed_in(Role.COORDINATOR, organisation)
    assert "Confirmer" in reader.get(value.get_absolute_url()).content.decode()
    assert reader.post(reverse("procedures:value_confirm", args=[value.pk])).status_code == 302
    value.refresh_from_db()
    assert (value.confidence, value.preferred) == ("official", True)


def test_verifying_a_value_keeps_its_day_and_its_reader() -> None:
    load_parameters()
    value = Parameter.objects.get(code="association_final_receipt")
    client = signed_in(Role.PROTECTION, an_organisation())
    address = reverse("procedures:value_verify", args=[value.pk])
    client.post(address, {"on": f"{clock.today():%d/%m/%Y}"})
    value.refresh_from_db()
    assert value.verified_on == clock.today()


def test_a_value_that_waits_is_withdrawn_with_a_reason() -> None:
    load_parameters()
    value = _entered()
    client = signed_in(Role.COORDINATOR, an_organisation())
    address = reverse("procedures:value_withdraw", args=[value.pk])
    assert client.post(address, {"reason": ""}).status_code == 200
    client.post(address, {"reason": "faute de frappe"})
    assert not Parameter.objects.filter(pk=value.pk).exists()


def test_an_unknown_parameter_is_not_found() -> None:
    client = signed_in(Role.ADVISER, an_organisation())
    assert client.get(reverse("procedures:parameter", args=["nothing"])).status_code == 404
