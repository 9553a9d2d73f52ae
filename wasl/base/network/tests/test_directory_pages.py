"""The pages of the directory: who is refused, what stands there, in which languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.network.models import ContactPoint, Office, ServiceOffer
from wasl.base.network.tests.factories import (
    a_contact,
    a_guichet,
    an_institution,
    an_offer,
    an_office,
    an_organisation,
)
from wasl.kernel import clock
from wasl.kernel.actors import Role

pytestmark = pytest.mark.django_db
DIRECTORY = reverse("network:directory")


def keeping_addresses(offer: ServiceOffer, contact: ContactPoint) -> list[str]:
    return [
        *(
            reverse(f"network:{act}_offer", args=[offer.pk])
            for act in ("update", "close", "reopen", "verify")
        ),
        reverse("network:change_contact", args=[contact.pk]),
        reverse("network:close_contact", args=[contact.pk]),
        reverse("network:create_offer", args=[offer.organisation_id]),
        reverse("network:create_contact", args=[offer.organisation_id]),
    ]


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.ADVISER, Role.FINANCE, Role.DONOR])
def test_who_does_not_keep_the_directory_reads_it_and_is_refused_its_forms(role: str) -> None:
    offer = an_offer()
    client = signed_in(role, an_organisation())
    assert offer.name_fr in client.get(DIRECTORY).content.decode()
    for address in keeping_addresses(offer, a_contact(offer.organisation)):
        assert client.post(address).status_code == 403


def test_a_coordinator_is_refused_the_services_of_another_operator() -> None:
    offer = an_offer(an_organisation())
    client = signed_in(Role.COORDINATOR, an_organisation())
    for address in keeping_addresses(offer, a_contact(offer.organisation)):
        assert client.post(address).status_code == 403


def test_telephone_and_mail_are_for_those_who_send_people() -> None:
    institution = an_institution()
    contact = a_contact(institution, email="secret@institution.example")
    offer = an_offer(institution, contact=contact)
    for role in Role:
        client = signed_in(role, an_organisation())
        pages = [client.get(offer.get_absolute_url()), client.get(institution.get_absolute_url())]
        shown = ["secret@institution.example" in page.content.decode() for page in pages]
        away = role in {
            Role.REVIEWER,
            Role.COMMITTEE,
            Role.FINANCE,
            Role.MONITORING,
            Role.PARTNER,
            Role.DONOR,
            Role.AUDITOR,
        }
        assert shown == [not away] * 2, role
        exported = client.get(DIRECTORY, {"export": "csv"})
        assert "secret@" not in b"".join(exported).decode("utf-8-sig")


def test_the_directory_is_narrowed_by_territory_kind_opening_and_verification() -> None:
    today = clock.today()
    an_offer(name="Partout")
    an_offer(name="Rabat seul", provinces=["MA-RAB"], kind="health")
    old = an_offer(name="Ancien", provinces=["MA-TNG"])
    ServiceOffer.objects.filter(pk=old.pk).update(
        verified_on=today - timedelta(days=800), closed_on=today - timedelta(days=1)
    )
    client = signed_in(Role.ADVISER, an_organisation())

    def found(**filters: str) -> set[str]:
        page = client.get(DIRECTORY, filters).content.decode()
        return {name for name in ("Partout", "Rabat seul", "Ancien") if name in page}

    assert found() == {"Partout", "Rabat seul", "Ancien"}
    assert found(province="MA-RAB") == {"Partout", "Rabat seul"}
    assert found(region="MA-01") == {"Partout", "Ancien"}
    assert found(kind="health") == {"Rabat seul"}
    assert found(open="yes") == {"Partout", "Rabat seul"}
    assert found(open="no") == {"Ancien"}
    assert found(verified="old") == {"Ancien"}
    assert found(verified="never") == {"Partout", "Rabat seul"}
    assert found(verified="recent") == set()
    assert found(q="RABAT") == {"Rabat seul"}


def test_the_directory_asks_the_database_a_constant_number_of_times() -> None:
    client = signed_in(Role.ADVISER, an_organisation())
    counts = []
    for more in (1, 30):
        for _number in range(more):
            institution = an_institution()
            an_offer(institution, provinces=["MA-RAB", "MA-TNG"], contact=a_contact(institution))
        client.get(DIRECTORY)
        with CaptureQueriesContext(connection) as queries:
            client.get(DIRECTORY)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_unverified_service_says_so_plainly_and_a_checked_one_no_more() -> None:
    offer = an_offer()
    client = signed_in(Role.COORDINATOR, an_organisation())
    assert "personne n’a vérifié" in client.get(offer.get_absolute_url()).content.decode().casefold()
    assert client.post(reverse("network:verify_offer", args=[offer.pk])).status_code == 303
    assert "personne n’a vérifié" not in client.get(offer.get_absolute_url()).content.decode().casefold()
    ServiceOffer.objects.filter(pk=offer.pk).update(verified_on=clock.today() - timedelta(days=400))
    assert "dernière vérification le" in client.get(offer.get_absolute_url()).content.decode().casefold()


def test_a_service_is_written_changed_and_ended_through_the_screens() -> None:
    institution = an_institution()
    client = signed_in(Role.COORDINATOR, an_organisation())
    typed = {"name_fr": "Soins", "code": "soins", "kind": "health", "answer_days": "10"}
    address = reverse("network:create_offer", args=[institution.pk])
    assert client.post(address, typed).status_code == 200  # nothing says where
    assert client.post(address, typed | {"provinces": ["MA-RAB"]}).status_code == 303
    offer = ServiceOffer.objects.get()
    change = reverse("network:update_offer", args=[offer.pk])
    changed = typed | {"name_fr": "Soins dentaires", "everywhere": "on", "version": "1"}
    assert client.post(change, changed).status_code == 303
    answer = client.post(change, changed | {"name_fr": "Un autre nom"})
    assert answer.status_code == 409, "the second of two who change it is told"
    assert "Soins dentaires" in answer.content.decode()
    end = reverse("network:close_offer", args=[offer.pk])
    assert client.post(end, {"closed_on": "1/1/2031", "reason": "Fin"}).status_code == 303
    offer.refresh_from_db()
    assert (offer.name_fr, offer.everywhere, str(offer.closed_on)) == ("Soins dentaires", True, "2031-01-01")


def test_a_contact_is_registered_and_corrected_through_the_screens() -> None:
    institution = an_institution()
    client = signed_in(Role.ADMINISTRATOR, an_organisation())
    address = reverse("network:create_contact", args=[institution.pk])
    assert client.post(address, {"name": "Accueil", "language": "fr"}).status_code == 200
    assert (
        client.post(address, {"name": "Accueil", "language": "fr", "phone": "0500000000"}).status_code == 303
    )
    contact = ContactPoint.objects.get()
    change = reverse("network:change_contact", args=[contact.pk])
    typed = {"name": "Guichet 4", "language": "ar", "phone": "0500000001", "version": "1"}
    assert client.post(change, typed).status_code == 303
    assert client.post(reverse("network:close_contact", args=[contact.pk])).status_code == 303
    contact.refresh_from_db()
    assert (contact.name, contact.language, contact.closed_on) == ("Guichet 4", "ar", clock.today())


def test_an_office_and_a_guichet_are_changed_closed_and_opened_again_through_the_screens() -> None:
    office = an_office()
    guichet = a_guichet(office.organisation)
    client = signed_in(Role.ADMINISTRATOR, office.organisation)

    def post(act: str, pk: int, /, **typed: str) -> int:
        return int(client.post(reverse(f"network:{act}", args=[pk]), typed).status_code)

    assert post("update_office", office.pk, name="Neuf", version="1") == 303
    assert post("update_office", office.pk, name="Autre", version="1") == 409
    assert post("close_office", office.pk, closed_on="1/2/2031", reason="Bail") == 303
    assert post("reopen_office", office.pk, reason="Erreur") == 303
    assert post("update_guichet", guichet.pk, name_fr="Santé", position="2", version="1") == 303
    assert post("close_guichet", guichet.pk, closed_on="1/2/2031", reason="Fin") == 303
    assert post("reopen_guichet", guichet.pk, reason="Erreur") == 303
    assert post("update_organisation", office.organisation_id, name="N", kinds="operator", version="1") == 303
    page = client.get(office.organisation.get_absolute_url()).content.decode()
    assert "Neuf" in page
    assert "Santé" in page
    assert Office.objects.get(pk=office.pk).closed_on is None


def test_the_directory_reads_in_arabic() -> None:
    offer = an_offer(name_ar="التسجيل")
    client = signed_in(Role.ADVISER, an_organisation(), language="ar")
    page = client.get(offer.get_absolute_url()).content.decode()
    assert 'dir="rtl"' in page
    assert "التسجيل" in page
    assert "البلاد كلها" in page
