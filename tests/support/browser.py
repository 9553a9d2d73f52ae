"""A real browser for the tests marked `browser`: Debian's chromium, driven by playwright.

`desk` is a staff member's screen, `phone` an applicant's. Both fail their test when the page writes an error on its
console: that is how a refused script or style (the content security policy) and a missing file show.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from wasl.base.accounts.models import User

SILENT = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
SERIOUS = {"serious", "critical"}


@contextmanager
def a_chromium() -> Iterator[Browser]:
    """One browser for the whole session."""
    # playwright's synchronous interface runs an event loop in this thread; the tests' own queries are synchronous
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        pytest.fail("no chromium on this system: bin/test adds it, or type: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(SILENT))
        yield browser
        browser.close()


@contextmanager
def a_screen(browser: Browser, address: str, form: dict[str, Any]) -> Iterator[Page]:
    """A fresh page, signed out, in French, whose addresses begin with `address`; fails on console errors."""
    errors: list[str] = []
    context = browser.new_context(base_url=address, locale="fr-MA", timezone_id=settings.TIME_ZONE, **form)
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.on("console", lambda message: errors.append(said(message)) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == [], "the page wrote errors on its console"


def said(message: ConsoleMessage) -> str:
    return f"{message.location.get('url', '')}: {message.text}"


def sign_in(page: Page, user: User) -> None:
    """Sign the page in as the user, without the sign-in form (which has its own tests)."""
    client = Client()
    client.force_login(user)
    give_cookie(page, settings.SESSION_COOKIE_NAME, client.cookies[settings.SESSION_COOKIE_NAME].value)


def in_language(page: Page, language: str) -> None:
    """Show the next pages in `language` (fr, ar, en)."""
    give_cookie(page, settings.LANGUAGE_COOKIE_NAME, language)


def give_cookie(page: Page, name: str, value: str) -> None:
    page.context.add_cookies([{"name": name, "value": value, "domain": "localhost", "path": "/"}])


def serious_faults(page: Page) -> list[str]:
    """What axe finds serious or critical on the page as it stands: rule, and the elements concerned."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{fault['id']} ({fault['impact']}): {', '.join(str(node['target']) for node in fault['nodes'][:5])}"
        for fault in violations
        if fault["impact"] in SERIOUS
    ]


def overflows(page: Page) -> list[str]:
    """What makes the page scroll sideways: elements wider than the window, outside boxes that scroll by themselves."""
    found: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            const scrolls = e => e && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX)
                || scrolls(e.parentElement));
            return [...document.body.querySelectorAll('*')]
                .filter(e => { const box = e.getBoundingClientRect();
                    return (box.right > width + 1 || box.left < -1) && !scrolls(e.parentElement); })
                .slice(0, 8).map(e => e.outerHTML.slice(0, 120));
        }"""
    )
    return found
