"""Who may look at the stream, and what they see."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.facts import actions
from wasl.spine.facts.models import Fact
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person, an_office

pytestmark = pytest.mark.django_db
DAY = date(2021, 5, 4)


def signed_in(role: str, office: Office) -> Client:
    someone = accounts.user(office.organisation)
    accounts.membership(someone, role, office.organisation, offices=[office])
    client = Client()
    client.force_login(someone)
    return client


def a_fact(office: Office, name: str = "Baobab") -> Fact:
    person = a_person(office, family_name=name)
    return actions.record(by=SYSTEM, kind="advised", on=DAY, office=office, source=person, party=person.party)


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.ADVISER, Role.DONOR, Role.FINANCE])
def test_those_who_do_not_count_do_not_read_the_stream(role: Role) -> None:
    office = an_office()
    fact = a_fact(office)
    client = signed_in(role, office)
    assert client.get(reverse("facts:list")).status_code == 403
    assert client.get(reverse("facts:fact", args=[fact.pk])).status_code == 403


def test_a_fact_of_another_office_is_not_there() -> None:
    here, elsewhere = an_office(), an_office()
    fact = a_fact(elsewhere)
    client = signed_in(Role.MONITORING, here)
    assert client.get(reverse("facts:fact", args=[fact.pk])).status_code == 404
    assert elsewhere.name not in client.get(reverse("facts:list")).content.decode()


def test_a_fact_says_for_whom_it_counts() -> None:
    office = an_office()
    fact = a_fact(office)
    page = signed_in(Role.MONITORING, office).get(reverse("facts:fact", args=[fact.pk]))
    assert page.status_code == 200
    assert office.name in page.content.decode()


@pytest.mark.parametrize(("role", "opens"), [(Role.MONITORING, True), (Role.ADMINISTRATOR, False)])
def test_the_record_of_a_fact_is_a_link_for_who_may_open_it_and_named_in_words(
    role: Role, opens: bool
) -> None:
    office = an_office()
    fact = a_fact(office)
    source = Person.objects.get(pk=fact.source_id)
    page = signed_in(role, office).get(reverse("facts:fact", args=[fact.pk])).content.decode()
    assert (f'href="{source.get_absolute_url()}"' in page) is opens
    assert "people.person" not in page


def test_reading_a_fact_stands_in_the_journal_and_a_refused_try_does_not() -> None:
    office = an_office()
    fact = a_fact(office)
    address = reverse("facts:fact", args=[fact.pk])
    signed_in(Role.MONITORING, an_office()).get(address)
    assert not Entry.objects.filter(verb="facts.read").exists()
    signed_in(Role.MONITORING, office).get(address)
    entry = Entry.objects.get(verb="facts.read")
    assert (entry.kind, entry.objects_text.split()) == ("facts.fact", [str(fact.pk)])


def test_withdrawing_asks_why_and_shows_it() -> None:
    office = an_office()
    fact = a_fact(office)
    client = signed_in(Role.MONITORING, office)
    address = reverse("facts:void", args=[fact.pk])
    assert client.post(address, {"reason": ""}).status_code in (200, 422)
    assert client.post(address, {"reason": "saisi deux fois"}).status_code == 303
    page = client.get(reverse("facts:fact", args=[fact.pk])).content.decode()
    assert "saisi deux fois" in page
    assert client.get(reverse("facts:fact", args=[a_fact(office).pk])).status_code == 200


def test_the_list_costs_the_same_for_one_fact_and_for_thirty() -> None:
    office = an_office()
    a_fact(office)
    client = signed_in(Role.MONITORING, office)
    address = reverse("facts:list")
    client.get(address)
    one = _queries(client, address)
    for number in range(30):
        a_fact(office, name=f"Baobab {number}")
    assert _queries(client, address) == one


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)
