"""Two identical forms at the same moment (a double click, a proxy that repeats) are one act.

On PostgreSQL, where both transactions run at once; on SQLite writers wait for each other before they begin.
"""

from __future__ import annotations

import threading
import time

import pytest
from django.db import connections
from django.test import RequestFactory

from wasl.kernel.actors import SYSTEM
from wasl.kernel.background.models import Run
from wasl.kernel.errors import RuleBroken
from wasl.kernel.forms import form_page
from wasl.kernel.forms.tests.test_form_page import RunForm

pytestmark = [pytest.mark.postgresql_only, pytest.mark.django_db(transaction=True)]


def send_both(*, first_fails: bool) -> list[str]:
    """Send the same form twice at once; the locations answered."""
    ready, turns, answers = threading.Barrier(2), iter([first_fails, False]), []

    def do(data: dict[str, object]) -> str:
        fails = next(turns)
        run = Run.objects.create(name=str(data["name"]), label="x")
        time.sleep(0.3)  # long enough for the other to arrive in the middle
        if fails:
            raise RuleBroken("no", field="name")
        return f"/run/{run.pk}/"

    def one() -> None:
        try:
            request = RequestFactory().post("/new/", {"name": "a", "submission": "same"})
            request.actor = SYSTEM  # type: ignore[attr-defined]
            ready.wait(timeout=10)
            answers.append(form_page(request, RunForm, do=do, title="New").get("Location", "refused"))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return answers


def test_both_senders_are_led_to_the_one_result() -> None:
    answers = send_both(first_fails=False)
    assert Run.objects.count() == 1
    assert answers == [f"/run/{Run.objects.get().pk}/"] * 2


def test_when_the_first_is_refused_the_second_is_done() -> None:
    answers = send_both(first_fails=True)
    assert Run.objects.count() == 1
    assert sorted(answers) == sorted(["refused", f"/run/{Run.objects.get().pk}/"])
