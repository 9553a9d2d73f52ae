"""What protects every page: Django's own deployment checks under production settings, headers, cookies, sign-in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.accounts.tests import factories as make
from wasl.kernel.actors import Role

pytestmark = [pytest.mark.pages]

HOUSE = Path(__file__).resolve().parents[1]


def in_production(tmp_path: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a production installation would: no WASL_INSECURE, a host of its own, fresh keys."""
    kept = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LD_LIBRARY_PATH")}
    environment = kept | {"WASL_HOME": str(tmp_path), "WASL_HOSTS": "wasl.example.org"}
    return subprocess.run(
        [sys.executable, *command], cwd=HOUSE, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.sqlite_only
def test_django_finds_nothing_to_say_against_a_production_installation(tmp_path: Path) -> None:
    checked = in_production(tmp_path, "manage.py", "check", "--deploy", "--fail-level", "DEBUG")
    assert checked.returncode == 0, checked.stderr
    assert "no issues (0 silenced)" in checked.stdout


@pytest.mark.sqlite_only
def test_production_sends_cookies_over_tls_alone_and_hashes_passwords_with_argon2(tmp_path: Path) -> None:
    asked = (
        "from wasl.config import settings as s; "
        "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0, "
        "s.DEBUG, s.PASSWORD_HASHERS[0].endswith('Argon2PasswordHasher'))"
    )
    answer = in_production(tmp_path, "-c", asked)
    assert answer.stdout.split() == ["True", "True", "True", "True", "False", "True"], answer.stderr


@pytest.mark.sqlite_only
def test_keys_are_made_at_the_first_start_and_readable_by_their_owner_alone(tmp_path: Path) -> None:
    in_production(tmp_path, "-c", "import wasl.config.settings")
    keys = tmp_path / "keys.json"
    assert keys.stat().st_mode & 0o077 == 0
    before = keys.read_text()
    in_production(tmp_path, "-c", "import wasl.config.settings")
    assert keys.read_text() == before


POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


@pytest.mark.django_db
def test_every_page_carries_the_policy_without_inline_script_or_style() -> None:
    here = make.organisation()
    for client, address in (
        (Client(), reverse("account_login")),
        (signed_in(Role.RECEPTION, here), reverse("home")),
    ):
        headers = client.get(address).headers
        assert {part.strip() for part in headers["Content-Security-Policy"].split(";")} == POLICY
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_pages_behind_sign_in_stay_out_of_caches() -> None:
    client = signed_in(Role.RECEPTION, make.organisation())
    assert "no-store" in client.get(reverse("home")).headers["Cache-Control"]
    assert "no-store" in client.get(reverse("accounts:staff")).headers["Cache-Control"]


@pytest.mark.django_db
def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites() -> None:
    cache.clear()
    user = make.user(make.organisation(), password="une phrase longue 7")
    client = Client()
    client.post(reverse("account_login"), {"login": user.username, "password": "une phrase longue 7"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert settings.SESSION_COOKIE_AGE <= 12 * 3600
    assert settings.SESSION_EXPIRE_AT_BROWSER_CLOSE


@pytest.mark.django_db
def test_a_form_from_another_site_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    for name in ("account_login", "accounts:first_sign_in", "accounts:demo_sign_in", "set_language"):
        assert client.post(reverse(name), {}).status_code == 403


@pytest.mark.django_db
def test_signing_in_leads_to_no_other_site() -> None:
    cache.clear()
    user = make.user(make.organisation(), password="une phrase longue 7")
    form = {"login": user.username, "password": "une phrase longue 7"}
    answer = Client().post(reverse("account_login") + "?next=https://example.org/", form)
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("home")


@pytest.mark.django_db
def test_the_second_factor_is_asked_for_after_the_password() -> None:
    cache.clear()
    user = make.user(make.organisation(), password="une phrase longue 7")
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    kept: Any = Authenticator.objects.get(user=user).data["secret"]
    assert secret not in kept, "the secret of a second factor is encrypted"
    client = Client()
    answer = client.post(
        reverse("account_login"), {"login": user.username, "password": "une phrase longue 7"}
    )
    assert answer.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get(reverse("home")).status_code == 302
    assert "field-error" in client.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()
    code = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 302
    assert client.get(reverse("home")).status_code == 200
