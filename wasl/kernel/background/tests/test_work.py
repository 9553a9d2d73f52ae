"""Work put aside: it starts once, reports, is tried again, ends in plain words."""

from __future__ import annotations

import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from wasl.kernel.actors import Actor, Grant
from wasl.kernel.background.models import Run, State, packed, unpacked
from wasl.kernel.background.queries import standing_still
from wasl.kernel.background.work import Progress, perform, recover, task
from wasl.kernel.background.worker import run_worker
from wasl.kernel.errors import RuleBroken

pytestmark = pytest.mark.django_db
AMINA = Actor(id=7, label="Amina", grants=(Grant("reception", 1, frozenset({2, 3})),))
seen: list[Any] = []


@task(label="Counting")
def counting(progress: Progress, upto: int) -> str:
    for number in range(1, upto + 1):
        progress.report(number, upto)
    seen.append((progress.by, upto))
    return "/counted/"


@task(label="Refusing")
def refusing(progress: Progress) -> None:
    raise RuleBroken("The office was closed on that day.")


@task(label="Stumbling", retries=2)
def stumbling(progress: Progress, falls: int) -> None:
    seen.append("fall")
    if len(seen) <= falls:
        raise ConnectionError("secret detail")


@task(label="Sowing rows twice")
def nothing(progress: Progress) -> None:
    return None


@pytest.fixture(autouse=True)
def forget() -> None:
    seen.clear()


@pytest.fixture
def queue(settings: Settings) -> None:
    """Runs wait for a worker, as in production."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_a_refusal_of_the_house_ends_the_run_in_its_own_words() -> None:
    run = refusing.start(by=AMINA)
    assert (run.state, run.error) == (State.FAILED, "The office was closed on that day.")


def test_an_unforeseen_error_is_told_without_its_details(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL, logger="wasl.background"):
        run = stumbling.start(by=AMINA, arguments={"falls": 9})
    assert run.state == State.FAILED
    assert "secret" not in run.error
    assert run.attempts == 3


def test_a_run_whose_function_is_gone_fails_in_plain_words(
    queue: None, caplog: pytest.LogCaptureFixture
) -> None:
    run = nothing.start(by=AMINA)
    Run.objects.filter(pk=run.pk).update(name="wasl.kernel.background.tests.gone")
    with caplog.at_level(logging.CRITICAL, logger="wasl.background"):
        perform.call(run.pk)
    run.refresh_from_db()
    assert run.state == State.FAILED


def test_the_work_knows_who_asked_and_with_which_rights() -> None:
    run = counting.start(by=AMINA, arguments={"upto": 3}, link="/elsewhere/")
    assert seen == [(AMINA, 3)]
    assert (run.state, run.done, run.total, run.link) == (State.DONE, 3, 3, "/counted/")
    assert run.created_by_label == "Amina"


def test_an_actor_is_unpacked_as_it_was_packed() -> None:
    everywhere = Actor(
        id=None, label="Wasl", kind="system", grants=(Grant("finance", 4, None, frozenset({9})),)
    )
    assert unpacked(packed(everywhere)) == everywhere


def test_work_that_stumbles_is_tried_again() -> None:
    logging.getLogger("wasl.background").disabled = True
    try:
        run = stumbling.start(by=AMINA, arguments={"falls": 2})
    finally:
        logging.getLogger("wasl.background").disabled = False
    assert (run.state, run.attempts, len(seen)) == (State.DONE, 3, 3)


def test_the_same_work_is_not_started_twice_at_once(queue: None) -> None:
    first = counting.start(by=AMINA, arguments={"upto": 1}, key="count:1")
    second = counting.start(by=AMINA, arguments={"upto": 1}, key="count:1")
    other = counting.start(by=AMINA, arguments={"upto": 1}, key="count:2")
    assert first.pk == second.pk != other.pk
    assert DBTaskResult.objects.count() == 2


def test_finished_work_may_be_asked_for_again() -> None:
    first = counting.start(by=AMINA, arguments={"upto": 1}, key="count:1")
    assert counting.start(by=AMINA, arguments={"upto": 1}, key="count:1").pk != first.pk


def test_two_workers_given_the_same_run_do_it_once(queue: None) -> None:
    run = counting.start(by=AMINA, arguments={"upto": 1})
    perform.call(run.pk)
    perform.call(run.pk)
    assert len(seen) == 1


def test_a_later_try_waits_a_little_in_the_queue(queue: None) -> None:
    logging.getLogger("wasl.background").disabled = True
    try:
        run = stumbling.start(by=AMINA, arguments={"falls": 1})
        perform.call(run.pk)
    finally:
        logging.getLogger("wasl.background").disabled = False
    run.refresh_from_db()
    assert run.state == State.WAITING
    assert DBTaskResult.objects.count() == 2


def test_work_whose_worker_died_is_taken_up_again(queue: None, moving_clock: Any) -> None:
    with moving_clock.moved_to(date(2021, 3, 1)):
        run = counting.start(by=AMINA, arguments={"upto": 1})
        begun = moving_clock.now()
        Run.objects.filter(pk=run.pk).update(state=State.RUNNING, started_at=begun, beat_at=begun)
    with moving_clock.moved_to(begun + timedelta(minutes=5)):
        assert recover() == 0
        assert standing_still().ok
    with moving_clock.moved_to(begun + timedelta(minutes=11)):
        assert not standing_still().ok
        assert recover() == 1
        assert recover() == 0
    run.refresh_from_db()
    assert run.state == State.WAITING


def test_an_unknown_state_is_refused_by_the_database() -> None:
    run = counting.start(by=AMINA, arguments={"upto": 1})
    with pytest.raises(IntegrityError):
        Run.objects.filter(pk=run.pk).update(state="lost")


@pytest.mark.django_db(transaction=True)
def test_the_worker_empties_the_queue(queue: None) -> None:
    runs = [counting.start(by=AMINA, arguments={"upto": number}) for number in range(1, 4)]
    run_worker(until_empty=True)
    assert set(Run.objects.filter(pk__in=[run.pk for run in runs]).values_list("state", flat=True)) == {
        State.DONE
    }
    assert [upto for _by, upto in seen] == [1, 2, 3]
