"""Complaints on the screen: given without an account, answered, read with reference and code."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.audit.models import Entry
from wasl.base.network.models import Office
from wasl.kernel.actors import Role
from wasl.services.complaints import actions
from wasl.services.complaints.models import Complaint
from wasl.services.complaints.tests.factories import SECRET, a_complaint, an_actor, an_office, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return an_office()


def sign_in(client: Client, role: str, office: Office) -> None:
    client.force_login(staff(role, office), backend="allauth.account.auth_backends.AuthenticationBackend")


def words(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.DONOR, Role.FINANCE])
def test_whoever_neither_receives_nor_handles_is_refused(client: Client, office: Office, role: str) -> None:
    complaint = a_complaint(office)
    sign_in(client, role, office)
    for page in (reverse("complaints:list"), complaint.get_absolute_url(), reverse("complaints:figures")):
        assert client.get(page).status_code == 403


def test_pressed_twice_the_receipt_is_there_though_the_first_answer_never_arrived(
    client: Client, office: Office
) -> None:
    form = words(client.get(reverse("complaints:give")))
    token = re.search(r'name="submission" value="([^"]+)"', form)
    assert token is not None
    said = {"place": f"b{office.pk}", "kind": "complaint", "text": "Attente", "submission": token.group(1)}
    held = {name: cookie.value for name, cookie in client.cookies.items()}
    client.post(reverse("complaints:give"), said)
    client.cookies.clear()
    client.cookies.load(held)
    again = client.post(reverse("complaints:give"), said)
    assert Complaint.objects.get().reference in words(client.get(again["Location"]))


def test_a_visitor_gives_one_in_arabic_and_reads_the_answer_with_reference_and_code(
    client: Client, office: Office
) -> None:
    client.cookies["wasl_language"] = "ar"
    form = words(client.get(reverse("complaints:give")))
    token = re.search(r'name="submission" value="([^"]+)"', form)
    assert token is not None
    said = {
        "place": f"b{office.pk}",
        "kind": "complaint",
        "text": "انتظار طويل",
        "submission": token.group(1),
    }
    first = client.post(reverse("complaints:give"), said)
    again = client.post(reverse("complaints:give"), said)
    assert (first["Location"], again["Location"]) == (reverse("complaints:receipt"),) * 2
    complaint = Complaint.objects.get()
    assert (complaint.language, complaint.name, complaint.circle) == ("ar", "", "")
    shown = words(client.get(first["Location"]))
    assert complaint.reference in shown
    code = re.findall(r'<bdi dir="ltr">([^<]+)</bdi>', shown)[1]
    actions.answer(by=an_actor(Role.COORDINATOR, office), complaint=complaint, text="جواب مختلق")
    actions.note(by=an_actor(Role.COORDINATOR, office), complaint=complaint, text="Entre nous")

    stranger = Client()
    assert stranger.get(reverse("complaints:followed"))["Location"] == reverse("complaints:find")
    wrong = stranger.post(
        reverse("complaints:find"), {"reference": complaint.reference, "code": "0000-0000-000"}
    )
    assert wrong.status_code == 200
    opened = stranger.post(reverse("complaints:find"), {"reference": complaint.reference, "code": code})
    page = words(stranger.get(opened["Location"]))
    assert "جواب مختلق" in page
    assert "Entre nous" not in page
    stranger.post(reverse("complaints:rate"), {"satisfied": "no", "opinion": ""})
    stranger.post(reverse("complaints:reopen_own"), {"text": "ما زال"})
    complaint.refresh_from_db()
    assert complaint.state == "examined"


def test_what_was_typed_stays_when_something_is_wrong(client: Client, office: Office) -> None:
    said = {
        "place": f"b{office.pk}",
        "kind": "complaint",
        "text": "Attente",
        "answer_way": "sms",
        "contact": "1",
    }
    page = words(client.post(reverse("complaints:give"), said))
    assert "Attente" in page
    assert not Complaint.objects.exists()


def test_the_desk_takes_a_sensitive_one_down_and_does_not_find_it_again(
    client: Client, office: Office
) -> None:
    sign_in(client, Role.RECEPTION, office)
    said = {
        "place": f"b{office.pk}",
        "kind": "abuse",
        "text": SECRET,
        "way": "desk",
        "received_on": "today",
        "language": "fr",
    }
    assert client.post(reverse("complaints:take"), said)["Location"] == reverse("complaints:receipt")
    complaint = Complaint.objects.get()
    assert client.get(complaint.get_absolute_url()).status_code == 404
    assert complaint.reference not in words(client.get(reverse("complaints:list")))


def test_whoever_reads_one_is_noted_and_an_export_holds_no_words(client: Client, office: Office) -> None:
    complaint = a_complaint(office, name="Awa Diallo")
    sign_in(client, Role.COORDINATOR, office)
    assert SECRET in words(client.get(complaint.get_absolute_url()))
    names = f" {complaint.reference} "
    assert Entry.objects.filter(verb="complaints.read", objects_text=names).count() == 1
    export = client.get(reverse("complaints:list") + "?export=csv")
    text = b"".join(export).decode()
    assert complaint.reference in text
    assert SECRET not in text
    assert "Awa" not in text


def test_sensitive_kinds_are_offered_to_filter_by_to_protection_alone(client: Client, office: Office) -> None:
    a_complaint(office, "abuse")
    for role, offered in ((Role.COORDINATOR, False), (Role.PROTECTION, True)):
        sign_in(client, role, office)
        assert ('value="abuse"' in words(client.get(reverse("complaints:list")))) == offered


def test_many_complaints_cost_no_more_questions(client: Client, office: Office) -> None:
    sign_in(client, Role.COORDINATOR, office)
    client.get(reverse("complaints:list"))
    for page in ("complaints:list", "complaints:figures"):
        counts = []
        for more in (1, 29):
            for _ in range(more):
                a_complaint(office)
            with CaptureQueriesContext(connection) as questions:
                client.get(reverse(page))
            counts.append(len(questions))
        assert counts[0] == counts[1] <= 20


def test_days_in_the_wrong_order_are_said_beside_the_field_and_count_nothing(
    client: Client, office: Office
) -> None:
    a_complaint(office)
    sign_in(client, Role.COORDINATOR, office)
    asked = {"since": "10/12/2026", "until": "01/01/2026"}
    answer = client.get(reverse("complaints:figures"), asked)
    assert list(answer.context["form"].errors) == ["until"]
    assert answer.context["figures"].whole.given == 1
