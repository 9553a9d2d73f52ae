"""The adviser's screens: who is refused first, then the way through a case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.models import User
from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.cases import actions
from wasl.spine.cases.models import Case, PlanItem, ServiceRecord
from wasl.spine.cases.tests.factories import a_case, a_guichet
from wasl.spine.people.tests.factories import a_person, an_office, signed_in
from wasl.spine.rights.tests.factories import an_opening

pytestmark = pytest.mark.django_db

STRANGERS = [Role.DONOR, Role.PARTNER, Role.REVIEWER, Role.COMMITTEE, Role.FINANCE, Role.ADMINISTRATOR]
WRITING = ["service", "plan_add", "notes", "team", "close"]


def addresses(case: Case) -> list[str]:
    return [reverse(f"cases:{name}", args=[case.pk]) for name in ("case", *WRITING)]


def today() -> str:
    return clock.today().strftime("%d/%m/%Y")


def test_nobody_sees_anything_without_signing_in(client: Client) -> None:
    case = a_case(an_office())
    for address in [reverse("cases:mine"), reverse("cases:list"), *addresses(case)]:
        assert client.get(address).status_code == 302, address


@pytest.mark.parametrize("role", [*STRANGERS, Role.RECEPTION])
def test_roles_that_do_not_follow_cases_are_refused(client: Client, role: str) -> None:
    office = an_office()
    case = a_case(office)
    signed_in(client, role, office)
    for address in [reverse("cases:mine"), reverse("cases:list"), reverse("cases:open"), *addresses(case)]:
        assert client.get(address).status_code == 403, address


def test_another_office_finds_no_such_case(client: Client) -> None:
    case = a_case(an_office())
    item = actions.add_plan_item(by=SYSTEM, case=case, title="Ouvrir un compte")
    signed_in(client, Role.ADVISER, an_office())
    for address in addresses(case):
        assert client.get(address).status_code == 404, address
    assert client.get(reverse("cases:plan_finish", args=[item.pk])).status_code == 404
    assert client.get(reverse("cases:open") + f"?party={case.party_id}").status_code == 404
    assert b"Diallo" not in client.get(reverse("cases:list")).content


@pytest.mark.parametrize("role", [Role.MONITORING, Role.COORDINATOR])
def test_who_reads_does_not_write(client: Client, role: str) -> None:
    office = an_office()
    case = a_case(office)
    actions.write_note(by=SYSTEM, case=case, text="Secret", compartment="health")
    signed_in(client, role, office)
    page = client.get(reverse("cases:case", args=[case.pk]))
    assert page.status_code == 200
    for name in WRITING:
        address = reverse(f"cases:{name}", args=[case.pk])
        assert address not in page.content.decode()
        assert client.get(address).status_code == 403


def test_the_way_through_a_case(client: Client) -> None:
    office = an_office()
    person = a_person(office)
    guichet = a_guichet(office)
    signed_in(client, Role.ADVISER, office)
    assert reverse("cases:open") in client.get(person.get_absolute_url()).content.decode()
    address = reverse("cases:open") + f"?party={person.pk}"
    client.post(address, {"guichet": guichet.pk, "on": today(), "submission": "o1"})
    case = Case.objects.get()
    again = client.post(address, {"guichet": guichet.pk, "on": today(), "submission": "o2"})
    assert again["Location"] == case.get_absolute_url()
    client.post(
        reverse("cases:service", args=[case.pk]),
        {
            "kind": "advice",
            "purpose": "business_creation",
            "minutes": "45",
            "mode": "office",
            "on": today(),
            "summary": "Projet présenté",
            "submission": "s1",
        },
    )
    assert ServiceRecord.objects.get().minutes == 45
    client.post(reverse("cases:plan_add", args=[case.pk]), {"title": "Ouvrir un compte", "submission": "p1"})
    item = PlanItem.objects.get()
    client.post(reverse("cases:plan_finish", args=[item.pk]), {"on": today(), "submission": "f1"})
    page = client.get(case.get_absolute_url()).content.decode()
    for words in ("Projet présenté", "Ouvrir un compte", "Mamadou Diallo"):
        assert words in page
    story = client.get(person.get_absolute_url()).content.decode()
    assert story.count("timeline-entry") >= 3
    client.post(
        reverse("cases:close", args=[case.pk]),
        {"reason": "completed", "on": today(), "version": "1", "submission": "c1"},
    )
    case.refresh_from_db()
    assert case.is_closed
    assert (
        reverse("cases:service", args=[case.pk]) not in client.get(case.get_absolute_url()).content.decode()
    )
    refused = client.post(reverse("cases:plan_add", args=[case.pk]), {"title": "Encore", "submission": "p2"})
    assert refused.status_code == 403
    assert PlanItem.objects.count() == 1


def test_my_cases_begin_with_what_is_overdue(client: Client) -> None:
    office = an_office()
    names = ("Diallo", "Traoré", "Keita")
    cases = [a_case(office, a_person(office, name).party) for name in names]
    signed_in(client, Role.ADVISER, office)
    user = User.objects.get(pk=client.session["_auth_user_id"])
    for case, days in zip(cases, (None, 5, -5), strict=True):
        actions.assign(by=SYSTEM, case=case, user=user, role="adviser")
        if days is not None:
            due = clock.today() + timedelta(days=days)
            actions.add_plan_item(by=SYSTEM, case=case, title="Étape", due_on=due)
    a_case(office, a_person(office, "Autre").party)
    page = client.get(reverse("cases:mine")).content.decode()
    assert page.index("Keita") < page.index("Traoré") < page.index("Diallo")
    assert "Autre" not in page
    assert "Autre" in client.get(reverse("cases:list")).content.decode()
    overdue = client.get(reverse("cases:mine") + "?steps=overdue").content.decode()
    assert "Keita" in overdue
    assert "Traoré" not in overdue
    assert Entry.objects.filter(verb="cases.list").count() == 3
    home = client.get(reverse("home")).content.decode()
    assert reverse("cases:mine") in home


def test_the_list_finds_by_any_spelling_and_exports_what_it_shows(client: Client) -> None:
    office = an_office()
    a_case(office, a_person(office).party)
    a_case(office, a_person(office, "Traoré").party)
    signed_in(client, Role.ADVISER, office)
    address = reverse("cases:list") + "?q=jallow"
    page = client.get(address).content.decode()
    assert "Diallo" in page
    assert "Traoré" not in page
    sheet = client.get(address + "&export=csv").getvalue().decode("utf-8-sig")
    assert "Diallo" in sheet
    assert "Traoré" not in sheet
    assert Entry.objects.get(verb="cases.export").reason == "1"


@pytest.mark.parametrize("name", ["cases:list"])
def test_lists_ask_the_database_as_often_for_thirty_as_for_one(client: Client, name: str) -> None:
    office = an_office()
    signed_in(client, Role.ADVISER, office)

    def one_more(number: int) -> None:
        case = a_case(office)
        actions.add_plan_item(by=SYSTEM, case=case, title="Étape", due_on=clock.today())

    one_more(0)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse(name))
    for number in range(29):
        one_more(number)
    with CaptureQueriesContext(connection) as second:
        client.get(reverse(name))
    assert len(first) == len(second)


def test_notes_open_by_compartment_with_a_reason_and_each_reading_is_journalled(client: Client) -> None:
    office = an_office()
    case = a_case(office)
    for compartment in ("health", "protection"):
        actions.write_note(by=SYSTEM, case=case, text=f"Secret {compartment}", compartment=compartment)
    by = signed_in(client, Role.ADVISER, office)
    address = reverse("cases:notes", args=[case.pk])
    assert "Secret" not in client.get(address).content.decode()
    assert "Secret" not in client.get(address + "?compartiment=health", follow=True).content.decode()
    assert not Entry.objects.filter(verb="cases.read_notes").exists()
    an_opening(by, case.party, "health")
    assert "Secret health" in client.get(address + "?compartiment=health").content.decode()
    assert "Secret" not in client.get(address + "?compartiment=protection").content.decode()
    assert "Secret" not in client.get(case.get_absolute_url()).content.decode()
    assert [entry.reason for entry in Entry.objects.filter(verb="cases.read_notes")] == ["health"]


def test_an_adviser_of_a_case_opens_its_compartments_though_their_office_no_longer_follows(
    client: Client,
) -> None:
    office = an_office()
    case = a_case(office)
    case.party.followings.update(ends_on=case.opened_on)
    actions.write_note(by=SYSTEM, case=case, text="Secret", compartment="legal")
    an_opening(signed_in(client, Role.ADVISER, office), case.party, "legal")
    address = reverse("cases:notes", args=[case.pk]) + "?compartiment=legal"
    assert "Secret" in client.get(address).content.decode()


def test_protection_opens_its_own_compartment(client: Client) -> None:
    office = an_office()
    case = a_case(office)
    actions.write_note(by=SYSTEM, case=case, text="Secret", compartment="protection")
    an_opening(signed_in(client, Role.PROTECTION, office), case.party, "protection")
    address = reverse("cases:notes", args=[case.pk]) + "?compartiment=protection"
    assert "Secret" in client.get(address).content.decode()


def test_the_notes_of_a_closed_case_are_read_and_no_more_are_written(client: Client) -> None:
    office = an_office()
    case = a_case(office)
    actions.write_note(by=SYSTEM, case=case, text="Entretien", compartment="general")
    signed_in(client, Role.ADVISER, office)
    address = reverse("cases:notes", args=[case.pk]) + "?compartiment=general"
    assert '<textarea name="text"' in client.get(address).content.decode()
    actions.close_case(by=SYSTEM, case=case, reason="completed", on=clock.today(), expected=case.version)
    page = client.get(address).content.decode()
    assert "Entretien" in page
    assert '<textarea name="text"' not in page
    assert "notice-info" in page


def test_a_mentor_finds_the_cases_given_to_them(client: Client) -> None:
    office = an_office()
    mine, other = a_case(office), a_case(office)
    signed_in(client, Role.MENTOR, office)
    user = User.objects.get(pk=client.session["_auth_user_id"])
    actions.assign(by=SYSTEM, case=mine, user=user, role="mentor")
    assert client.get(mine.get_absolute_url()).status_code == 200
    assert client.get(other.get_absolute_url()).status_code == 404
    assert mine.get_absolute_url() in client.get(reverse("cases:mine")).content.decode()


def test_only_those_who_work_there_are_offered(client: Client) -> None:
    office = an_office()
    case = a_case(office)
    colleague = accounts.user(office.organisation, "Collègue d'ici")
    accounts.membership(colleague, Role.MENTOR, office.organisation)
    stranger_office = an_office()
    stranger = accounts.user(stranger_office.organisation, "Personne d'ailleurs")
    accounts.membership(stranger, Role.MENTOR, stranger_office.organisation)
    signed_in(client, Role.ADVISER, office)
    page = client.get(reverse("cases:team", args=[case.pk])).content.decode()
    assert "Collègue d" in page
    assert "Personne d" not in page
