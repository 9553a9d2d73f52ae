"""The committee ranks with the keyboard, without script too; its pages hold in Arabic and at a phone's width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import overflows, serious_faults, sign_in
from wasl.base.accounts.models import User
from wasl.kernel.actors import Role
from wasl.services.calls import actions
from wasl.services.calls.models import Application
from wasl.services.calls.tests.factories import Scene, a_committee, a_scene, an_application, marked, ranked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sitting() -> tuple[Scene, list[Application], list[User]]:
    """Two applications that do not fit together in the envelope, ranked, before a committee of two."""
    scene = a_scene()
    applications = [
        an_application(scene, amount=40_000, title=f"Projet {word}") for word in ("Un", "Deux", "Trois")
    ]
    for application, points in zip(applications, (5, 4, 3), strict=True):
        marked(scene, application, points, points)
    committee, users = a_committee(scene, size=2)
    ranked(scene, committee)
    return scene, applications, users


def speaking(user: User, language: str) -> User:
    user.language = language
    user.save(update_fields=["language"])
    return user


def test_the_third_is_moved_up_with_the_keyboard_and_the_reserve_follows(desk: Page) -> None:
    scene, applications, users = sitting()
    sign_in(desk, users[0])
    desk.goto(f"/appels/{scene.call.pk}/comite/")
    last = desk.locator(f"#rang-{applications[2].pk}")
    expect(last.get_by_text("Liste de réserve")).to_be_visible()
    up = desk.get_by_role("button", name=f"Monter {applications[2].reference}")
    up.focus()
    up.press("Enter")
    rows = desk.locator("tbody tr")
    expect(rows.nth(1).get_by_role("link", name="Projet Trois")).to_be_visible()
    expect(desk.locator(f"#rang-{applications[1].pk}").get_by_text("Liste de réserve")).to_be_visible()
    desk.get_by_role("button", name="Approuver ce classement").press("Enter")
    expect(desk.get_by_text("A approuvé", exact=True)).to_be_visible()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_pages_of_calls_hold_on_a_phone_and_axe_finds_nothing_serious(phone: Page, language: str) -> None:
    scene, applications, users = sitting()
    coordinator = scene.user(Role.COORDINATOR)
    draft = a_scene(published=False)
    reviewer = applications[0].reviews.select_related("reviewer")[0].reviewer
    later = a_scene()
    waiting = an_application(later)
    reader = later.user(Role.REVIEWER)
    review = actions.assign_reviewer(by=later.actor(Role.COORDINATOR), application=waiting, reviewer=reader)
    visits: list[tuple[User, list[str]]] = [
        (coordinator, ["/appels/", f"/appels/{scene.call.pk}/", "/appels/candidatures/", "/appels/nouveau/",
                       f"/appels/candidatures/{applications[0].pk}/"]),
        (later.user(Role.COORDINATOR), [f"/appels/{later.call.pk}/evaluateurs/"]),
        (draft.user(Role.COORDINATOR), [f"/appels/{draft.call.pk}/", f"/appels/{draft.call.pk}/zones/"]),
        (users[0], [f"/appels/{scene.call.pk}/comite/"]),
        (reviewer, ["/appels/evaluations/"]),
        (reader, [f"/appels/evaluations/{review.pk}/"]),
        (later.user(Role.RECEPTION), [f"/appels/candidatures/{waiting.pk}/recu/",
                                      f"/appels/{later.call.pk}/deposer/?party={waiting.party_id}"]),
    ]  # fmt: skip
    for user, pages in visits:
        sign_in(phone, speaking(user, language))
        for address in pages:
            answer = phone.goto(address)
            assert answer is not None
            assert answer.status == 200, address
            assert overflows(phone) == [], address
            assert serious_faults(phone) == [], address
