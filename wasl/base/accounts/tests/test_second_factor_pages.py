"""What somebody does to their own second factor stands in the journal."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from wasl.base.accounts.actions import record_second_factor
from wasl.base.accounts.enums import SecondFactorChange
from wasl.base.accounts.models import User
from wasl.base.accounts.queries import actor_for
from wasl.base.accounts.tests import factories as make
from wasl.base.audit.models import Entry
from wasl.base.audit.slots import verbs
from wasl.kernel.actors import Role
from wasl.kernel.errors import Refused

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase longue 7"


@pytest.fixture(autouse=True)
def _no_tries_of_other_tests() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def entered() -> tuple[Client, User]:
    """Somebody who has signed in and confirmed their password, as these pages ask."""
    someone = make.user(make.organisation(), password=PASSWORD)
    client = Client()
    client.post(reverse("account_login"), {"login": someone.username, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client, someone


def turn_on(client: Client) -> None:
    page = reverse("mfa_activate_totp")
    assert client.get(page).status_code == 200
    digits = format_hotp_value(hotp_value(client.session[SECRET_SESSION_KEY], next(iter(counters()))))
    assert client.post(page, {"code": digits}).status_code == 302


def acts(someone: User) -> list[str]:
    """Acts of the owner but the sign-in, oldest first, in the journal of the organisation."""
    own = Entry.objects.filter(actor_id=someone.pk, organisation_id=someone.organisation_id).order_by("pk")
    return [entry.verb for entry in own if entry.verb != "accounts.sign_in"]


def test_nobody_says_it_of_somebody_else() -> None:
    here = make.organisation()
    admin = make.actor(Role.ADMINISTRATOR, here)
    with pytest.raises(Refused):
        record_second_factor(by=admin, user=make.user(here), change=SecondFactorChange.OFF)


@pytest.mark.parametrize("change", SecondFactorChange)
def test_each_change_has_words_in_the_journal(change: SecondFactorChange) -> None:
    someone = make.user(make.organisation())
    record_second_factor(by=actor_for(someone), user=someone, change=change)
    assert acts(someone) == [f"accounts.{change}"]
    assert f"accounts.{change}" in verbs


def test_a_second_factor_turned_on_is_written_once(django_capture_on_commit_callbacks: Any) -> None:
    client, someone = entered()
    with django_capture_on_commit_callbacks(execute=True):
        turn_on(client)
    assert Authenticator.objects.filter(user=someone).count() == 2
    assert acts(someone) == ["accounts.second_factor_on"]


def test_a_second_factor_turned_off_is_written_once() -> None:
    client, someone = entered()
    turn_on(client)
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.filter(user=someone).exists()
    assert acts(someone) == ["accounts.second_factor_off"]


def test_new_recovery_codes_are_written(django_capture_on_commit_callbacks: Any) -> None:
    client, someone = entered()
    turn_on(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    assert acts(someone) == ["accounts.recovery_codes"]
