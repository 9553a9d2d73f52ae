"""The main pages in French and in Arabic, at a desk's width and at a phone's: nothing sticks out, nobody is shut out.

On the small world of `tests/world`: each page by a role that works with it. No page scrolls sideways, Arabic stands
from right to left, the policy of contents refuses nothing (the console would say so), axe finds nothing serious.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from conftest import local
from tests.support.browser import DESK, a_screen, give_cookie, in_language, overflows, serious_faults
from tests.world import the_world
from tests.world.places import OWN, World
from wasl.base.accounts.models import User
from wasl.kernel.actors import SYSTEM, Role
from wasl.services.calls.actions import renew_code
from wasl.services.calls.models import Application, Call

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
WIDTHS: dict[str, dict[str, Any]] = {"desk": DESK, "phone": PHONE}


@dataclass(frozen=True)
class Place:
    """A page, who works with it (nobody: the public), and the kind of record in its address."""

    page: str
    role: Role | None = None
    record: str = ""


PAGES = (
    Place("home", Role.COORDINATOR),
    Place("reception:desk", Role.RECEPTION),
    Place("reception:visits", Role.RECEPTION),
    Place("people:list", Role.ADVISER),
    Place("people:search", Role.ADVISER),
    Place("people:person", Role.ADVISER, "person"),
    Place("people:collective", Role.ADVISER, "collective"),
    Place("cases:case", Role.ADVISER, "case"),
    Place("calls:call", Role.COORDINATOR, "call"),
    Place("calls:applications", Role.COORDINATOR),
    Place("calls:application", Role.COORDINATOR, "decided"),
    Place("calls:review", Role.REVIEWER, "review"),
    Place("calls:committee", Role.COMMITTEE, "judged_call"),
    Place("funding:agreement", Role.FINANCE, "agreement"),
    Place("funding:budget", Role.FINANCE, "budget"),
    Place("ventures:venture", Role.ADVISER, "venture"),
    Place("indicators:programme", Role.MONITORING, "budget"),
    Place("indicators:figure", Role.MONITORING, "figure"),
    Place("intake:batch", Role.COORDINATOR, "batch"),
    Place("audit:journal", Role.AUDITOR),
    Place("portal:home"),
    Place("calls:public_list"),
    Place("portal:find"),
    Place("account_login"),
)


@pytest.fixture
def world() -> World:
    return the_world()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_main_pages_hold(
    chromium: Browser, live_server: LiveServer, world: World, language: str, width: str
) -> None:
    User.objects.update(language=language)
    found: dict[str, list[str]] = {}
    with a_screen(chromium, local(live_server), WIDTHS[width]) as page:
        in_language(page, language)
        as_role = sessions(page, world)
        for place in PAGES:
            as_role(place.role)
            answer = page.goto(address_of(place, world))
            assert answer is not None
            assert answer.status == 200, place
            found[place.page] = faults(page, language)
        as_role(None)
        found |= {name: faults(page, language) for name in public_pages(page, world)}
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def address_of(place: Place, world: World) -> str:
    record = world.records[place.record][OWN].kwargs if place.record else {}
    return reverse(place.page, kwargs=record)


def sessions(page: Page, world: World) -> Callable[[Role | None], None]:
    """Sign the page in as the visitor of a role; as nobody for None. Each role signs in once."""
    keys: dict[Role, str] = {}

    def enter(role: Role | None) -> None:
        if role is None:
            page.context.clear_cookies(name="sessionid")
            return
        if role not in keys:
            client = Client()
            client.force_login(world.visitors[role])
            keys[role] = client.cookies["sessionid"].value
        give_cookie(page, "sessionid", keys[role])

    return enter


def public_pages(page: Page, world: World) -> Iterator[str]:
    """The pages that need more than an address: a call and its form; an answer, by its reference and code."""
    call = Call.objects.get(pk=str(world.records["call"][OWN].kwargs["pk"]))
    for name, address in {
        "calls:public_call": reverse("calls:public_call", args=[call.code]),
        "portal:apply_as": reverse("portal:apply_as", args=[call.code, "groupe"]),
    }.items():
        page.goto(address)
        yield name
    decided = Application.objects.get(pk=str(world.records["decided"][OWN].kwargs["pk"]))
    code = renew_code(by=SYSTEM, application=decided).shown
    page.goto(reverse("portal:find"))
    page.locator("[name=reference]").fill(decided.reference)
    page.locator("[name=code]").fill(code)
    page.locator("main [type=submit]").click()
    page.wait_for_url(f"**{reverse('portal:file')}")
    yield "portal:file"


def faults(page: Page, language: str) -> list[str]:
    """What one would not show a friend: the direction, what sticks out, what axe finds serious."""
    direction = page.locator("html").get_attribute("dir")
    wrong = [] if direction == ("rtl" if language == "ar" else "ltr") else [f"direction: {direction}"]
    return [*wrong, *overflows(page), *serious_faults(page)]
