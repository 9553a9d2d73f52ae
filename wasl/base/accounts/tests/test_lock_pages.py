"""A shared computer: locked, opened again by the same user alone, left to a colleague."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wasl.base.accounts.models import User
from wasl.base.accounts.session_lock import HERE, SEEN, WAITING
from wasl.base.accounts.tests import factories as make
from wasl.base.audit.models import Entry
from wasl.kernel.actors import Role
from wasl.kernel.installation.state import mark_installed

pytestmark = pytest.mark.django_db
GUARD = "wasl.base.accounts.lock_middleware.LockMiddleware"
PASSWORD = "une phrase longue 7"
UNLOCK, LOCK, SWITCH = "accounts:unlock", "accounts:lock", "accounts:switch"


@pytest.fixture(autouse=True)
def _tries_begin_again() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def user() -> User:
    organisation = make.organisation()
    found = make.user(organisation, password=PASSWORD)
    make.membership(found, Role.ADMINISTRATOR, organisation)
    User.objects.filter(pk=found.pk).update(language="en")
    return found


@pytest.fixture
def desk(user: User) -> Client:
    return sat_down(user)


def sat_down(user: User, client: Client | None = None) -> Client:
    """The user signs in by the form of the site."""
    client = client or Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    return client


def locked(client: Client) -> Client:
    client.post(reverse(LOCK))
    return client


# ------------------------------------------------------------------ who is refused


def test_no_page_of_a_locked_session_answers_but_the_lock_page(desk: Client, user: User) -> None:
    locked(desk)
    for name in ("home", "gallery", "accounts:staff", "accounts:account", "accounts:create"):
        answer = desk.get(reverse(name))
        assert answer.status_code == 423, name
        assert user.display_name in answer.content.decode()
        assert 'class="sidebar"' not in answer.content.decode()


def test_what_a_locked_session_sends_is_not_done(desk: Client, user: User) -> None:
    locked(desk)
    form = {"display_name": "Somebody", "language": "fr", "email": ""}
    assert desk.post(reverse("accounts:account"), form).status_code == 423
    user.refresh_from_db()
    assert user.display_name != "Somebody"


def test_the_password_of_a_colleague_does_not_open_it(desk: Client, user: User) -> None:
    make.user(user.organisation, password="un autre secret 9")
    locked(desk)
    page = desk.post(reverse(UNLOCK), {"password": "un autre secret 9"}).content.decode()
    assert "does not open the session" in page
    assert desk.get(reverse("home")).status_code == 423
    assert Entry.objects.filter(verb="accounts.unlock_failed").count() == 1


def test_passwords_are_not_found_by_trying(desk: Client) -> None:
    locked(desk)
    pages = [desk.post(reverse(UNLOCK), {"password": f"guess {one}"}).content.decode() for one in range(11)]
    assert "Too many tries" in pages[-1]
    assert desk.post(reverse(UNLOCK), {"password": PASSWORD}).status_code == 200, (
        "not even the right one, now"
    )


def test_whoever_turned_on_a_second_factor_gives_it_again(user: User, desk: Client) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    locked(desk)
    desk.post(reverse(UNLOCK), {"password": PASSWORD})
    desk.post(reverse(UNLOCK), {"password": PASSWORD, "code": "000000"})
    assert desk.get(reverse("home")).status_code == 423
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    assert desk.post(reverse(UNLOCK), {"password": PASSWORD, "code": code}).status_code == 302
    assert desk.get(reverse("home")).status_code == 200


def test_nobody_is_locked_out_or_in_without_having_signed_in() -> None:
    for name in (UNLOCK, SWITCH, "accounts:present"):
        assert Client().get(reverse(name)).status_code == 302
    assert Client().post(reverse(LOCK)).status_code == 302


# ------------------------------------------------------------------ opened again


def test_the_user_comes_back_to_the_page_they_left_and_the_journal_tells_both(desk: Client) -> None:
    away = desk.post(reverse(LOCK), {"next": reverse("accounts:staff")})
    page = desk.get(away["Location"]).content.decode()
    assert f'name="next" value="{reverse("accounts:staff")}"' in page
    back = desk.post(reverse(UNLOCK), {"password": PASSWORD, "next": reverse("accounts:staff")})
    assert back["Location"] == reverse("accounts:staff")
    assert desk.get(back["Location"]).status_code == 200
    told = list(Entry.objects.filter(verb__in=["accounts.lock", "accounts.unlock"]).order_by("pk"))
    assert [entry.verb for entry in told] == ["accounts.lock", "accounts.unlock"]


def test_the_lock_leads_to_no_other_site(desk: Client) -> None:
    locked(desk)
    back = desk.post(reverse(UNLOCK), {"password": PASSWORD, "next": "https://example.org/"})
    assert back["Location"] == reverse("home")


def test_what_was_typed_is_kept_sealed_and_sent_once_the_user_is_back(desk: Client, user: User) -> None:
    locked(desk)
    form = {"display_name": "Typed before", "language": "en", "email": "", "password": "not kept"}
    page = desk.post(reverse("accounts:account"), form).content.decode()
    assert "Typed before" not in page, "whoever sits down reads nothing of it"
    kept = re.search(r'name="kept" value="([^"]+)"', page)
    assert kept
    again = desk.post(reverse(UNLOCK), {"password": PASSWORD, "kept": kept[1]}).content.decode()
    assert f'action="{reverse("accounts:account")}"' in again
    assert 'value="Typed before"' in again
    assert "not kept" not in again
    other = sat_down(make.user(user.organisation, password=PASSWORD))
    locked(other)
    refused = other.post(reverse(UNLOCK), {"password": PASSWORD, "kept": kept[1]})
    assert refused.status_code == 302, "sealed for its user alone"


def test_a_form_forged_elsewhere_is_not_kept_for_sending(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    session = client.session
    session["wasl_locked"] = True
    session.save()
    answer = client.post(reverse("accounts:account"), {"display_name": "Forged"})
    assert answer.status_code == 403


def test_a_page_that_stays_open_is_told_and_comes_back_by_itself(desk: Client) -> None:
    by_script: Any = {"HX-Request": "true"}
    part = desk.post(reverse(LOCK), headers=by_script).content.decode()
    assert "<html" not in part
    assert desk.get(reverse("home"), headers=by_script)["HX-Trigger"] == "wasl-locked"
    opened = desk.post(reverse(UNLOCK), {"password": PASSWORD}, headers=by_script)
    assert (opened.status_code, opened["HX-Trigger"]) == (204, "wasl-unlocked")


def test_in_a_demo_its_users_have_no_password_to_give(user: User) -> None:
    mark_installed(name="Demo", is_demo=True)
    User.objects.filter(pk=user.pk).update(is_demo=True)
    client = locked(sat_down(user))
    assert 'type="password"' not in client.get(reverse(UNLOCK)).content.decode()
    assert client.post(reverse(UNLOCK)).status_code == 302
    assert client.get(reverse("home")).status_code == 200


# ------------------------------------------------------------------ by itself


def test_a_session_that_nobody_used_is_locked_and_the_journal_says_why(desk: Client, settings: Any) -> None:
    assert desk.get(reverse("home")).status_code == 200
    settings.WASL_LOCK_MINUTES = 1e-9
    assert desk.get(reverse("home")).status_code == 423
    assert Entry.objects.get(verb="accounts.lock").reason == "idle"
    settings.WASL_LOCK_MINUTES = 15
    assert desk.get(reverse("home")).status_code == 423, "it stays locked"


def test_a_cookie_taken_away_or_invented_keeps_no_session_awake(desk: Client, settings: Any) -> None:
    desk.get(reverse("home"))
    settings.WASL_LOCK_MINUTES = 1e-9
    desk.cookies[SEEN] = "invented:later"
    assert desk.get(reverse("home")).status_code == 423


def test_zero_minutes_mean_never(desk: Client, settings: Any) -> None:
    settings.WASL_LOCK_MINUTES = 0
    del desk.cookies[SEEN]
    assert desk.get(reverse("home")).status_code == 200


def test_what_a_page_asks_by_itself_does_not_count_as_somebody_there(desk: Client) -> None:
    del desk.cookies[SEEN]
    desk.get(reverse("accounts:present"), headers={WAITING: "1"})
    assert SEEN not in desk.cookies
    desk.get(reverse("accounts:present"))
    assert SEEN in desk.cookies


def test_watching_a_session_costs_no_query(user: User, settings: Any) -> None:
    counts = []
    for guard in (GUARD, ""):
        settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != GUARD or guard]
        client = Client()
        client.force_login(user)
        client.get(reverse("accounts:account"))
        with CaptureQueriesContext(connection) as seen:
            assert client.get(reverse("accounts:account")).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


# ------------------------------------------------------------------ left to a colleague


def test_only_those_who_signed_in_there_today_are_named(user: User, desk: Client) -> None:
    colleague = make.user(user.organisation, password=PASSWORD)
    elsewhere = make.user(user.organisation, password=PASSWORD)
    sat_down(elsewhere)
    desk.post(reverse(SWITCH), {"user": ""})
    sat_down(colleague, desk)
    page = desk.get(reverse(SWITCH)).content.decode()
    assert user.display_name in page
    assert elsewhere.display_name not in page.replace(colleague.display_name, "")
    assert desk.post(reverse(SWITCH), {"user": elsewhere.pk}).status_code == 404


def test_whoever_leaves_is_signed_out_and_the_colleague_gives_their_own_password(
    user: User, desk: Client
) -> None:
    colleague = make.user(user.organisation, password=PASSWORD)
    desk.post(reverse(SWITCH), {"user": ""})
    sat_down(colleague, desk)
    locked(desk)
    gone = desk.post(reverse(SWITCH), {"user": user.pk})
    assert gone["Location"] == reverse("account_login")
    assert desk.get(reverse("home")).status_code == 302
    page = desk.get(reverse("account_login")).content.decode()
    assert f'value="{user.username}"' in page
    sat_down(user, desk)
    assert desk.get(reverse("home")).status_code == 200
    assert Entry.objects.filter(verb="accounts.switch").count() == 2


def test_the_names_of_an_invented_cookie_are_not_read(desk: Client, user: User) -> None:
    other = make.user(user.organisation)
    desk.cookies[HERE] = f'{{"day": "2026-01-01", "ids": [{other.pk}]}}:forged'
    assert other.display_name not in desk.get(reverse(SWITCH)).content.decode().replace(user.display_name, "")
