"""Two workers at the same instant, each on its own connection."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from pytest_django import Settings

from wasl.base.messaging.actions import send_due
from wasl.base.messaging.models import Message
from wasl.base.messaging.tests.factories import a_message, an_office

WORKERS, MESSAGES = 4, 12


@pytest.mark.django_db(transaction=True)
@pytest.mark.postgresql_only
def test_two_workers_never_send_the_same_message(tmp_path: Path, settings: Settings) -> None:
    settings.WASL_SMS_FOLDER = str(tmp_path / "sms")
    office = an_office()
    for _ in range(MESSAGES):
        a_message(office)
    start = Barrier(WORKERS)

    def work(_number: int) -> int:
        start.wait()
        try:
            return send_due().sent
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        counts = list(pool.map(work, range(WORKERS)))
    assert sum(counts) == MESSAGES
    assert len(list((tmp_path / "sms").iterdir())) == MESSAGES
    assert set(Message.objects.values_list("tries", flat=True)) == {1}
