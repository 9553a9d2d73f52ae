"""How a room puts work aside.

    @task(label=_("Taking over the register"), retries=2)
    def take_over(progress: Progress, batch_id: int) -> str | None:
        for number, row in enumerate(rows, start=1):
            ...
            progress.report(number, len(rows))
        return batch.get_absolute_url()          # where the result stands, or None

    run = take_over.start(by=actor, arguments={"batch_id": batch.pk}, key=f"intake:{batch.pk}")
    return redirect(run)

A refusal of the house (WaslError) ends the run with its message. Any other error is tried again as often as
`retries` says, then ends it with a general sentence; the details go to the log. The function is not one
transaction: long work commits in portions, and trying again must find what is left to do.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import task as queued
from django_tasks import task_backends

from wasl.kernel import clock
from wasl.kernel.actors import Actor
from wasl.kernel.background.models import Run, State, packed, unpacked
from wasl.kernel.errors import WaslError

log = logging.getLogger("wasl.background")
WAIT_BEFORE_RETRY = timedelta(seconds=5)  # times the number of attempts made
REPORT_EVERY = 0.5  # seconds


class Progress:
    """What the working function holds: who asked (`by`), and a way to say how far it is."""

    def __init__(self, run: Run, by: Actor) -> None:
        self.run = run
        self.by = by
        self._last = 0.0

    def report(self, done: int, total: int) -> None:
        """Say that `done` of `total` are finished; written at most twice a second and at the end."""
        instant = time.monotonic()
        if done < total and instant - self._last < REPORT_EVERY:
            return
        self._last = instant
        Run.objects.filter(pk=self.run.pk).update(done=done, total=total, beat_at=clock.now())


class Work:
    """A function that is carried out apart; made by `task`."""

    def __init__(self, function: Callable[..., str | None], label: str | Promise, retries: int) -> None:
        self.function = function
        self.label = label
        self.retries = retries
        self.name = f"{function.__module__}.{function.__qualname__}"

    def start(
        self, *, by: Actor, arguments: Mapping[str, Any] | None = None, key: str = "", link: str = ""
    ) -> Run:
        """Put the work aside and return its Run.

        `arguments` must be JSON (ids). While a run of the same non-empty `key` is unfinished no second one is
        made: that one is returned. `link` is where to go from its page when the function names nothing better.
        """
        run = Run(
            name=self.name,
            label=str(self.label),
            key=key,
            arguments=dict(arguments or {}),
            actor=packed(by),
            language=translation.get_language() or "fr",
            link=link,
        )
        run.authored_by(by)
        try:
            with transaction.atomic():
                run.save()
        except IntegrityError:
            held = Run.objects.unfinished().filter(key=key).first()
            if not key or held is None:
                raise
            return held
        perform.enqueue(run.pk)
        run.refresh_from_db()
        return run


def task(*, label: str | Promise, retries: int = 0) -> Callable[[Callable[..., str | None]], Work]:
    """Make a module-level function work that can be put aside; it takes a `Progress`, then keyword arguments."""

    def decorate(function: Callable[..., str | None]) -> Work:
        return Work(function, label, retries)

    return decorate


@queued
def perform(run_id: int) -> None:
    """Carry out one run (called by the worker, or on the spot)."""
    run = Run.objects.get(pk=run_id)
    try:
        work: Work = import_string(run.name)
    except ImportError:
        log.exception("work %s, run %s: no such function", run.name, run.pk)
        _end(run, State.FAILED, error=_("This task no longer exists in this version."))
        return
    while _attempt(run, work):
        if task_backends["default"].supports_defer:
            later = clock.now() + WAIT_BEFORE_RETRY * run.attempts
            perform.using(run_after=later).enqueue(run.pk)
            return


def _attempt(run: Run, work: Work) -> bool:
    """One attempt; True when it is to be tried again."""
    now = clock.now()
    claimed = Run.objects.filter(pk=run.pk, state=State.WAITING).update(
        state=State.RUNNING, started_at=now, beat_at=now, attempts=run.attempts + 1
    )
    if not claimed:
        return False
    run.attempts += 1
    with translation.override(run.language):
        try:
            link = work.function(Progress(run, unpacked(run.actor)), **run.arguments)
        except WaslError as error:
            return _end(run, State.FAILED, error=str(error))
        except Exception:
            log.exception("work %s, run %s, attempt %s", run.name, run.pk, run.attempts)
            if run.attempts <= work.retries:
                Run.objects.filter(pk=run.pk).update(state=State.WAITING)
                return True
            sentence = _(
                "Something went wrong that was not foreseen. What was done before stays; you may start again."
            )
            return _end(run, State.FAILED, error=sentence)
        return _end(run, State.DONE, link=link or run.link)


def _end(run: Run, state: State, *, error: str = "", link: str = "") -> bool:
    now = clock.now()
    values: dict[str, Any] = {"state": state, "error": error, "finished_at": now, "beat_at": now}
    if link:
        values["link"] = link
    Run.objects.filter(pk=run.pk).update(**values)
    return False


def take_up(run: Run) -> Run:
    """Take up again one run that stopped in the middle, as it stands now; any other run is left alone."""
    if run.stopped and Run.objects.filter(pk=run.pk, beat_at=run.beat_at).update(state=State.WAITING):
        perform.enqueue(run.pk)
    run.refresh_from_db()
    return run


def recover() -> int:
    """Take up again the runs whose worker was stopped in the middle; returns how many. Called when a worker starts."""
    count = 0
    for run in Run.objects.silent():
        if Run.objects.silent().filter(pk=run.pk).update(state=State.WAITING):
            perform.enqueue(run.pk)
            count += 1
    return count
