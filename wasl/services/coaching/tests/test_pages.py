"""The screens of coaching: who is refused, the way through a session, how many questions the lists ask."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.kernel.actors import SYSTEM, Role
from wasl.services.coaching import actions
from wasl.services.coaching.models import Diagnostic, Event, Session
from wasl.services.coaching.tests.factories import a_coach, a_coached_case, a_session, an_event
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.mark.parametrize(
    "role", [Role.RECEPTION, Role.FINANCE, Role.DONOR, Role.PROTECTION, Role.ADMINISTRATOR]
)
def test_roles_that_do_not_accompany_are_refused(client: Client, role: str) -> None:
    office = an_office()
    session, event = a_session(office), an_event(office)
    signed_in(client, role, office)
    pages = ("sessions", "team", "events", "new_profile", "plan")
    addresses = [reverse(f"coaching:{name}") for name in pages]
    for address in [*addresses, session.get_absolute_url(), event.get_absolute_url()]:
        assert client.get(address).status_code == 403, address


def test_a_mentor_sees_and_serves_the_cases_entrusted_to_them_alone(client: Client) -> None:
    office = an_office()
    case, mentor = a_coached_case(office)
    other = a_session(office)
    client.force_login(mentor, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("coaching:new_session", args=[case.pk])).status_code == 200
    assert client.get(reverse("coaching:new_session", args=[other.case_id])).status_code == 404
    assert client.get(other.get_absolute_url()).status_code == 404


def test_an_adviser_records_a_session_and_takes_a_diagnostic_twice(client: Client) -> None:
    office = an_office()
    case, mentor = a_coached_case(office)
    signed_in(client, Role.ADVISER, office)
    sent = client.post(
        reverse("coaching:new_session", args=[case.pk]),
        {
            "coach": mentor.pk,
            "on": "05/03/2024",
            "minutes": "75",
            "mode": "office",
            "purpose": "business_creation",
            "decisions": "Deux devis",
            "next_on": "19/03/2024",
            "next_words": "",
        },
    )
    assert sent.status_code == 303
    assert Session.objects.get().service.minutes == 75
    address = reverse("coaching:diagnose", args=[case.pk])
    client.post(address, {"on": "05/03/2024", "idea": "1", "words": ""})
    client.post(address, {"on": "05/06/2024", "idea": "3", "words": ""})
    assert Diagnostic.objects.count() == 2
    text = client.get(reverse("coaching:progress", args=[case.pk])).content.decode()
    assert "+2" in text
    assert "<svg" in text


def test_an_event_is_filled_and_held_from_its_page(client: Client) -> None:
    office = an_office()
    event = an_event(office)
    person = a_person(office, "Baobab", "Awa")
    signed_in(client, Role.COORDINATOR, office)
    assert (
        "Baobab" in client.get(reverse("coaching:enrol", args=[event.pk]), {"q": "baobab"}).content.decode()
    )
    client.post(reverse("coaching:enrol", args=[event.pk]), {"person": person.pk})
    row = event.participants.get()
    sent = client.post(
        reverse("coaching:hold", args=[event.pk]),
        {"came": [str(row.pk)], "partners": "3", "words": "", "version": event.version},
    )
    assert sent.status_code == 303
    held = Event.objects.get()
    assert (held.status, held.partners) == ("held", 3)


def test_a_coach_is_chosen_with_reasons(client: Client) -> None:
    office = an_office()
    case, _mentor = a_coached_case(office)
    coach = a_coach(office)
    signed_in(client, Role.ADVISER, office)
    text = client.get(reverse("coaching:choose", args=[case.pk])).content.decode()
    assert coach.user.display_name in text
    client.post(reverse("coaching:assign", args=[case.pk, coach.pk]))
    assert case.assignments.filter(user=coach.user, role="mentor").exists()


@pytest.mark.parametrize("page", ["sessions", "team", "events"])
def test_a_list_asks_as_much_for_thirty_rows_as_for_one(client: Client, page: str) -> None:
    office = an_office()
    signed_in(client, Role.ADVISER, office)
    client.get(reverse(f"coaching:{page}"))  # the session asks once for itself
    counts = []
    for more in (1, 29):
        for number in range(more):
            if page == "sessions":
                a_session(office)
            elif page == "team":
                a_coach(office)
            else:
                event = an_event(office, title=f"Rencontre {number}")
                actions.enrol(by=SYSTEM, event=event, person=a_person(office))
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(f"coaching:{page}"))
        counts.append(len(asked))
    assert counts[0] == counts[1]
