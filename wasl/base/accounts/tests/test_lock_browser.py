"""Somebody gets up in the middle of a form: the page is put away by one key and comes back with what was typed."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from tests.support.browser import serious_faults, sign_in
from wasl.base.accounts.tests import factories as make
from wasl.kernel.actors import Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "une phrase longue 7"


def test_a_form_half_typed_is_put_away_by_a_key_and_comes_back_with_the_password(desk: Page) -> None:
    cache.clear()
    here = make.organisation("Hub")
    user = make.user(here, "Loubna Acacia", password=PASSWORD)
    make.membership(user, Role.ADMINISTRATOR, here)
    sign_in(desk, user)
    desk.goto("/comptes/nouveau/")
    desk.locator("[name=display_name]").fill("Salma Jas")
    desk.keyboard.press("F9")
    expect(desk.get_by_role("heading", name="Session de Loubna Acacia")).to_be_visible()
    assert desk.locator("[name=display_name], .sidebar").count() == 0, (
        "nothing of the page is left on the screen"
    )
    assert serious_faults(desk) == []
    desk.keyboard.type("autre chose")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Cela n’ouvre pas la session")).to_be_visible()
    expect(desk.locator(".htmx-added")).to_have_count(0)  # the answer takes keys once it has settled
    desk.locator("[name=password]").fill(PASSWORD)
    desk.keyboard.press("Enter")
    expect(desk.locator("[name=display_name]")).to_have_value("Salma Jas")
    expect(desk.locator(".sidebar")).to_be_visible()
