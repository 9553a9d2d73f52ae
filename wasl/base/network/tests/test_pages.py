"""Who may change the network, and what everyone sees of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.network.models import Organisation
from wasl.base.network.tests.factories import a_guichet, an_office, an_organisation
from wasl.kernel import clock
from wasl.kernel.actors import Role

pytestmark = pytest.mark.django_db


def writing_addresses(organisation: Organisation, office_pk: int) -> list[str]:
    return [
        reverse("network:create_organisation"),
        reverse("network:open_office", args=[organisation.pk]),
        reverse("network:create_guichet", args=[organisation.pk]),
        reverse("network:close_office", args=[office_pk]),
    ]


def test_nobody_sees_the_network_without_signing_in() -> None:
    office = an_office()
    for address in [reverse("network:organisations"), *writing_addresses(office.organisation, office.pk)]:
        assert Client().get(address).status_code == 302


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_opens_the_forms(role: str) -> None:
    office = an_office()
    client = signed_in(role, office.organisation)
    for address in writing_addresses(office.organisation, office.pk):
        assert client.get(address).status_code == 403
    assert client.get(reverse("network:organisations")).status_code == 200


def test_an_administrator_is_refused_the_forms_of_another_organisation() -> None:
    office, mine = an_office(), an_organisation()
    client = signed_in(Role.ADMINISTRATOR, mine)
    for address in writing_addresses(office.organisation, office.pk)[1:]:
        assert client.get(address).status_code == 403
        assert client.post(address, {}).status_code == 403


def test_an_office_is_opened_and_closed_through_the_screens() -> None:
    organisation = an_organisation()
    client = signed_in(Role.ADMINISTRATOR, organisation)
    typed = {"name": "Oujda", "code": "oujda-essai", "province": "MA-OUJ", "opened_on": "1/3/2021"}
    answer = client.post(reverse("network:open_office", args=[organisation.pk]), typed)
    assert answer.status_code == 303
    office = organisation.offices.get()
    assert office.opened_on == date(2021, 3, 1)
    closing = {"closed_on": "28/02/2021", "reason": "Erreur"}
    refused = client.post(reverse("network:close_office", args=[office.pk]), closing)
    assert refused.status_code == 200
    closing = {"closed_on": "31/12/2022", "reason": "Fin du bail"}
    assert client.post(reverse("network:close_office", args=[office.pk]), closing).status_code == 303
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert "31/12/2022" in page
    assert "Fin du bail" in page
    assert reverse("network:close_office", args=[office.pk]) not in page


def test_an_office_that_opens_later_is_not_said_to_be_open() -> None:
    organisation = an_organisation()
    client = signed_in(Role.ADMINISTRATOR, organisation)
    day = clock.today() + timedelta(days=10)
    typed = {"name": "Oujda", "code": "oujda-essai", "province": "MA-OUJ", "opened_on": f"{day:%d/%m/%Y}"}
    client.post(reverse("network:open_office", args=[organisation.pk]), typed)
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert f"Oujda ouvrira le {day:%d/%m/%Y}." in page


def test_no_province_and_no_kind_is_chosen_for_whoever_opens() -> None:
    organisation = an_organisation()
    client = signed_in(Role.ADMINISTRATOR, organisation)
    for page, typed in (
        ("open_office", {"name": "Oujda", "code": "oujda-essai", "province": ""}),
        ("create_guichet", {"kind": "", "name_fr": "Santé"}),
    ):
        address = reverse(f"network:{page}", args=[organisation.pk])
        assert '<option value="" selected>' in client.get(address).content.decode()
        assert client.post(address, typed).status_code == 200


def test_an_organisation_and_a_guichet_are_added_through_the_screens() -> None:
    client = signed_in(Role.ADMINISTRATOR, an_organisation())
    typed = {"name": "Entraide", "code": "entraide", "kinds": ["institution"], "country": "MA"}
    answer = client.post(reverse("network:create_organisation"), typed)
    made = Organisation.objects.get(code="entraide")
    assert answer["Location"] == made.get_absolute_url()
    assert made.kinds == ["institution"]
    mine = an_organisation()
    client = signed_in(Role.ADMINISTRATOR, mine)
    typed_guichet = {"kind": "associations", "name_fr": "Associations"}
    client.post(reverse("network:create_guichet", args=[mine.pk]), typed_guichet)
    assert mine.guichets.get().code == "associations"


def test_the_list_finds_by_name_and_kind_in_a_constant_number_of_queries() -> None:
    organisation = an_organisation("Association Soleil")
    client = signed_in(Role.RECEPTION, organisation)
    address = reverse("network:organisations")
    counts = []
    for more in (1, 30):
        for _number in range(more):
            an_office()
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Soleil" in client.get(address, {"q": "soleil"}).content.decode()
    assert "Soleil" not in client.get(address, {"kind": "donor"}).content.decode()


def test_the_page_of_an_organisation_asks_the_database_a_constant_number_of_times() -> None:
    organisation = an_organisation()
    client = signed_in(Role.ADMINISTRATOR, organisation)
    counts = []
    for more in (1, 10):
        for _number in range(more):
            an_office(organisation)
        client.get(organisation.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(organisation.get_absolute_url()).status_code == 200
        counts.append(len(queries))
    a_guichet(organisation)
    assert counts[0] == counts[1]


def test_the_network_reads_in_arabic() -> None:
    organisation = an_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(name_ar="جمعية")
    client = signed_in(Role.RECEPTION, organisation, language="ar")
    page = client.get(organisation.get_absolute_url()).content.decode()
    assert 'dir="rtl"' in page
    assert "جمعية" in page
