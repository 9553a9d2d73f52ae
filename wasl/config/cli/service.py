"""serve, worker, check: an installation at work."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from typing import Any

import click

from wasl.config.cli.group import with_django
from wasl.config.cli.migrations import refuse_another_version

DUTIES_EVERY = 15 * 60  # seconds


@click.command()
@click.option(
    "--bind", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to listen."
)
@click.option("--processes", default=2, show_default=True, help="Processes; each has its threads.")
@click.option("--threads", default=4, show_default=True, help="Pages answered at a time by one process.")
@click.option("--with-worker", is_flag=True, help="Also carry out background work, in a process of its own.")
@with_django
def serve(bind: str, processes: int, threads: int, with_worker: bool) -> None:
    """Serve the site. Behind TLS: set WASL_HOSTS, and WASL_BEHIND_PROXY=1 after a proxy that says https."""
    from django.conf import settings
    from django.core.management import call_command

    refuse_another_version()
    if not settings.INSECURE:
        call_command("collectstatic", interactive=False, verbosity=0)
    helper = subprocess.Popen([sys.executable, "-m", "wasl.config.cli", "worker"]) if with_worker else None
    announce(bind)
    try:
        run_server({"bind": bind, "workers": processes, "threads": threads})
    finally:
        if helper is not None:
            helper.terminate()
            helper.wait(timeout=30)


def announce(bind: str) -> None:
    from wasl.kernel.installation import state

    click.echo(f"\n{state.name()}: http://{bind}")
    if state.is_demo():
        from wasl.base.accounts.models import User

        names = User.objects.filter(is_demo=True, is_active=True).order_by("pk")
        for user in names:
            click.echo(f"   {user.username:<16} {user.display_name}")
        if names:
            click.echo("The sign-in page has a button for each. Everything in this demo is invented.")
    click.echo("Ctrl-C stops it.\n")


def run_server(options: dict[str, Any]) -> None:
    """gunicorn in this process: threads, and a process renewed from time to time."""
    from gunicorn.app.base import BaseApplication

    base: Any = BaseApplication

    class Site(base):  # type: ignore[misc]
        def load_config(self) -> None:
            fixed = {
                "worker_class": "gthread",
                "timeout": 120,
                "max_requests": 5000,
                "max_requests_jitter": 500,
                "loglevel": "warning",
                "control_socket_disable": True,
            }
            for name, value in {**fixed, **options}.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            from wasl.config.wsgi import application

            return application

    Site().run()


@click.command()
@click.option("--until-empty", is_flag=True, help="Stop once nothing waits.")
@with_django
def worker(until_empty: bool) -> None:
    """Carry out background work (imports, large files) and the daily duties (seal of the journal)."""
    from wasl.kernel.background.worker import run_worker

    refuse_another_version()
    daily_duties()
    if until_empty:
        run_worker(until_empty=True)
        return
    stop = threading.Event()
    threading.Thread(target=duties_from_time_to_time, args=[stop], daemon=True).start()
    try:
        run_worker()
    finally:
        stop.set()


def duties_from_time_to_time(stop: threading.Event) -> None:
    from django.db import connections

    while not stop.wait(DUTIES_EVERY):
        try:
            daily_duties()
        finally:
            connections.close_all()


def daily_duties() -> None:
    """What must be done once a day and does no harm when asked again.

    Seal the days gone by, forget old forms, on the first day of a week put the lists of titles to renew aside,
    remove the files of access requests whose time has passed, count the words that names hold, send the messages that
    are due and empty the old ones, note the complaints that are late.

    Also: put the reminders of appointments whose hour has come among the messages, remind institutions of referrals,
    close those that expired, remove their copies in time.

    A duty that fails (a disk that is full, a database out of reach) is logged and waits for the next time.
    """
    from wasl.base.messaging.actions import empty_old, send_what_is_due
    from wasl.kernel.errors import WaslError
    from wasl.kernel.forms.submissions import forget_old
    from wasl.services.complaints.actions import escalate_late
    from wasl.services.referrals.actions import daily_duty as referrals_duty
    from wasl.spine.appointments.actions import put_reminders
    from wasl.spine.links.actions import settle_links
    from wasl.spine.people.actions.keys import count_words_if_due
    from wasl.spine.people.tasks import weekly_lists_if_due
    from wasl.spine.rights.actions import discard_expired

    log = logging.getLogger("wasl.worker")
    duties = (
        forget_old, seal_until_yesterday, settle_links, weekly_lists_if_due, discard_expired, count_words_if_due,
        put_reminders, send_what_is_due, empty_old, escalate_late,
        referrals_duty,
    )  # fmt: skip
    for duty in duties:
        try:
            duty()
        except WaslError as refusal:
            log.error("%s: %s", duty.__name__, refusal)
        except Exception:
            log.exception("%s failed and will be tried again", duty.__name__)


def seal_until_yesterday() -> None:
    from datetime import timedelta

    from wasl.base.audit.actions import seal_day
    from wasl.kernel import clock

    seal_day(clock.today() - timedelta(days=1))


@click.command()
@with_django
def check() -> None:
    """Look at the installation: settings, version of the database, the journal, the facts, background work."""
    from django.core import checks as django_checks

    from wasl.config.cli.migrations import pending
    from wasl.kernel import frames
    from wasl.kernel.frames import Finding

    messages = django_checks.run_checks(include_deployment_checks=os.environ.get("WASL_INSECURE") != "1")
    findings = [Finding(False, str(found.msg), str(found.hint or "")) for found in messages]
    missing = pending()
    findings.append(
        Finding(not missing, "The database is of this version.", "Type: wasl upgrade" if missing else "")
    )
    if not missing:
        findings += [look() for look in frames.checks]
    for finding in findings:
        show(finding)
    if not all(finding.ok for finding in findings):
        sys.exit(1)


def show(finding: Any) -> None:
    click.echo(f"{'ok  ' if finding.ok else 'LOOK'}  {finding.text}")
    if not finding.ok and finding.advice:
        click.echo(f"      {finding.advice}")
    for line in finding.details:
        click.echo(f"      {line}")
