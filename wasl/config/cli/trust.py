"""facts, audit: proofs that nothing was lost, added or touched."""

from __future__ import annotations

import sys

import click

from wasl.config.cli.group import with_django

SHOWN = 20


@click.group()
def facts() -> None:
    """The stream of facts behind every figure."""


@facts.command("verify")
@with_django
def verify_facts() -> None:
    """Rebuild the facts from the records and name each difference (exit code 1 when there is one)."""
    from wasl.spine.facts.queries import verify

    result = verify()
    click.echo(f"{result.checked} facts compared with their records.")
    if result.withdrawn:
        click.echo(f"withdrawn with a reason: {result.withdrawn}")
    for word, found in (
        ("missing", result.missing),
        ("extra", result.extra),
        ("different", result.different),
    ):
        click.echo(f"{word}: {len(found)}")
        for one in list(found)[:SHOWN]:
            click.echo(f"   {one}")
        if len(found) > SHOWN:
            click.echo(f"   … and {len(found) - SHOWN} more")
    sys.exit(0 if result.ok else 1)


@click.group()
def audit() -> None:
    """The journal: who did what, who read what."""


@audit.command("verify")
@with_django
def verify_audit() -> None:
    """Compare the journal with its daily seals, kept in the database and outside (exit code 1 unless sound)."""
    from wasl.base.audit.queries import verify

    result = verify()
    click.echo(f"{result.entries} entries under {result.seals} seals, {result.unsealed} not sealed yet.")
    faults = {
        "entries changed since their seal": result.changed,
        "entries missing": result.missing,
        "entries slipped in under a seal": result.extra,
        "seals that no longer hold": result.broken_seals,
        "seals without their file": result.files_missing,
    }
    for text, numbers in faults.items():
        if numbers:
            shown = ", ".join(str(number) for number in numbers[:SHOWN])
            click.echo(f"{text}: {shown}{' …' if len(numbers) > SHOWN else ''}")
    click.echo("The journal is sound." if result.sound else "The journal is NOT sound.")
    sys.exit(0 if result.sound else 1)


@audit.command("seal")
@with_django
def seal() -> None:
    """Seal every entry up to yesterday (the worker does it once a day)."""
    from datetime import timedelta

    from wasl.base.audit.actions import seal_day
    from wasl.kernel import clock

    made = seal_day(clock.today() - timedelta(days=1))
    click.echo(f"Seal {made.number}: {made.count} entries." if made else "Nothing to seal.")
