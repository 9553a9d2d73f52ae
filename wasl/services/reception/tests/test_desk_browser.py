"""At the desk with a keyboard: type, choose, press the reason; on a phone the queue stays within reach."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import overflows, serious_faults, sign_in
from wasl.base.accounts.tests import factories
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.reception import actions
from wasl.services.reception.models import Visit
from wasl.spine.people.tests.factories import a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def seated(page: Page, language: str = "fr") -> Office:
    """Somebody of the desk of a new office sits at this page."""
    office = factories.office(factories.organisation("Hub"), "Rabat")
    user = factories.user(office.organisation)
    user.language = language
    user.save(update_fields=["language"])
    factories.membership(user, Role.RECEPTION, office.organisation, offices=[office])
    sign_in(page, user)
    return office


def test_a_known_person_is_welcomed_with_the_keyboard_alone(desk: Page) -> None:
    office = seated(desk)
    person = a_person(office, "Diallo", "Mamadou", sex="m")
    desk.goto("/accueil/")
    desk.keyboard.type("jalow mamadu")  # the field has the focus
    found = desk.get_by_role("link", name="Mamadou Diallo")
    expect(found).to_be_visible()
    found.press("Enter")
    reason = desk.get_by_role("button", name="Formation", exact=True)
    reason.press("Enter")
    expect(desk.get_by_text("Ticket 1")).to_be_visible()
    visit = Visit.objects.get()
    assert (visit.person_id, visit.reasons) == (person.pk, ["training"])


def test_a_ticket_is_called_and_served_from_the_queue(desk: Page) -> None:
    office = seated(desk)
    actions.record_visit(by=SYSTEM, office=office, person=a_person(office, "Baobab", "Awa"))
    desk.goto("/accueil/")
    desk.get_by_role("button", name="Appeler le suivant").click()
    desk.get_by_role("button", name="Reçu", exact=True).click()
    expect(desk.get_by_role("heading", name="0 visite attend")).to_be_visible()
    assert Visit.objects.get().status == "served"


def test_the_desk_holds_in_arabic_and_at_a_phones_width(phone: Page) -> None:
    office = seated(phone, "ar")
    actions.record_visit(
        by=SYSTEM, office=office, person=a_person(office, "Baobab", "Awa"), reasons=["papers"]
    )
    phone.goto("/accueil/?q=awa")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    assert overflows(phone) == []
    assert serious_faults(phone) == []
