"""The outbox on the screen."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.base.messaging.enums import Status
from wasl.base.messaging.models import Message
from wasl.base.messaging.tests.factories import a_message, an_office
from wasl.base.network.models import Office
from wasl.kernel import clock
from wasl.kernel.actors import Role

pytestmark = pytest.mark.django_db

LIST = "/messages/"


@pytest.fixture
def office() -> Office:
    return an_office()


def signed_in(client: Client, role: str, office: Office) -> Client:
    someone = accounts.user(office.organisation)
    accounts.membership(someone, role, office.organisation, offices=[office])
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("role", [Role.FINANCE, Role.MONITORING, Role.DONOR, Role.AUDITOR, Role.COMMITTEE])
def test_whoever_does_not_speak_with_people_has_no_outbox(client: Client, office: Office, role: str) -> None:
    message = a_message(office)
    signed_in(client, role, office)
    assert client.get(LIST).status_code == 403
    assert client.get(message.get_absolute_url()).status_code == 403
    assert client.post(reverse("messaging:cancel", args=[message.pk])).status_code == 403


def test_the_list_and_its_export_show_neither_text_nor_number(client: Client, office: Office) -> None:
    a_message(office, to="+212612345678", body="Mots secrets")
    signed_in(client, Role.RECEPTION, office)
    for query in ("", "?export=csv"):
        answer = client.get(LIST + query)
        text = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert "•••• 78" in text
        assert "Mots secrets" not in text
        assert "12345678" not in text


def test_a_link_is_opened_and_the_message_marked_as_handed_over(client: Client, office: Office) -> None:
    message = a_message(office, channel="whatsapp", body="Rendez-vous à 9 h & 10 h")
    signed_in(client, Role.ADVISER, office)
    page = client.get(message.get_absolute_url()).content.decode()
    assert "https://wa.me/212600000001?text=Rendez-vous%20%C3%A0%209%20h%20%26%2010%20h" in page
    client.post(reverse("messaging:hand_over", args=[message.pk]))
    message.refresh_from_db()
    assert message.status == Status.SENT
    assert "wa.me" not in client.get(message.get_absolute_url()).content.decode()


def test_an_administrator_sends_again_without_reading_and_a_reader_is_noted(
    client: Client, office: Office
) -> None:
    message = a_message(office, body="Mots secrets")
    Message.objects.update(status=Status.FAILED, settled_at=clock.now(), error="OSError")
    signed_in(client, Role.ADMINISTRATOR, office)
    page = client.get(message.get_absolute_url()).content.decode()
    assert "OSError" in page
    assert "Mots secrets" not in page
    assert "600000001" not in page
    assert not Entry.objects.filter(verb="messaging.read").exists()
    assert client.post(reverse("messaging:hand_over", args=[message.pk])).status_code == 403
    client.post(reverse("messaging:try_again", args=[message.pk]))
    message.refresh_from_db()
    assert message.status == Status.WAITING
    signed_in(client, Role.RECEPTION, office)
    assert "Mots secrets" in client.get(message.get_absolute_url()).content.decode()
    assert Entry.objects.filter(verb="messaging.read", objects_text=f" {message.pk} ").count() == 1


def test_the_home_page_counts_what_is_to_be_handed_over_and_leads_there(
    client: Client, office: Office
) -> None:
    signed_in(client, Role.RECEPTION, office)
    assert "what=hand" not in client.get(reverse("home")).content.decode()
    for channel in ("whatsapp", "slip", "sms"):
        a_message(office, channel=channel)
    home = client.get(reverse("home")).content.decode()
    assert "/messages/?what=hand" in home
    assert Message.objects.to_hand_over(clock.now()).count() == 2
    shown = client.get(f"{LIST}?what=hand").content.decode()
    assert shown.count("•••• 01") == 2


def test_many_messages_cost_no_more_questions(client: Client, office: Office) -> None:
    signed_in(client, Role.RECEPTION, office)
    client.get(LIST)
    counts = []
    for more in (1, 29):
        for _ in range(more):
            a_message(office)
        with CaptureQueriesContext(connection) as questions:
            client.get(LIST)
        counts.append(len(questions))
    assert counts[0] == counts[1] <= 15
