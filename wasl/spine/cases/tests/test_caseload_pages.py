"""The caseload, what is to be done, the services: who is refused, what is shown, what one click does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.models import User
from wasl.base.audit.models import Entry
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.cases import actions
from wasl.spine.cases.models import Batch, Case, PlanItem
from wasl.spine.cases.tests.factories import a_case, a_guichet
from wasl.spine.cases.tests.test_moves import an_adviser
from wasl.spine.people import actions as people
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = pytest.mark.django_db


def today() -> str:
    return clock.today().strftime("%d/%m/%Y")


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.DONOR, Role.FINANCE, Role.ADMINISTRATOR])
def test_roles_that_do_not_follow_cases_are_refused(client: Client, role: str) -> None:
    signed_in(client, role, an_office())
    for name in ("todo", "services", "received"):
        assert client.get(reverse(f"cases:{name}")).status_code == 403, name


@pytest.mark.parametrize("name", ["cases:mine", "cases:list", "cases:todo", "cases:services"])
def test_the_pages_ask_the_database_as_often_for_thirty_as_for_one(client: Client, name: str) -> None:
    office = an_office()
    actor = signed_in(client, Role.ADVISER, office)
    user = User.objects.get(pk=actor.id)

    def one_more() -> None:
        case = a_case(office, adviser=user)
        goal = actions.set_goal(by=SYSTEM, case=case, title="Emploi")
        actions.add_plan_item(by=SYSTEM, case=case, title="CV", goal=goal, due_on=clock.today())
        actions.record_service(by=SYSTEM, case=case, kind="advice", minutes=10)

    one_more()
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as first:
        client.get(reverse(name))
    for _number in range(29):
        one_more()
    with CaptureQueriesContext(connection) as second:
        client.get(reverse(name))
    assert len(first) == len(second)


def test_who_was_not_met_and_who_is_advised_by_nobody_is_found(client: Client) -> None:
    office = an_office()
    signed_in(client, Role.COORDINATOR, office)
    old = clock.today() - timedelta(days=100)
    silent = a_case(office, a_person(office, "Silencieux", on=old).party, on=old, adviser=an_adviser(office))
    met = a_case(office, a_person(office, "Rencontré", on=old).party, on=old, adviser=an_adviser(office))
    actions.record_service(by=SYSTEM, case=met, kind="advice", minutes=10)
    a_case(office, a_person(office, "Orphelin").party)
    page = client.get(reverse("cases:list")).content.decode()
    assert page.index("Orphelin") < page.index("Silencieux")
    quiet = client.get(reverse("cases:list") + "?silent=60").content.decode()
    assert "Silencieux" in quiet
    assert "Rencontré" not in quiet
    alone = client.get(reverse("cases:list") + "?adviser=none").content.decode()
    assert "Orphelin" in alone
    assert "Silencieux" not in alone
    sheet = client.get(reverse("cases:list") + "?silent=60&export=csv").getvalue().decode("utf-8-sig")
    assert "100" in sheet
    assert "Rencontré" not in sheet
    assert reverse("cases:list") in client.get(reverse("cases:mine"))["Location"]
    assert silent.get_absolute_url() in page


def test_a_step_is_done_in_one_click_and_several_with_what_came_of_them(client: Client) -> None:
    office = an_office()
    actor = signed_in(client, Role.ADVISER, office)
    case = a_case(office, adviser=User.objects.get(pk=actor.id))
    steps = [actions.add_plan_item(by=SYSTEM, case=case, title=f"Étape {n}") for n in range(3)]
    client.post(reverse("cases:todo"), {"bulk": "finish", "pk": [steps[0].pk]})
    assert PlanItem.objects.to_do().count() == 2
    asked = client.post(reverse("cases:todo"), {"bulk": "done", "pk": [step.pk for step in steps[1:]]})
    batch = Batch.objects.get()
    assert asked["Location"] == batch.get_absolute_url()
    form = {"on": today(), "outcome": "Tout est prêt", "submission": "b1"}
    client.post(batch.get_absolute_url(), form)
    client.post(batch.get_absolute_url(), {**form, "submission": "b2"})
    assert not PlanItem.objects.to_do().exists()
    assert PlanItem.objects.filter(outcome="Tout est prêt").count() == 2
    assert client.get(batch.get_absolute_url()).status_code == 200
    signed_in(client, Role.ADVISER, office)
    assert client.get(batch.get_absolute_url()).status_code == 404


def test_many_cases_are_handed_over_apart_from_the_page(client: Client) -> None:
    office = an_office()
    actor = signed_in(client, Role.ADVISER, office)
    cases = [a_case(office, adviser=User.objects.get(pk=actor.id)) for _number in range(27)]
    taker = an_adviser(office)
    client.post(reverse("cases:mine"), {"bulk": "hand_over", "pk": [case.pk for case in cases]})
    address = Batch.objects.get().get_absolute_url()
    sent = client.post(address, {"to": taker.pk, "reason": "Congé", "on": today(), "submission": "h1"})
    assert sent["Location"] != address
    assert Case.objects.filter(assignments__user=taker).count() == 27
    assert "27" in client.get(address).content.decode()


def test_what_was_handed_over_waits_on_home_its_note_on_a_page_that_is_logged_until_it_is_read(
    client: Client,
) -> None:
    office = an_office()
    case = a_case(office)
    actor = signed_in(client, Role.ADVISER, office)
    user = User.objects.get(pk=actor.id)
    move = actions.hand_over(by=SYSTEM, case=case, to=user, reason="Congé", note="Rappeler lundi")
    home = client.get(reverse("home")).content.decode()
    assert reverse("cases:received") in home
    assert "Rappeler lundi" not in home
    assert case.party.label not in home
    assert "Rappeler lundi" in client.get(reverse("cases:received")).content.decode()
    assert "Rappeler lundi" in client.get(case.get_absolute_url()).content.decode()
    assert client.post(reverse("cases:acknowledge", args=[move.pk])).status_code == 302
    assert reverse("cases:received") not in client.get(reverse("home")).content.decode()


def test_who_handed_a_case_over_is_told_where_it_went(client: Client) -> None:
    office = an_office()
    other = an_office(office.organisation, name="Fès")
    case = a_case(office)
    signed_in(client, Role.ADVISER, office)
    address = reverse("cases:hand_over", args=[case.pk])
    taker = an_adviser(other)
    sent = client.post(
        address,
        {
            "to": taker.pk,
            "office": other.pk,
            "reason": "Déménage",
            "on": today(),
            "version": str(case.version),
            "submission": "m1",
        },
    )
    assert sent["Location"] == reverse("cases:mine")
    refused = client.get(case.get_absolute_url())
    assert refused.status_code == 403
    assert "Fès" in refused.content.decode()
    signed_in(client, Role.ADVISER, an_office())
    assert client.get(case.get_absolute_url()).status_code == 404


def test_who_follows_a_person_is_told_to_the_desk_without_opening_the_file(client: Client) -> None:
    office = an_office()
    case = a_case(office, adviser=an_adviser(office, "Amal Conseillère"))
    actions.write_note(by=SYSTEM, case=case, text="Confidence")
    signed_in(client, Role.RECEPTION, office)
    page = client.get(reverse("cases:followed", args=[case.party_id])).content.decode()
    assert "Amal Conseillère" in page
    assert "Confidence" not in page
    assert Entry.objects.filter(verb="cases.followed").exists()
    signed_in(client, Role.RECEPTION, an_office())
    assert client.get(reverse("cases:followed", args=[case.party_id])).status_code == 404


@pytest.mark.parametrize("kind", ["health", "education", "training", "employment"])
def test_a_case_opens_at_a_guichet_of_each_access(client: Client, kind: str) -> None:
    office = an_office()
    case = a_case(office, guichet=a_guichet(office, kind))
    signed_in(client, Role.ADVISER, office)
    assert client.get(case.get_absolute_url()).status_code == 200
    wanted = "job_search" if kind == "employment" else kind
    page = client.get(reverse("cases:service", args=[case.pk])).content.decode()
    assert f'<option value="{wanted}" selected>' in page


def test_a_collective_has_a_case_as_a_person_has(client: Client) -> None:
    office = an_office()
    members = [(a_person(office), "member"), (a_person(office, "Keita"), "member")]
    group = people.create_collective(by=SYSTEM, office=office, name="Les Tisseuses", members=members)
    case = a_case(office, group.party)
    signed_in(client, Role.ADVISER, office)
    assert "Les Tisseuses" in client.get(case.get_absolute_url()).content.decode()
    assert client.get(reverse("cases:followed", args=[group.pk])).status_code == 200


def test_general_notes_go_with_the_case_and_no_longer_open_where_it_was(client: Client) -> None:
    office = an_office()
    other = an_office(office.organisation)
    case = a_case(office)
    actions.write_note(by=SYSTEM, case=case, text="Parle peul", compartment="general")
    actions.hand_over(by=SYSTEM, case=case, to=an_adviser(other), office=other, reason="Déménage")
    address = reverse("cases:notes", args=[case.pk]) + "?compartiment=general"
    signed_in(client, Role.ADVISER, office)
    assert client.get(address).status_code == 403
    signed_in(client, Role.ADVISER, other)
    assert "Parle peul" in client.get(address).content.decode()
