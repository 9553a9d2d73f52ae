"""The screen of the waiting room, the slip and the corrections over HTTP."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.accounts.tests import factories
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.reception import actions
from wasl.services.reception.models import Visit
from wasl.spine.facts.models import Fact
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return factories.office(factories.organisation("Hub"), "Rabat")


@pytest.fixture
def desk(office: Office) -> Client:
    return signed_in(Role.RECEPTION, office.organisation, offices=[office], language="en")


def a_link(desk: Client) -> str:
    page = desk.post(reverse("reception:make_screen")).content.decode()
    found = re.search(r'dir="ltr">http://testserver([^<]+)<', page)
    assert found
    return found[1]


def test_a_screen_is_put_up_by_the_desk_of_its_office_alone(office: Office, desk: Client) -> None:
    other = factories.office(office.organisation, "Tanger")
    assert desk.post(reverse("reception:make_screen"), {"office": other.pk}).status_code == 404
    finance = signed_in(Role.FINANCE, office.organisation)
    assert finance.get(reverse("reception:screens")).status_code == 403
    assert finance.post(reverse("reception:make_screen")).status_code == 403


def test_a_link_that_was_never_made_or_is_void_opens_nothing(office: Office, desk: Client) -> None:
    hall = Client()
    address = a_link(desk)
    assert hall.get(address[:-2] + "0/").status_code == 404
    newer = a_link(desk)
    assert hall.get(address).status_code == 404
    assert hall.get(newer).status_code == 200
    desk.post(reverse("reception:end_screen"), {"office": office.pk})
    assert hall.get(newer).status_code == 404


def test_the_screen_shows_numbers_in_two_languages_and_no_name_nor_way_further(
    office: Office, desk: Client
) -> None:
    called = actions.record_visit(by=SYSTEM, office=office, person=a_person(office, "Zellige", "Awa"))
    actions.call_ticket(by=SYSTEM, visit=called)
    actions.record_visit(by=SYSTEM, office=office, person=a_person(office, "Baobab", "Issa"))
    elsewhere = factories.office(office.organisation, "Tanger")
    for _ in range(3):
        actions.record_visit(by=SYSTEM, office=elsewhere)
    hall = Client()
    page = hall.get(a_link(desk)).content.decode()
    for number in ("1", "2"):
        assert re.search(rf">{number}<", page)
    assert not re.search(r">3<", page), "a ticket of another office"
    for name in ("Zellige", "Awa", "Baobab", "Issa"):
        assert name not in page
    assert "C’est le tour de" in page
    assert "جاء دور" in page
    assert "<a " not in page.replace('<a class="skip"', "")
    assert "<nav" not in page
    assert settings_free(hall)


def settings_free(hall: Client) -> bool:
    """The screen's browser holds no session."""
    return "sessionid" not in hall.cookies


def test_the_ticket_is_written_for_whatsapp_without_a_name_and_the_number_is_kept_nowhere(
    office: Office, desk: Client
) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office)
    address = reverse("reception:ticket", args=[visit.pk])
    page = desk.post(address, {"phone": "06 12 34 56 78", "language": "ar"}).content.decode()
    found = re.search(r'href="https://wa\.me/212612345678\?text=([^"]+)"', page)
    assert found
    assert "التذكرة 1" in unquote(found[1])
    assert "612345678" not in str(list(Visit.objects.values()))
    assert "612345678" not in desk.get(address).content.decode()
    refused = desk.post(address, {"phone": "12", "language": "fr"}).content.decode()
    assert "wa.me" not in refused


def test_the_number_of_a_known_person_opens_whatsapp_in_their_language(office: Office, desk: Client) -> None:
    person = a_person(office, "Zellige", "Awa")
    Person.objects.filter(pk=person.pk).update(phone="0661234567", language_id="eng")
    visit = actions.record_visit(by=SYSTEM, office=office, person=person)
    page = desk.get(reverse("reception:ticket", args=[visit.pk])).content.decode()
    found = re.search(r'href="https://wa\.me/212661234567\?text=([^"]+)"', page)
    assert found
    assert "Ticket 1" in unquote(found[1])
    assert "Zellige" not in unquote(found[1])


def test_somebody_new_takes_over_an_anonymous_visit_without_a_second_one(
    office: Office, desk: Client
) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office, anonymous={"sex": "f"})
    page = desk.get(reverse("reception:visit", args=[visit.pk]) + "?q=Baobab").content.decode()
    assert f"visit={visit.pk}" in page
    address = f"{reverse('reception:newcomer')}?visit={visit.pk}"
    assert 'name="reason"' not in desk.get(address).content.decode()
    done = desk.post(address, {"family_name": "Baobab", "given_names": "Awa", "sex": "f"})
    assert done["Location"] == visit.get_absolute_url()
    visit.refresh_from_db()
    assert visit.person == Person.objects.get()
    assert Visit.objects.count() == Fact.objects.standing().count() == 1


def test_a_visit_is_taken_off_a_person_and_sent_to_another_guichet_from_its_page(
    office: Office, desk: Client
) -> None:
    visit = actions.record_visit(by=SYSTEM, office=office, person=a_person(office))
    page = desk.get(visit.get_absolute_url()).content.decode()
    for name in ("detach", "send"):
        assert reverse(f"reception:{name}", args=[visit.pk]) in page
    desk.post(reverse("reception:detach", args=[visit.pk]), {"reason": "it was her sister"})
    visit.refresh_from_db()
    assert visit.person is None
    assert desk.post(reverse("reception:send", args=[visit.pk]), {"guichet": ""}).status_code == 303


def test_several_reasons_are_recorded_the_pressed_one_first(office: Office, desk: Client) -> None:
    person = a_person(office)
    form = {"reason": "papers", "also": ["health", "papers", "education"]}
    assert desk.post(reverse("reception:welcome", args=[person.pk]), form).status_code == 303
    assert Visit.objects.get().reasons == ["papers", "health", "education"]


def test_those_done_with_are_folded_after_those_who_wait(office: Office, desk: Client) -> None:
    served = actions.record_visit(by=SYSTEM, office=office, person=a_person(office, "Zellige", "Awa"))
    actions.serve(by=SYSTEM, visit=actions.call_ticket(by=SYSTEM, visit=served))
    actions.record_visit(by=SYSTEM, office=office, person=a_person(office, "Baobab", "Issa"))
    page = desk.get(reverse("reception:desk")).content.decode()
    assert (
        page.index("Issa Baobab")
        < page.index("<details", page.index("Issa Baobab"))
        < page.index("Awa Zellige")
    )
    assert "1 visit waits" in page
