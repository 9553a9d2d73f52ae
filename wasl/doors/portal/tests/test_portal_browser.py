"""On a cheap phone, without script, in French and in Arabic: the public pages hold, and an application goes through."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import PHONE, in_language, overflows, serious_faults
from wasl.services.calls.models import Application
from wasl.services.calls.tests.factories import Scene, a_scene

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def addresses(scene: Scene) -> list[str]:
    code = scene.call.code
    return [
        "/",
        "/projets/",
        f"/projets/{scene.programme.code}/",
        "/appels/ouverts/",
        f"/appels/public/{code}/",
        f"/candidater/{code}/",
        f"/candidater/{code}/groupe/",
        "/suivi/",
    ]


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_public_pages_hold_on_a_phone_and_axe_finds_nothing_serious(phone: Page, language: str) -> None:
    scene = a_scene(for_persons=True, regular_stay=True)
    in_language(phone, language)
    for address in addresses(scene):
        phone.goto(address)
        assert phone.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
        assert overflows(phone) == [], address
        assert serious_faults(phone) == [], address


def test_a_group_applies_and_finds_its_file_without_script(phone: Page) -> None:
    scene = a_scene()
    browser = phone.context.browser
    assert browser is not None
    phone.goto(f"/appels/public/{scene.call.code}/")
    start = phone.evaluate("location.origin")
    context = browser.new_context(base_url=start, locale="fr-MA", java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto(f"/appels/public/{scene.call.code}/")
    page.get_by_role("link", name="Candidater").click()
    page.get_by_label("Nom du groupe").fill("Les Palmiers")
    page.get_by_label("Nom du projet").fill("Cuisine de rue")
    page.get_by_label("Le projet en quelques lignes").fill("Plats à emporter")
    page.get_by_label("Montant demandé").fill("30 000")
    for number, part in enumerate(page.locator("fieldset:has(> legend:text('Personne'))").all()[:3], start=1):
        part.get_by_label("Nom de famille").fill(f"Nom{number}")
        part.get_by_label("Femme").check()
        part.get_by_label("Date de naissance").fill("12/05/1990")
        part.get_by_label("Nationalité").fill("Sénégal")
        part.get_by_label("Téléphone").fill("0612345678")
        part.get_by_label(re.compile("accepte la candidature")).check()
    page.get_by_role("button", name="Envoyer la candidature").click()
    expect(page.get_by_role("heading", name="Votre candidature est reçue")).to_be_visible()
    application = Application.objects.get()
    reference, code = page.locator(".slip-value").all_inner_texts()
    assert reference.strip() == application.reference
    page.get_by_role("button", name="Je les ai notés").click()
    page.goto("/suivi/")
    page.get_by_label("Référence").fill(reference.strip().lower())
    page.get_by_label("Code").fill(code.strip().lower())
    page.get_by_role("button", name="Ouvrir mon dossier").click()
    expect(page.get_by_role("heading", name="Cuisine de rue")).to_be_visible()
    expect(page.get_by_text("À l’étude")).to_be_visible()
    context.close()
