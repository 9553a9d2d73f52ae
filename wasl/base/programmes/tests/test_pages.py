"""Who sees which programme, and what its page tells apart."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from tests.support.signed_in import signed_in
from wasl.base.network.models import Organisation
from wasl.base.network.tests.factories import an_organisation
from wasl.base.programmes import packs, queries
from wasl.base.programmes.models import Programme, PublishedFigure
from wasl.base.programmes.tests.conftest import WritePack
from wasl.kernel.actors import SYSTEM, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme(write_pack: WritePack) -> Programme:
    packs.load(write_pack(), by=SYSTEM)
    return Programme.objects.get(code="essai")


def test_nobody_sees_a_programme_without_signing_in(programme: Programme) -> None:
    for address in (reverse("programmes:programmes"), programme.get_absolute_url()):
        assert Client().get(address).status_code == 302


def test_somebody_without_any_role_is_refused(programme: Programme) -> None:
    organisation = an_organisation()
    client = signed_in(Role.RECEPTION, organisation)
    assert client.get(programme.get_absolute_url()).status_code == 404
    assert "Essai" not in client.get(reverse("programmes:programmes")).content.decode()


@pytest.mark.parametrize("code", ["hub", "donneur"])
def test_partners_and_donors_see_their_programme(code: str, programme: Programme) -> None:
    client = signed_in(Role.MONITORING, Organisation.objects.get(code=code))
    assert client.get(programme.get_absolute_url()).status_code == 200
    assert "Essai" in client.get(reverse("programmes:programmes")).content.decode()


def test_a_role_limited_to_another_programme_does_not_see_this_one(programme: Programme) -> None:
    other = Programme.objects.create(code="autre", name_fr="Autre", starts_on=date(2020, 1, 1))
    client = signed_in(Role.DONOR, Organisation.objects.get(code="hub"), programmes=[other])
    assert client.get(programme.get_absolute_url()).status_code == 404
    assert client.get(other.get_absolute_url()).status_code == 200


def test_targets_and_published_figures_are_told_apart_with_their_source(programme: Programme) -> None:
    client = signed_in(Role.COORDINATOR, Organisation.objects.get(code="hub"))
    page = client.get(programme.get_absolute_url()).content.decode()
    planned, published = page.split('id="published"')
    assert "100" in planned.split('id="targets"')[1]
    assert "90" in published
    assert "95" in published
    assert "Une autre lecture" in published
    assert page.count("La presse") == 3


def test_a_number_is_written_as_its_source_gives_it(programme: Programme) -> None:
    figure = PublishedFigure(value=Decimal(150000), unit="amount", currency="EUR", precision="more_than")
    with translation.override("en"):
        assert queries.stated(programme.targets.get()) == "about 100 people"
        assert queries.stated(figure) == "more than 150,000.00 EUR"
        assert queries.stated(programme.published_figures.get(code="people_a")) == "90 people"
        assert queries.stated(PublishedFigure(value=Decimal(1), unit="person")) == "1 person"
        assert queries.stated(PublishedFigure(value=Decimal(100), unit="act")) == "100"


def test_the_list_and_the_page_ask_the_database_a_constant_number_of_times(write_pack: WritePack) -> None:
    packs.load(write_pack(), by=SYSTEM)
    client = signed_in(Role.COORDINATOR, Organisation.objects.get(code="hub"))
    addresses = [reverse("programmes:programmes"), reverse("programmes:programme", args=["essai"])]
    counts = []
    for number in (1, 10):
        for each in range(number):
            packs.load(write_pack(("  code: essai", f"  code: essai-{number}-{each}")), by=SYSTEM)
        asked = []
        for address in addresses:
            client.get(address)
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            asked.append(len(captured))
        counts.append(asked)
    assert counts[0] == counts[1]


def test_a_programme_reads_in_arabic(programme: Programme) -> None:
    client = signed_in(Role.COORDINATOR, Organisation.objects.get(code="hub"), language="ar")
    page = client.get(programme.get_absolute_url()).content.decode()
    assert "تجربة" in page
    assert 'dir="rtl"' in page
