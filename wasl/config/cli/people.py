"""people: find somebody, take over a sheet."""

from __future__ import annotations

import click

from wasl.config.cli.group import with_django
from wasl.config.cli.sheets import import_, undo
from wasl.config.cli.weekly import weekly_list


@click.group()
def people() -> None:
    """People: find somebody, take over a register or a partner's list typed as a workbook."""


people.add_command(weekly_list)


@people.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--born", type=int, metavar="YEAR", help="Year of birth, when known.")
@click.option("--limit", default=10, show_default=True, help="How many at most.")
@with_django
def search(words: tuple[str, ...], born: int | None, limit: int) -> None:
    """Find people by name (any spelling, either script), telephone or number of a paper.

    The reading is noted in the journal, as on the screens.
    """
    from wasl.base.audit.actions import record_read
    from wasl.kernel.actors import SYSTEM
    from wasl.spine.people.queries import search as find

    found = find(SYSTEM, " ".join(words), limit=limit, born=born)
    record_read(
        by=SYSTEM, verb="people.search", kind="people.person", object_ids=[one.person.pk for one in found]
    )
    if not found:
        click.echo("Nobody is found under these words.")
    for one in found:
        why = ", ".join([*(str(word) for word in one.reason_words), *one.offices])
        click.echo(f"{one.person.pk:>6}  {one.score:>3}  {one.person}  ({why})")


people.add_command(import_)
people.add_command(undo)
