"""Tries to sign in are counted once for all processes of the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from wasl.base.accounts.tests import factories as make

pytestmark = pytest.mark.django_db

PASSWORD = "une phrase longue 7"


def another_process() -> None:
    """Forget what a process holds in its memory."""
    del caches["default"]


def test_wrong_passwords_tried_on_one_process_count_on_the_other(settings: Settings, tmp_path: Path) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "wasl.kernel.shared_cache.SharedFileCache", "LOCATION": tmp_path / "cache"}
    }
    user = make.user(make.organisation(), password=PASSWORD)
    page = reverse("account_login")
    for _ in range(10):
        assert Client().post(page, {"login": user.username, "password": "autre"}).status_code == 200
        another_process()
    client = Client()
    client.post(page, {"login": user.username, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_the_right_password_enters_with_this_cache(settings: Settings, tmp_path: Path) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "wasl.kernel.shared_cache.SharedFileCache", "LOCATION": tmp_path / "cache"}
    }
    user = make.user(make.organisation(), password=PASSWORD)
    client = Client()
    client.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)
