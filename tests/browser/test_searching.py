"""Searching at the keyboard: results come while one types, the arrows lead to them and Enter opens them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.support.browser import give_cookie
from wasl.kernel.actors import Role
from wasl.spine.people.tests.factories import a_person, an_office, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_name_half_typed_is_found_and_opened_by_the_keyboard_alone(desk: Page) -> None:
    office = an_office(name="Tanger")
    client = Client()
    signed_in(client, Role.ADVISER, office)
    give_cookie(desk, "sessionid", client.cookies["sessionid"].value)
    person = a_person(office, birth_date=date(1994, 1, 1), birth_precision="year", phone="0661234567")
    a_person(office, "Camara", "Fatou")
    desk.goto(reverse("people:search"))
    field = desk.locator("#people-q")
    expect(field).to_be_focused()
    field.press_sequentially("jallo mam", delay=10)
    expect(desk.locator("[data-found] li")).to_have_count(1)
    expect(desk.locator("[data-found] li")).to_contain_text("1994")
    expect(desk.locator("[data-found] li")).to_contain_text("4567")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("[data-result]").first).to_be_focused()
    desk.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url(f"**{reverse('people:person', args=[person.pk])}")


def test_without_anybody_found_the_way_leads_to_registering(desk: Page) -> None:
    client = Client()
    signed_in(client, Role.ADVISER, an_office())
    give_cookie(desk, "sessionid", client.cookies["sessionid"].value)
    desk.goto(reverse("people:search"))
    desk.locator("#people-q").press_sequentially("Zénith Awa", delay=10)
    desk.locator("[data-found] a[data-result]").click()
    desk.wait_for_url(f"**{reverse('people:create')}*")
    expect(desk.locator("[name=family_name]")).to_have_value("Awa")
