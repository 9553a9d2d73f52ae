"""Work that stops in the middle goes on where it stopped, and the page says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.support.signed_in import signed_in
from wasl.base.accounts.tests import factories
from wasl.base.intake import actions, tasks
from wasl.base.intake.models import Batch, Row
from wasl.base.intake.tests.conftest import Sheet, Trades
from wasl.base.network.models import Office
from wasl.base.reference.models import Trade
from wasl.kernel import clock
from wasl.kernel.actors import SYSTEM, Role
from wasl.kernel.background.models import Run, State

pytestmark = pytest.mark.django_db
LONG = 450


class Killed(BaseException):
    """The worker is stopped."""


def kill_after(lines: int) -> Callable[[int, int], None]:
    def report(done: int, total: int) -> None:
        if done >= lines:
            raise Killed

    return report


@pytest.fixture
def office() -> Office:
    return factories.office(factories.organisation("Hub"), "Tanger")


@pytest.fixture
def batch(trades: Trades, office: Office, sheet: Sheet) -> Batch:
    rows = [[f"c{n}", "Same" if n % 100 == 0 else f"n{n}"] for n in range(LONG)]
    return actions.open_batch(
        by=SYSTEM,
        importer=Trades.code,
        organisation=office.organisation,
        office=office,
        name="trades.xlsx",
        content=sheet(*rows),
    )


def made() -> int:
    return Trade.objects.filter(code__startswith="test-").count()


def test_a_check_that_was_killed_goes_on_and_still_compares_with_the_rows_before(batch: Batch) -> None:
    with pytest.raises(Killed):
        actions.check_batch(by=SYSTEM, batch=batch, report=kill_after(200))
    batch.refresh_from_db()
    assert (batch.state, batch.checked_line) == ("checking", 203)
    told: list[tuple[int, int]] = []
    actions.check_batch(by=SYSTEM, batch=batch, report=lambda done, total: told.append((done, total)))
    assert told[0] == (400, LONG)
    assert (batch.state, batch.checked_line) == ("checked", 0)
    assert set(Row.objects.filter(batch=batch, strong=True).values_list("choice", flat=True)) == {"row:4"}


def test_undoing_that_was_killed_goes_on_where_it_stopped(batch: Batch) -> None:
    actions.check_batch(by=SYSTEM, batch=batch)
    actions.confirm(by=SYSTEM, batch=batch)
    actions.commit_rows(by=SYSTEM, batch=batch)
    whole = made()
    actions.undo(by=SYSTEM, batch=batch, reason="the wrong year")
    with pytest.raises(Killed):
        actions.undo_rows(by=SYSTEM, batch=batch, report=kill_after(100))
    batch.refresh_from_db()
    assert (batch.state, 0 < made() < whole) == ("undoing", True)
    actions.undo_rows(by=SYSTEM, batch=batch)
    assert (batch.state, made()) == ("undone", 0)


def killed_while_writing(batch: Batch, coordinator: int | None) -> Run:
    """A batch of which the worker was stopped after some rows, a while ago."""
    actions.check_batch(by=SYSTEM, batch=batch)
    actions.confirm(by=SYSTEM, batch=batch)
    with pytest.raises(Killed):
        actions.commit_rows(by=SYSTEM, batch=batch, report=kill_after(100))
    ago = clock.now() - timedelta(minutes=2)
    return Run.objects.create(
        name="wasl.base.intake.tasks.take_over",
        label="x",
        key=f"intake.take_over:{batch.pk}",
        arguments={"batch_id": batch.pk},
        actor={"id": coordinator, "label": "C", "kind": "system", "grants": []},
        state=State.RUNNING,
        started_at=ago,
        beat_at=ago,
        link=batch.get_absolute_url(),
    )


def test_the_page_says_that_the_work_stopped_and_a_button_takes_it_up(batch: Batch, office: Office) -> None:
    killed_while_writing(batch, None)
    client: Client = signed_in(Role.COORDINATOR, office.organisation, language="en")
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "This work was interrupted" in page
    before = made()
    client.post(reverse("intake:resume", args=[batch.pk]))
    batch.refresh_from_db()
    assert (batch.state, made() > before) == ("done", True)
    assert Row.objects.filter(batch=batch, state="sound").count() == 0
    assert "interrupted" not in client.get(batch.get_absolute_url()).content.decode()


def test_work_that_gives_signs_of_life_is_left_alone(batch: Batch, office: Office) -> None:
    run = killed_while_writing(batch, None)
    Run.objects.filter(pk=run.pk).update(beat_at=clock.now())
    client: Client = signed_in(Role.COORDINATOR, office.organisation, language="en")
    page = client.get(batch.get_absolute_url()).content.decode()
    assert "Somebody is working on this sheet now." in page
    before = made()
    client.post(reverse("intake:resume", args=[batch.pk]))
    assert made() == before
    assert tasks.run_of(batch) == run
