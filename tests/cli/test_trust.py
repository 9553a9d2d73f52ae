"""facts verify, audit verify."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import ModuleType

from click.testing import Result
from django.db import connection
from pytest_django.fixtures import Settings

from wasl.base.audit.actions import record
from wasl.base.audit.models import Entry
from wasl.kernel import append_only, clock
from wasl.kernel.actors import SYSTEM

Wasl = Callable[..., Result]


def test_facts_that_agree_with_their_records_are_told_so(wasl: Wasl) -> None:
    done = wasl("facts", "verify")
    assert done.exit_code == 0
    assert "missing: 0" in done.output


def test_a_journal_that_nobody_touched_is_sound(wasl: Wasl) -> None:
    record(by=SYSTEM, verb="people.create", kind="people.person", object_ids=[1])
    done = wasl("audit", "verify")
    assert done.exit_code == 0
    assert "sound" in done.output


def test_an_entry_changed_under_its_seal_is_named(
    wasl: Wasl, moving_clock: ModuleType, settings: Settings, tmp_path: Path
) -> None:
    settings.WASL_SEAL_DIR = tmp_path
    with clock.moved_to(clock.now() - timedelta(days=3)):
        record(by=SYSTEM, verb="people.create", kind="people.person", object_ids=[1])
    assert "1 entries" in wasl("audit", "seal").output
    assert wasl("audit", "verify").exit_code == 0
    entry = Entry.objects.get()
    with append_only.lifted(connection):
        Entry.objects.update(reason="another")
    done = wasl("audit", "verify")
    assert done.exit_code == 1
    assert f"entries changed since their seal: {entry.pk}" in done.output
