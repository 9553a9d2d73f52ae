"""The receipt of a figure says what merges and links change in it, and leads to those lines."""

from __future__ import annotations

import pytest
from django.test import Client

from wasl.kernel.actors import Role
from wasl.measure.indicators.tests.factories import a_definition, a_programme, an_act
from wasl.measure.indicators.tests.test_joined import merge
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db


def two_of_one(client: Client, role: Role) -> tuple[str, Person, Person]:
    """Somebody registered twice, another once; the address of their figure, opened by this role."""
    office = an_office()
    programme = a_programme(office)
    one, other = a_person(office, "Diallo"), a_person(office, "Jallow")
    for person in (one, other, a_person(office, "Camara")):
        an_act(programme, office, person.party)
    address = a_definition(programme).get_absolute_url()
    merge(one, other)
    signed_in(client, role, office)
    return address, one, other


def test_the_receipt_says_what_merges_change_and_leads_to_those_lines(client: Client) -> None:
    address, _one, other = two_of_one(client, Role.MONITORING)
    text = client.get(address).content.decode()
    assert "1 personne enregistrée plusieurs fois compte une fois (1 fusion) : sans cela, 3." in text
    assert 'href="?joined=yes#lines"' in text
    lines = client.get(address, {"joined": "yes"}).content.decode()
    assert other.label in lines
    assert "Camara" not in lines
    assert "Camara" in client.get(address, {"joined": "no"}).content.decode()


def test_the_line_of_somebody_merged_opens_to_the_person_who_stands(client: Client) -> None:
    office = an_office()
    programme = a_programme(office)
    stands, merged, before = (a_person(office, name) for name in ("Diallo", "Jallow", "Dialo"))
    an_act(programme, office, before.party)
    merge(before, merged)
    merge(merged, stands)
    address = a_definition(programme).get_absolute_url()
    signed_in(client, Role.MONITORING, office)
    assert f'href="{stands.get_absolute_url()}"' in client.get(address).content.decode()


def test_who_may_not_open_the_lines_reads_the_sentence_without_the_way_to_them(client: Client) -> None:
    address, _one, _other = two_of_one(client, Role.DONOR)
    text = client.get(address).content.decode()
    assert "(1 fusion)" in text
    assert "joined=yes" not in text
