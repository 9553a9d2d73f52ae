"""pack: programmes as folders of data."""

from __future__ import annotations

import sys
from typing import Any

import click

from wasl.config.cli.group import with_django


@click.group()
def pack() -> None:
    """Programmes as folders of data: donors, zones, offices, targets, coverage, budgets, indicators."""


@pack.command("list")
@with_django
def list_packs() -> None:
    """Show the packs that ship with Wasl, and which of them are loaded."""
    from wasl.base.programmes.models import Programme
    from wasl.base.programmes.packs import available

    loaded = {programme.code: programme for programme in Programme.objects.all()}
    for code in available():
        click.echo(f"{code:<24} {'loaded' if code in loaded else ''}".rstrip())
    for code in sorted(set(loaded) - set(available())):
        click.echo(f"{code:<24} loaded from another folder")


@pack.command("load")
@click.argument("packs", nargs=-1, required=True, metavar="CODE|FOLDER…")
@with_django
def load_packs(packs: tuple[str, ...]) -> None:
    """Load packs; the same pack twice changes nothing. Each error is named by file and line."""
    from wasl.base.programmes.packs import load
    from wasl.kernel.actors import SYSTEM

    for one in packs:
        show(load(one, by=SYSTEM))


@pack.command("check")
@click.argument("packs", nargs=-1, required=True, metavar="CODE|FOLDER…")
@with_django
def check_packs(packs: tuple[str, ...]) -> None:
    """Say what loading would do, without doing it (exit code 1 when there are errors)."""
    from wasl.base.programmes.packs import check
    from wasl.kernel.actors import SYSTEM

    reports = [check(one, by=SYSTEM) for one in packs]
    for report in reports:
        show(report)
    sys.exit(1 if any(report.faults for report in reports) else 0)


def show(report: Any) -> None:
    """One pack's report, as `wasl.base.programmes.packs.Report` tells it."""
    for fault in report.faults:
        click.echo(f"{report.code}/{fault}")
    if report.faults:
        return
    if not report.changed:
        click.echo(f"{report.code}: nothing to change")
        return
    for word, rows in (("created", report.created), ("updated", report.updated)):
        if rows.total():
            told = ", ".join(f"{count} {kind}" for kind, count in sorted(rows.items()) if count)
            click.echo(f"{report.code}: {word} {told}")
