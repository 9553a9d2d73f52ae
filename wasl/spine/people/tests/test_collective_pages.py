"""The pages of collectives."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.people import actions
from wasl.spine.people.models import Collective, CollectiveMember
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.FINANCE, Role.MONITORING, Role.DONOR])
def test_roles_that_do_not_advise_form_no_collective(client: Client, role: str) -> None:
    office = an_office()
    collective = actions.create_collective(by=SYSTEM, office=office, name="Les Jardins")
    signed_in(client, role, office)
    assert client.get(reverse("people:collective_create")).status_code == 403
    assert client.get(reverse("people:member_add", args=[collective.pk])).status_code == 403


def test_another_office_finds_no_such_collective(client: Client) -> None:
    collective = actions.create_collective(by=SYSTEM, office=an_office(), name="Les Jardins")
    signed_in(client, Role.ADVISER, an_office())
    assert client.get(collective.get_absolute_url()).status_code == 404
    assert client.get(reverse("people:member_add", args=[collective.pk])).status_code == 404
    assert b"Jardins" not in client.get(reverse("people:collectives")).content


def test_a_collective_is_formed_joined_and_left(client: Client) -> None:
    office = an_office()
    one, two = a_person(office, on=date(2024, 1, 1)), a_person(office, "Traoré", "Awa")
    signed_in(client, Role.ADVISER, office)
    response = client.post(reverse("people:collective_create"), {"name": "Les Jardins", "submission": "s1"})
    collective = Collective.objects.get()
    assert response["Location"] == collective.get_absolute_url()
    today = clock.today().strftime("%d/%m/%Y")
    for number, (person, role) in enumerate(((one, "lead"), (two, "member"))):
        address = reverse("people:member_add", args=[collective.pk]) + f"?person={person.pk}"
        client.post(address, {"role": role, "on": today, "submission": f"m{number}"})
    page = client.get(collective.get_absolute_url()).content.decode()
    assert "Mamadou Diallo" in page
    assert "Awa Traoré" in page
    leave = reverse("people:member_remove", args=[collective.pk, two.pk])
    client.post(leave, {"on": today, "submission": "l1"})
    assert CollectiveMember.objects.get(person=two).ends_on == clock.today()
    assert "Les Jardins" in client.get(one.get_absolute_url()).content.decode()
    assert "Les Jardins" in client.get(reverse("people:collectives")).content.decode()


def test_a_second_spokesperson_is_refused_beside_the_field(client: Client) -> None:
    office = an_office()
    one, two = a_person(office), a_person(office, "Traoré", "Awa")
    collective = actions.create_collective(
        by=SYSTEM, office=office, name="Les Jardins", members=[(one, "lead")]
    )
    signed_in(client, Role.ADVISER, office)
    address = reverse("people:member_add", args=[collective.pk]) + f"?person={two.pk}"
    today = clock.today().strftime("%d/%m/%Y")
    page = client.post(address, {"role": "lead", "on": today, "submission": "s1"})
    assert page.status_code == 200
    assert "id_role_error" in page.content.decode()
    assert CollectiveMember.objects.count() == 1
