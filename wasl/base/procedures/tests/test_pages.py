"""Everyone who works here reads the parameters; nobody else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.network.tests.factories import an_organisation
from wasl.base.procedures.load import load_parameters
from wasl.base.procedures.models import Parameter
from wasl.kernel.actors import Role

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
