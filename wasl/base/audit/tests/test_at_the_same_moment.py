"""While the day is being sealed, somebody writes: what commits late never slips under the seal."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from wasl.base.audit.actions import record, seal_day
from wasl.base.audit.queries import verify
from wasl.kernel import clock
from wasl.kernel.actors import Actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgresql_only]

AMINA = Actor(id=7, label="Amina")


def test_an_act_under_way_is_waited_for(settings: Any, tmp_path: Path) -> None:
    settings.WASL_SEAL_DIR = tmp_path
    written, sealed = threading.Event(), threading.Event()

    def slow_act() -> None:
        with transaction.atomic():
            record(by=AMINA, verb="people.update", object_ids=[1])
            written.set()
            assert not sealed.wait(timeout=1), "the seal waits for the act"
        connection.close()

    thread = threading.Thread(target=slow_act)
    thread.start()
    assert written.wait(timeout=5)
    record(by=AMINA, verb="people.update", object_ids=[2])
    seal = seal_day(clock.today())
    sealed.set()
    thread.join()
    assert seal is not None
    assert seal.count == 2
    assert verify().sound
