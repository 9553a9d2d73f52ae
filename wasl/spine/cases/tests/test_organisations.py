"""The case of an association or an enterprise: opened, planned, served, handed over and shown like any other."""

from __future__ import annotations

import pytest
from django.test import Client

from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.cases import actions
from wasl.spine.cases.models import Case
from wasl.spine.cases.tests.factories import a_case
from wasl.spine.facts.models import Fact, FactPerson
from wasl.spine.people.actions import create_organisation_party
from wasl.spine.people.tests.factories import an_office, signed_in

pytestmark = pytest.mark.django_db

NAMES = ["Association Baobab (inventée)", "Atelier Baobab SARL (inventé)"]


@pytest.mark.parametrize("name", NAMES)
def test_an_organisation_has_a_case_with_a_plan_and_services_that_count_no_person(name: str) -> None:
    office = an_office()
    party = create_organisation_party(by=SYSTEM, office=office, name=name)
    case = a_case(office, party, on=clock.today())
    actions.add_plan_item(by=SYSTEM, case=case, title="Déclarer le nouveau bureau")
    actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=30)
    fact = Fact.objects.get(kind="advised")
    assert fact.party_id == party.pk
    assert not FactPerson.objects.filter(fact=fact).exists()
    actions.close_case(by=SYSTEM, case=case, reason="completed")
    assert Case.objects.get().is_closed


@pytest.mark.pages
@pytest.mark.parametrize("name", NAMES)
def test_its_page_shows_its_name_and_its_acts(client: Client, name: str) -> None:
    office = an_office()
    party = create_organisation_party(by=SYSTEM, office=office, name=name)
    case = a_case(office, party, on=clock.today())
    signed_in(client, Role.ADVISER, office)
    answer = client.get(case.get_absolute_url())
    assert answer.status_code == 200
    assert name in answer.content.decode()
