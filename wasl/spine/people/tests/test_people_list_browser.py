"""A partner's list on screen, in French and Arabic, at a desk's width and a phone's: from its columns to its rows."""

from __future__ import annotations

import io
from typing import Any

import pytest
import xlsxwriter
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from conftest import local
from tests.support.browser import DESK, a_screen, in_language, overflows, serious_faults, sign_in
from wasl.base.accounts.tests import factories as accounts
from wasl.base.intake import actions as intake
from wasl.base.intake.models import Batch
from wasl.base.network.models import Office
from wasl.kernel.actors import SYSTEM, Role
from wasl.spine.people.tests.factories import an_office, an_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
HEADINGS = ["Nom", "Prénom", "Né(e) le", "Nationalité", "Tél", "Ville", "Observations"]
ROWS = [
    ["Acacia", "Awa", "12/03/1994", "Sénégalaise", "0600000001", "Tanger", "vue deux fois"],
    ["Akacia", "Awa", "12/03/1994", "Sénégal", "06 00 00 00 01", "Tanger", ""],
    ["Baobab", "Moussa", "06/05/1991", "Mali", "", "Rabat", ""],
    ["Cèdre7", "Fatou", "31/02/1990", "Atlantide", "0612", "Ailleurs", ""],
    ["Dattier", "Ali", "1988", "Maroc", "", "Tanger", ""],
]


def content() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name in ("Bénéficiaires", "Notes"):
            page = book.add_worksheet(name)
            for number, row in enumerate([HEADINGS, *ROWS]):
                page.write_row(number, 0, row)
    return out.getvalue()


def opened(office: Office) -> Batch:
    return intake.open_batch(
        by=SYSTEM,
        importer="people",
        organisation=office.organisation,
        office=office,
        name="bénéficiaires 2024.xlsx",
        content=content(),
        again=True,
    )


@pytest.fixture
def office() -> Office:
    return an_office(an_organisation("soleterre"), "Tanger Médina")


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("form", [DESK, PHONE], ids=["desk", "phone"])
def test_the_pages_of_a_list_hold_at_every_width_in_both_scripts(
    chromium: Browser, live_server: LiveServer, office: Office, language: str, form: dict[str, Any]
) -> None:
    boss = accounts.user(office.organisation)
    boss.language = language
    boss.save(update_fields=["language"])
    accounts.membership(boss, Role.COORDINATOR, office.organisation)
    checked = opened(office)
    intake.set_mapping(by=SYSTEM, batch=checked, heading_line=1, mapping=checked.columns)
    intake.check_batch(by=SYSTEM, batch=checked)
    again = opened(office)
    with a_screen(chromium, local(live_server), form) as page:
        sign_in(page, boss)
        in_language(page, language)
        for address in (
            "/reprise/",
            "/reprise/nouveau/",
            f"/reprise/{again.pk}/colonnes/",
            f"/reprise/{checked.pk}/?only=all",
            f"/reprise/{checked.pk}/memes/",
            f"/reprise/{checked.pk}/nouvelles/",
            f"/reprise/{checked.pk}/lignes/3/",
            f"/reprise/{checked.pk}/lignes/5/",
        ):
            look(page, address, language)


def look(page: Page, address: str, language: str) -> None:
    """The page opens, in its direction of writing, without scrolling sideways and without a serious fault."""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200, address
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert overflows(page) == [], address
    assert serious_faults(page) == [], address
