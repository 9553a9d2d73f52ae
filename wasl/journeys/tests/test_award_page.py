"""The screen of the award and its button on the page of an application."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from wasl.journeys.tests.conftest import Decided
from wasl.kernel.actors import Role
from wasl.outcomes.ventures.models import Venture
from wasl.services.calls.models import Application
from wasl.spine.funding.models import Agreement


def browser_of(decided: Decided, role: str) -> Client:
    client = Client()
    client.force_login(decided.scene.user(role))
    return client


def address(application: Application) -> str:
    return reverse("journeys:award", args=[application.pk])


@pytest.mark.parametrize("role", [Role.ADVISER, Role.RECEPTION, Role.REVIEWER, Role.AUDITOR, Role.DONOR])
def test_who_does_not_keep_the_money_is_refused(decided: Decided, role: str) -> None:
    assert browser_of(decided, role).get(address(decided.chosen)).status_code == 403


def test_a_visitor_is_sent_to_sign_in(decided: Decided, client: Client) -> None:
    assert client.get(address(decided.chosen)).status_code == 302


def test_the_button_stands_on_the_application_that_was_selected_alone(decided: Decided) -> None:
    browser = browser_of(decided, Role.FINANCE)
    assert address(decided.chosen) in browser.get(decided.chosen.get_absolute_url()).content.decode()
    assert address(decided.refused) not in browser.get(decided.refused.get_absolute_url()).content.decode()
    auditor = browser_of(decided, Role.AUDITOR)
    assert address(decided.chosen) not in auditor.get(decided.chosen.get_absolute_url()).content.decode()


def test_finance_prepares_and_the_coordinator_signs_on_screen(decided: Decided) -> None:
    finance = browser_of(decided, Role.FINANCE)
    shown = finance.get(address(decided.chosen)).content.decode()
    assert "18000,00" in shown
    wrong = {
        "first": "18 000",
        "second": "11 999",
        "line_code": "6.1",
        "first_conditions": ["venture_registered"],
    }
    refused = finance.post(address(decided.chosen), wrong)
    assert refused.status_code == 200
    assert "18 000" in refused.content.decode()
    made = finance.post(
        address(decided.chosen), {**wrong, "second": "12 000", "second_other": "Rapport de visite"}
    )
    assert made.status_code == 303
    agreement = Agreement.objects.get()
    assert made["Location"] == agreement.get_absolute_url()
    page = finance.get(made["Location"]).content.decode()
    assert "Rapport de visite" in page
    assert decided.chosen.get_absolute_url() in page
    assert agreement.get_absolute_url() in finance.get(decided.chosen.get_absolute_url()).content.decode()
    coordinator = browser_of(decided, Role.COORDINATOR)
    day = agreement.created_at.strftime("%d/%m/%Y")
    signed = coordinator.post(reverse("funding:sign", args=[agreement.pk]), {"signed_on": day})
    assert signed.status_code == 303
    assert Venture.objects.get().party == decided.chosen.party
