"""people weekly-list: the titles to renew, told to each adviser once a week."""

from __future__ import annotations

import click

from wasl.config.cli.group import with_django


@click.command("weekly-list")
@with_django
def weekly_list() -> None:
    """Write to each adviser the titles of the people they advise that end soon (the worker does it every Monday).

    Run it as often as you wish: only what is new is written, and nobody is told twice of the same deadline. A week left
    out loses nothing.
    """
    from wasl.kernel.actors import SYSTEM
    from wasl.spine.people.actions import write_weekly_lists

    written = write_weekly_lists(by=SYSTEM)
    lines = "line" if written == 1 else "lines"
    click.echo(f"{written} new {lines}. Advisers read them under People, “My weekly list”.")
