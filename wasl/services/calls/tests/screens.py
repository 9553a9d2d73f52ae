"""Asking for the pages of calls as somebody of the staff."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from wasl.base.accounts.models import User
from wasl.services.calls.tests.factories import Scene


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def as_role(scene: Scene, role: str) -> Client:
    scene.actor(role)
    return signed_in(scene.staff[role])


def page(client: Client, name: str, *args: Any, status: int = 200, query: str = "") -> str:
    answer = client.get(reverse(f"calls:{name}", args=args) + query)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.content.decode()) if not answer.streaming else ""


def post(client: Client, name: str, *args: Any, **data: Any) -> str:
    """Post the data and go on; `status` is 303 unless it is given."""
    status = data.pop("status", 303)
    answer = client.post(reverse(f"calls:{name}", args=args), data)
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.headers.get("Location", "") or answer.content.decode()
