"""The worker: the process that carries out what was put aside."""

from __future__ import annotations

from django.core.management import call_command

from wasl.kernel.background.work import recover


def run_worker(*, until_empty: bool = False) -> None:
    """Take up what was interrupted, then work until stopped (or, with `until_empty`, until nothing waits)."""
    recover()
    call_command(
        "db_worker",
        queue_name="*",
        interval=1,
        batch=until_empty,
        reload=False,
        startup_delay=False,
        verbosity=0,
    )
