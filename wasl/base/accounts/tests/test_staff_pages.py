"""The pages of the staff: lists, moves, leavings."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.accounts.actions import close_user
from wasl.base.accounts.models import Membership, User
from wasl.base.accounts.tests import factories
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role

pytestmark = pytest.mark.django_db
STAFF = reverse("accounts:staff")


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_only_an_administrator_opens_the_pages_of_moving_and_leaving(role: str) -> None:
    organisation = factories.organisation()
    someone = factories.user(organisation)
    held = factories.membership(someone, Role.ADVISER, organisation)
    client = signed_in(role, organisation)
    for address in (
        reverse("accounts:move", args=[held.pk]),
        reverse("accounts:leave", args=[someone.pk, organisation.pk]),
    ):
        assert client.get(address).status_code == 403
        assert client.post(address, {}).status_code == 403


def test_the_staff_list_leaves_the_house_with_administrator_and_protection_alone() -> None:
    organisation = factories.organisation()
    for role, status in {
        Role.ADMINISTRATOR: 200,
        Role.PROTECTION: 200,
        Role.COORDINATOR: 403,
        Role.AUDITOR: 403,
    }.items():
        client = signed_in(role, organisation)
        assert client.get(STAFF, {"export": "csv"}).status_code == status
        assert ("export=csv" in client.get(STAFF).content.decode()) == (status == 200)


def test_somebody_moves_and_leaves_through_the_screens() -> None:
    organisation = factories.organisation()
    office = factories.office(organisation, "Bureau neuf")
    someone = factories.user(organisation, "Partante")
    held = factories.membership(someone, Role.ADVISER, organisation)
    client = signed_in(Role.ADMINISTRATOR, organisation)
    page = client.get(someone.get_absolute_url()).content.decode()
    move, leave = (
        reverse("accounts:move", args=[held.pk]),
        reverse("accounts:leave", args=[someone.pk, organisation.pk]),
    )
    assert move in page
    assert leave in page
    today = clock.today()
    typed = {
        "role": "adviser",
        "offices": [office.pk],
        "starts_on": today.isoformat(),
        "reason": "Bureau neuf",
    }
    assert client.get(move).status_code == 200
    assert client.post(move, typed).status_code == 303
    assert "Bureau neuf" in client.get(leave).content.decode()
    assert client.post(leave, {"last_day": today.isoformat(), "reason": "Autre poste"}).status_code == 303
    assert not User.objects.get(pk=someone.pk).is_active
    history = client.get(someone.get_absolute_url()).content.decode()
    assert "Autre poste" in history
    assert "Bureau neuf" in history
    assert leave not in history


def test_the_last_administrator_is_told_so_on_the_form() -> None:
    organisation = factories.organisation()
    client = signed_in(Role.ADMINISTRATOR, organisation)
    boss = Membership.objects.get(organisation=organisation)
    address = reverse("accounts:end", args=[boss.pk])
    answer = client.post(address, {"ends_on": clock.today().isoformat(), "reason": "x"})
    assert answer.status_code == 200
    assert "nommez d’abord un autre administrateur" in answer.content.decode()


def test_the_staff_is_narrowed_by_role_office_state_and_last_sign_in() -> None:
    organisation, today = factories.organisation(), clock.today()
    north, south = factories.office(organisation), factories.office(organisation)

    def someone(name: str, **limits: object) -> User:
        user = factories.user(organisation, name)
        factories.membership(user, Role.ADVISER, organisation, **limits)  # type: ignore[arg-type]
        return user

    someone("Nordiste", offices=[north])
    someone("Sudiste", offices=[south], ends_on=today + timedelta(days=20))
    User.objects.filter(pk=someone("Partout").pk).update(last_login=clock.now() - timedelta(days=90))
    someone("Finie", ends_on=today - timedelta(days=1))
    close_user(by=SYSTEM, user=someone("Close"), reason="x")
    client = signed_in(Role.PROTECTION, organisation)

    def found(**filters: str) -> set[str]:
        page = client.get(STAFF, filters).content.decode()
        return {name for name in ("Nordiste", "Sudiste", "Partout", "Finie", "Close") if f"{name}<" in page}

    assert found(role="adviser", state="active") == {"Nordiste", "Sudiste", "Partout"}
    assert found(role="adviser", office=str(north.pk), state="active") == {"Nordiste", "Partout"}
    assert found(state="ending") == {"Sudiste"}
    assert found(state="expired") == {"Finie"}
    assert found(state="closed") == {"Close"}
    assert found(state="never", role="adviser") == {"Nordiste", "Sudiste"}
    assert found(seen_before=(today - timedelta(days=60)).isoformat()) == {"Partout"}


def test_the_staff_list_asks_the_database_a_constant_number_of_times() -> None:
    organisation = factories.organisation()
    client = signed_in(Role.ADMINISTRATOR, organisation)
    counts = []
    for more in (1, 30):
        for _number in range(more):
            user = factories.user(organisation)
            factories.membership(user, Role.ADVISER, organisation, offices=[factories.office(organisation)])
        client.get(STAFF)
        with CaptureQueriesContext(connection) as queries:
            client.get(STAFF, {"sort": "-seen"})
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_organisation_says_how_many_work_there_and_names_those_who_leave_soon_to_few() -> None:
    organisation, today = factories.organisation(), clock.today()
    leaving = factories.user(organisation, "Bientôt Partie")
    factories.membership(leaving, Role.MENTOR, organisation, ends_on=today + timedelta(days=30))
    for role, named in {Role.COORDINATOR: True, Role.RECEPTION: False}.items():
        page = signed_in(role, organisation).get(organisation.get_absolute_url()).content.decode()
        assert "Mentor" in page
        assert ("Bientôt Partie" in page) == named
