"""Screens of businesses."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.tests import factories as accounts
from wasl.base.audit.models import Entry
from wasl.base.network.models import Office
from wasl.kernel.actors import Role
from wasl.outcomes.ventures.models import Venture
from wasl.outcomes.ventures.tests.factories import a_collective, a_venture
from wasl.spine.people.tests.factories import an_office

SignIn = Callable[..., Client]


@pytest.fixture
def sign_in(office: Office) -> SignIn:
    """A signed-in browser of somebody with this role at the office's organisation, or at another."""

    def sign(role: str, *, elsewhere: bool = False) -> Client:
        where = an_office().organisation if elsewhere else office.organisation
        someone = accounts.user(where)
        accounts.membership(someone, role, where)
        client = Client()
        client.force_login(someone)
        return client

    return sign


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.DONOR, Role.REVIEWER, Role.PARTNER])
def test_who_has_nothing_to_do_with_businesses_is_refused(office: Office, sign_in: SignIn, role: str) -> None:
    venture = a_venture(office)
    browser = sign_in(role)
    for address in (reverse("ventures:list"), venture.get_absolute_url()):
        assert browser.get(address).status_code == 403


def test_a_visitor_signs_in_first_and_another_organisation_finds_nothing(
    office: Office, sign_in: SignIn, client: Client
) -> None:
    venture = a_venture(office)
    assert client.get(venture.get_absolute_url()).status_code == 302
    browser = sign_in(Role.ADVISER, elsewhere=True)
    assert browser.get(venture.get_absolute_url()).status_code == 404
    assert venture.name not in browser.get(reverse("ventures:list")).content.decode()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.FINANCE])
def test_who_only_reads_is_refused_each_act(office: Office, sign_in: SignIn, role: str) -> None:
    venture = a_venture(office)
    browser = sign_in(role)
    assert browser.get(venture.get_absolute_url()).status_code == 200
    for name in ("edit", "register", "status"):
        assert browser.get(reverse(f"ventures:{name}", args=[venture.pk])).status_code == 403
    first = venture.follow_ups.order_by("months").first()
    assert first is not None
    assert browser.get(reverse("ventures:follow_up", args=[first.pk])).status_code == 403


def test_a_business_is_recorded_registered_and_followed_on_screen(
    office: Office, sign_in: SignIn, parameters: None
) -> None:
    group, browser = a_collective(office), sign_in(Role.ADVISER)
    data = {"name": "Atelier Teranga", "legal_form": "cooperative", "on": "31/1/2022", "office": office.pk}
    made = browser.post(reverse("ventures:create", args=[group.pk]), data)
    assert made.status_code == 303
    venture = Venture.objects.get()
    page = browser.get(made["Location"]).content.decode()
    for text in ("Famille0", "31/01/2022", "30/04/2022"):
        assert text in page
    register = reverse("ventures:register", args=[venture.pk])
    registered = browser.post(
        register, {"legal_form": "cooperative", "number": "L-12", "registered_on": "1/3/2022", "ice": ""}
    )
    assert registered.status_code == 303
    first = venture.follow_ups.get(months=3)
    done = browser.post(
        reverse("ventures:follow_up", args=[first.pk]),
        {
            "on": "2/5/2022",
            "found": "active",
            "turnover": "12 000",
            "jobs_created": "1",
            "note": "Deux machines",
        },
    )
    assert done.status_code == 303
    page = browser.get(venture.get_absolute_url()).content.decode()
    assert "Deux machines" in page
    assert "L-12" in page
    closed = {"status": "closed", "on": "1/6/2022", "note": "Départ"}
    assert browser.post(reverse("ventures:status", args=[venture.pk]), closed).status_code == 303
    assert Entry.objects.filter(verb="ventures.read").exists()


def test_a_rule_broken_stands_on_the_form(office: Office, sign_in: SignIn) -> None:
    venture = a_venture(office)
    first = venture.follow_ups.get(months=36)
    answer = sign_in(Role.ADVISER).post(
        reverse("ventures:follow_up", args=[first.pk]), {"on": "2/5/2022", "found": "active"}
    )
    assert answer.status_code == 200
    assert "2/5/2022" in answer.content.decode()


def test_the_page_of_a_member_shows_the_business_and_its_story(office: Office, sign_in: SignIn) -> None:
    venture = a_venture(office)
    member = venture.members.order_by("pk").first()
    assert member is not None
    page = sign_in(Role.ADVISER).get(member.person.get_absolute_url()).content.decode()
    assert page.count(venture.get_absolute_url()) >= 2


def test_the_list_asks_the_same_number_of_questions_for_one_row_and_for_thirty(
    office: Office, sign_in: SignIn
) -> None:
    browser = sign_in(Role.ADVISER)
    a_venture(office)
    browser.get(reverse("ventures:list"))
    with CaptureQueriesContext(connection) as first:
        assert browser.get(reverse("ventures:list")).status_code == 200
    for _ in range(29):
        a_venture(office)
    with CaptureQueriesContext(connection) as many:
        assert browser.get(reverse("ventures:list")).status_code == 200
    assert len(many) == len(first)


def test_the_list_tells_what_is_late_from_what_is_not(office: Office, sign_in: SignIn) -> None:
    late = a_venture(office, name="Ancienne")
    fresh = a_venture(office, name="Toute neuve", on=None)
    browser = sign_in(Role.ADVISER)
    due = browser.get(reverse("ventures:list") + "?due=yes").content.decode()
    assert late.name in due
    assert fresh.name not in due
    assert fresh.name in browser.get(reverse("ventures:list") + "?due=no").content.decode()
