"""The receipt of a figure says what merges and links change in it, and leads to those lines."""

from __future__ import annotations

import pytest
from django.test import Client

from wasl.kernel.actors import Role
from wasl.measure.indicators.tests.factories import a_definition, a_programme, an_act
from wasl.measure.indicators.tests.test_joined import merge
from wasl.spine.links import actions as links
from wasl.spine.links.tests.factories import confirmed, in_force, somebody
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


def test_partners_who_may_not_link_are_said_to_count_somebody_once_each(client: Client) -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    an_act(programme, here, a_person(here).party)
    address = a_definition(programme).get_absolute_url()
    signed_in(client, Role.DONOR, here)
    said = "sans convention en vigueur"
    assert said not in client.get(address).content.decode()
    an_act(programme, there, a_person(there, "Jallow").party)
    assert said in client.get(address).content.decode()
    in_force(here.organisation, there.organisation)
    assert said not in client.get(address).content.decode()


def test_a_link_between_two_partners_makes_one_person_of_two_in_the_figure(client: Client) -> None:
    here, there = an_office(), an_office()
    programme = a_programme(here, there)
    link = confirmed(here, there)
    for party, office in ((link.one, here), (link.other, there)):
        an_act(programme, office, party)
    address = a_definition(programme).get_absolute_url()
    signed_in(client, Role.MONITORING, here)
    said = "1 personne enregistrée plusieurs fois compte une fois (1 lien) : sans cela, 2."
    assert said in client.get(address).content.decode()
    lines = client.get(address, {"joined": "yes"}).content.decode()
    assert link.other.label not in lines
    officer = somebody(Role.PROTECTION, there.organisation)
    assert link.agreement is not None
    links.end_agreement(by=officer, agreement=link.agreement, reason="Fin")
    assert said not in client.get(address).content.decode()
