"""The frame and the components in a real browser: keys, menus, right to left, a phone, what axe finds."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page, expect

from tests.support.browser import overflows, serious_faults, sign_in
from wasl.base.accounts.models import User
from wasl.base.accounts.tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def somebody() -> User:
    return factories.user()


def enter(page: Page, user: User, language: str = "fr") -> None:
    """Signed in as the user, in that language."""
    user.language = language
    user.save(update_fields=["language"])
    sign_in(page, user)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_axe_finds_nothing_serious_in_the_gallery(desk: Page, somebody: User, language: str) -> None:
    enter(desk, somebody, language)
    desk.goto("/galerie/")
    assert serious_faults(desk) == []
    assert overflows(desk) == []


def test_axe_finds_nothing_serious_in_the_dark(desk: Page, somebody: User) -> None:
    enter(desk, somebody)
    desk.emulate_media(color_scheme="dark")
    desk.goto("/galerie/")
    assert serious_faults(desk) == []


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_gallery_fits_a_phone(phone: Page, somebody: User, language: str) -> None:
    enter(phone, somebody, language)
    phone.goto("/galerie/")
    assert overflows(phone) == []
    phone.goto("/tableau-de-bord/")
    assert overflows(phone) == []
    assert serious_faults(phone) == []


def test_targets_are_large_enough_for_a_thumb(phone: Page, somebody: User) -> None:
    enter(phone, somebody)
    phone.goto("/galerie/")
    small = phone.evaluate(
        """() => [...document.querySelectorAll('.btn, .form-control, .form-select, summary, .bottom-place, .language')]
            .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 43.5)
            .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []


def test_control_and_enter_send_the_form_one_stands_in(desk: Page, somebody: User) -> None:
    enter(desk, somebody)
    desk.goto("/comptes/moi/")
    field = desk.get_by_label("Nom affiché")
    field.fill("Autre Nom")
    field.press("Control+Enter")
    expect(desk.locator(".user-name")).to_have_text("Autre Nom")


def test_arrows_walk_the_lines_and_a_click_anywhere_opens_one(desk: Page, somebody: User) -> None:
    enter(desk, somebody)
    desk.goto("/galerie/")
    lines = desk.locator("tr[data-open]")
    lines.nth(0).locator("a").focus()
    desk.keyboard.press("ArrowDown")
    expect(lines.nth(1).locator("a")).to_be_focused()
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("Enter")
    assert desk.url.endswith("#AF")
    lines.nth(2).locator("td").nth(3).click()
    assert desk.url.endswith("#AL")


def test_more_adds_lines_below_and_leads_the_focus_there(desk: Page, somebody: User) -> None:
    enter(desk, somebody)
    desk.goto("/galerie/")
    desk.get_by_role("link", name="Afficher la suite").click()
    expect(desk.locator("tr[data-open]")).to_have_count(12)
    expect(desk.locator("tr[data-open]").nth(6).locator("a")).to_be_focused()
    assert desk.evaluate("document.querySelectorAll('tbody.more').length") == 1


def test_without_script_more_filters_and_menus_work_all_the_same(desk: Page, somebody: User) -> None:
    enter(desk, somebody)
    desk.route("**/*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    desk.goto("/galerie/")
    desk.get_by_role("link", name="Afficher la suite").click()
    expect(desk.locator(".list-previous a")).to_be_visible()
    desk.get_by_placeholder("Chercher un pays").fill("maroc")
    desk.get_by_placeholder("Chercher un pays").press("Enter")
    expect(desk.locator("tr[data-open]")).to_have_count(1)
    desk.locator(".word").click()
    expect(desk.locator(".word")).to_have_count(0)
    desk.locator("details.ask summary").click()
    expect(desk.get_by_text("12 personnes et 14 visites")).to_be_visible()


def test_a_choice_among_filters_applies_at_once_and_columns_are_remembered(
    desk: Page, somebody: User
) -> None:
    enter(desk, somebody)
    desk.goto("/galerie/")
    desk.locator("select[name=group]").select_option("SSA")
    expect(desk.locator(".word")).to_contain_text("Afrique subsaharienne")
    desk.get_by_text("Colonnes", exact=True).click()
    desk.get_by_label("En anglais").check()
    desk.get_by_role("button", name="Afficher ces colonnes").click()
    expect(desk.get_by_role("columnheader", name="En anglais")).to_be_visible()
    expect(desk.locator(".word")).to_contain_text("Afrique subsaharienne")
    desk.goto("/galerie/")
    expect(desk.get_by_role("columnheader", name="En anglais")).to_be_visible()


def test_on_a_phone_the_filters_open_on_demand(phone: Page, somebody: User) -> None:
    enter(phone, somebody)
    phone.goto("/galerie/")
    choice = phone.locator("select[name=group]")
    expect(choice).to_be_hidden()
    phone.get_by_text("Filtres", exact=True).click()
    expect(choice).to_be_visible()
    assert serious_faults(phone) == []


def test_the_phone_has_a_bar_at_its_foot_whose_menu_opens(phone: Page, somebody: User) -> None:
    enter(phone, somebody)
    phone.goto("/tableau-de-bord/")
    expect(phone.locator(".sidebar")).to_be_hidden()
    phone.locator(".bottom-more summary").click()
    expect(phone.locator(".bottom-panel")).to_be_visible()
    phone.keyboard.press("Escape")
    expect(phone.locator(".bottom-panel")).to_be_hidden()


def test_in_arabic_the_page_is_laid_out_from_the_right(desk: Page, somebody: User) -> None:
    enter(desk, somebody, "ar")
    desk.goto("/galerie/")
    sidebar, main = desk.locator(".sidebar").bounding_box(), desk.locator("main").bounding_box()
    assert sidebar
    assert main
    assert sidebar["x"] > main["x"]


def test_a_page_on_paper_shows_its_content_alone(desk: Page, somebody: User) -> None:
    enter(desk, somebody)
    desk.goto("/galerie/")
    desk.emulate_media(media="print")
    for css in (".topbar", ".sidebar", ".list-tools", ".page-actions"):
        expect(desk.locator(css).first).to_be_hidden()
    expect(desk.locator("h1")).to_be_visible()


def test_the_skip_link_comes_first_and_leads_to_the_content(desk: Page, somebody: User) -> None:
    enter(desk, somebody)
    desk.goto("/tableau-de-bord/")
    desk.keyboard.press("Tab")
    expect(desk.locator(".skip")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.locator("#content")).to_be_focused()


def test_a_public_page_weighs_less_than_a_hundred_kilobytes_on_the_line() -> None:
    page = Client().get(settings.STATIC_URL.replace("static/", "connexion/"))
    weight = len(gzip.compress(page.content))
    for name in ("bootstrap/css/bootstrap.rtl.min.css", "ui/wasl.css", "ui/parts.css", "ui/wasl.svg"):
        found = finders.find(name)
        assert isinstance(found, str)
        weight += len(gzip.compress(Path(found).read_bytes()))
    assert weight < 60_000
