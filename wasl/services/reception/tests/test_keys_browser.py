"""A visit in half a minute at the keyboard: every key that is pressed counts, letters and Enter included."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from wasl.base.network.models import Guichet, Office
from wasl.services.reception.models import Visit
from wasl.services.reception.tests.test_desk_browser import seated
from wasl.spine.people.models import Person
from wasl.spine.people.tests.factories import a_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Whom a desk knows: families and given names come back, so that a search has to choose.
CROWD = (
    ("Diallo", "Mamadou"),
    ("Diallo", "Mariama"),
    ("Diallo", "Aissatou"),
    ("Diop", "Mamadou"),
    ("Diarra", "Moussa"),
    ("Keita", "Mamadou"),
    ("Camara", "Mariama"),
    ("Traoré", "Fatoumata"),
    ("Koné", "Aminata"),
    ("Benali", "Fatima"),
    ("El Amrani", "Youssef"),
    ("Mbala", "Grâce"),
)


class Keyboard:
    """The keyboard of the desk; it counts what is pressed, a letter held with a modifier as two."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def type(self, text: str) -> None:
        for letter in text:
            self.press("Space" if letter == " " else letter)

    def press(self, key: str) -> None:
        self.pressed += len(key.split("+"))
        self.page.keyboard.press(key)


def a_crowd(office: Office) -> dict[tuple[str, str], Person]:
    return {names: a_person(office, *names) for names in CROWD}


def test_a_known_person_is_welcomed_in_ten_keys_at_most(desk: Page) -> None:
    office = seated(desk)
    people = a_crowd(office)
    desk.goto("/accueil/")
    keyboard = Keyboard(desk)
    keyboard.type("dia mam")  # the field has the focus
    first = desk.locator("[data-found] a[data-result]").first
    expect(first).to_have_text("Mamadou Diallo")
    keyboard.press("Enter")
    expect(desk.get_by_role("button", name="Formation", exact=True)).to_be_visible()
    keyboard.press("8")
    expect(desk.get_by_text("Ticket 1")).to_be_visible()
    visit = Visit.objects.get()
    assert (visit.person_id, visit.reasons) == (people["Diallo", "Mamadou"].pk, ["training"])
    assert keyboard.pressed <= 10
    assert desk.locator("#desk-q").evaluate("field => field === document.activeElement"), "ready for the next"


def test_an_anonymous_visit_says_all_it_can_in_eight_keys_at_most(desk: Page) -> None:
    office = seated(desk)
    a_crowd(office)
    guichet = Guichet.objects.create(
        organisation=office.organisation, code="emploi", kind="employment", name_fr="Emploi"
    )
    desk.goto("/accueil/")
    keyboard = Keyboard(desk)
    keyboard.press("F2")
    expect(desk.get_by_role("heading", name="Visite anonyme")).to_be_visible()
    for answer in ("1", "3", "2", "5", "7"):  # woman, 26 to 35, Sub-Saharan, housewife, job search
        keyboard.press(answer)
    keyboard.press("Enter")
    expect(desk.get_by_text("Ticket 1")).to_be_visible()
    visit = Visit.objects.get()
    assert (visit.sex, visit.age_band, visit.nationality_group, visit.activity, visit.reasons) == (
        "f", "26_35", "SSA", "housework", ["employment"],
    )  # fmt: skip
    assert visit.guichet == guichet
    assert keyboard.pressed <= 8


def test_the_digits_answer_by_their_place_on_a_french_keyboard_too(desk: Page) -> None:
    seated(desk)
    desk.goto("/accueil/anonyme/")
    for code, said in (("Digit2", "é"), ("Digit1", "&")):
        desk.evaluate(
            """([code, key]) => document.activeElement.dispatchEvent(
                new KeyboardEvent("keydown", {code, key, bubbles: true, cancelable: true}))""",
            [code, said],
        )
    expect(desk.get_by_role("radio", name="Homme", exact=True)).to_be_checked()
    expect(desk.get_by_role("radio", name="moins de 18")).to_be_checked()


def test_enter_quicker_than_the_answer_opens_nobody_unseen(desk: Page) -> None:
    office = seated(desk)
    a_crowd(office)
    desk.goto("/accueil/")
    keyboard = Keyboard(desk)
    keyboard.type("keita")
    keyboard.press("Enter")
    found = desk.locator("[data-found] a[data-result]").first
    expect(found).to_have_text("Mamadou Keita")
    expect(found).to_be_focused()
    assert desk.url.endswith("/accueil/")
